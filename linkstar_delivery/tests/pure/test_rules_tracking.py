import re
import time

import pytest
from rules import tracking
from rules.tracking import Reader, Reading, Rule
from tracking_cases import ENDS, TABLES, cases, framed, reader, wrong_ends

READER = reader(tracking)


def meaning(code, text, code_list="linkstar"):
    return READER.read(code, text, code_list).known


@pytest.mark.parametrize("table", TABLES)
def test_no_text_is_wrongly_final(table):
    assert wrong_ends(table, meaning) == []


@pytest.mark.parametrize("table", TABLES)
def test_not_in_capitals_and_not_with_other_signs_either(table):
    for change in (str.upper, lambda text: text.replace(",", " -"), lambda text: text + " .", lambda text: f"  {text}!"):
        assert wrong_ends(table, lambda code, text, change=change: meaning(code, change(text))) == []


def test_no_end_in_a_plan_a_doubt_or_a_correction():
    texts = list(framed())
    assert len(texts) > 1000
    assert [text for text in texts if meaning("", text) in ENDS] == []


def test_traps_of_the_issue():
    for text in (
        "could not be delivered", "expected to be delivered", "delivered to the airline", "returned from import customs",
        "will be destroyed unless", "the old label was lost", "Awaiting collection",
    ):
        for code in ("", "CC", "AF"):
            assert meaning(code, text) not in ENDS, text


def test_ends_that_are_ends():
    """As many as are asked of the rules: the rest is left open, which costs a few calls."""
    found = {}
    for table in TABLES:
        finals = [case for case in cases(table) if case["final"] == "yes"]
        found[table] = (sum(meaning("", case["text"]) == case["state"] for case in finals), len(finals))
    assert found["tracking_texts"][0] >= 27 and found["tracking_traps"][0] >= 42, found


def test_states_that_are_no_ends():
    right = sum(meaning("", case["text"]) == case["state"].replace("unknown", "") for case in cases("tracking_texts"))
    assert right >= 177


def test_the_same_letters_of_two_carriers():
    assert meaning("CC", "") == "delivered"
    assert meaning("CC", "", "dhl_express") == "pickup_point"
    assert meaning("CC", "Something nobody has seen before") == "", "words that nobody knows may say the contrary"
    assert meaning("ND", "") == "out_for_delivery"
    assert meaning("ND", "", "dhl_express") == "delivery_failed"
    assert meaning("7500", "", "hermes") == "returned"
    assert meaning("7500", "") == ""


def test_only_one_code_of_the_posts_is_proof():
    assert {code for code in ("EMA", "EMB", "EXX", "EMC", "EMD", "EDC", "EMH", "EMI", "EDH", "EDX") if meaning(code, "") in ENDS} == {"EMI"}
    assert meaning("", "EMI: final delivery") == "delivered"


def test_a_rule_without_proof_ends_nothing():
    sure = Rule("delivered", pattern=re.compile("arrived at last"), conclusive=True)
    likely = Rule("delivered", pattern=re.compile("done"))
    doubt = Rule("", pattern=re.compile("maybe"), doubt=True)
    failed = Rule("delivery_failed", pattern=re.compile("maybe arrived"))
    read = Reader((doubt, sure, likely, failed)).read
    assert read("", "arrived at last") == Reading("delivered", conclusive=True)
    assert read("", "done").state == "delivered" and read("", "done").known == ""
    assert read("", "maybe arrived at last").known == "delivery_failed", "the next rule that fits"


def test_doubt_of_one_end_leaves_the_others():
    doubt = Rule("lost", pattern=re.compile("label"), doubt=True)
    lost = Rule("lost", pattern=re.compile("lost"), conclusive=True)
    rules = (doubt, lost, Rule("destroyed", pattern=re.compile("burnt"), conclusive=True))
    assert Reader(rules).read("", "label lost").known == ""
    assert Reader(rules).read("", "label burnt").known == "destroyed"


def test_accents_and_wide_letters_do_not_matter():
    assert meaning("", "Colis livré") == meaning("", "COLIS LIVRE") == meaning("", "Ｃｏｌｉｓ　ｌｉｖｒｅ") == "delivered"
    assert meaning("", "Przesyłka doręczona") == meaning("", "Przesylka doreczona") == "delivered"


def test_what_is_cut_ends_nothing():
    assert meaning("", "Delivered" + "." * 3000) == "delivered", "padding is no text"
    assert meaning("", "Delivered, " + "x" * 3000 + " not") == ""


def test_no_text_takes_long():
    for piece in ("delivered to the ", "签收", "not ", "parcel ", "x", " ", "é"):
        start = time.process_time()
        Reader(READER._doubts + READER._rules).read("", piece * 5000)
        assert time.process_time() - start < 0.5, piece
