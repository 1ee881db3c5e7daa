from odoo import models

from ..rating import problems
from ..rating.sheet import named
from ..rating.sheet_columns import WEIGHT_RULE


class LinkstarRateCard(models.Model):
    _name = "linkstar.rate.card"
    _inherit = "linkstar.rate.card"

    def _problem_sentences(self):
        """All that is wrong with this card, a sentence for each, with its place."""
        self.ensure_one()
        card = self._value()
        return [
            self.env._(
                "%(place)s: %(why)s", place=self._place(card, problem.place), why=self._sentence(problem.code, named(card, problem))
            )
            for problem in problems(card)
        ]

    def _place(self, card, place):
        """The way to a problem in ``card`` (``CardProblem.place``) in the words of the form."""
        parts, names = [], place
        if names[0] == "zones" and len(names) > 1:
            zone = card.zones[names[1]]
            parts.append(self.env._("Zone %(zone)s", zone=zone.name or names[1] + 1))
            names = ("linkstar.rate.zone", *names[2:])
            if names[1:2] == ("brackets",) and len(names) > 2:
                parts.append(self.env._("bracket above %(weight)s kg", weight=self._told(zone.brackets[names[2]].over)))
                names = ("linkstar.rate.bracket", *names[3:])
        elif names[0] == "surcharges" and len(names) > 1:
            surcharge = card.surcharges[names[1]]
            parts.append(self.env._("Surcharge %(number)s (%(name)s)", number=names[1] + 1, name=surcharge.name or surcharge.code))
            names = ("linkstar.rate.surcharge", *names[2:])
        elif names[0] == "weight_rule":
            names = (self._name, next(column.header for column in WEIGHT_RULE if column.attribute == names[1]))
        elif names[0] == "limits":
            names = (self._name, *names[1:])
        else:
            names = (self._name, {"zones": "zone_ids", "currency": "currency_id", "service_code": "service_id"}.get(names[0], names[0]))
        field = self.env[names[0]]._fields.get({"brackets": "bracket_ids"}.get(names[1], names[1])) if len(names) > 1 else None
        return ", ".join([*parts, field._description_string(self.env)] if field else parts)

    def _told(self, value):
        """A parameter of a problem as people read it."""
        if value is None:
            return self.env._("no end")
        return format(value.normalize(), "f") if hasattr(value, "is_finite") and value.is_finite() else str(value)

    def _sentence(self, code, params):
        """What a code of ``rating.explain.PROBLEMS``, of a sheet's cell or of a notation says, and what to do about it."""
        told = {name: self._told(value) for name, value in params.items()}
        return self._card_sentence(code, told) or self._cell_sentence(code, told) or self._file_sentence(code, told)

    def _card_sentence(self, code, told):
        match code:
            case "missing":
                return self.env._("This is empty: fill it in.")
            case "not_a_number":
                return self.env._("“%(value)s” is not a number: write it like 12.5.", **told)
            case "negative":
                return self.env._("%(value)s is below zero: write 0 or more.", **told)
            case "not_positive":
                return self.env._("%(value)s is not above zero: leave it empty where there is none.", **told)
            case "over_hundred":
                return self.env._("%(value)s is more than 100 per cent: write 8 for 8 %%.", **told)
            case "unknown_code":
                return self.env._("“%(value)s” is not known here: use one of the words on the sheet Explanation of the template.", **told)
            case "bad_country":
                return self.env._("“%(value)s” is not a country code: write two letters, like DE.", **told)
            case "bad_currency":
                return self.env._("“%(value)s” is not a currency code: write three letters, like CNY.", **told)
            case "bad_places":
                return self.env._("The currency has %(value)s decimals, more than can be computed with: choose another one.", **told)
            case "ends_before_begins":
                return self.env._("It ends on %(valid_to)s, before it begins on %(valid_from)s: correct one of the days.", **told)
            case "missing_divisor":
                return self.env._("A threshold for volume is set, but no divisor: fill in the divisor, or empty the threshold.")
            case "needs_parcel_weight":
                return self.env._("Prices per parcel need weights per parcel: set both to parcel, or the price to order.")
            case "empty_zone":
                return self.env._("No place is left in this zone: name its areas, or take away the zone.")
            case "no_brackets":
                return self.env._("The zone has no bracket: give it its prices by weight, or take it away.")
            case "zone_name_twice":
                return self.env._("Two zones are called %(zone)s: give one another name.", **told)
            case "zones_overlap":
                return self.env._(
                    "%(zone)s and %(other)s both have %(country)s, postcodes %(postcode_from)s to %(postcode_to)s (empty: an end of the "
                    "country): take them out of one.", **told,
                )
            case "range_backwards":
                return self.env._("The postcodes %(low)s..%(high)s run backwards: begin with the lower one.", **told)
            case "bad_postcode":
                return self.env._("“%(value)s” is not the beginning of a postcode: write letters and digits.", **told)
            case "days_backwards":
                return self.env._("%(days_max)s days at most are less than %(days_min)s at least: change one of them.", **told)
            case "bracket_empty":
                return self.env._("No weight is above %(over)s and up to %(up_to)s kg: correct the ends.", **told)
            case "bracket_gap":
                return self.env._("No bracket has the weights above %(over)s and up to %(up_to)s kg: close the gap.", **told)
            case "bracket_overlap":
                return self.env._("Two brackets have the weights above %(over)s and up to %(up_to)s kg: correct one of them.", **told)
            case "missing_step":
                return self.env._("A price by first and step weight needs a step above zero: fill it in, or choose another kind.")
            case "surcharge_twice":
                return self.env._(
                    "It is due together with the surcharge %(other)s of the same kind: change days or conditions, or take one away.",
                    **told,
                )
            case "discount_twice":
                return self.env._("Two discounts begin at %(from_volume)s: take one away.", **told)
        return ""

    def _cell_sentence(self, code, told):
        match code:
            case "comma":
                return self.env._(
                    "“%(value)s” could mean two numbers: write decimals after a point and no other separator, like 1234.5.",
                    **told,
                )
            case "too_many_digits":
                return self.env._("%(value)s is too large or too exact: at most nine digits before the point, fifteen in all.", **told)
            case "not_whole":
                return self.env._("%(value)s is not a whole number: write one without decimals.", **told)
            case "not_a_date":
                return self.env._("“%(value)s” is not a day: format the cell as a date, or write it like 2026-01-31.", **told)
            case "not_a_text":
                return self.env._("“%(value)s” is no text: format the cell as text and write it again.", **told)
            case "not_a_flag":
                return self.env._("“%(value)s” is neither yes nor no: write one of these words.", **told)
            case "control_character":
                return self.env._("“%(value)s” has a line break or a character that cannot be seen: write it on one line.", **told)
            case "bad_area":
                return self.env._("“%(value)s” is not an area: write it like DE or IT 00..19, 98; areas are apart by semicolons.", **told)
            case "bad_discount":
                return self.env._("“%(value)s” is not a discount: write parcels or kg a month and per cent like 500: 3; 2000: 5.5.", **told)
            case "formula":
                return self.env._("The cell has a formula: copy it and paste its value in its place.")
            case "error_cell":
                return self.env._("The cell has the error %(value)s: write what belongs there.", **told)
            case "percent_cell":
                return self.env._("The cell is formatted as a percentage and holds %(value)s: format it as a number, 8 for 8 %%.", **told)
            case "merged":
                return self.env._("Cells are merged: split them and fill in each one.")
            case "unknown_sheet":
                return self.env._("A rate card has no such sheet, or it is there twice: take it away, or name it as in the template.")
            case "no_sheet_column":
                return self.env._("The first column of a csv file names the sheet of each row: see the template.")
            case "unknown_column":
                return self.env._("There is no such column: take it away, or name it as in the template.")
            case "column_twice":
                return self.env._("The column is there twice: take one away.")
            case "missing_column":
                return self.env._("The column is not there: add it, named as in the template.")
            case "outside_columns":
                return self.env._("“%(value)s” stands in a column without a name: take it away.", **told)
            case "unknown_setting":
                return self.env._("There is no such setting: take it away, or name it as in the template.")
            case "setting_twice":
                return self.env._("The setting is there twice: take one away.")
            case "other_service":
                return self.env._("The file is for the line %(value)s, this card for %(service)s: choose the right one.", **told)
            case "unknown_currency":
                return self.env._("There is no currency %(value)s in this database: write its three letters, like CNY.", **told)
            case "zone_unknown":
                return self.env._("There is no zone called %(value)s: add it to the sheet Zones, or correct the name.", **told)
        return ""

    def _file_sentence(self, code, told):
        match code:
            case "too_large":
                return self.env._(
                    "The file has %(size)s MB, more than the %(limit)s MB that a rate card may have: take away what is no price.",
                    **told,
                )
            case "unpacked_too_large":
                return self.env._(
                    "Unpacked, the workbook is larger than %(limit)s MB: copy the prices into the template and import that.",
                    **told,
                )
            case "too_many_rows":
                return self.env._("The sheet %(sheet)s has more than %(limit)s rows: take away what is no price.", **told)
            case "too_many_columns":
                return self.env._("%(sheet)s has more than %(limit)s columns: copy the prices into the template and import that.", **told)
            case "too_much_work":
                return self.env._(
                    "Reading the file takes more memory or time than a rate card may: copy the prices into the template and import that."
                )
            case "empty_file":
                return self.env._("The file is empty: choose another one.")
            case "old_excel":
                return self.env._("The file is an old Excel file, or has a password: save it as xlsx without one.")
            case "not_utf8":
                return self.env._("The csv file is not in UTF-8: save it as “CSV UTF-8”, or as xlsx.")
            case "damaged":
                return self.env._("The file is damaged, or not the workbook that it seems: open it in a spreadsheet and save it as xlsx.")
            case "no_known_sheet":
                return self.env._("The file has none of a rate card's sheets: start from the template.")
        return self.env._("The file is neither an xlsx workbook nor a csv file: start from the template.")
