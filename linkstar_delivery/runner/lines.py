# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fetches the lines and options of an account in the background: dozens of calls that
take seconds each.

No transaction is open during the calls. The results are saved in two steps, lines and
then their options.
"""

import logging

from ..api import errors
from ..services import happening
from . import engine
from .places import Placed
from .transactions import in_transaction

_logger = logging.getLogger(__name__)

#: After this number of failed calls about options, the others are skipped: each would
#: wait as long.
_MOST_FAILED = 3


def run(registry, account_id, user_id):
    """Synchronise an account now. The account then has the result, or the reason for a
    failure.
    """
    calls, result = [], {}

    def on_account(work):
        return in_transaction(
            registry, lambda env: work(env["linkstar.account"].browse(account_id))
        )

    try:
        client, parallel, europe = on_account(
            lambda account: account._sync_terms(calls)
        )
        client = Placed(client, registry, account_id)
        lines = lines_of(client, europe, parallel)
        result, asked = on_account(lambda account: account._take_lines(lines))
        offers, failed = options_of(client, asked, parallel)
        on_account(lambda account: account._take_options(offers))
        if failed:
            result["options_failed"] = happening.of_error(failed)
    except errors.CarrierError as error:
        result["failed"] = happening.of_error(error)
    except Exception as error:
        _logger.error(
            "Linkstar: account %s was not synchronised: %s",
            account_id,
            errors.where(error),
        )
        result["failed"] = {"code": "unexpected", "kind": type(error).__name__}
    on_account(lambda account: account._sync_over(calls, result, user_id))


def lines_of(client, europe, parallel=1):
    """The carrier's lines and, for each country with a code in ``europe`` that the
    carrier delivers to, the lines to it.

    :return: {code: (api.messages.Service, set of country codes)}; the set is empty
    where the carrier does not say, and None on a host without a list of countries
    """
    found = {service.code: (service, set()) for service in client.services()}
    try:
        codes = sorted({country.code for country in client.countries()} & set(europe))
    except errors.Unsupported:
        return {code: (service, None) for code, (service, _countries) in found.items()}
    answers = engine.together(client.services, codes, parallel)
    for country, services in zip(codes, answers, strict=True):
        for service in services:
            found.setdefault(service.code, (service, set()))[1].add(country)
    return found


def options_of(client, asked, parallel=1):
    """The carrier's options for each of ``asked``, pairs of (id, code) of a line and of
    a country, with ``parallel`` calls.

    :return: {id of the line: {id of the country: [api.messages.ExtraService]}} for the
    lines with an answer for each country, and the last :class:`CarrierError` of the
    others, or None. A host without this service offers no options and is not an error.
    """
    failed = []

    def ask(pair):
        (_line_id, line), (_country_id, country) = pair
        if len(failed) >= _MOST_FAILED:
            return failed[-1]
        try:
            return client.extra_services(line, country)
        except errors.Unsupported:
            return None
        except errors.Refused:
            return []
        except errors.CarrierError as error:
            failed.append(error)
            return error

    answers = list(zip(asked, engine.together(ask, asked, parallel), strict=True))
    if any(answer is None for _pair, answer in answers):
        return {}, None
    without = {
        line
        for (line, _country), answer in answers
        if isinstance(answer, errors.CarrierError)
    }
    offers = {}
    for ((line_id, code), (country_id, _code)), offered in answers:
        if (line_id, code) not in without:
            offers.setdefault(line_id, {})[country_id] = offered
    return offers, failed[-1] if failed else None
