# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import csv
import json
import re
import textwrap

from odoo import api, fields, models, tools
from odoo.fields import Domain

from ..rules import hs

#: HS 2022 is in force from this day.
FIRST_DAY = "2022-01-01"

SOURCE = (
    "HS 2022: texts of the EU's combined nomenclature © European Union, reused with"
    " attribution; keywords of this addon"
)

_SHIPPED = ("heading", "subheading", "keywords")

#: Characters of the heading shown before the subheading.
_SHOWN = 60

#: Words of a text that are searched for: each one costs PostgreSQL time.
_LONGEST_TEXT, _MOST_WORDS, _LONGEST_WORD = 300, 12, 40


class LinkstarHsCode(models.Model):
    """A subheading of the Harmonized System: six digits, the same worldwide.

    The addon brings the table and loads it in one statement: thousands of records by
    the ORM would take a minute. PostgreSQL generates the column ``search_vector`` from
    the texts.
    """

    _name = "linkstar.hs.code"
    _inherit = "linkstar.default.data"
    _description = "HS subheading"
    _order = "code, valid_from desc, id"
    _rec_name = "code"

    code = fields.Char("HS code", required=True, size=6)
    heading = fields.Char(required=True)
    subheading = fields.Char()
    keywords = fields.Char(
        help=(
            "Everyday words for these goods. The search finds the code by them: “phone"
            " case, phone cover”."
        )
    )
    chapter = fields.Char(compute="_compute_chapter", store=True, index=True)
    description_en = fields.Char(
        "Customs description (English)",
        help=(
            "Used for products with this code that have no customs description. One"
            " description per code keeps the number of declared items low."
        ),
    )
    description_cn = fields.Char("Customs description (Chinese)")
    active = fields.Boolean(default=True)
    valid_from = fields.Date(required=True, default=FIRST_DAY)
    valid_to = fields.Date()
    source = fields.Char()

    _code_uniq = models.Constraint(
        "UNIQUE(code, valid_from)",
        "This subheading already has a row from that day: change that row, or enter"
        " another first day.",
    )
    _code_digits = models.Constraint(
        "CHECK(code ~ '^[0-9]{6}$')",
        "A subheading has six digits: enter them without dots.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the subheading is before its first day: correct one of them.",
    )

    def init(self):
        self.env.cr.execute("""
            ALTER TABLE linkstar_hs_code
            ADD COLUMN IF NOT EXISTS search_vector tsvector GENERATED ALWAYS AS (
                setweight(to_tsvector('english', coalesce(keywords, '')), 'A')
                || setweight(to_tsvector('english', coalesce(subheading, '')), 'B')
                || setweight(to_tsvector('english', coalesce(heading, '')), 'C')
            ) STORED;
            CREATE INDEX IF NOT EXISTS linkstar_hs_code_search_vector_idx
                ON linkstar_hs_code USING gin (search_vector);
            """)

    @api.depends("code")
    def _compute_chapter(self):
        for row in self:
            row.chapter = (row.code or "")[:2]

    @api.depends("code", "heading", "subheading")
    def _compute_display_name(self):
        for row in self:
            # Headings are long, and the text that distinguishes subheadings comes last.
            heading = (
                textwrap.shorten(row.heading or "", _SHOWN, placeholder=" …")
                if row.subheading
                else row.heading
            )
            text = " › ".join(
                part for part in (heading, *(row.subheading or "").split(" > ")) if part
            )
            row.display_name = f"{row.code} {text}"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._changed()
        return rows

    def write(self, vals):
        codes = self.mapped("code")
        result = super().write(vals)
        if vals.keys() & {
            "code",
            "active",
            "valid_from",
            "valid_to",
            "description_en",
            "description_cn",
        }:
            self._changed(codes)
        return result

    def unlink(self):
        codes = self.mapped("code")
        result = super().unlink()
        self._changed(codes)
        return result

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Suggest codes for ``name``, words or the first digits of a code, best
        first.
        """
        if not (name or "").strip() or operator not in ("ilike", "like"):
            return super().name_search(name, domain, operator, limit)
        found = self._ranked(name, limit if not domain else None)
        if domain:
            kept = set(self.search(Domain("id", "in", found) & Domain(domain)).ids)
            found = [number for number in found if number in kept][:limit]
        return [(row.id, row.display_name) for row in self.browse(found)]

    @api.model
    def _search_display_name(self, operator, value):
        if (
            operator in ("ilike", "like", "=ilike")
            and isinstance(value, str)
            and value.strip()
        ):
            return Domain("id", "in", self._ranked(value.strip("%"), None))
        if operator == "in":
            # As an import asks: a similar text is another code.
            return Domain("id", "in", self._exactly(value).ids)
        if operator == "not in":
            # Odoo asks the opposite and negates the answer.
            return NotImplemented
        return super()._search_display_name(operator, value)

    @api.model
    def action_load_shipped(self):
        """Load the addon's table, as an update of the addon does."""
        self.check_access("write")
        self._load_shipped()
        self.env.registry.clear_cache()

    @api.model
    def _exactly(self, names):
        """Return the active rows of ``names``, codes of six digits or more and whole
        shown names, which begin with the code.
        """
        codes, shown = set(), set()
        for name in map(str, filter(None, names)):
            digits = re.sub(r"[\s.\-]", "", name)
            if digits.isdecimal() and len(digits) >= 6:
                codes.add(digits[:6])
            else:
                shown.add(name.strip())
        rows = self.search([("code", "in", [*codes, *(name[:6] for name in shown)])])
        return rows.filtered(lambda row: row.code in codes or row.display_name in shown)

    @api.model
    def _ranked(self, text, limit):
        """Return the ids of the active rows that match ``text``, best first.

        Digits are the start of a code. For words, rows with all of them come before
        rows with some; keywords count most, then the subheading, then the heading.
        Plural matches singular, and the last letters may be missing.
        """
        self.check_access("read")
        text = text[:_LONGEST_TEXT]
        self.flush_model(["code", "heading", "subheading", "keywords", "active"])
        digits = re.sub(r"[\s.\-]", "", text)
        if digits.isascii() and digits.isdigit():
            query = (
                "SELECT id FROM linkstar_hs_code WHERE active AND code LIKE %s ORDER BY"
                " code, valid_from DESC LIMIT %s"
            )
            self.env.cr.execute(query, (f"{digits[:6]}%", limit))
        else:
            words = list(
                dict.fromkeys(
                    word[:_LONGEST_WORD]
                    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold())
                )
            )
            words = words[:_MOST_WORDS]
            if not words:
                return []
            all_of, any_of = (
                sign.join(f"'{word}':*" for word in words) for sign in (" & ", " | ")
            )
            self.env.cr.execute(
                """
                SELECT code.id
                  FROM linkstar_hs_code code,
                       to_tsquery('english', %s) every_word,
                       to_tsquery('english', %s) any_word,
                       plainto_tsquery('english', %s) whole
                 WHERE code.active AND code.search_vector @@ any_word
                 ORDER BY code.search_vector @@ every_word DESC,
                          ts_rank_cd(
                              '{0.05, 0.2, 0.4, 1}', code.search_vector, whole, 1
                          ) DESC,
                          ts_rank(
                              '{0.05, 0.2, 0.4, 1}', code.search_vector, any_word, 1
                          ) DESC,
                          code.code
                 LIMIT %s
                """,
                (all_of, any_of, " ".join(words), limit),
            )
        return [number for (number,) in self.env.cr.fetchall()]

    @api.model
    def _known(self, codes, on_date):
        """Return those of ``codes``, texts of six digits, that are subheadings on a
        date, a frozenset.
        """
        return self._known_of(frozenset(codes), on_date)

    @api.model
    @tools.ormcache("codes", "on_date")
    def _known_of(self, codes, on_date):
        rows = self.sudo().search_fetch(
            [("code", "in", list(codes)), ("valid_from", "<=", on_date)],
            ["code", "valid_to"],
        )
        return frozenset(
            row.code for row in rows if not row.valid_to or on_date <= row.valid_to
        )

    @api.model
    def _by_text(self, texts):
        """Return {text: row} of those of ``texts``, HS codes as entered, that have a
        row.
        """
        subheadings = {text: hs.heading(text) for text in texts}
        rows = {
            row.code: row
            for row in self.search(
                [("code", "in", [code for code in subheadings.values() if code])]
            )
        }
        return {text: rows[code] for text, code in subheadings.items() if code in rows}

    @api.model
    @tools.ormcache()
    def _own_descriptions(self):
        """Return {subheading: (English, Chinese)} of those that have a customs
        description for products without one.
        """
        rows = self.sudo().search(
            Domain("description_en", "!=", False)
            | Domain("description_cn", "!=", False)
        )
        return {
            row.code: (row.description_en or "", row.description_cn or "")
            for row in rows
        }

    def _changed(self, codes=()):
        """Check the products of these subheadings again."""
        self.env.registry.clear_cache()
        codes = {*codes, *self.mapped("code")}
        self.env["product.product"]._linkstar_recheck(
            [("linkstar_hs6", "in", list(codes))]
        )

    @api.model
    def _load_shipped(self):
        """Load the addon's table, except what users changed; called at each install and
        update.
        """
        with tools.file_open("linkstar_customs/data/hs_codes.csv", "r") as file:
            shipped = {
                row["code"]: {name: row[name] or False for name in _SHIPPED}
                for row in csv.DictReader(file)
            }
        self.flush_model()
        rows = {
            row.code: row
            for row in self.with_context(active_test=False).search(
                [("valid_from", "=", FIRST_DAY), ("code", "in", list(shipped))]
            )
        }
        # Most updates bring what is already there.
        shipped = {
            code: new
            for code, new in shipped.items()
            if code not in rows or rows[code].shipped_values != new
        }
        # First the values that nobody changed, then the copies that show what was
        # changed.
        self._renew_unchanged(rows, shipped)
        self._store_shipped(shipped)
        self.invalidate_model()

    def _renew_unchanged(self, rows, shipped):
        """Write the new ``shipped`` values, {code: {name: value}}, where ``rows``,
        {code: record}, still have the earlier ones.
        """
        values = [
            (
                row.id,
                *(
                    (
                        new[name] or None
                        if (row.shipped_values or {}).get(name) == row[name]
                        else row[name] or None
                    )
                    for name in _SHIPPED
                ),
            )
            for code, new in shipped.items()
            if (row := rows.get(code))
        ]
        if values:
            self.env.cr.execute_values(
                """
                UPDATE linkstar_hs_code code
                   SET heading = v.heading,
                       subheading = v.subheading,
                       keywords = v.keywords
                  FROM (VALUES %s) v(id, heading, subheading, keywords)
                 WHERE code.id = v.id
                """,
                values,
            )

    def _store_shipped(self, shipped):
        """Add the rows that are missing, and keep a copy of the ``shipped`` values on
        all of them.
        """
        if not shipped:
            return
        self.env.cr.execute_values(
            """
            INSERT INTO linkstar_hs_code (
                code, chapter, heading, subheading, keywords, shipped_values,
                shipped_differs, active, valid_from, source,
                create_uid, write_uid, create_date, write_date
            )
            VALUES %s ON CONFLICT (code, valid_from) DO UPDATE SET
                shipped_values = excluded.shipped_values,
                shipped_differs = (
                    linkstar_hs_code.heading,
                    coalesce(linkstar_hs_code.subheading, ''),
                    coalesce(linkstar_hs_code.keywords, '')
                ) <> (
                    excluded.heading,
                    coalesce(excluded.subheading, ''),
                    coalesce(excluded.keywords, '')
                )
            """,
            [
                (
                    code,
                    code[:2],
                    new["heading"],
                    new["subheading"] or None,
                    new["keywords"] or None,
                    json.dumps(new),
                    False,
                    True,
                    FIRST_DAY,
                    SOURCE,
                    self.env.uid,
                    self.env.uid,
                    fields.Datetime.now(),
                    fields.Datetime.now(),
                )
                for code, new in shipped.items()
            ],
            page_size=1000,
        )
