# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An address as a label shows it, and its errors."""

import re
from dataclasses import dataclass, fields, replace

from . import phone, signs
from .countries import country as country_of
from .finding import found
from .latin import in_latin, is_latin, visible

STREETS = ("street", "street2", "street3")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, repr=False)
class Address:
    """``country`` is ISO 3166-1 alpha-2; ``state`` the name of the province,
    ``state_code`` its code and ``state_latin`` its name in Latin letters. A missing
    text is "". The ``repr`` shows only the country, so that no name gets into a log.
    """

    name: str = ""
    company: str = ""
    street: str = ""
    street2: str = ""
    street3: str = ""
    city: str = ""
    state: str = ""
    state_code: str = ""
    state_latin: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""

    def __repr__(self):
        return f"Address(country={self.country!r})"

    @property
    def streets(self):
        return tuple(line for line in (self.street, self.street2, self.street3) if line)


@dataclass(frozen=True)
class LabelLimits:
    """The requirements of the carrier's labels. Lengths are in characters of the text
    on the label, 0 for any length.

    ``latin``: other scripts are converted to Latin letters. ``required`` are names of
    ``Address`` fields that are required in every country; a postcode is required only
    where the country has postcodes and ``postcode_required`` is set.
    """

    name: int = 35
    company: int = 35
    street: int = 35
    street_lines: int = 3
    city: int = 35
    state: int = 35
    latin: bool = True
    required: tuple[str, ...] = ("name", "street", "city", "country", "phone")
    postcode_required: bool = True


USUAL = LabelLimits()


def label(address, limits=USUAL):
    """``address`` as the label will show it: with printable letters, the streets
    divided into lines, the postcode in the country's format, the province from the
    postcode where it is missing, the phone number in international format.

    Text that does not fit stays complete; :func:`check` reports it.
    """
    return _label(address, limits)[0]


def _label(address, limits):
    """(Address on the :func:`label`, whether its postcode is one of the country)."""
    clean = {
        item.name: visible(getattr(address, item.name) or "")
        for item in fields(address)
    }
    if limits.latin:
        if not is_latin(clean["state"]):
            # The code is used in the province itself and is better known than a
            # transliteration.
            code = clean["state_code"] if clean["state_code"].isascii() else ""
            clean["state"] = clean["state_latin"] or code or clean["state"]
        clean |= {
            name: in_latin(text)
            for name, text in clean.items()
            if name not in ("country", "phone", "email")
        }
    shown = _company_once(Address(**clean))
    country = country_of(shown.country)
    # Checked with the postcode as entered, because customs uses the postcode as
    # entered.
    written = country.postcode(address.postcode or "")
    postcode = written or shown.postcode
    state_code, state = (
        (shown.state_code, shown.state) if shown.state else country.area(postcode)
    )
    lines = _lines(shown.streets, limits)
    if lines:
        shown = replace(
            shown, **{**dict.fromkeys(STREETS, ""), **dict(zip(STREETS, lines))}
        )
    shown = replace(
        shown,
        postcode=postcode,
        state=state,
        state_code=state_code,
        phone=phone.read(shown.phone, shown.country)[1],
    )
    return shown, written is not None


def check(address, limits=USUAL):
    """All errors of ``address``, a tuple of :class:`Finding`."""
    shown, has_form = _label(address, limits)
    return (
        *_missing(address, shown, limits),
        *_postcode(shown, has_form),
        *_house_number(shown),
        *_locker(address),
        *_post_box(address),
        *_letters(address, shown),
        *_lengths(shown, limits),
        *_phone(shown, limits),
    )


def _company_once(shown):
    """Leave out a company that equals the name, or that is already part of the name or
    of a street line.
    """
    company = _same(shown.company)
    if not company:
        return shown
    lines = tuple(line for line in shown.streets if _same(line) != company)
    if lines and lines != shown.streets:
        shown = replace(
            shown, **{**dict.fromkeys(STREETS, ""), **dict(zip(STREETS, lines))}
        )
    return (
        replace(shown, company="")
        if f" {company} " in f" {_same(shown.name)} "
        else shown
    )


def _same(text):
    """``text`` reduced to its words, for comparisons."""
    return " ".join(_WORDS.findall(text.casefold()))


def _missing(address, shown, limits):
    country = country_of(shown.country)
    needed = [
        *limits.required,
        *sorted((country.needs - {"postcode", "state"}) - set(limits.required)),
    ]
    if limits.postcode_required and (country.form or not shown.country):
        needed.append("postcode")
    missing = [part for part in needed if not (getattr(address, part) or "").strip()]
    if missing:
        yield found("missing", parts=tuple(missing))
    if "state" in country.needs and not shown.state and "state" not in missing:
        yield found("province_missing")


def _postcode(shown, has_form):
    country = country_of(shown.country)
    if not shown.postcode or not country.form:
        return
    if not has_form:
        yield found(
            "postcode_form", postcode=shown.postcode, examples=country.examples[:2]
        )
        return
    code, name = country.area(shown.postcode)
    if code and shown.state_code and shown.state_code != code:
        yield found(
            "province_differs",
            postcode=shown.postcode,
            province=shown.state,
            other=name,
        )


def _house_number(shown):
    text = " ".join(shown.streets).casefold()
    if (
        shown.country not in signs.NUMBERED
        or not text
        or any(character.isdigit() for character in text)
    ):
        return
    words = {word.strip(",;()") for word in text.split()}
    if not any(
        sign in words or (" " in sign and sign in text) for sign in signs.NO_NUMBER
    ):
        yield found("house_number_missing", street=" ".join(shown.streets))


def _locker(address):
    """A locker needs the customer number of the consignee. Without it the parcel is
    returned.
    """
    lines = [
        visible(line).casefold()
        for line in (address.name, address.company, *address.streets)
    ]
    for name in signs.LOCKERS.get(address.country, ()):
        if not any(name in line for line in lines):
            continue
        fewest, most = signs.LOCKER_NUMBERS[address.country]
        if not any(
            fewest <= len(number) <= most
            for line in lines
            for number in re.findall(r"\d+", line.replace(" ", ""))
        ):
            yield found(
                "locker_number_missing",
                place=name.capitalize(),
                fewest=fewest,
                most=most,
            )


def _post_box(address):
    pattern = "|".join(
        filter(None, (signs.BOXES[""], signs.BOXES.get(address.country)))
    )
    for line in address.streets:
        for part in visible(line).casefold().split(","):
            if re.match(rf"(?:{pattern})(?![^\W\d])", part.strip()):
                yield found("post_box", line=visible(line))
                return


def _letters(address, shown):
    for part in ("name", "city", "street"):
        asked = getattr(address, part)
        if (asked or "").strip() and not getattr(shown, part):
            yield found("no_letters", part=part, text=asked)


def _lengths(shown, limits):
    for part in ("name", "company", "city", "state"):
        text, limit = getattr(shown, part), getattr(limits, part)
        if limit and len(text) > limit:
            yield found("too_long", part=part, text=text, length=len(text), limit=limit)
    if shown.streets and _lines(shown.streets, limits) is None:
        text = " ".join(shown.streets)
        yield found(
            "street_too_long", text=text, lines=limits.street_lines, limit=limits.street
        )


def _phone(shown, limits):
    state, written = phone.read(shown.phone, shown.country)
    if state == phone.BAD:
        yield found(
            "phone_form" if "phone" in limits.required else "phone_unusual",
            phone=written,
        )
    elif state == phone.UNUSUAL:
        yield found("phone_unusual", phone=written)


def _lines(streets, limits):
    """``streets`` divided into the lines of the label, or ``None`` when they do not
    fit. Words are never divided and keep their order. A line that was entered as one
    line stays one line if possible.
    """
    most = limits.street or max(map(len, streets), default=0)
    for texts in (streets, [" ".join(streets)]):
        wrapped = [line for text in texts for line in _wrapped(text.split(), most)]
        if len(wrapped) <= min(limits.street_lines, len(STREETS)) and all(
            len(line) <= most for line in wrapped
        ):
            return tuple(wrapped)
    return None


def _wrapped(words, most):
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
