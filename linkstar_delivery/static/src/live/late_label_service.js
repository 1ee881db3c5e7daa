import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// Labels of a wave arrive within a second or two of each other: they are printed together.
const QUIET_MS = 1000;

/** Prints labels that arrive after validation, those of a wave together, or shows a message that a label arrived. */
export const lateLabelService = {
    dependencies: ["action", "bus_service", "notification", "orm"],

    start(env, {action, bus_service: bus, notification, orm}) {
        let timer = null;

        async function print() {
            // The page may be open in several tabs: the server gives each label to one of them.
            const report = await orm.call("linkstar.shipment", "claim_late_labels", []);
            if (report) {
                await action.doAction(report);
            }
        }

        bus.subscribe(
            "linkstar.label",
            ({shipment_id, name, number, print: wanted, again}) => {
                if (wanted) {
                    clearTimeout(timer);
                    timer = setTimeout(print, QUIET_MS);
                    if (again) {
                        // A wave holds its labels back to print them together, but only for this time.
                        setTimeout(print, again * 1000 + QUIET_MS);
                    }
                    return;
                }
                const close = notification.add(
                    _t("Label of %(name)s: %(number)s", {name, number}),
                    {
                        title: _t("Label received"),
                        type: "success",
                        buttons: [
                            {
                                name: _t("Print"),
                                primary: true,
                                onClick: async () => {
                                    close();
                                    await action.doAction(
                                        await orm.call(
                                            "linkstar.shipment",
                                            "action_print_label",
                                            [[shipment_id]]
                                        )
                                    );
                                },
                            },
                        ],
                    }
                );
            }
        );
        bus.start();
    },
};

registry.category("services").add("linkstar_late_label", lateLabelService);
