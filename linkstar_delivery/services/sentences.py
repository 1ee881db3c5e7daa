# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The findings of a check (``rules.finding``) as sentences for the person who can
correct the data.
"""

from odoo.tools import format_amount


def part_names(env):
    """The names of the parts of an address for the user."""
    return {
        "name": env._("name"),
        "company": env._("company name"),
        "street": env._("street"),
        "city": env._("city"),
        "state": env._("province"),
        "postcode": env._("postcode"),
        "country": env._("country"),
        "phone": env._("phone number"),
        "email": env._("e-mail address"),
    }


def _address_texts(env, p, country):
    """Findings about the parts of an address: {code: function that returns the
    sentence}.
    """
    names = part_names(env)
    return {
        "missing": lambda: env._(
            "These parts are missing: %s. Complete the contact.",
            [names[part] for part in p["parts"]],
        ),
        "postcode_form": lambda: env._(
            "“%(postcode)s” is not a postcode of %(country)s. Postcodes there look "
            "like %(examples)s. Correct it on the contact.",
            postcode=p["postcode"],
            country=country.name,
            examples=" / ".join(p["examples"]),
        ),
        "province_missing": lambda: env._(
            "Addresses in %s need a province, and the postcode does not show it. "
            "Choose the province on the contact.",
            country.name,
        ),
        "province_differs": lambda: env._(
            "The postcode %(postcode)s is in %(other)s, but the province is "
            "%(province)s. Ask the consignee which one is right.",
            postcode=p["postcode"],
            other=p["other"],
            province=p["province"],
        ),
        "house_number_missing": lambda: env._(
            "The street “%(street)s” has no house number. Ask the consignee. If the "
            "house has no number, write s/n after the street.",
            street=p["street"],
        ),
        "locker_number_missing": lambda: env._(
            "A %(place)s needs a customer number of %(fewest)s to %(most)s digits, "
            "and there is none. Add it to the contact as the second line of the "
            "street.",
            place=p["place"],
            fewest=p["fewest"],
            most=p["most"],
        ),
        "post_box": lambda: env._(
            "“%(line)s” is a post office box. Most carriers cannot deliver there. Ask "
            "the consignee for a street and house number.",
            line=p["line"],
        ),
    }


def _label_texts(env, p, country):
    """Findings about the label and about phone numbers, in the same form."""
    names = part_names(env)
    return {
        "too_long": lambda: env._(
            "The %(part)s “%(text)s” has %(length)s characters. The maximum on the "
            "label is %(limit)s. Shorten it on the contact.",
            part=names[p["part"]],
            text=p["text"],
            length=p["length"],
            limit=p["limit"],
        ),
        "street_too_long": lambda: env._(
            "The street “%(text)s” does not fit on %(lines)s lines of %(limit)s "
            "characters. Shorten it on the contact.",
            text=p["text"],
            lines=p["lines"],
            limit=p["limit"],
        ),
        "no_letters": lambda: env._(
            "The %(part)s “%(text)s” has no character that the label can print. "
            "Correct it on the contact.",
            part=names[p["part"]],
            text=p["text"],
        ),
        "phone_form": lambda: env._(
            "“%(phone)s” is not a phone number. Enter a number that can be dialled in "
            "%(country)s, or a number with + and the country code.",
            phone=p["phone"],
            country=country.name or env._("the country"),
        ),
        "phone_unusual": lambda: env._(
            "The phone number %(phone)s does not seem to exist in %(country)s. Ask "
            "the consignee.",
            phone=p["phone"],
            country=country.name or env._("the country"),
        ),
    }


def finding_text(env, finding, country):
    """What is wrong with an address in ``country`` (a record), and what to do. The
    caller puts the name of the contact before the sentence.
    """
    texts = {
        **_address_texts(env, finding.params, country),
        **_label_texts(env, finding.params, country),
    }
    return texts[finding.code]()


def option_text(env, finding, currency):
    """Why options cannot be combined, and what to do. Amounts are in ``currency`` (a
    record).
    """
    p = finding.params

    def money(amount):
        return format_amount(env, float(amount), currency)

    texts = {
        "option_not_offered": lambda: env._(
            "The line does not offer %s. Remove it, or choose another line.",
            p["names"],
        ),
        "option_excluded": lambda: env._(
            "Only one of these options is possible: %s. Remove the others.", p["names"]
        ),
        "option_no_amount": lambda: env._(
            "%s needs an insured amount. Enter the amount, or remove the option.",
            p["name"],
        ),
        "option_no_insurance": lambda: env._(
            "The insured amount is %s, but insurance is not chosen. Choose insurance, "
            "or clear the amount.",
            money(p["amount"]),
        ),
        "option_never_insured": lambda: env._(
            "The line offers no insurance. Clear the insured amount of %s, or choose "
            "another line.",
            money(p["amount"]),
        ),
        "option_over_insured": lambda: env._(
            "The insured amount of %(amount)s is more than the value of the goods "
            "(%(value)s). The insurance pays at most the value of the goods. Reduce "
            "the amount.",
            amount=money(p["amount"]),
            value=money(p["value"]),
        ),
        "option_return_destroyed": lambda: env._(
            "%s is not possible when an undeliverable parcel is destroyed. Choose one "
            "of the two.",
            p["name"],
        ),
    }
    return texts[finding.code]()
