# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The options of a shipment: which options are chosen by default and by rule, and which
cannot be combined.

Amounts are ``Decimal`` in the account's currency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .finding import found

INSURANCE, SIGNATURE, RETURN, OTHER = "insurance", "signature", "return", "other"
#: What happens to a parcel that cannot be delivered.
BACK, DESTROY = "back", "destroy"


@dataclass(frozen=True)
class Extra:
    """An extra service of a line. Only one extra service of a ``group`` is possible
    ("": no group). ``not_in`` are the codes of countries for which the carrier was
    asked and did not offer it.
    """

    id: int
    code: str
    name: str
    kind: str = OTHER
    group: str = ""
    default: bool = False
    not_in: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OptionRule:
    """``what`` is a kind of extra service, "extra" with its ``code``, BACK or DESTROY.
    The rule applies on the ``services`` (ids; empty: all), to the ``countries`` (codes;
    empty: all), for goods worth more than ``over`` (``None``: always). ``suggest``: it
    is only suggested.
    """

    what: str
    code: str = ""
    services: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    over: Decimal | None = None
    suggest: bool = False

    def fits(self, service, country, value):
        return (
            (not self.services or service in self.services)
            and (not self.countries or country in self.countries)
            and (self.over is None or value() > self.over)
        )


@dataclass(frozen=True)
class Chosen:
    """``insured`` is the amount to insure, 0 for none."""

    extras: tuple[Extra, ...]
    undeliverable: str
    insured: Decimal = Decimal(0)


def decide(
    offered,
    undeliverable,
    rules,
    service: int,
    country: str,
    value: Callable[[], Decimal],
):
    """The options that are chosen automatically and those that are only suggested:
    (:class:`Chosen`, extras).

    ``undeliverable`` is the setting of the line; the last rule about it is used. The
    insured amount is the whole ``value`` of the goods.
    """
    chosen = [extra for extra in offered if extra.default]
    proposed = []
    for rule in rules:
        if not rule.fits(service, country, value):
            continue
        if rule.what in (BACK, DESTROY):
            undeliverable = undeliverable if rule.suggest else rule.what
            continue
        extra = next(
            (
                extra
                for extra in offered
                if rule.what == extra.kind
                or (rule.what == "extra" and rule.code == extra.code)
            ),
            None,
        )
        if extra:
            (proposed if rule.suggest else chosen).append(extra)
    extras = tuple(dict.fromkeys(chosen))
    insured = (
        value() if any(extra.kind == INSURANCE for extra in extras) else Decimal(0)
    )
    return Chosen(extras, undeliverable, insured), tuple(
        extra for extra in dict.fromkeys(proposed) if extra not in extras
    )


def check_options(chosen: Chosen, offered, value: Callable[[], Decimal]):
    """The reasons why the carrier would refuse ``chosen``, a tuple of
    :class:`Finding`.
    """
    return (
        *_offered(chosen, offered),
        *_groups(chosen),
        *_insurance(chosen, offered, value),
        *_return(chosen),
    )


def _offered(chosen, offered):
    unknown = [extra.name for extra in chosen.extras if extra not in offered]
    if unknown:
        yield found("option_not_offered", names=tuple(unknown))


def _groups(chosen):
    groups = {}
    for extra in chosen.extras:
        if extra.group:
            groups.setdefault(extra.group, []).append(extra.name)
    for names in groups.values():
        if len(names) > 1:
            yield found("option_excluded", names=tuple(names))


def _insurance(chosen, offered, value):
    insured = [extra for extra in chosen.extras if extra.kind == INSURANCE]
    if insured and chosen.insured <= 0:
        yield found("option_no_amount", name=insured[0].name)
    elif chosen.insured > 0 and not insured:
        can_be_had = any(extra.kind == INSURANCE for extra in offered)
        yield found(
            "option_no_insurance" if can_be_had else "option_never_insured",
            amount=chosen.insured,
        )
    elif insured and chosen.insured > value():
        yield found("option_over_insured", amount=chosen.insured, value=value())


def _return(chosen):
    for extra in chosen.extras:
        if extra.kind == RETURN and chosen.undeliverable == DESTROY:
            yield found("option_return_destroyed", name=extra.name)
