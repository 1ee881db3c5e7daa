# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class LinkstarSecret(models.AbstractModel):
    """Secrets of the records of another table, one row per record.

    PostgreSQL and Odoo log the row and the statement that break a constraint. No row of
    such a table can break one: it has no required column and no unique index, and its
    record is set before the secret. No user has access; a field of the record, limited
    to its groups, shows and changes the secret.
    """

    _name = "linkstar.secret"
    _description = "Secret of another record"
    _order = "id"
    #: The field with the record that has these secrets.
    _of = None

    @api.model
    def _store(self, records, name, values=None):
        """Store the field ``name`` of ``records`` here, under the same name.

        :param values: {id of a record: its secret}, for a secret that the records do
            not show
        """
        records = records.sudo()
        if values is None:
            values = {record.id: record[name] for record in records}
        missing = records.filtered(lambda record: not record.secret_ids)
        missing.write({"secret_ids": [Command.create({})]})
        secrets = records.secret_ids
        # A statement that waits for another transaction and then fails is logged with
        # the secret.
        if secrets.try_lock_for_update(allow_referencing=True) != secrets:
            raise UserError(
                self.env._(
                    "Somebody else is changing this record now: try again in a moment."
                )
            )
        for secret in secrets:
            secret[name] = values[secret[self._of].id]
