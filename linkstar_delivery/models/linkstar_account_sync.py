from datetime import timedelta

from odoo import api, fields, models

from . import account_sync, happening

#: After so long, a process that was fetching has ended without a word.
_GIVEN_UP = timedelta(minutes=15)


class LinkstarAccount(models.Model):
    """Lines and their options are fetched in the background; the account shows that it is done, and what came of it."""

    _inherit = "linkstar.account"

    sync_since = fields.Datetime("Fetching lines since", readonly=True, copy=False)
    sync_at = fields.Datetime("Lines fetched on", readonly=True, copy=False)
    sync_result = fields.Json(readonly=True, copy=False, help="What the last fetching of lines brought, as values.")
    sync_note = fields.Text("Result of fetching lines", compute="_compute_sync_note")

    @api.depends("sync_result", "name")
    @api.depends_context("lang")
    def _compute_sync_note(self):
        for account in self:
            account.sync_note = account._sync_sentences()

    def _sync_sentences(self):
        result, sentences = self.sync_result or {}, []
        if "total" in result:
            sentences.append(
                self.env._(
                    "%(total)s lines: %(created)s new, %(archived)s archived.",
                    total=result["total"],
                    created=result["created"],
                    archived=result["archived"],
                )
            )
        if result.get("options_failed"):
            sentences.append(self.env._("The options of some lines were not fetched and stay as they were."))
        for failed in filter(None, (result.get("failed"), result.get("options_failed"))):
            sentences.append(happening.sentence(self.env, failed, self.name, again=False))
        return "\n".join(sentences)

    def action_synchronise_services(self):
        """Have the lines that the contract has, and their options, fetched in the background. Known lines are refreshed, and those that
        are gone are archived, never deleted."""
        self.ensure_one()
        self.check_access("write")
        if self._is_synchronising():
            text = self.env._("The lines of %s are being fetched already. Wait until the account shows the result.", self.name)
            return self._notify(text, "info")
        self.sync_since = fields.Datetime.now()
        dbname, account_id, user_id = self.env.cr.dbname, self.id, self.env.uid

        @self.env.cr.postcommit.add
        def start():
            account_sync.run_soon(dbname, account_id, user_id)

        text = self.env._(
            "The lines of %s are being fetched. You get a message when this has ended; the account shows the result.", self.name
        )
        return self._notify(text, "info")

    def _is_synchronising(self):
        self.ensure_one()
        return bool(self.sync_since and self.sync_since > fields.Datetime.now() - _GIVEN_UP)

    def _synchronise(self):
        """Fetch the lines now and return when it is done: for tests and scripts."""
        for account in self:
            account_sync.run(self.env.registry, account.id, self.env.uid)
        self.invalidate_recordset()

    # --- steps of account_sync

    def _sync_terms(self, calls):
        """What the calls need: a client that writes into ``calls``, how many at once, and the countries to ask about."""
        return self._client(calls), self.parallel_calls, set(self.env.ref("base.europe").country_ids.mapped("code"))

    def _take_lines(self, found):
        """Make the lines what ``found`` (see ``account_sync.lines_of``) says.

        :return: what came of it, and the pairs that ``account_sync.options_of`` is asked for"""
        created, archived = self.env["linkstar.service"]._take_over(self, found)
        asked = self.env["linkstar.extra.service"]._asked(self.service_ids)
        pairs = [((service.id, service.code), (country.id, country.code or "")) for service, country in asked]
        return {"total": len(found), "created": len(created), "archived": len(archived)}, pairs

    def _take_options(self, offers):
        services, countries = self.env["linkstar.service"], self.env["res.country"]
        self.env["linkstar.extra.service"]._take_over({
            services.browse(service_id): {countries.browse(country_id): offered for country_id, offered in by_country.items()}
            for service_id, by_country in offers.items()
        })

    def _sync_over(self, calls, result, user_id):
        """Write down what came of it, and tell the user who asked."""
        self.env["linkstar.call"]._keep(self, calls)
        self.write({"sync_since": False, "sync_at": fields.Datetime.now(), "sync_result": result})
        user = self.env["res.users"].browse(user_id)
        account = self.with_context(lang=user.lang)
        good = not result.keys() & {"failed", "options_failed"}
        user._bus_send(
            "simple_notification",
            {
                "type": "success" if good else "warning",
                "title": account.env._("Lines of %s", account.name),
                "message": account._sync_sentences(),
                "sticky": not good,
            },
        )
