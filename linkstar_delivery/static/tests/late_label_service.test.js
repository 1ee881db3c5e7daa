import {
    MockServer,
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {advanceTime, beforeEach, expect, test} from "@odoo/hoot";
import {WebClient} from "@web/webclient/webclient";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

defineMailModels();

const REPORT = {type: "ir.actions.report", name: "labels"};

beforeEach(async () => {
    mockService("action", {doAction: (action) => expect.step(action.name)});
    onRpc("linkstar.shipment", "claim_late_labels", () => {
        expect.step("claim");
        return REPORT;
    });
    await mountWithCleanup(WebClient);
    await advanceTime(1000);
});

function labelComes(values) {
    MockServer.env["bus.bus"]._sendone("broadcast", "linkstar.label", {
        shipment_id: 5,
        name: "WH/OUT/00001",
        number: "LNKS1",
        print: false,
        ...values,
    });
}

test("labels that come close together are one print", async () => {
    for (const shipment_id of [5, 6, 7]) {
        labelComes({shipment_id, print: true});
    }
    await advanceTime(900);
    expect.verifySteps([]);
    await advanceTime(200);
    await expect.waitForSteps(["claim", "labels"]);
});

test("another tab was quicker: nothing is printed", async () => {
    onRpc("linkstar.shipment", "claim_late_labels", () => {
        expect.step("claim in vain");
        return false;
    });
    labelComes({print: true});
    await advanceTime(1100);
    await expect.waitForSteps(["claim in vain"]);
});

test("a wave's labels are asked for again when it no longer waits", async () => {
    labelComes({print: true, again: 60});
    await advanceTime(1100);
    await expect.waitForSteps(["claim", "labels"]);
    await advanceTime(61_000);
    await expect.waitForSteps(["claim", "labels"]);
});

test("where nothing prints by itself, the user is informed and may print", async () => {
    onRpc("linkstar.shipment", "action_print_label", ({args}) => {
        expect.step(args[0]);
        return {...REPORT, name: "one label"};
    });
    labelComes({});
    await contains(
        ".o_notification:contains(Label of WH/OUT/00001: LNKS1) button:contains(Print)"
    ).click();
    await expect.waitForSteps([[5], "one label"]);
    expect(".o_notification").toHaveCount(0);
});
