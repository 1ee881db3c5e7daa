# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools
from odoo.fields import Command, Domain

#: Context key, set while an update of the addon writes: its values are defaults, not
#: changes of a user.
LOADING = "linkstar_loading_shipped"

#: The value of :data:`LOADING`: no client can send this object.
_OWN = object()

_MARKS = {"shipped_values", "shipped_differs"}


class LinkstarDefaultData(models.AbstractModel):
    """A table with default rows from the addon, which users may change.

    Each row stores a copy of its default values. An update of the addon writes only
    values that nobody changed. For changed values it updates only the copy: the row is
    marked as different, and a button restores the default values. Data files load these
    rows without ``noupdate``, because changes are protected here, value by value. An
    archived row stays archived; a deleted row comes back with the next update.
    """

    _name = "linkstar.default.data"
    _inherit = "linkstar.cached.table"
    _description = "Row with default values"
    #: Fields that the rules read for each consignment, cached by :meth:`_all`. No
    #: translated texts.
    _cached_fields = ()

    shipped_values = fields.Json("Default values", readonly=True, copy=False)
    shipped_differs = fields.Boolean(
        "Differs from default",
        readonly=True,
        copy=False,
        help=(
            "Somebody changed this row, or an update of the addon brought new default"
            " values."
        ),
    )
    shipped_text = fields.Text(
        "Different default values", compute="_compute_shipped_text"
    )

    @api.depends("shipped_differs", "shipped_values")
    @api.depends_context("lang")
    def _compute_shipped_text(self):
        for row in self:
            row.shipped_text = "\n".join(
                self.env._(
                    "%(field)s: %(shipped)s (here: %(own)s)",
                    field=row._fields[name]._description_string(self.env),
                    shipped=row._shipped_words(
                        name, (row.shipped_values or {}).get(name)
                    ),
                    own=row._shipped_words(name, own),
                )
                for name, own in row._shipped_other().items()
            )

    def write(self, vals):
        if not self.env.su:
            vals = {name: value for name, value in vals.items() if name not in _MARKS}
        result = super().write(vals)
        if self.env.context.get(LOADING) is not _OWN:
            self._shipped_mark()
        return result

    @api.model
    def _all(self):
        """Return all active rows. Reading the fields for the rules costs no query: each
        process caches them until a row changes.
        """
        ids, columns = self._all_values()
        rows = self.browse(ids)
        # A private method of the ORM, used only here: without it, validating a transfer
        # takes 77 queries instead of 70.
        for name, values in columns:
            self._fields[name]._insert_cache(rows, values)
        return rows

    @api.model
    @tools.ormcache()
    def _all_values(self):
        """Return (ids, ((field, its cache values), …)) of :meth:`_all`."""
        rows = self.sudo().with_context(active_test=True).search(Domain.TRUE)
        rows.fetch(self._cached_fields)
        return tuple(rows.ids), tuple(
            (
                name,
                tuple(
                    self._fields[name].convert_to_cache(row[name], row) for row in rows
                ),
            )
            for name in self._cached_fields
        )

    def _load_records(self, data_list, update=False):
        module = self.env.context.get("install_module")
        if not module:
            return super()._load_records(data_list, update)
        table = self.with_context(**{LOADING: _OWN}, lang="en_US")
        shipped = []
        for data in data_list:
            row = table.env.ref(
                data.get("xml_id") or "linkstar_customs.none", raise_if_not_found=False
            )
            values = dict(data["values"])
            shipped.append(values)
            # An update must not delete a row that the addon no longer brings.
            data["noupdate"] = True
            if update and row and row._name == self._name:
                data["values"] = row._shipped_untouched(values)
                row._load_records_write(dict(data["values"]))
        rows = super(LinkstarDefaultData, table)._load_records(data_list, update)
        for row, values in zip(rows, shipped, strict=True):
            row.shipped_values = {
                **(row.shipped_values or {}),
                **row._shipped_of(values),
            }
        rows._shipped_mark()
        return self.browse(rows.ids)

    def action_take_over_shipped(self):
        """Restore the default values of these rows."""
        self.check_access("write")
        for row in self.filtered("shipped_values"):
            row.write(
                {
                    name: row._shipped_command(name, row.shipped_values[name])
                    for name in row._shipped_other()
                }
            )

    def _shipped_of(self, values):
        """Convert ``values`` of a data file to the form of ``shipped_values``."""
        row = self.new(values)
        return {
            name: row._shipped_plain(name) for name in values if name in self._fields
        }

    def _shipped_untouched(self, values):
        """Return those of an update's ``values`` that nobody has changed in this
        row.
        """
        kept = self.shipped_values
        if not kept:
            # Loaded before copies were stored: any value may be a user's change.
            return {}
        return {
            name: value
            for name, value in values.items()
            if name not in kept or self._shipped_plain(name) == kept[name]
        }

    def _shipped_other(self):
        """Return {field: own value} of the fields that differ from the default
        values.
        """
        row = self.with_context(lang="en_US")
        own = {
            name: row._shipped_plain(name)
            for name in self.shipped_values or {}
            if name in self._fields
        }
        return {
            name: value
            for name, value in own.items()
            if value != self.shipped_values[name]
        }

    def _shipped_mark(self):
        self.invalidate_recordset(["shipped_text"])
        for row in self.filtered("shipped_values"):
            differs = bool(row._shipped_other())
            if row.shipped_differs != differs:
                row.sudo().with_context(**{LOADING: _OWN}).shipped_differs = differs

    def _shipped_plain(self, name):
        """Return the value of a field in JSON types, for comparison and storage."""
        field, value = self._fields[name], self[name]
        if field.relational:
            ids = sorted(value.ids)
            return (ids[0] if ids else False) if field.type == "many2one" else ids
        if field.type in ("date", "datetime"):
            return field.to_string(value) if value else False
        return value or False

    def _shipped_command(self, name, value):
        return [Command.set(value)] if self._fields[name].type == "many2many" else value

    def _shipped_words(self, name, value):
        """Return the stored ``value`` of a field as text for the user."""
        field = self._fields[name]
        if field.relational:
            ids = value if isinstance(value, list) else [value] if value else []
            value = ", ".join(
                self.env[field.comodel_name].browse(ids).exists().mapped("display_name")
            )
        elif field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        elif field.type == "selection":
            value = dict(field._description_selection(self.env)).get(value, value)
        return str(value) if value or value == 0 else "–"
