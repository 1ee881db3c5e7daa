"""What a check found (``rules.finding``) as sentences for the person who can mend it."""

from odoo.tools import format_amount


def part_names(env):
    """The parts of an address in a merchant's words."""
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


def finding_text(env, finding, country):
    """What is wrong with an address in ``country`` (a record), and what to do; it goes on from the name of whose it is."""
    p, names = finding.params, part_names(env)
    texts = {
        "missing": lambda: env._("It lacks: %s. Complete the contact.", [names[part] for part in p["parts"]]),
        "postcode_form": lambda: env._(
            "“%(postcode)s” is no postcode of %(country)s, which look like %(examples)s. Correct it on the contact.",
            postcode=p["postcode"],
            country=country.name,
            examples=" / ".join(p["examples"]),
        ),
        "province_missing": lambda: env._(
            "In %s a province belongs to the address, and the postcode does not tell it. Choose it on the contact.", country.name
        ),
        "province_differs": lambda: env._(
            "The postcode %(postcode)s lies in %(other)s, the province is %(province)s. Ask the consignee which is right.",
            postcode=p["postcode"],
            other=p["other"],
            province=p["province"],
        ),
        "house_number_missing": lambda: env._(
            "The street “%(street)s” has no house number. Ask the consignee, or write s/n after it if the house has none.",
            street=p["street"],
        ),
        "locker_number_missing": lambda: env._(
            "A %(place)s gives a parcel only to a customer number of %(fewest)s to %(most)s digits, and there is none. Add it to the "
            "contact as second line of the street.",
            place=p["place"],
            fewest=p["fewest"],
            most=p["most"],
        ),
        "post_box": lambda: env._(
            "“%(line)s” is a post office box, where most carriers cannot deliver. Ask the consignee for a street and house number.",
            line=p["line"],
        ),
        "too_long": lambda: env._(
            "The %(part)s “%(text)s” has %(length)s characters, the label takes %(limit)s. Shorten it on the contact.",
            part=names[p["part"]],
            text=p["text"],
            length=p["length"],
            limit=p["limit"],
        ),
        "street_too_long": lambda: env._(
            "The street “%(text)s” does not fit on %(lines)s lines of %(limit)s characters. Shorten it on the contact.",
            text=p["text"],
            lines=p["lines"],
            limit=p["limit"],
        ),
        "no_letters": lambda: env._(
            "The %(part)s “%(text)s” has no letter that a label can show. Correct it on the contact.", part=names[p["part"]], text=p["text"]
        ),
        "phone_form": lambda: env._(
            "“%(phone)s” is no telephone number. Enter one that can be dialled in %(country)s, or with + and the country code.",
            phone=p["phone"],
            country=country.name or env._("the country"),
        ),
        "phone_unusual": lambda: env._(
            "No telephone in %(country)s has the number %(phone)s, as far as known. Ask the consignee.",
            phone=p["phone"],
            country=country.name or env._("the country"),
        ),
    }
    return texts[finding.code]()


def option_text(env, finding, currency):
    """What of the options does not go together, and what to do; amounts are in ``currency`` (a record)."""
    p = finding.params

    def money(amount):
        return format_amount(env, float(amount), currency)

    texts = {
        "option_not_offered": lambda: env._("The line does not offer %s: take it off, or choose another line.", p["names"]),
        "option_excluded": lambda: env._("Only one of %s can be had: take the others off.", p["names"]),
        "option_no_amount": lambda: env._("%s needs the amount to insure: enter it, or take it off.", p["name"]),
        "option_no_insurance": lambda: env._(
            "An insured amount of %s was entered without insurance: choose it, or clear the amount.", money(p["amount"])
        ),
        "option_never_insured": lambda: env._(
            "The line offers no insurance: clear the insured amount of %s, or choose another line.", money(p["amount"])
        ),
        "option_over_insured": lambda: env._(
            "The insured amount of %(amount)s is more than the goods are worth (%(value)s): nobody will pay the difference.",
            amount=money(p["amount"]),
            value=money(p["value"]),
        ),
        "option_return_destroyed": lambda: env._(
            "%s contradicts that an undeliverable parcel is destroyed: choose one of both.", p["name"]
        ),
    }
    return texts[finding.code]()
