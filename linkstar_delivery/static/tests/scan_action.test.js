import {Deferred, animationFrame, beforeEach, expect, press, test} from "@odoo/hoot";
import {contains, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {HandoverScan} from "@linkstar_delivery/handover/scan_action";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

defineMailModels();

const MANIFEST = {
    id: 3,
    name: "LH/0003",
    depot: "Shenzhen",
    date: "2026-11-29",
    mode: "Picked up",
    state: "open",
    only: false,
    count: 0,
    weight: 0,
    services: [],
    recent: [],
    bags: [],
};

let bags = [];
beforeEach(() => {
    bags = [];
    onRpc("linkstar.handover", "scan_state", () => ({...MANIFEST, recent: [], bags}));
});

/** What the server says to a scan. */
function answer(number, values = {}) {
    return {
        ok: true,
        title: number,
        text: "Europe standard",
        count: 1,
        weight: 0.5,
        services: [],
        line: {id: number, number, text: "EU-STD", time: "10:00"},
        ...values,
    };
}

async function openManifest() {
    await mountWithCleanup(HandoverScan, {props: {action: {params: {handover_id: 3}}}});
}

async function scan(number) {
    await contains(".o_scan_input").edit(number, {confirm: false});
    await press("Enter");
}

test("an accepted parcel is green, counted, and first in the list", async () => {
    onRpc("linkstar.handover", "scan", ({args}) => {
        expect.step(args);
        return answer(args[1]);
    });
    await openManifest();
    await scan("LNKS1");
    await expect.waitForSteps([[[3], "LNKS1", false]]);
    await contains(".o_linkstar_scan.o_ok .o_title:contains(LNKS1)").click();
    expect(".o_total b").toHaveText("1");
    expect(".o_recent tr:first b").toHaveText("LNKS1");
    expect(".o_scan_input").toHaveValue("");
});

test("a refused parcel stays in sight until it is accepted", async () => {
    let ok = false;
    onRpc("linkstar.handover", "scan", ({args}) =>
        answer(
            args[1],
            ok || args[1] !== "LNKS9" ? {} : {ok, title: "Cancelled", line: null}
        )
    );
    await openManifest();
    await scan("LNKS9");
    await contains(".o_linkstar_scan.o_refused .o_title:contains(Cancelled)").click();
    await scan("LNKS1");
    await contains(".o_linkstar_scan.o_ok").click();
    expect(".o_not_taken b").toHaveText("LNKS9");
    ok = true;
    await scan("LNKS9");
    await contains(".o_recent tr:first:contains(LNKS9)").click();
    expect(".o_not_taken").toHaveCount(0);
});

test("scans that are faster than the server wait in line", async () => {
    const waiting = new Deferred();
    onRpc("linkstar.handover", "scan", async ({args}) => {
        expect.step(args[1]);
        await waiting;
        return answer(args[1]);
    });
    await openManifest();
    await scan("LNKS1");
    await scan("LNKS2");
    await scan("LNKS3");
    await expect.waitForSteps(["LNKS1"]);
    await animationFrame();
    expect(".o_kg").toHaveText("0.000 kg · 3 waiting");
    waiting.resolve();
    await expect.waitForSteps(["LNKS2", "LNKS3"]);
    await contains(".o_recent tr:first:contains(LNKS3)").click();
    expect(".o_recent tr").toHaveCount(3);
    await animationFrame();
    expect(".o_kg").toHaveText("0.500 kg");
});

test("what a scan goes into: the open bag, which counts it", async () => {
    bags = [{id: 8, number: 2, kind: "Bag", state: "open", count: 4}];
    onRpc("linkstar.handover", "scan", ({args}) => {
        expect.step(args[2]);
        return answer(args[1]);
    });
    await openManifest();
    await scan("LNKS1");
    await expect.waitForSteps([8]);
    await contains(".o_recent tr:first:contains(LNKS1)").click();
    expect(".o_bag_close").toHaveText(/Close Bag 2 \(parcels: 5\)/);
    await contains(".o_bag_close").click();
    await animationFrame();
    expect(".o_weighing input").toHaveCount(1);
});

test("an error of the server is shown as its sentence", async () => {
    onRpc("linkstar.handover", "scan", () => {
        throw new Error("refused");
    });
    await openManifest();
    await scan("LNKS1");
    await contains(
        ".o_linkstar_scan.o_refused .o_title:contains(Not possible)"
    ).click();
    expect(".o_not_taken b").toHaveText("LNKS1");
});
