import {Component, onWillUnmount, useEffect, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

const QUIET_MS = 150;

/**
 * Shows nothing. It reloads its form when the transfer's shipment changes, because the label arrives after the click.
 * A form with unsaved changes is not reloaded.
 */
export class LinkstarLive extends Component {
    static template = xml`<t/>`;
    static props = {
        ...standardWidgetProps,
        pickingField: {type: String, optional: true},
    };

    setup() {
        this.bus = useService("bus_service");
        this.onChange = this.onChange.bind(this);
        this.bus.subscribe("linkstar.shipment", this.onChange);
        useEffect(
            (picking) => {
                if (picking) {
                    const channel = `linkstar.picking_${picking}`;
                    this.bus.addChannel(channel);
                    return () => this.bus.deleteChannel(channel);
                }
            },
            () => [this.picking]
        );
        onWillUnmount(() => {
            clearTimeout(this.timer);
            this.bus.unsubscribe("linkstar.shipment", this.onChange);
        });
    }

    get picking() {
        const {record, pickingField} = this.props;
        return pickingField ? record.data[pickingField]?.id : record.resId;
    }

    onChange({picking_id}) {
        if (picking_id !== this.picking) {
            return;
        }
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.reload(), QUIET_MS);
    }

    async reload() {
        const {record} = this.props;
        if (await record.isDirty()) {
            return;
        }
        await record.load();
        record.model.notify();
    }
}

registry.category("view_widgets").add("linkstar_live", {
    component: LinkstarLive,
    extractProps: ({attrs}) => ({pickingField: attrs.picking_field}),
});
