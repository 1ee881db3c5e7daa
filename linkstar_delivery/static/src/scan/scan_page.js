import {Component, onMounted, onWillStart, onWillUnmount, useRef} from "@odoo/owl";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {_t} from "@web/core/l10n/translation";
import {beep} from "./beep";
import {useService} from "@web/core/utils/hooks";

/**
 * Full-screen page for a hand scanner that types and presses Enter. Scans wait in a queue until the server has
 * answered. Whatever the server did not confirm is shown in red.
 *
 * A page has a `state` with `waiting` and `last`, and the methods `load(id)`, `send(text)` and `isScanning()`.
 */
export class ScanPage extends Component {
    static props = ["*"];
    /** {key: the method that it calls while something is scanned} */
    static hotkeys = {};
    /** The parameter of the action with the record to open. */
    static opens = "";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.input = useRef("input");
        this.queue = [];
        this.onKeydown = this.onKeydown.bind(this);
        const {params, context} = this.props.action;
        onWillStart(() =>
            this.load(
                params?.[this.constructor.opens] || context?.[this.constructor.opens]
            )
        );
        onMounted(() => {
            document.addEventListener("keydown", this.onKeydown, {capture: true});
            this.focus();
        });
        onWillUnmount(() =>
            document.removeEventListener("keydown", this.onKeydown, {capture: true})
        );
    }

    get flash() {
        return this.state.last ? (this.state.last.ok ? "o_ok" : "o_refused") : "o_idle";
    }

    get waitingText() {
        return _t("%s waiting", this.state.waiting);
    }

    focus() {
        this.input.el?.focus();
    }

    /** A scanner types wherever the focus is. Its text must get into our input field. */
    onKeydown(ev) {
        const hotkey = this.constructor.hotkeys[ev.key];
        if (hotkey && this.isScanning() && !document.querySelector(".modal")) {
            ev.preventDefault();
            ev.stopPropagation();
            this[hotkey]();
            return;
        }
        const elsewhere =
            ev.target instanceof HTMLInputElement ||
            ev.target instanceof HTMLTextAreaElement;
        const types = ev.key.length === 1 && !ev.ctrlKey && !ev.metaKey && !ev.altKey;
        if (!elsewhere && types) {
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

    /** Emptied at once, because the next scan may begin before the page is drawn again. */
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

    show({ok, title, text}) {
        this.state.last = {ok, title, text};
        beep(ok);
    }

    showError(error, text) {
        if (error instanceof RPCError) {
            this.show({
                ok: false,
                title: _t("Not possible"),
                text: error.data?.message || error.message,
            });
        } else if (error instanceof ConnectionLostError) {
            const sentence = _t(
                "The server does not answer. Wait until the connection is back, then scan %s again.",
                text || ""
            );
            this.show({ok: false, title: _t("Not saved"), text: sentence});
        } else {
            throw error;
        }
    }

    /** Leave for the form of `id`, or without one for the list of `action`. */
    async leaveFor(model, id, action) {
        if (id) {
            await this.action.doAction({
                type: "ir.actions.act_window",
                res_model: model,
                res_id: id,
                views: [[false, "form"]],
                target: "main",
            });
        } else {
            await this.action.doAction(action, {clearBreadcrumbs: true});
        }
    }
}
