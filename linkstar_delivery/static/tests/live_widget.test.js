import {
    MockServer,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {animationFrame, expect, test} from "@odoo/hoot";
import {listensTo, send} from "./bus";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Picking extends models.Model {
    _name = "stock.picking";
    note = fields.Char();
    _records = [{id: 7, note: "before"}];
}
defineModels([Picking]);
defineMailModels();

async function openForm() {
    onRpc("stock.picking", "web_read", () => expect.step("read"));
    const heard = listensTo("linkstar.picking_7");
    await mountView({
        type: "form",
        resModel: "stock.picking",
        resId: 7,
        arch: `<form><field name="note"/><widget name="linkstar_live"/></form>`,
    });
    await expect.waitForSteps(["read"]);
    await heard();
}

const CHANNEL = "linkstar.picking_7";
const TYPE = "linkstar.shipment";

test("the form is read again when its transfer's shipment changes", async () => {
    await openForm();
    MockServer.env["stock.picking"].write([7], {note: "after"});
    await send(CHANNEL, TYPE, {picking_id: 7});
    await expect.waitForSteps(["read"]);
    await animationFrame();
    expect(".o_field_widget[name=note] input").toHaveValue("after");
});

test("many changes at once are one reading", async () => {
    await openForm();
    await send(CHANNEL, TYPE, {picking_id: 7}, {picking_id: 7}, {picking_id: 7});
    await expect.waitForSteps(["read"]);
});

test("another transfer's shipment is none of its business", async () => {
    await openForm();
    await send(CHANNEL, TYPE, {picking_id: 8});
    expect.verifySteps([]);
});

test("what somebody is typing is kept", async () => {
    await openForm();
    await contains(".o_field_widget[name=note] input").edit("typed", {confirm: false});
    await send(CHANNEL, TYPE, {picking_id: 7});
    expect.verifySteps([]);
    expect(".o_field_widget[name=note] input").toHaveValue("typed");
});
