import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

// Core stores images of this size. Sending 12 megapixels over the warehouse's Wi-Fi would be slow.
const LONGEST_SIDE = 1920;

/** Packing photos: taken with the phone's camera, or chosen as files, several at once. */
export class LinkstarCamera extends Component {
    static template = "linkstar_delivery.Camera";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({busy: false});
    }

    async onChange(ev) {
        const files = [...ev.target.files];
        ev.target.value = "";
        const {record} = this.props;
        this.state.busy = true;
        try {
            const values = [];
            for (const file of files) {
                const image = await this.smaller(file);
                if (image) {
                    values.push({picking_id: record.resId, image});
                } else {
                    this.notification.add(
                        _t("%s is not a photo. Choose a JPEG or PNG file.", file.name),
                        {type: "danger"}
                    );
                }
            }
            if (values.length) {
                await this.orm.create("linkstar.parcel.photo", values);
                if (!(await record.isDirty())) {
                    await record.load();
                    record.model.notify();
                }
                this.notification.add(_t("Photos saved: %s.", values.length), {
                    type: "success",
                });
            }
        } finally {
            this.state.busy = false;
        }
    }

    /** The photo as base64 of a JPEG of at most LONGEST_SIDE pixels; undefined when the file is not an image. */
    async smaller(file) {
        const bitmap = await createImageBitmap(file).catch(() => null);
        if (!bitmap) {
            return;
        }
        const factor = Math.min(
            1,
            LONGEST_SIDE / Math.max(bitmap.width, bitmap.height)
        );
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(bitmap.width * factor);
        canvas.height = Math.round(bitmap.height * factor);
        canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
    }
}

registry.category("view_widgets").add("linkstar_camera", {component: LinkstarCamera});
