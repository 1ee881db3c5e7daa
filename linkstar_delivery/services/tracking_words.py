# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The terms for what was found in tracking texts, for users."""

SOURCES = [
    ("rule", "Your own rule"),
    ("code", "The carrier's code"),
    ("text", "The text"),
]


def names(env):
    """{name of ``rules.tracking.words``: what it is called}, in the user's language."""
    return {**_events(env), **_objects(env), **_modifiers(env)}


def _events(env):
    return {
        "deliver": env._("delivered"),
        "delivery": env._("delivery"),
        "sign": env._("signed for"),
        "hand": env._("handed over"),
        "put": env._("left or deposited"),
        "take": env._("received or collected"),
        "return": env._("return"),
        "destroy": env._("destroyed"),
        "lose": env._("lost"),
        "find": env._("found"),
        "refuse": env._("refused"),
        "absent": env._("nobody at home"),
        "badaddress": env._("address not usable"),
        "attempt": env._("attempt"),
        "fail": env._("failed"),
        "out": env._("out for delivery"),
        "ready": env._("ready for collection"),
        "hold": env._("held"),
        "inspect": env._("inspection"),
        "clear": env._("released"),
        "pay": env._("paid"),
        "arrive": env._("arrived"),
        "land": env._("landed"),
        "depart": env._("departed"),
        "load": env._("loaded"),
        "transit": env._("transit"),
        "process": env._("processed"),
        "forward": env._("forwarded"),
        "store": env._("stored"),
        "create": env._("label or order created"),
        "order": env._("announced"),
        "misroute": env._("misrouted"),
        "delay": env._("delayed"),
        "done": env._("completed"),
        "begin": env._("started"),
        "intercept": env._("intercepted"),
        "noinfo": env._("no information yet"),
        "wait": env._("waiting"),
        "missing": env._("something missing"),
        "need": env._("something required"),
    }


def _objects(env):
    return {
        "buyer": env._("recipient"),
        "neighbour": env._("neighbor or household"),
        "box": env._("mailbox or safe place"),
        "shop": env._("shop, locker or post office"),
        "airline": env._("airline"),
        "plane": env._("plane, train or ship"),
        "airport": env._("airport or port"),
        "customs": env._("customs"),
        "depot": env._("depot"),
        "warehouse": env._("warehouse"),
        "home": env._("return warehouse"),
        "carrier": env._("carrier"),
        "courier": env._("courier"),
        "sender": env._("sender"),
        "vehicle": env._("vehicle"),
        "paper": env._("label, card or message"),
        "docs": env._("documents"),
        "packaging": env._("packaging"),
    }


def _modifiers(env):
    return {
        "not": env._("negation"),
        "notyet": env._("not yet"),
        "nobody": env._("nobody"),
        "nolonger": env._("no longer"),
        "will": env._("future or plan"),
        "present": env._("still in progress"),
        "after": env._("depends on a time"),
        "wish": env._("wish or request"),
        "if": env._("condition"),
        "maybe": env._("assumption or search"),
        "said": env._("statement of somebody"),
        "wrong": env._("correction"),
        "cancel": env._("withdrawn"),
        "ask": env._("question"),
        "part": env._("only a part"),
        "promise": env._("promise or option"),
    }
