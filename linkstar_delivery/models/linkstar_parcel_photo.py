# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.image import ImageProcess
from odoo.tools.mimetypes import guess_mimetype

#: The formats that the evidence report can show. Core also accepts WebP and SVG.
_SHOWN = {"image/jpeg", "image/png"}


class LinkstarParcelPhoto(models.Model):
    """A photo taken at packing: evidence of the content and the packing of a box.
    Photos are added and never changed.
    """

    _name = "linkstar.parcel.photo"
    _description = "Linkstar Packing Photo"
    _order = "taken_at, id"
    _rec_name = "note"
    _check_company_auto = True

    picking_id = fields.Many2one(
        "stock.picking", "Transfer", required=True, ondelete="restrict", index=True
    )
    package_id = fields.Many2one(
        "stock.package",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Empty: the photo is for the whole transfer.",
    )
    company_id = fields.Many2one(
        related="picking_id.company_id", store=True, index=True
    )
    image = fields.Binary(
        required=True, help="The file as it was uploaded, byte for byte."
    )
    image_1920 = fields.Image(
        "Print image", related="image", max_width=1920, max_height=1920
    )
    image_256 = fields.Image(
        "Thumbnail", related="image", max_width=256, max_height=256, store=True
    )
    note = fields.Char()
    taken_at = fields.Datetime(
        "Taken on", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        "Taken by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )

    @api.model_create_multi
    def create(self, vals_list):
        """The server sets the user and the time: values from a client are no
        evidence.
        """
        self.browse().check_access("create")
        facts = {"user_id": self.env.uid, "taken_at": fields.Datetime.now()}
        for vals in vals_list:
            self._check_kind(vals.get("image"))
        photos = super(
            LinkstarParcelPhoto, self.with_context(image_no_postprocess=True)
        ).create([{**vals, **facts} for vals in vals_list])
        return photos.with_env(self.env)

    def _check_kind(self, image):
        try:
            content = base64.b64decode(image or b"")
            kind = guess_mimetype(content)
            ImageProcess(content)
        except Exception:
            # The image reader may raise any exception for a damaged file.
            kind = ""
        if kind not in _SHOWN:
            raise UserError(
                self.env._(
                    "This photo cannot be saved as evidence. Take it again, or choose "
                    "a JPEG or PNG file."
                )
            )
