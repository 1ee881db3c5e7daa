import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Component, onMounted, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { beep } from "./beep";

const MODEL = "linkstar.handover";
const RECENT = 12;
const HOTKEYS = { F2: "undo", F4: "toggleBag", F8: "close" };

/**
 * Full screen, for a hand scanner that types and presses Enter. Scans that come faster than the server answers wait in
 * line; what the server did not confirm is red.
 */
export class HandoverScan extends Component {
    static template = "linkstar_delivery.HandoverScan";
    static props = ["*"];

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.input = useRef("input");
        this.queue = [];
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
        this.onKeydown = this.onKeydown.bind(this);
        onWillStart(() => this.load(this.props.action.params?.handover_id || this.props.action.context?.handover_id));
        onMounted(() => {
            document.addEventListener("keydown", this.onKeydown, { capture: true });
            this.focus();
        });
        onWillUnmount(() => document.removeEventListener("keydown", this.onKeydown, { capture: true }));
    }

    get flash() {
        return this.state.last ? (this.state.last.ok ? "o_ok" : "o_refused") : "o_idle";
    }

    get kilograms() {
        return (weight) => (weight || 0).toFixed(3);
    }

    get openBags() {
        return this.state.manifest.bags.filter((bag) => bag.state === "open");
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
        await this.load(await this.orm.call(MODEL, "scan_open", [depot.id, this.state.mode]));
        this.focus();
    }

    // --- scanning

    focus() {
        this.input.el?.focus();
    }

    /** A scanner types wherever the focus is: its text belongs into our field. */
    onKeydown(ev) {
        const hotkey = HOTKEYS[ev.key];
        if (hotkey && this.state.manifest && !document.querySelector(".modal")) {
            ev.preventDefault();
            ev.stopPropagation();
            this[hotkey]();
            return;
        }
        const elsewhere = ev.target instanceof HTMLInputElement || ev.target instanceof HTMLTextAreaElement;
        if (!elsewhere && ev.key.length === 1 && !ev.ctrlKey && !ev.metaKey && !ev.altKey && this.input.el) {
            this.focus();
        }
    }

    onInputKeydown(ev) {
        // Some scanners end with Tab.
        if (ev.key === "Enter" || ev.key === "Tab") {
            const text = this.takeTyped();
            if (text) {
                ev.preventDefault();
                ev.stopPropagation();
                this.enqueue(text);
            }
        }
    }

    /** Emptied at once, not with the next drawing: the next scan may begin before that. */
    takeTyped() {
        const text = this.input.el.value.trim();
        this.input.el.value = "";
        return text;
    }

    enqueue(text) {
        this.queue.push(text);
        this.state.waiting = this.queue.length;
        if (!this.working) {
            this.working = this.work();
        }
    }

    async work() {
        try {
            while (this.queue.length) {
                await this.send(this.queue[0]);
                this.queue.shift();
                this.state.waiting = this.queue.length;
            }
        } finally {
            this.working = null;
        }
    }

    async send(text) {
        const answer = await this.ask("scan", text, this.state.bag?.id || false);
        // The next scan in line may turn the page green at once: what was refused, and is not on
        // this manifest anyway, stays in sight until it is accepted.
        this.state.refused = this.state.refused.filter((each) => each.text !== text);
        if (!answer?.ok && !answer?.here) {
            this.state.refused = [{ text, title: this.state.last.title }, ...this.state.refused].slice(0, RECENT);
        }
        if (answer?.ok) {
            this.state.manifest.recent = [answer.line, ...this.state.manifest.recent].slice(0, RECENT);
            if (this.state.bag) {
                this.state.bag.count += 1;
            }
        }
    }

    /** Call the server, show what it says and sound it; undefined when there was no answer. */
    async ask(method, ...args) {
        try {
            const answer = await this.orm.silent.call(MODEL, method, [[this.state.manifest.id], ...args]);
            const { count, weight, services } = answer;
            Object.assign(this.state.manifest, { count, weight, services });
            this.show(answer);
            return answer;
        } catch (error) {
            this.showError(error, args[0]);
        }
    }

    show({ ok, title, text }) {
        this.state.last = { ok, title, text };
        beep(ok);
    }

    showError(error, text) {
        if (error instanceof RPCError) {
            this.show({ ok: false, title: _t("Not possible"), text: error.data?.message || error.message });
        } else if (error instanceof ConnectionLostError) {
            const sentence = _t("No answer from the server. Wait until it is there again, then scan %s once more.", text || "");
            this.show({ ok: false, title: _t("Not saved"), text: sentence });
        } else {
            throw error;
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
        this.state.manifest = await this.orm.silent.call(MODEL, "scan_state", [[this.state.manifest.id]]);
        this.state.bag = this.openBags.find((each) => each.id === bag) || null;
    }

    // --- bags

    toggleBag() {
        return this.state.bag ? this.askWeight() : this.startBag("bag");
    }

    async startBag(kind) {
        await this.working;
        try {
            const bag = await this.orm.silent.call(MODEL, "scan_bag_start", [[this.state.manifest.id], this.takeTyped(), kind]);
            await this.refresh();
            this.state.bag = this.state.manifest.bags.find((each) => each.id === bag.id);
            this.show({ ok: true, title: `${bag.kind} ${bag.number}`, text: _t("What you scan now goes into it.") });
        } catch (error) {
            this.showError(error);
        }
        this.focus();
    }

    askWeight() {
        this.state.weighing = "";
        setTimeout(() => document.querySelector(".o_linkstar_scan .o_weighing input")?.focus());
    }

    async closeBag() {
        await this.working;
        const weight = parseFloat(String(this.state.weighing).replace(",", ".")) || 0;
        try {
            const bag = await this.orm.silent.call(MODEL, "scan_bag_close", [[this.state.manifest.id], this.state.bag.id, weight]);
            this.state.weighing = null;
            this.state.bag = null;
            await this.refresh();
            this.show({ ok: true, title: `${bag.kind} ${bag.number}`, text: _t("Closed with %s parcels.", bag.count) });
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
        const { name, count } = this.state.manifest;
        this.dialog.add(
            ConfirmationDialog,
            {
                title: _t("Close %s?", name),
                body: _t("%s parcels are handed over now, and nothing more comes on to this manifest.", count),
                confirmLabel: _t("Close the manifest"),
                cancelLabel: _t("Leave it open"),
                confirm: async () => {
                    await this.working;
                    try {
                        await this.orm.silent.call(MODEL, "action_close", [[this.state.manifest.id]]);
                        await this.leave();
                    } catch (error) {
                        this.showError(error);
                    }
                },
                cancel: () => {},
            },
            { onClose: () => this.focus() }
        );
    }

    async leave() {
        await this.working;
        const manifest = this.state.manifest;
        const action = { type: "ir.actions.act_window", res_model: MODEL, views: [[false, "form"]], target: "main" };
        if (manifest) {
            await this.action.doAction({ ...action, res_id: manifest.id });
        } else {
            await this.action.doAction("linkstar_delivery.action_linkstar_handover", { clearBreadcrumbs: true });
        }
    }
}

registry.category("actions").add("linkstar_handover_scan", HandoverScan);
