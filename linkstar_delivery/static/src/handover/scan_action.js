import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ScanPage} from "../scan/scan_page";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useState} from "@odoo/owl";

const MODEL = "linkstar.handover";
const RECENT = 12;

/** Parcels are scanned onto a manifest, into its bags, and the manifest is closed. */
export class HandoverScan extends ScanPage {
    static template = "linkstar_delivery.HandoverScan";
    static hotkeys = {F2: "undo", F4: "toggleBag", F8: "close"};
    static opens = "handover_id";

    setup() {
        super.setup();
        this.dialog = useService("dialog");
        this.state = useState({
            manifest: null,
            start: null,
            mode: "pickup",
            bag: null,
            weighing: null,
            waiting: 0,
            last: null,
            refused: [],
        });
    }

    isScanning() {
        return Boolean(this.state.manifest);
    }

    get kilograms() {
        return (weight) => (weight || 0).toFixed(3);
    }

    get openBags() {
        return this.state.manifest.bags.filter((bag) => bag.state === "open");
    }

    parcelsText(count) {
        return _t("Parcels: %s", count);
    }

    get onlyText() {
        return _t("Only %s", this.state.manifest.only);
    }

    get closeBagText() {
        return _t("Close %(kind)s %(number)s (parcels: %(count)s)", this.state.bag);
    }

    // --- where to scan to

    async load(id) {
        if (id) {
            this.state.manifest = await this.orm.call(MODEL, "scan_state", [[id]]);
            this.state.start = null;
            this.state.bag = this.openBags.at(-1) || null;
        } else {
            this.state.start = await this.orm.call(MODEL, "scan_start", []);
            this.state.manifest = null;
        }
        this.state.last = null;
        this.state.refused = [];
    }

    async openFor(depot) {
        await this.load(
            await this.orm.call(MODEL, "scan_open", [depot.id, this.state.mode])
        );
        this.focus();
    }

    // --- scanning

    async send(text) {
        const answer = await this.ask("scan", text, this.state.bag?.id || false);
        // The next scan may turn the page green at once. A refused parcel stays visible until it is
        // accepted, unless it already is on this manifest.
        this.state.refused = this.state.refused.filter((each) => each.text !== text);
        if (!answer?.ok && !answer?.here) {
            this.state.refused = [
                {text, title: this.state.last.title},
                ...this.state.refused,
            ].slice(0, RECENT);
        }
        if (answer?.ok) {
            this.state.manifest.recent = [
                answer.line,
                ...this.state.manifest.recent,
            ].slice(0, RECENT);
            if (this.state.bag) {
                this.state.bag.count += 1;
            }
        }
    }

    /** Call the server, show its answer and play a sound. Returns undefined when there was no answer. */
    async ask(method, ...args) {
        try {
            const answer = await this.orm.silent.call(MODEL, method, [
                [this.state.manifest.id],
                ...args,
            ]);
            const {count, weight, services} = answer;
            Object.assign(this.state.manifest, {count, weight, services});
            this.show(answer);
            return answer;
        } catch (error) {
            this.showError(error, args[0]);
        }
    }

    async undo() {
        await this.working;
        const answer = await this.ask("scan_undo");
        if (answer?.gone) {
            await this.refresh();
        }
        this.focus();
    }

    async refresh() {
        const bag = this.state.bag?.id;
        this.state.manifest = await this.orm.silent.call(MODEL, "scan_state", [
            [this.state.manifest.id],
        ]);
        this.state.bag = this.openBags.find((each) => each.id === bag) || null;
    }

    // --- bags

    toggleBag() {
        return this.state.bag ? this.askWeight() : this.startBag("bag");
    }

    async startBag(kind) {
        await this.working;
        try {
            const bag = await this.orm.silent.call(MODEL, "scan_bag_start", [
                [this.state.manifest.id],
                this.takeTyped(),
                kind,
            ]);
            await this.refresh();
            this.state.bag = this.state.manifest.bags.find(
                (each) => each.id === bag.id
            );
            this.show({
                ok: true,
                title: `${bag.kind} ${bag.number}`,
                text: _t("The next parcels that you scan go into it."),
            });
        } catch (error) {
            this.showError(error);
        }
        this.focus();
    }

    askWeight() {
        this.state.weighing = "";
        setTimeout(() =>
            document.querySelector(".o_linkstar_scan .o_weighing input")?.focus()
        );
    }

    async closeBag() {
        await this.working;
        const weight = parseFloat(String(this.state.weighing).replace(",", ".")) || 0;
        try {
            const bag = await this.orm.silent.call(MODEL, "scan_bag_close", [
                [this.state.manifest.id],
                this.state.bag.id,
                weight,
            ]);
            this.state.weighing = null;
            this.state.bag = null;
            await this.refresh();
            this.show({
                ok: true,
                title: `${bag.kind} ${bag.number}`,
                text: _t("Closed. Parcels: %s.", bag.count),
            });
        } catch (error) {
            this.showError(error);
        }
        this.focus();
    }

    onWeighingKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.closeBag();
        } else if (ev.key === "Escape") {
            this.state.weighing = null;
            this.focus();
        }
    }

    // --- the end

    close() {
        const {name, count} = this.state.manifest;
        this.dialog.add(
            ConfirmationDialog,
            {
                title: _t("Close %s?", name),
                body: _t(
                    "Parcels that leave now: %s. You cannot add parcels to this manifest after that.",
                    count
                ),
                confirmLabel: _t("Close manifest"),
                cancelLabel: _t("Keep open"),
                confirm: async () => {
                    await this.working;
                    try {
                        await this.orm.silent.call(MODEL, "action_close", [
                            [this.state.manifest.id],
                        ]);
                        await this.leave();
                    } catch (error) {
                        this.showError(error);
                    }
                },
                // The second button is shown only where it has something to call.
                cancel: () => undefined,
            },
            {onClose: () => this.focus()}
        );
    }

    async leave() {
        await this.working;
        await this.leaveFor(
            MODEL,
            this.state.manifest?.id,
            "linkstar_delivery.action_linkstar_handover"
        );
    }
}

registry.category("actions").add("linkstar_handover_scan", HandoverScan);
