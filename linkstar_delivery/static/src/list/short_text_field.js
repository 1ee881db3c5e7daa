import {Component, xml} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** A text on one line of a list, cut to the width of the column. The tooltip shows the whole text. */
export class LinkstarShortText extends Component {
    static template = xml`<span class="d-block text-truncate" t-att-title="text" t-out="text"/>`;
    static props = {...standardFieldProps};

    get text() {
        return this.props.record.data[this.props.name] || "";
    }
}

registry.category("fields").add("linkstar_short", {
    component: LinkstarShortText,
    displayName: _t("Text on one line"),
    supportedTypes: ["char", "text"],
});
