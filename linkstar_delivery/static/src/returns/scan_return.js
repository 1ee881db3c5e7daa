import {ScanPage} from "../scan/scan_page";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useState} from "@odoo/owl";

const MODEL = "linkstar.return";

/**
 * First the parcel or the return is scanned, then its goods. The server notes each scan at once; the goods are
 * received with the last button.
 */
export class ReturnScan extends ScanPage {
    static template = "linkstar_delivery.ReturnScan";
    static hotkeys = {F2: "undo", F8: "receive"};
    static opens = "return_id";

    setup() {
        super.setup();
        this.state = useState({
            start: null,
            record: null,
            destination: "stock",
            quantity: "1",
            askLot: false,
            last: null,
            waiting: 0,
        });
    }

    isScanning() {
        return Boolean(this.state.record);
    }

    // --- which return

    async load(id) {
        if (id) {
            this.take(await this.orm.call(MODEL, "scan_state", [[id]]));
        } else {
            this.state.start = await this.orm.call(MODEL, "scan_start", []);
            this.state.record = null;
        }
        this.state.last = null;
        this.state.askLot = false;
    }

    async open(id) {
        await this.load(id);
        this.focus();
    }

    take(record) {
        this.state.start = null;
        this.state.record = record;
        const codes = record.destinations.map((each) => each.code);
        if (!codes.includes(this.state.destination)) {
            this.state.destination = codes[0];
        }
    }

    // --- scanning

    async send(text) {
        if (!this.state.record) {
            await this.find(text);
            return;
        }
        const quantity = this.state.quantity.replace(",", ".");
        const answer = await this.ask("scan", text, [
            text,
            this.state.destination,
            quantity,
            this.state.askLot,
        ]);
        if (answer) {
            this.state.askLot = answer.ask_lot;
            if (answer.ok) {
                // A quantity is typed for one scan only.
                this.state.quantity = "1";
            }
        }
    }

    async find(text) {
        try {
            const {
                id,
                title,
                text: why,
            } = await this.orm.silent.call(MODEL, "scan_find", [text]);
            if (id) {
                await this.load(id);
            }
            this.show({ok: Boolean(id), title, text: why});
        } catch (error) {
            this.showError(error, text);
        }
    }

    async ask(method, text, args = []) {
        try {
            const answer = await this.orm.silent.call(MODEL, method, [
                [this.state.record.id],
                ...args,
            ]);
            this.take(answer.state);
            this.show(answer);
            return answer;
        } catch (error) {
            this.showError(error, text);
        }
    }

    choose(code) {
        this.state.destination = code;
        this.focus();
    }

    async undo() {
        await this.working;
        await this.ask("scan_undo");
        this.state.askLot = false;
        this.focus();
    }

    // --- the end

    async receive() {
        await this.working;
        if (!this.state.record.count) {
            return;
        }
        const {id, name} = this.state.record;
        try {
            await this.orm.silent.call(MODEL, "action_receive", [[id]]);
            await this.load(id);
            this.show({
                ok: true,
                title: name,
                text: _t("Received. Scan the next parcel."),
            });
            this.state.record = null;
            this.state.start = await this.orm.call(MODEL, "scan_start", []);
        } catch (error) {
            this.showError(error);
        }
        this.focus();
    }

    async leave() {
        await this.working;
        await this.leaveFor(
            MODEL,
            this.state.record?.id,
            "linkstar_delivery.action_linkstar_return"
        );
    }
}

registry.category("actions").add("linkstar_return_scan", ReturnScan);
