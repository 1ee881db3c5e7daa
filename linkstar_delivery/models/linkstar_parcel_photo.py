import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.image import ImageProcess
from odoo.tools.mimetypes import guess_mimetype

#: What the page of evidence can show. Core keeps WebP and SVG, too.
_SHOWN = {"image/jpeg", "image/png"}


class LinkstarParcelPhoto(models.Model):
    """A photo taken at packing: evidence of what was in a box and how it was packed. It is added and never changed."""

    _name = "linkstar.parcel.photo"
    _description = "Linkstar Packing Photo"
    _order = "taken_at, id"
    _rec_name = "note"
    _check_company_auto = True

    picking_id = fields.Many2one("stock.picking", "Transfer", required=True, ondelete="restrict", index=True)
    package_id = fields.Many2one(
        "stock.package", ondelete="restrict", index="btree_not_null", check_company=True, help="Empty: of the whole transfer."
    )
    company_id = fields.Many2one(related="picking_id.company_id", store=True, index=True)
    image = fields.Binary(required=True, help="The file as it was sent, byte for byte.")
    image_1920 = fields.Image("Image to print", related="image", max_width=1920, max_height=1920)
    image_256 = fields.Image("Small image", related="image", max_width=256, max_height=256, store=True)
    note = fields.Char()
    taken_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Taken by", required=True, readonly=True, default=lambda self: self.env.uid)

    @api.model_create_multi
    def create(self, vals_list):
        """Who took it and when is told by the server: a client's word is no evidence."""
        told = {"user_id": self.env.uid, "taken_at": fields.Datetime.now()}
        for vals in vals_list:
            self._check_kind(vals.get("image"))
        photos = super(LinkstarParcelPhoto, self.with_context(image_no_postprocess=True)).create([{**vals, **told} for vals in vals_list])
        return photos.with_env(self.env)

    def _check_kind(self, image):
        try:
            content = base64.b64decode(image or b"")
            kind = guess_mimetype(content)
            ImageProcess(content)
        except Exception:
            # A damaged picture may break its reader in any way.
            kind = ""
        if kind not in _SHOWN:
            raise UserError(self.env._("This photo cannot be kept as evidence: take it again, or choose a JPEG or PNG."))
