# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person should do about each kind of exception."""


def to_do(env):
    """{kind: sentences for the user}"""
    return {**_before_the_trip(env), **_on_the_trip(env), **_at_the_desk(env)}


def _before_the_trip(env):
    return {
        "not_booked": env._(
            "The order is paid, but its parcel is not booked. Pack and validate the "
            "transfer, or try the booking again."
        ),
        "refused": env._(
            "The carrier refused the order. Correct the record that the message names, "
            "then try again."
        ),
        "label_missing": env._(
            "The parcel is booked, but its number or label is missing. Ask the carrier "
            "again. Do not pack it with another label."
        ),
        "not_handed_over": env._(
            "The label is ready, but neither we nor the carrier have scanned the "
            "parcel. Look for it in the warehouse and hand it over, or cancel it."
        ),
        "never_received": env._(
            "The parcel was handed over, but the carrier does not know it. Send the "
            "signed manifest to the carrier and ask for the parcel."
        ),
    }


def _on_the_trip(env):
    return {
        "stalled": env._(
            "The carrier has sent no news for too long. Fetch tracking; if there is "
            "still nothing, ask the carrier to search for the parcel."
        ),
        "late": env._(
            "The promised date is over. Fetch tracking, and tell the buyer when the "
            "parcel is expected."
        ),
        "customs_hold": env._(
            "Customs holds the parcel. Compare the declaration with the goods, and "
            "send the papers that customs asks for."
        ),
        "delivery_failed": env._(
            "The parcel was not delivered. Check the address and the phone number "
            "with the buyer, and give the carrier the correct ones."
        ),
        "pickup_point": env._(
            "The parcel waits at a pick-up point. Remind the buyer before it goes back."
        ),
        "returning": env._(
            "The parcel is on its way back. Ask the buyer whether to send the goods "
            "again or to refund them."
        ),
        "lost": env._(
            "The parcel is lost or destroyed. Prepare a claim, and refund the buyer "
            "or send the goods again."
        ),
    }


def _at_the_desk(env):
    return {
        "claim_due": env._("Send this claim to the carrier before its deadline."),
        "claim_turned_up": env._(
            "The claimed parcel has turned up. Withdraw the claim, or agree with the "
            "carrier what happens with the money, and mark it as settled."
        ),
        "instruction_due": env._(
            "The carrier has not answered this instruction, or the mail did not reach "
            "it. Send it again or call the carrier, and enter the answer."
        ),
        "cost_off": env._(
            "The carrier bills much more or less than it quoted. Compare weight and "
            "charges, and object to the bill if it is wrong."
        ),
        "unmapped": env._(
            "Tracking texts of the carrier have no meaning here, so their parcels may "
            "stand still. Make a rule for each text."
        ),
        "account_failing": env._(
            "No call of this account works. Correct its address or credentials, and "
            "test the connection."
        ),
    }


def buttons(env):
    """{kind: the label of the button that starts the remedy}"""
    fetch, prepare = env._("Fetch tracking"), env._("Prepare claim")
    show = env._("Open shipment")
    return {
        "not_booked": env._("Book"),
        "refused": env._("Correct"),
        "label_missing": env._("Ask again"),
        "not_handed_over": env._("Open transfer"),
        "never_received": fetch,
        "stalled": fetch,
        "late": fetch,
        "customs_hold": env._("Open declaration"),
        "delivery_failed": env._("Open consignee"),
        "pickup_point": env._("Open consignee"),
        "returning": show,
        "lost": prepare,
        "claim_due": env._("Open claim"),
        "claim_turned_up": env._("Open claim"),
        "instruction_due": env._("Open instruction"),
        "cost_off": show,
        "unmapped": env._("Open texts"),
        "account_failing": env._("Open account"),
    }
