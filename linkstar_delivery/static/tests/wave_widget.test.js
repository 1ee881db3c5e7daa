import {
    MockServer,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {advanceTime, expect, test} from "@odoo/hoot";
import {listensTo, send} from "./bus";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Wave extends models.Model {
    _name = "linkstar.wave";
    state = fields.Char();
    waiting_count = fields.Integer();
    _records = [
        {id: 1, state: "running", waiting_count: 0},
        {id: 2, state: "done", waiting_count: 3},
        {id: 3, state: "done", waiting_count: 0},
    ];
}
defineModels([Wave]);
defineMailModels();

async function openForm(resId) {
    onRpc("linkstar.wave", "web_read", () => expect.step("read"));
    const heard = listensTo(`linkstar.wave_${resId}`);
    await mountView({
        type: "form",
        resModel: "linkstar.wave",
        resId,
        arch: `<form>
            <field name="state"/><field name="waiting_count"/>
            <widget name="linkstar_wave"/>
        </form>`,
    });
    await expect.waitForSteps(["read"]);
    await heard();
}

test("a running wave is looked at every four seconds, until it has ended", async () => {
    await openForm(1);
    await advanceTime(3500);
    await expect.waitForSteps(["read"]);
    MockServer.env["linkstar.wave"].write([1], {state: "done"});
    await advanceTime(4000);
    await expect.waitForSteps(["read"]);
    await advanceTime(20_000);
    expect.verifySteps([]);
});

test("an ended wave that waits for labels is looked at, too", async () => {
    await openForm(2);
    await advanceTime(4100);
    await expect.waitForSteps(["read"]);
});

test("an ended wave is read again only when it is said to have changed", async () => {
    await openForm(3);
    await advanceTime(20_000);
    expect.verifySteps([]);
    await send(
        "linkstar.wave_3",
        "linkstar.wave",
        {wave_id: 3},
        {wave_id: 3},
        {wave_id: 1}
    );
    await expect.waitForSteps(["read"]);
});
