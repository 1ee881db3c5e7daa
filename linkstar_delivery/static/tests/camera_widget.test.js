import {
    contains,
    defineModels,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {LinkstarCamera} from "@linkstar_delivery/evidence/camera_widget";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {setInputFiles} from "@odoo/hoot-dom";

class Picking extends models.Model {
    _name = "stock.picking";
    _records = [{id: 7}];
}
defineModels([Picking]);
defineMailModels();

/** A picture as a phone makes it, of that size. */
async function picture(width, height) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, {width, height});
    canvas.getContext("2d").fillRect(0, 0, width, height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return new File([blob], "parcel.png", {type: "image/png"});
}

async function size(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const {width, height} = await createImageBitmap(new Blob([bytes]));
    return [width, height];
}

const smaller = LinkstarCamera.prototype.smaller;

test("the longest side of a picture becomes 1920, the other in proportion", async () => {
    expect(await size(await smaller(await picture(3840, 1000)))).toEqual([1920, 500]);
    expect(await size(await smaller(await picture(300, 2400)))).toEqual([240, 1920]);
});

test("a small picture keeps its size and becomes a JPEG", async () => {
    const base64 = await smaller(await picture(640, 480));
    expect(await size(base64)).toEqual([640, 480]);
    expect(atob(base64).slice(0, 3)).toBe("\xff\xd8\xff");
});

test("a file that is no picture is undefined", async () => {
    expect(await smaller(new File(["text"], "notes.txt"))).toBe(undefined);
});

test("pictures are kept at the transfer, another file is named", async () => {
    mockService("notification", {
        add: (text, {type}) => expect.step(`${type}: ${text}`),
    });
    onRpc("linkstar.parcel.photo", "create", ({args}) => {
        expect.step(args[0].map((values) => values.picking_id));
        return [1];
    });
    await mountView({
        type: "form",
        resModel: "stock.picking",
        resId: 7,
        arch: `<form><widget name="linkstar_camera"/></form>`,
    });
    await contains(".o_linkstar_camera input[multiple]", {visible: false}).click();
    await setInputFiles([await picture(20, 10), new File(["text"], "notes.txt")]);
    await expect.waitForSteps([
        "danger: notes.txt is not a photo. Choose a JPEG or PNG file.",
        [7],
        "success: Photos saved: 1.",
    ]);
});
