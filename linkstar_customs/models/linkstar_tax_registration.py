# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from stdnum.gb import vat

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules import ioss
from ..services.validity import in_force

SHOWN = 4

_REQUIRED = ("name", "scheme_id", "number", "company_id", "valid_from")


class LinkstarTaxRegistration(models.Model):
    """A company's number in an import tax scheme.

    The number is confidential: anybody who knows it can declare goods at the holder's
    expense. It is shown masked. Only users with "Customs: rules and tax numbers" and
    server code can read all of it.
    """

    _name = "linkstar.tax.registration"
    _inherit = ["linkstar.cached.table", "linkstar.shown.name"]
    _description = "Import tax registration"
    _order = "company_id, scheme_id, valid_from desc, id desc"
    # Both are on the screen. Never the number.
    _rec_names_search = ["name", "scheme_id"]
    _shown_parts = ("scheme_id.name", "name")
    _check_company_auto = True

    name = fields.Char(
        required=True,
        help="The holder of the number, such as 'Own shop, by Muster Fiskal GmbH'.",
    )
    active = fields.Boolean(default=True)
    scheme_id = fields.Many2one(
        "linkstar.tax.scheme", required=True, ondelete="restrict"
    )
    secret_ids = fields.One2many(
        "linkstar.tax.registration.secret",
        "registration_id",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    number = fields.Char(
        required=True,
        copy=False,
        groups="linkstar_customs.group_customs_manager",
        compute="_compute_number",
        compute_sudo=True,
        inverse="_inverse_number",
        search="_search_number",
    )
    masked_number = fields.Char(
        "Number (masked)", compute="_compute_masked_number", compute_sudo=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    marketplace_id = fields.Many2one(
        "linkstar.marketplace",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help=(
            "Choose the marketplace if the number belongs to it: it is then used only"
            " for the marketplace's orders. Empty: your company's number, for its own"
            " sales."
        ),
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Sales teams",
        help=(
            "The number is used only for orders of these sales teams, such as the team"
            " of a website. Empty: all teams."
        ),
    )
    source_ids = fields.Many2many(
        "utm.source",
        string="Sources",
        help=(
            "The number is used only for orders from these sources. Empty: all sources."
        ),
    )
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date()

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the registration is before its first day: correct one of"
        " them.",
    )

    @api.depends("secret_ids.number")
    def _compute_number(self):
        for registration in self:
            registration.number = registration.secret_ids[:1].number

    def _inverse_number(self):
        for registration in self:
            registration.number = registration._plain_number(registration.number)
        self.env["linkstar.tax.registration.secret"]._store(self, "number")

    @api.model
    def _search_number(self, operator, value):
        # Odoo does not check the field's groups if it has its own search method.
        self._check_field_access(self._fields["number"], "read")
        secrets = self.env["linkstar.tax.registration.secret"].sudo()
        return Domain(
            "id",
            "in",
            secrets._search([("number", operator, value)]).subselect("registration_id"),
        )

    @api.depends("number")
    def _compute_masked_number(self):
        for registration in self:
            number = registration.number or ""
            registration.masked_number = number[:SHOWN] + "*" * len(number[SHOWN:])

    @api.depends("name", "scheme_id.name")
    def _compute_display_name(self):
        for registration in self:
            registration.display_name = (
                f"{registration.scheme_id.name or ''} · {registration.name or ''}"
            )

    # Two methods: Odoo does not run a constraint that names a column if a field without
    # a column follows.
    @api.constrains("number")
    def _check_number(self):
        self._check_format()
        self._check_once()

    @api.constrains("scheme_id", "company_id")
    def _check_number_elsewhere(self):
        self._check_number()

    def _check_format(self):
        for registration in self.sudo().filtered("number"):
            scheme = registration.scheme_id
            if scheme.number_format == "ioss":
                try:
                    ioss.normalise_number(registration.number)
                except ioss.NumberError as error:
                    raise ValidationError(
                        registration._number_sentence(error)
                    ) from error
            elif scheme.number_format == "gb_vat" and not vat.is_valid(
                registration.number
            ):
                raise ValidationError(
                    self.env._(
                        "The number of registration %s is not a British VAT number:"
                        " enter GB and nine digits, as on your certificate.",
                        registration.name,
                    )
                )
            elif scheme.number_format == "voec" and not re.fullmatch(
                r"\d{7}", registration.number
            ):
                raise ValidationError(
                    self.env._(
                        "The number of registration %s is not a VOEC number: enter"
                        " seven digits that begin with 20.",
                        registration.name,
                    )
                )

    def _check_once(self):
        # Registrations that the user may not see are not compared.
        self.check_access("read")
        for registration in self.sudo().filtered("number"):
            same = [
                (name, "=", registration[name].id)
                for name in ("scheme_id", "company_id")
            ]
            known = registration.with_context(active_test=False).search(
                [
                    *same,
                    ("number", "=", registration.number),
                    ("id", "!=", registration.id),
                ],
                limit=1,
            )
            if known:
                raise ValidationError(
                    self.env._(
                        "This number already exists for this company and scheme: use"
                        " the registration %s.",
                        known.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        defaults = self.default_get(list(_REQUIRED))
        for vals in vals_list:
            self.new({**defaults, **vals})._refuse_incomplete()
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if "number" in vals:
            self._check_field_access(self._fields["number"], "write")
            self._refuse_declared(self._plain_number(vals["number"]))
            for registration in self:
                registration.new(vals, origin=registration)._refuse_incomplete()
        return super().write(vals)

    @api.model
    def _of_companies(self, companies):
        """Return {company: its active registrations}, read together; may be empty."""
        ids = {company: self._ids_of_company(company.id) for company in companies}
        everything = self.browse(
            [each for of_company in ids.values() for each in of_company]
        )
        return {
            company: self.browse(of_company).with_prefetch(everything.ids)
            for company, of_company in ids.items()
        }

    @api.model
    @tools.ormcache("company_id")
    def _ids_of_company(self, company_id):
        registrations_sudo = self.sudo().with_context(active_test=True)
        return tuple(registrations_sudo.search([("company_id", "=", company_id)]).ids)

    def _refuse_incomplete(self):
        """
        :raise ValidationError: if this new record, which may stand for a changed one,
        is incomplete
        """
        missing = [name for name in _REQUIRED if not self.sudo()[name]]
        if missing:
            labels = {
                "name": self.env._("a name"),
                "scheme_id": self.env._("a scheme"),
                "number": self.env._("a number"),
            }
            raise ValidationError(
                self.env._(
                    "The registration needs %s: enter it.",
                    [
                        labels.get(name)
                        or self._fields[name]._description_string(self.env)
                        for name in missing
                    ],
                )
            )
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                self.env._(
                    "The last day of registration %s is before its first day: correct"
                    " one of them.",
                    self.name,
                )
            )

    def _refuse_declared(self, number):
        """
        :raise UserError: if a number other than ``number`` has been declared with one
        of these registrations
        """
        changed = self.sudo().filtered(
            lambda registration: registration.number != number
        )
        domain = [("registration_id", "in", changed.ids), ("state", "=", "frozen")]
        declared = (
            self.env["linkstar.customs.declaration"].sudo().search(domain, limit=1)
        )
        if declared:
            raise UserError(
                self.env._(
                    "The number of registration %(registration)s has been declared,"
                    " for example in %(declaration)s, and cannot change. Enter its"
                    " last day, and create a new registration for the new number.",
                    registration=declared.registration_id.name,
                    declaration=declared.name,
                )
            )

    @api.model
    def _plain_number(self, number):
        """Return a number without the spaces and hyphens that people write between the
        digits.
        """
        return "".join((number or "").replace("-", "").split()).upper()

    def _number_sentence(self, error):
        """Return what is wrong with this registration's number, without repeating the
        number.
        """
        if error.reason == ioss.INTERMEDIARY:
            return self.env._(
                "The number of registration %s begins with IN: it is the"
                " intermediary's own number and is never declared. Enter the number"
                " that begins with IM, which the intermediary received for your"
                " company.",
                self.name,
            )
        return self.env._(
            "The number of registration %s is not an IOSS number: enter IM and ten"
            " digits. The first three digits are the code of the member state of"
            " registration, such as 276 for Germany.",
            self.name,
        )

    def _for_scheme(self, scheme, on_date, order=None):
        """Return (the registration in force in ``scheme`` on a date for ``order``, or
        an empty record; a ``rules.ioss.Registration``).

        A registration for the order's team or source goes before one for all; among
        several, the latest. An order of a marketplace uses only that marketplace's
        registrations.
        """
        marketplace = (
            order.linkstar_marketplace_id if order else self.marketplace_id.browse()
        )
        own = self.filtered(
            lambda registration: (
                registration.scheme_id == scheme
                and registration.marketplace_id == marketplace
                and registration._fits(order)
            )
        )
        holding = in_force(own, on_date).sorted(
            lambda registration: (
                bool(registration.team_ids or registration.source_ids),
                registration.valid_from,
                registration.id,
            )
        )
        if holding:
            return holding[-1], ioss.Registration.VALID
        ended = any(
            registration.valid_to and registration.valid_to < on_date
            for registration in own
        )
        return self.browse(), (
            ioss.Registration.EXPIRED if ended else ioss.Registration.NONE
        )

    def _fits(self, order):
        """Whether ``order`` (None: a transfer without an order) has one of this
        registration's teams and sources.
        """
        self.ensure_one()
        teams, sources = self.team_ids, self.source_ids
        if not order:
            return not teams and not sources
        return (not teams or order.team_id in teams) and (
            not sources or order.source_id in sources
        )
