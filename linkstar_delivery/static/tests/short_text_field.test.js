import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Problem extends models.Model {
    _name = "problem";
    text = fields.Text();
    _records = [{id: 1, text: "First line\nSecond line"}, {id: 2}];
}
defineModels([Problem]);
defineMailModels();

test("a long text is on one line, and whole in the tooltip", async () => {
    await mountView({
        type: "list",
        resModel: "problem",
        arch: `<list><field name="text" widget="linkstar_short"/></list>`,
    });
    expect("td[name=text] span:eq(0)").toHaveClass("text-truncate");
    expect("td[name=text] span:eq(0)").toHaveAttribute(
        "title",
        "First line\nSecond line"
    );
    expect("td[name=text] span:eq(1)").toHaveText("");
});
