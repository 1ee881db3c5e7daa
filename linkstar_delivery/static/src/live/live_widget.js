import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, onWillUnmount, useEffect, xml } from "@odoo/owl";

const QUIET_MS = 150;

/**
 * Shows nothing: it reloads the form it is in when the transfer's shipment changes, for the label comes after the click.
 * What somebody is just typing is never thrown away.
 */
export class LinkstarLive extends Component {
    static template = xml`<t/>`;
    static props = { ...standardWidgetProps, pickingField: { type: String, optional: true } };

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
        const { record, pickingField } = this.props;
        return pickingField ? record.data[pickingField]?.id : record.resId;
    }

    onChange({ picking_id }) {
        if (picking_id !== this.picking) {
            return;
        }
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.reload(), QUIET_MS);
    }

    async reload() {
        const { record } = this.props;
        if (await record.isDirty()) {
            return;
        }
        await record.load();
        record.model.notify();
    }
}

registry.category("view_widgets").add("linkstar_live", {
    component: LinkstarLive,
    extractProps: ({ attrs }) => ({ pickingField: attrs.picking_field }),
});
