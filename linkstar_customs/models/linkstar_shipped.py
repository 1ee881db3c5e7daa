from odoo import api, fields, models, tools
from odoo.fields import Command, Domain

#: Set while an update of the addon writes: such values are ours, not a user's.
LOADING = "linkstar_loading_shipped"

#: What :data:`LOADING` is in the context: no client can send this object.
_OWN = object()

_MARKS = {"shipped_values", "shipped_differs"}


class LinkstarShipped(models.AbstractModel):
    """A table whose rows come with the addon and may be changed by users.

    Each row keeps a copy of what was shipped. An update of the addon writes only what nobody changed; for the rest it renews
    the copy, so that the row is marked as different and the shipped values can be taken over with a button. Rows are loaded
    from data files without ``noupdate``: what that would keep is kept here, value by value. A row that was archived stays
    archived; one that was deleted comes back with the next update.
    """

    _name = "linkstar.shipped"
    _inherit = "linkstar.kept"
    _description = "Row that comes with the addon"
    #: What the rules read of a row for each consignment: see :meth:`_all`. No texts that are translated.
    _kept = ()

    shipped_values = fields.Json("As shipped", readonly=True, copy=False)
    shipped_differs = fields.Boolean(
        "Differs from what is shipped",
        readonly=True,
        copy=False,
        help="Somebody changed this row, or an update of the addon brought other values than it has.",
    )
    shipped_text = fields.Text("Shipped values that differ", compute="_compute_shipped_text")

    @api.depends("shipped_differs", "shipped_values")
    @api.depends_context("lang")
    def _compute_shipped_text(self):
        for row in self:
            row.shipped_text = "\n".join(
                self.env._(
                    "%(field)s: %(shipped)s (here: %(own)s)",
                    field=row._fields[name]._description_string(self.env),
                    shipped=row._shipped_words(name, (row.shipped_values or {}).get(name)),
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
        """All active rows; what rules read of them costs no query, for each process keeps it until a row changes."""
        ids, columns = self._all_values()
        rows = self.browse(ids)
        for name, values in columns:
            self._fields[name]._insert_cache(rows, values)
        return rows

    @api.model
    @tools.ormcache()
    def _all_values(self):
        """(ids, ((field, its values as a cache has them), …)) of :meth:`_all`."""
        # Tables of some dozens of rows; all of them are needed.
        rows = self.sudo().with_context(active_test=True).search(Domain.TRUE)
        rows.fetch(self._kept)
        caches = ((name, self._fields[name]._get_cache(rows.env)) for name in self._kept)
        return rows._ids, tuple((name, tuple(cache[row_id] for row_id in rows._ids)) for name, cache in caches)

    def _load_records(self, data_list, update=False):
        module = self.env.context.get("install_module")
        if not module:
            return super()._load_records(data_list, update)
        table = self.with_context(**{LOADING: _OWN}, lang="en_US")
        shipped = []
        for data in data_list:
            row = table.env.ref(data.get("xml_id") or "linkstar_customs.none", raise_if_not_found=False)
            values = dict(data["values"])
            shipped.append(values)
            # So that no update deletes a row that is no longer shipped.
            data["noupdate"] = True
            if update and row and row._name == self._name:
                data["values"] = row._shipped_untouched(values)
                row._load_records_write(dict(data["values"]))
        rows = super(LinkstarShipped, table)._load_records(data_list, update)
        for row, values in zip(rows, shipped, strict=True):
            row.shipped_values = {**(row.shipped_values or {}), **row._shipped_of(values)}
        rows._shipped_mark()
        return self.browse(rows.ids)

    def action_take_over_shipped(self):
        """Give these rows the values that were shipped."""
        self.check_access("write")
        for row in self.filtered("shipped_values"):
            row.write({name: row._shipped_command(name, row.shipped_values[name]) for name in row._shipped_other()})

    def _shipped_of(self, values):
        """``values``, as a data file gives them, in the way they are kept as shipped."""
        row = self.new(values)
        return {name: row._shipped_plain(name) for name in values if name in self._fields}

    def _shipped_untouched(self, values):
        """Those of ``values``, coming with an update, that nobody has changed in this row."""
        kept = self.shipped_values
        if not kept:
            # From before the copies were kept: whatever is there may be somebody's.
            return {}
        return {name: value for name, value in values.items() if name not in kept or self._shipped_plain(name) == kept[name]}

    def _shipped_other(self):
        """{field: own value} of what differs from what was shipped."""
        row = self.with_context(lang="en_US")
        own = {name: row._shipped_plain(name) for name in self.shipped_values or {} if name in self._fields}
        return {name: value for name, value in own.items() if value != self.shipped_values[name]}

    def _shipped_mark(self):
        self.invalidate_recordset(["shipped_text"])
        for row in self.filtered("shipped_values"):
            differs = bool(row._shipped_other())
            if row.shipped_differs != differs:
                row.sudo().with_context(**{LOADING: _OWN}).shipped_differs = differs

    def _shipped_plain(self, name):
        """The value of a field as it can be compared and kept as JSON."""
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
        """``value`` of a field, as kept, for people."""
        field = self._fields[name]
        if field.relational:
            ids = value if isinstance(value, list) else [value] if value else []
            value = ", ".join(self.env[field.comodel_name].browse(ids).exists().mapped("display_name"))
        elif field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        elif field.type == "selection":
            value = dict(field._description_selection(self.env)).get(value, value)
        return str(value) if value or value == 0 else "–"
