import {beforeEach, expect, press, test} from "@odoo/hoot";
import {contains, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {ReturnScan} from "@linkstar_delivery/returns/scan_return";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

defineMailModels();

const RECORD = {
    id: 5,
    name: "RET/2026/00005",
    state: "expected",
    transfer: "WH/OUT/00001",
    reason: "Refused by the recipient",
    place: "Return inspection",
    destinations: [
        {code: "stock", name: "Back to stock"},
        {code: "scrap", name: "Scrap"},
    ],
    expected: [{id: 1, name: "Case", text: "", quantity: 3, received: 0, scanned: 0}],
    recent: [],
    count: 0,
};

beforeEach(() => {
    onRpc("linkstar.return", "scan_state", () => ({...RECORD}));
    onRpc("linkstar.return", "scan_start", () => []);
});

async function scan(text) {
    await contains(".o_scan_input").edit(text, {confirm: false});
    await press("Enter");
}

test("scanned goods go where the person wants them", async () => {
    onRpc("linkstar.return", "scan", ({args}) => {
        expect.step(args);
        return {
            ok: true,
            title: "Case",
            text: "",
            ask_lot: false,
            state: {...RECORD, count: 1},
        };
    });
    await mountWithCleanup(ReturnScan, {props: {action: {params: {return_id: 5}}}});
    await contains("[data-destination=scrap]").click();
    await scan("CASE");
    await expect.waitForSteps([[[5], "CASE", "scrap", "1", false]]);
    await contains(".o_linkstar_scan.o_ok .o_title:contains(Case)").click();
});

test("a product with lots asks for the lot, which is sent with the product", async () => {
    let first = true;
    onRpc("linkstar.return", "scan", ({args}) => {
        expect.step([args[1], args[4]]);
        const answer = {
            ok: !first,
            title: "Watch",
            text: "",
            ask_lot: first ? 9 : false,
            state: {...RECORD},
        };
        first = false;
        return answer;
    });
    await mountWithCleanup(ReturnScan, {props: {action: {params: {return_id: 5}}}});
    await scan("WATCH");
    await expect.waitForSteps([["WATCH", false]]);
    await scan("SN1");
    await expect.waitForSteps([["SN1", 9]]);
});

test("an unknown parcel is refused on the first page", async () => {
    onRpc("linkstar.return", "scan_find", () => ({
        id: false,
        title: "Unknown",
        text: "No open return",
    }));
    await mountWithCleanup(ReturnScan, {props: {action: {params: {}}}});
    await scan("X");
    await contains(".o_linkstar_scan.o_refused .o_title:contains(Unknown)").click();
});
