from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class LinkstarSecret(models.AbstractModel):
    """Secrets of the records of another table, one row for each record.

    PostgreSQL writes the row and the statement that break a constraint into its log, and Odoo into its own. A row of such a table can
    break none: it has no required column and no index that is unique, and its record is set before the secret is. No user has access;
    a field of the record, with its groups, shows and changes the secret.
    """

    _name = "linkstar.secret"
    _description = "Secret of another record"
    _order = "id"
    #: The field that points to the record whose secrets these are.
    _of = None

    @api.model
    def _store(self, records, name):
        """Store the field ``name`` of ``records`` here, under the same name."""
        records = records.sudo()
        values = {record.id: record[name] for record in records}
        missing = records.filtered(lambda record: not record.secret_ids)
        missing.write({"secret_ids": [Command.create({})]})
        secrets = records.secret_ids
        # A statement that waits for another transaction and then fails would be logged with the secret.
        if secrets.try_lock_for_update(allow_referencing=True) != secrets:
            raise UserError(self.env._("Somebody else is changing this right now: try again in a moment."))
        for secret in secrets:
            secret[name] = values[secret[self._of].id]
