# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the options of an order add to its price on a line: those that its salesperson,
the line or a rule chose, as its transfers will get them.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from odoo.exceptions import UserError

from ..rating import kinds
from ..rules import options


@dataclass(frozen=True)
class OptionPrices:
    """``priced``: pairs of an ``options.Extra`` and its price, as entered on the line
    (decimal, in ``currency``, a record). The ``others`` may be on the rate card.
    """

    priced: tuple = ()
    others: tuple = ()
    currency: object = None

    @property
    def kinds(self):
        """What the rate card is asked for."""
        return frozenset(extra.kind for extra in self.others)


def option_prices(service, facts, parcels):
    """The :class:`OptionPrices` of the order of ``facts`` on ``service``.

    :param parcels: the assumed parcels
    :raise UserError: when a rule needs the value of the goods in another currency, and
        nobody entered the rate
    """
    if not service._offered():
        return OptionPrices()
    money = service.account_id.currency_id
    value = cache(lambda: facts.convert(facts.value, facts.currency, money))
    country = facts.order.partner_shipping_id.country_id._linkstar_code()
    chosen, _proposed, _offered = service._decide_options(
        country, value, facts.order._linkstar_wanted()
    )
    # A price is for one order at the carrier.
    orders = (len(parcels) or 1) if service.one_order_per_box else 1
    priced, others = [], []
    for extra in chosen.extras:
        insured = chosen.insured if extra.kind == options.INSURANCE else Decimal(0)
        record = service.extra_service_ids.browse(extra.id)
        amount = orders * record._cost(float(insured) / orders)
        if amount:
            priced.append((extra, Decimal(str(money.round(amount)))))
        else:
            others.append(extra)
    return OptionPrices(tuple(priced), tuple(others), money)


def with_options(offer, prices):
    """``offer`` with the prices of its options; what has no price is named in its
    remark.
    """
    if offer.problems or not (prices.priced or prices.others):
        return offer
    try:
        added = tuple(
            (
                extra.kind if extra.kind in kinds.CODES else "other",
                extra.name,
                offer.facts.convert(amount, prices.currency, offer.currency),
            )
            for extra, amount in prices.priced
        )
    except UserError as error:
        return replace(offer, problems=(str(error),))
    known = {kind for kind, _text, _amount in offer.details}
    known &= set(kinds.SURCHARGE_CODES)
    # What a return costs is only due if the parcel comes back.
    known.add(options.RETURN)
    unknown = [extra.name for extra in prices.others if extra.kind not in known]
    remark = offer.remark
    if unknown:
        remark = " ".join(
            filter(
                None,
                [
                    remark,
                    offer.service.env._(
                        "Not included, because the price is not known: %s.", unknown
                    ),
                ],
            )
        )
    return replace(
        offer,
        total=offer.total + sum((amount for *_what, amount in added), Decimal(0)),
        details=offer.details + added,
        remark=remark,
    )
