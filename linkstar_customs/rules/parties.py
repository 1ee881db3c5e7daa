"""Names and addresses of sender and addressee that ICS2 refuses: "N/A", "unknown", nothing but signs."""

STOP_WORD, NO_LETTERS = "party_stop_word", "party_no_letters"


def check(text, stop_words):
    """What is wrong with one line of a name or address: a code of this module, or "". ``stop_words``: texts in any case.

    An empty line is nothing wrong: whether it is needed is another question.
    """
    text = " ".join((text or "").split())
    if not text:
        return ""
    if _bare(text) in {_bare(word) for word in stop_words}:
        return STOP_WORD
    return "" if any(character.isalnum() for character in text) else NO_LETTERS


def _bare(text):
    return " ".join(text.casefold().split())
