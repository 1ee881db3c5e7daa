"""What an account may use at the carrier, fetched behind the user's back: dozens of calls that take seconds each.

No transaction is open while the carrier is asked. What came is written in two steps, lines and then their options.
"""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from odoo.modules.registry import Registry

from ..api import errors
from ..services import happening
from .pool import Queue
from .steps import in_transaction

_logger = logging.getLogger(__name__)

#: Accounts at once in one process; each makes as many calls at once as it may.
_MOST = 2
#: After so many calls about options without an answer, the others are not made: each would wait as long.
_MOST_FAILED = 3

_QUEUE = Queue()


def run_soon(dbname, account_id, user_id):
    """Synchronise an account in a thread of this process; return at once."""
    for _thread in range(_QUEUE.add([(dbname, account_id, user_id)], _MOST)):
        threading.Thread(target=_work, name="sync.linkstar", daemon=True).start()


def _work():
    while (waiting := _QUEUE.take()) is not None:
        dbname, account_id, user_id = waiting
        try:
            run(Registry(dbname), account_id, user_id)
        except Exception as error:
            _logger.error("Linkstar: account %s was not synchronised: %s", account_id, errors.where(error))


def run(registry, account_id, user_id):
    """Synchronise an account now; what came of it, or why nothing did, is on the account afterwards."""
    calls, result = [], {}

    def on_account(work):
        return in_transaction(registry, lambda env: work(env["linkstar.account"].browse(account_id)))

    try:
        client, parallel, europe = on_account(lambda account: account._sync_terms(calls))
        lines = lines_of(client, europe, parallel)
        result, asked = on_account(lambda account: account._take_lines(lines))
        offers, failed = options_of(client, asked, parallel)
        on_account(lambda account: account._take_options(offers))
        if failed:
            result["options_failed"] = happening.of_error(failed)
    except errors.CarrierError as error:
        result["failed"] = happening.of_error(error)
    except Exception as error:
        _logger.error("Linkstar: account %s was not synchronised: %s", account_id, errors.where(error))
        result["failed"] = {"code": "unexpected", "kind": type(error).__name__}
    on_account(lambda account: account._sync_over(calls, result, user_id))


def lines_of(client, europe, parallel=1):
    """The carrier's lines and, for each country with a code in ``europe`` that it goes to, which of them go there.

    :return: {code: (api.messages.Service, set of country codes)}; the set is empty where the carrier does not say, and None on a host
        without a list of countries
    """
    found = {service.code: (service, set()) for service in client.services()}
    try:
        codes = sorted({country.code for country in client.countries()} & set(europe))
    except errors.Unsupported:
        return {code: (service, None) for code, (service, _countries) in found.items()}
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="sync.linkstar") as pool:
        for country, services in zip(codes, pool.map(client.services, codes), strict=True):
            for service in services:
                found.setdefault(service.code, (service, set()))[1].add(country)
    return found


def options_of(client, asked, parallel=1):
    """What the carrier offers for each of ``asked``, pairs of (id, code) of a line and of a country, ``parallel`` calls at once.

    :return: {id of the line: {id of the country: [api.messages.ExtraService]}} of the lines that it answered about for each country, and
        the last :class:`CarrierError` of the others, or None. A host that has no such service offers nothing, and says so of no line.
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

    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="sync.linkstar") as pool:
        answers = list(zip(asked, pool.map(ask, asked), strict=True))
    if any(answer is None for _pair, answer in answers):
        return {}, None
    without = {line for (line, _country), answer in answers if isinstance(answer, errors.CarrierError)}
    offers = {}
    for ((line_id, code), (country_id, _code)), offered in answers:
        if (line_id, code) not in without:
            offers.setdefault(line_id, {})[country_id] = offered
    return offers, failed[-1] if failed else None
