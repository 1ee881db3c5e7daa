import {Component, onMounted, onWillUnmount, useEffect, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

// The form also reloads at this interval, in case the bus is late or not available.
const LOOK_MS = 4000;
const QUIET_MS = 150;

/** Shows nothing. It reloads the form of a wave while the wave is running. */
export class LinkstarWave extends Component {
    static template = xml`<t/>`;
    static props = {...standardWidgetProps};

    setup() {
        this.bus = useService("bus_service");
        this.onChange = this.onChange.bind(this);
        this.bus.subscribe("linkstar.wave", this.onChange);
        useEffect(
            (wave) => {
                if (wave) {
                    const channel = `linkstar.wave_${wave}`;
                    this.bus.addChannel(channel);
                    return () => this.bus.deleteChannel(channel);
                }
            },
            () => [this.props.record.resId]
        );
        onMounted(() => {
            this.interval = setInterval(() => this.isGoingOn && this.reload(), LOOK_MS);
        });
        onWillUnmount(() => {
            clearInterval(this.interval);
            clearTimeout(this.timer);
            this.bus.unsubscribe("linkstar.wave", this.onChange);
        });
    }

    get isGoingOn() {
        const {state, waiting_count} = this.props.record.data;
        return state === "running" || waiting_count > 0;
    }

    onChange({wave_id}) {
        if (wave_id === this.props.record.resId) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.reload(), QUIET_MS);
        }
    }

    async reload() {
        await this.props.record.load();
        this.props.record.model.notify();
    }
}

registry.category("view_widgets").add("linkstar_wave", {component: LinkstarWave});
