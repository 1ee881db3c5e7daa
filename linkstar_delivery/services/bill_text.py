# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Problems of a statement's file and reasons of verdicts as sentences for finance."""

from odoo.tools.misc import formatLang


def problem_text(env, problem):
    """A problem (``values.Problem``, or a list of its fields) with its place."""
    _severity, code, sheet, row, column, params = problem
    text = _problems(env, {**params, "column": column})[code]()
    place = []
    if sheet:
        place.append(env._("sheet %s", sheet))
    if row:
        place.append(env._("row %s", row))
    if column:
        place.append(env._("column %s", column))
    if not place:
        return text
    return env._("%(place)s: %(what)s", place=", ".join(place), what=text)


def _problems(env, p):
    value = p.get("value", "")
    return {
        "no_head": lambda: env._(
            "No row has headings that are known. Set the meaning of the columns below, "
            "at least a number of the parcel and an amount."
        ),
        "no_lines": lambda: env._(
            "The file has no charge of a parcel. Choose another file, or set the "
            "meaning of the columns."
        ),
        "unread_sheet": lambda: env._("This sheet has no charges and is not read."),
        "hidden_sheet": lambda: env._(
            "This sheet is hidden and is not read. If it belongs to the bill, show it "
            "in the file and read the file again."
        ),
        "unknown_column": lambda: env._(
            "This column has numbers and an unknown heading, and is not read. If it "
            "has charges, set its meaning."
        ),
        "two_decimal_marks": lambda: env._(
            "Some numbers have a point and some a comma before the decimals. Correct "
            "the numbers in the file."
        ),
        "two_day_orders": lambda: env._(
            "Some dates begin with the day and some with the month. Correct the dates "
            "in the file."
        ),
        "decimal_mark": lambda: env._(
            "The numbers do not show whether the comma or the point separates the "
            "decimals. Choose the decimal mark of the column."
        ),
        "day_order": lambda: env._(
            "The dates do not show whether the day or the month is first. Choose the "
            "order of the column."
        ),
        "sign": lambda: env._(
            "Nothing shows whether these amounts are costs or money back. Choose the "
            "sign of the column."
        ),
        "no_number": lambda: env._(
            "This row has an amount but no number of a parcel. Add the number, or "
            "remove the row."
        ),
        "not_a_number": lambda: env._("“%s” is not a number. Correct it.", value),
        "not_a_day": lambda: env._("“%s” is not a date. Correct it.", value),
        "negative_weight": lambda: env._("“%s” is a weight below zero.", value),
        "unknown_currency": lambda: env._(
            "“%s” is not a currency. Write its code, such as CNY.", value
        ),
        "total_differs": lambda: env._(
            "The total is %(stated)s, but the rows add up to %(found)s. Ask the "
            "carrier, or accept the totals.",
            stated=p.get("stated", ""),
            found=p.get("found", ""),
        ),
    }


def balance_text(env, currency, stated, ours):
    """That the carrier's balance of a prepaid account is not ours."""
    values = {
        "stated": currency.format(stated),
        "ours": currency.format(ours),
        "difference": currency.format(abs(stated - ours)),
    }
    if stated < ours:
        return env._(
            "The carrier's balance is %(stated)s. By the top-ups and statements here "
            "it is %(ours)s, %(difference)s more. Look for a statement that was not "
            "imported.",
            **values,
        )
    return env._(
        "The carrier's balance is %(stated)s. By the top-ups and statements here it is "
        "%(ours)s, %(difference)s less. Look for a top-up or a credit that was not "
        "entered.",
        **values,
    )


def proposal_text(env, currency, difference, count):
    """That equal decisions can become a rule; ``difference`` is a
    ``tolerated.AcceptedDifference``.
    """
    rule = env["linkstar.tolerance.rule"]._fields
    return env._(
        "You accepted this %(count)s times: %(difference)s, up to %(amount)s a parcel. "
        "A rule accepts it in each statement of the account.",
        count=count,
        difference=": ".join(
            dict(rule[name]._description_selection(env))[value]
            for name, value in (("code", difference.code), ("kind", difference.kind))
            if value
        ),
        amount=currency.format(float(difference.amount)),
    )


def refusal_text(env, problem):
    """Why a file cannot be read at all (``values.FileRefused``)."""
    p = problem.params
    return {
        "too_large": lambda: env._(
            "The file has %(size)s MB; at most %(limit)s MB are read. Split it.",
            size=p.get("size"),
            limit=p.get("limit"),
        ),
        "empty_file": lambda: env._("The file is empty. Choose another file."),
        "password": lambda: env._(
            "The file has a password. Save it without a password, then choose it again."
        ),
        "too_much_work": lambda: env._(
            "The file needs more memory or time than a statement should. Save it "
            "again without empty rows and columns, or split it."
        ),
        "too_large_sheet": lambda: env._(
            "The sheet %s has too many rows or columns. Delete the cells behind the "
            "table, then save the file again.",
            p.get("sheet", ""),
        ),
        "too_many_files": lambda: env._(
            "The archive has more than %s files. Split it.", p.get("limit")
        ),
        "nested_zip": lambda: env._(
            "The archive has another archive in it: %s. Unpack it.", p.get("name", "")
        ),
        "damaged": lambda: env._(
            "The file is damaged. Download it again, or open it in a spreadsheet and "
            "save it as xlsx."
        ),
        "not_text": lambda: env._(
            "The encoding of the text is not known. Save the file as UTF-8 or xlsx."
        ),
        "no_answer": lambda: env._(
            "No sheet has a column with numbers of parcels and one with the accepted "
            "amounts. Use the file of the dispute, and fill in its last two columns."
        ),
        "not_a_sheet": lambda: env._(
            "The file is no table. Choose an xlsx, xls or csv file, or a zip file of "
            "them."
        ),
    }[problem.code]()


def explain(records):
    """Compute ``explanation`` of records with ``reasons``, as verdicts have them."""
    kinds = dict(
        records.env["linkstar.charge"]
        ._fields["kind"]
        ._description_selection(records.env)
    )
    for record in records:
        record.explanation = " ".join(
            reason_text(records.env, kinds, why) for why in record.reasons or ()
        )


def reason_text(env, kinds, why):
    """A reason of a verdict: ``[code, amount, params]`` as it is stored; ``kinds`` are
    the labels of the kinds of charge.
    """
    code, _amount, p = why
    p = _shown(env, code, p)
    sentences = {
        **_about_numbers(env, p.get("amount", "")),
        **_about_prices(env, kinds, p),
        **_about_vat(env, p),
    }
    return sentences[code]()


#: Parameters that are amounts, unless ``_OTHERWISE`` says what they are.
_AMOUNTS = {"amount", "billed", "duty", "expected"}
#: {code of a reason: {parameter: what it is}}
_OTHERWISE = {
    "other_currency": {"billed": "currency"},
    "wrong_weight": {"billed": "weight", "expected": "weight"},
    "wrong_zone": {"billed": "zone", "expected": "zone"},
}
#: What is written as a number, and with how many decimals.
_DIGITS = {"amount": 2, "weight": 3}


def _shown(env, code, p):
    """Return ``p`` with amounts and weights as the user writes numbers."""
    kinds = dict.fromkeys(_AMOUNTS, "amount") | _OTHERWISE.get(code, {})
    return {
        name: formatLang(env, float(value), digits=_DIGITS[kinds[name]])
        if kinds.get(name) in _DIGITS and value not in (None, "")
        else value
        for name, value in p.items()
    }


def _about_numbers(env, amount):
    """{code: function that returns its sentence} of parcels, numbers and rows."""
    return {
        "billed_twice": lambda: env._("%s was billed before.", amount),
        "not_ours": lambda: env._("No shipment of this account has this number."),
        "never_shipped": lambda: env._("This parcel was never handed over."),
        "after_cancellation": lambda: env._("The shipment was cancelled before."),
        "number_damaged": lambda: env._(
            "A spreadsheet has removed digits of the number. Confirm the shipment."
        ),
        "several_shipments": lambda: env._(
            "Several shipments have this number. Choose the shipment."
        ),
        "row_total": lambda: env._(
            "The total of the row is %s more than its parts.", amount
        ),
    }


def _about_prices(env, kinds, p):
    """As :func:`_about_numbers`, of what was billed and what the rate card says."""
    kind = kinds.get(p.get("kind"), p.get("kind", ""))
    values = {"billed": p.get("billed"), "expected": p.get("expected")}
    amount = p.get("amount", "")
    return {
        "wrong_weight": lambda: env._(
            "Billed weight %(billed)s kg, measured %(expected)s kg: %(amount)s too "
            "much.",
            amount=amount,
            **values,
        ),
        "wrong_price": lambda: env._(
            "Freight is %(billed)s; by the rate card it is %(expected)s.", **values
        ),
        "wrong_zone": lambda: env._(
            "The price is that of zone %(billed)s; the address is in zone "
            "%(expected)s: %(amount)s difference.",
            amount=amount,
            **values,
        ),
        "wrong_surcharge": lambda: env._(
            "%(kind)s is %(billed)s; by the rate card it is %(expected)s.",
            kind=kind,
            **values,
        ),
        "outdated_card": lambda: env._(
            "The price is that of an older rate card, valid from %(since)s: "
            "%(billed)s, and now %(expected)s.",
            since=p.get("since", ""),
            **values,
        ),
        "missing": lambda: env._(
            "%(kind)s is %(billed)s; by the rate card it is %(expected)s. The carrier "
            "may bill the rest later.",
            kind=kind or kinds.get("freight"),
            **values,
        ),
        "not_on_card": lambda: env._(
            "No price to compare with: %(kinds)s, %(amount)s.",
            kinds=", ".join(kinds.get(each, each) for each in p.get("kinds", ())),
            amount=amount,
        ),
        "wrong_duty": lambda: env._(
            "%(kind)s is %(billed)s; by the declaration it is %(expected)s "
            "(%(stated)s, declared items: %(items)s).",
            kind=kind,
            stated=p.get("stated", ""),
            items=p.get("items", 0),
            **values,
        ),
        "no_card": lambda: env._("The line has no rate card for that day."),
        "no_price": lambda: env._("The rate card has no price for this parcel."),
        "other_currency": lambda: env._(
            "Billed in %(billed)s; the rate card is in %(card)s.",
            billed=p.get("billed"),
            card=p.get("card"),
        ),
        "by_rule": lambda: env._("A rule of the account tolerates this."),
        "tolerated": lambda: env._("A difference of %s is tolerated.", amount),
    }


def _about_vat(env, p):
    """As :func:`_about_numbers`, of import VAT and the customs declaration."""
    values = {
        name: p.get(name, "")
        for name in (
            "billed",
            "expected",
            "duty",
            "scheme",
            "taxable",
            "goods",
            "costs",
            "charges",
        )
    }
    values["rates"] = ", ".join(f"{rate} %" for rate in p.get("rates", ()))
    return {
        "vat_not_due": lambda: (
            env._(
                "Import VAT is %(billed)s, but by %(scheme)s the goods are free of it.",
                **values,
            )
            if p.get("exempt")
            else env._(
                "Import VAT is %(billed)s, but by %(scheme)s the VAT was paid at the "
                "sale: none is due.",
                **values,
            )
        ),
        "wrong_vat": lambda: (
            env._(
                "Import VAT is %(billed)s; by the declaration it is %(expected)s: "
                "%(rates)s of %(taxable)s (goods %(goods)s, transport and insurance "
                "%(costs)s, fees %(charges)s) and of the billed duty %(duty)s.",
                **values,
            )
            if p.get("duty")
            else env._(
                "Import VAT is %(billed)s; by the declaration it is %(expected)s: "
                "%(rates)s of %(taxable)s (goods %(goods)s, transport and insurance "
                "%(costs)s, duties and fees %(charges)s).",
                **values,
            )
        ),
        "vat_or_duty": lambda: env._(
            "Import VAT is %(billed)s; without a duty it is %(expected)s: %(rates)s of "
            "%(taxable)s (goods %(goods)s, transport and insurance %(costs)s). The "
            "duty of these goods is not known. Ask the carrier for the customs notice.",
            **values,
        ),
        "tax_in_one": lambda: env._(
            "Import VAT is %(billed)s: that is the VAT %(expected)s and the duty "
            "%(duty)s in one amount.",
            **values,
        ),
    }
