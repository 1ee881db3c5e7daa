# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace

import pytest
from addons.linkstar_customs.rules import postcodes
from addons.linkstar_delivery.rules import FINDINGS, Address, LabelLimits, check, label
from addons.linkstar_delivery.rules.countries import country
from addons.linkstar_delivery.rules.latin import in_latin, is_latin
from addons.linkstar_delivery.rules.phone import BAD, GOOD, MISSING, UNUSUAL, read
from hypothesis import given, settings
from hypothesis import strategies as st

BERLIN = Address(
    name="Jörg Müller",
    street="Teststraße 1",
    city="Berlin",
    postcode="10115",
    country="DE",
    phone="030 1234567",
)


USUAL = LabelLimits()


def codes(address, limits=USUAL):
    return [finding.code for finding in check(address, limits)]


def test_a_good_address_has_nothing_to_tell_and_stays_as_it_is():
    assert check(BERLIN) == ()
    assert label(BERLIN) == replace(BERLIN, phone="+49301234567")


def test_everything_at_once():
    found = check(Address(country="DE", postcode="ABC", phone="12"))
    assert [finding.code for finding in found] == [
        "missing",
        "postcode_form",
        "phone_form",
    ]
    assert found[0].params["parts"] == ("name", "street", "city")
    assert found[1].params == {"postcode": "ABC", "examples": ("26133", "53225")}
    assert all(finding.blocks for finding in found)


def test_an_empty_address():
    assert check(Address())[0].params["parts"] == (
        "name",
        "street",
        "city",
        "country",
        "phone",
        "postcode",
    )


@pytest.mark.parametrize(
    ("code", "written", "wanted"),
    [
        ("DE", "D-10115", "10115"),
        ("DE", "de 10115", "10115"),
        ("DE", " 10115 ", "10115"),
        ("DE", "1011", None),
        ("DE", "101155", None),
        ("AT", "A-1010", "1010"),
        ("PL", "00950", "00-950"),
        ("PL", "00 950", "00-950"),
        ("PL", "00-950", "00-950"),
        ("PT", "1250096", "1250-096"),
        ("LV", "1073", "LV-1073"),
        ("LV", "lv1073", "LV-1073"),
        ("NL", "1234ab", "1234AB"),
        ("NL", "1234 AB", "1234 AB"),
        ("NL", "1234", None),
        ("SE", "114 55", "114 55"),
        ("SE", "SE-114 55", "114 55"),
        ("CZ", "11000", "11000"),
        ("GB", "ec1y8sy", "EC1Y8SY"),
        ("GB", "EC1Y 8SY", "EC1Y 8SY"),
        ("GB", "12345", None),
        ("GB", "GIR 0AA 12", None),
        ("LI", "9490", "9490"),
        ("LI", "19490", None),
        ("IE", "A65 F4E2", "A65 F4E2"),
        ("IE", "d6w xy00", "D6W XY00"),
        ("IE", "Dublin 8", None),
        ("IE", "Dublin 24", None),
        ("IE", "CO. CORK", None),
        ("XX", "anything", "anything"),
    ],
)
def test_postcodes(code, written, wanted):
    assert country(code).postcode(written) == wanted


def test_a_postcode_is_asked_for_where_the_country_has_them():
    without = replace(BERLIN, postcode="")
    assert check(without)[0].params["parts"] == ("postcode",)
    assert check(without, LabelLimits(postcode_required=False)) == ()
    # The data set has the postcode as optional, but parcels do not arrive without it.
    assert codes(replace(without, country="HR", phone="+385 1 4800 000")) == ["missing"]
    assert codes(replace(without, country="AO", phone="+244 222 000 000")) == []


@pytest.mark.parametrize(
    ("code", "postcode", "state"),
    [("IT", "40122", "Bologna"), ("ES", "28039", "Madrid"), ("ES", "41003", "Sevilla")],
)
def test_a_province_follows_from_the_postcode(code, postcode, state):
    address = replace(BERLIN, country=code, postcode=postcode, phone="")
    assert label(address).state == state
    assert "province_missing" not in codes(address)


def test_a_province_that_cannot_be_told_is_asked_for():
    assert "province_missing" in codes(
        replace(BERLIN, country="IT", postcode="", phone="")
    )
    assert "province_missing" in codes(
        replace(BERLIN, country="CN", postcode="518000", phone="+86 755 8888 8888")
    )


def test_a_province_of_another_place_is_told_but_blocks_nothing():
    (finding,) = check(
        replace(
            BERLIN,
            country="IT",
            postcode="40122",
            state="Milano",
            state_code="MI",
            phone="+39 051 219 3111",
        )
    )
    assert (finding.code, finding.params["other"], finding.blocks) == (
        "province_differs",
        "Bologna",
        False,
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Jörg Müller-Weiß", "Jörg Müller-Weiß"),
        ("Łódź, ul. Żółta 3", "Łódź, ul. Żółta 3"),
        ("Șoseaua Ștefan cel Mare", "Șoseaua Ștefan cel Mare"),
        ("2.º izquierda, d’Ainay", "2.º izquierda, d’Ainay"),
        ("Владимир Петров", "Vladimir Petrov"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("王小明", "Wang Xiao Ming"),
        ("Büro 王", "Büro Wang"),
        ("Müller", "Müller"),
        ("１２３号", "123 Hao"),
        ("Anna 😀 Berg", "Anna Berg"),
        ("😀", ""),
    ],
)
def test_letters(written, wanted):
    assert in_latin(written) == wanted
    assert is_latin(wanted)


def test_a_name_in_another_script_is_shown_in_latin_or_left_to_the_carrier():
    greek = replace(
        BERLIN,
        name="Γιώργος Παπαδόπουλος",
        city="Αθήνα",
        country="GR",
        postcode="10431",
        phone="+30 21 0331 0000",
    )
    assert check(greek) == ()
    assert (label(greek).name, label(greek).city) == ("Giorgos Papadopoulos", "Athina")
    assert label(greek, LabelLimits(latin=False)).name == greek.name


def test_a_name_of_pictures_only():
    assert codes(replace(BERLIN, name="😀😀")) == ["no_letters"]


def test_a_province_in_chinese_goes_by_its_code():
    sender = Address(state="广东省", state_code="GD", country="CN")
    assert label(sender).state == "GD"


def test_a_long_street_is_broken_between_words_and_nothing_is_lost():
    long = replace(
        BERLIN,
        street="Industriegebiet Nordost Am Alten Güterbahnhof 117 Hinterhaus",
        street2="Aufgang C",
    )
    assert check(long) == ()
    assert label(long).streets == (
        "Industriegebiet Nordost Am Alten",
        "Güterbahnhof 117 Hinterhaus",
        "Aufgang C",
    )


def test_lines_flow_together_only_where_they_must():
    tight = replace(
        BERLIN,
        street="Industriegebiet Nordost Am Alten Güterbahnhof 117",
        street2="Aufgang C",
        street3="links",
    )
    assert label(tight).streets == (
        "Industriegebiet Nordost Am Alten",
        "Güterbahnhof 117 Aufgang C links",
    )


def test_a_street_that_does_not_fit_stays_whole_and_is_told():
    long = replace(BERLIN, street="Am Alten Güterbahnhof 1 " * 6)
    finding = check(long)[-1]
    assert (finding.code, finding.params["lines"], finding.params["limit"]) == (
        "street_too_long",
        3,
        35,
    )
    assert label(long).street == ("Am Alten Güterbahnhof 1 " * 6).strip()
    assert codes(replace(BERLIN, street="1" * 36)) == ["street_too_long"]
    assert codes(long, LabelLimits(street=0)) == []
    assert codes(
        replace(BERLIN, street="1" * 30, street2="b" * 30), LabelLimits(street_lines=1)
    ) == ["street_too_long"]


@pytest.mark.parametrize("part", ["name", "company", "city", "state"])
def test_what_cannot_be_broken_is_told(part):
    text = "x" * 36
    (finding,) = check(replace(BERLIN, **{part: text}))
    assert finding.code == "too_long"
    assert finding.params == {"part": part, "text": text, "length": 36, "limit": 35}
    assert check(replace(BERLIN, **{part: text}), LabelLimits(**{part: 0})) == ()


def test_the_length_is_of_what_the_label_shows():
    """Eight Chinese letters are more than twenty Latin ones."""
    assert codes(replace(BERLIN, name="欧阳" * 8), LabelLimits(name=35)) == ["too_long"]
    assert (
        codes(replace(BERLIN, name="欧阳" * 8), LabelLimits(name=35, latin=False)) == []
    )


@pytest.mark.parametrize(
    ("written", "code", "wanted"),
    [
        ("+49 30 1234567", "DE", (GOOD, "+49301234567")),
        ("030 / 123 45 67", "DE", (GOOD, "+49301234567")),
        ("0049 30 1234567", "DE", (GOOD, "+49301234567")),
        ("06 12 34 56 78", "FR", (GOOD, "+33612345678")),
        ("+33 6 12 34 56 78", "DE", (GOOD, "+33612345678")),
        ("+39 051 219 3111", "IT", (GOOD, "+390512193111")),
        ("030 1234567 ext. 12", "DE", (GOOD, "+49301234567 x12")),
        ("13800138000", "CN", (GOOD, "+8613800138000")),
        ("+33 00", "FR", (BAD, "+33 00")),
        ("+34 955 550 163", "ES", (GOOD, "+34955550163")),
        ("12", "DE", (BAD, "12")),
        ("ask the neighbour", "DE", (BAD, "ask the neighbour")),
        ("", "DE", (MISSING, "")),
        (None, "DE", (MISSING, "")),
        ("030 1234567", "", (BAD, "030 1234567")),
    ],
)
def test_telephones(written, code, wanted):
    assert read(written, code) == wanted


def test_a_telephone_that_nobody_has_is_a_warning():
    assert read("+49 199 1234567", "DE")[0] == UNUSUAL
    (finding,) = check(replace(BERLIN, phone="+49 199 1234567"))
    assert (finding.code, finding.blocks) == ("phone_unusual", False)


def test_a_line_that_needs_no_telephone():
    limits = LabelLimits(required=("name", "street", "city", "country"))
    assert check(replace(BERLIN, phone=""), limits) == ()
    assert codes(replace(BERLIN, phone="12"), limits) == ["phone_unusual"]
    assert label(replace(BERLIN, phone="12"), limits).phone == "12"


def test_all_codes_have_the_parameters_they_promise():
    seen = {}
    addresses = (
        Address(country="DE"),
        Address(country="DE", postcode="X", phone="1"),
        replace(
            BERLIN, phone="+49 199 1234567", name="x" * 99, street="y" * 99, city="😀"
        ),
        replace(
            BERLIN, country="IT", postcode="40122", state="Milano", state_code="MI"
        ),
        replace(BERLIN, country="IT", postcode=""),
        replace(BERLIN, street="Packstation 145", street2="Postfach 1"),
    )
    for address in addresses:
        seen |= {finding.code: tuple(finding.params) for finding in check(address)}
    assert seen == {
        code: names
        for code, (_severity, names) in FINDINGS.items()
        if not code.startswith("option_")
    }


WORDS = st.lists(
    st.text(
        st.characters(categories=["L", "N"], max_codepoint=0x17F),
        min_size=1,
        max_size=12,
    ),
    max_size=12,
)


@given(WORDS, WORDS, WORDS, st.integers(5, 40))
def test_no_word_of_a_street_is_lost_cut_or_moved(first, second, third, limit):
    address = replace(
        BERLIN,
        street=" ".join(first),
        street2=" ".join(second),
        street3=" ".join(third),
    )
    limits = LabelLimits(street=limit)
    shown = label(address, limits)
    said = " ".join(shown.streets).split()
    assert in_latin(" ".join([*first, *second, *third])).split() == said
    fits = "street_too_long" not in codes(address, limits)
    assert fits == all(len(line) <= limit for line in shown.streets)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text):
    assert is_latin(in_latin(text))
    label(
        Address(
            name=text,
            street=text,
            city=text,
            state=text,
            postcode=text,
            phone=text,
            country="DE",
        )
    )
    check(
        Address(
            name=text,
            street=text,
            city=text,
            state=text,
            postcode=text,
            phone=text,
            country=text[:2],
        )
    )


@given(st.text(st.characters(max_codepoint=0x2AF), max_size=30))
def test_what_a_label_says_it_says_again(text):
    once = label(
        Address(
            name=text, street=text, city=text, postcode=text, country="PL", phone=text
        )
    )
    assert label(once) == once


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (
            {"name": "Acme GmbH", "company": "ACME GmbH"},
            ("Acme GmbH", "", ("Teststraße 1",)),
        ),
        (
            {"name": "Acme GmbH, Anna Berg", "company": "Acme GmbH"},
            ("Acme GmbH, Anna Berg", "", ("Teststraße 1",)),
        ),
        (
            {"name": "Anna Berg", "company": "Acme  GmbH."},
            ("Anna Berg", "Acme GmbH.", ("Teststraße 1",)),
        ),
        (
            {"street": "Acme GmbH", "street2": "Weg 2", "company": "Acme GmbH"},
            ("Jörg Müller", "Acme GmbH", ("Weg 2",)),
        ),
        # A street with the name of a company stays.
        ({"street": "Acme", "company": "Acme"}, ("Jörg Müller", "Acme", ("Acme",))),
        (
            {"name": "Acmeister", "company": "Acme"},
            ("Acmeister", "Acme", ("Teststraße 1",)),
        ),
    ],
)
def test_a_company_stands_once(address, wanted):
    shown = label(replace(BERLIN, **address))
    assert (shown.name, shown.company, shown.streets) == wanted


@pytest.mark.parametrize(
    ("country", "street", "found"),
    [
        ("DE", "Teststraße", True),
        ("DE", "Teststraße 1", False),
        ("DE", "Teststraße ohne Hausnummer", False),
        ("ES", "Calle Mayor s/n", False),
        ("ES", "Calle Mayor", True),
        ("IT", "Via Roma, snc", False),
        ("PL", "ul. Żółta", True),
        ("IE", "Rose Cottage", False),
        ("GB", "The Old Rectory", False),
        ("US", "Main Street", False),
    ],
)
def test_a_street_without_a_number(country, street, found):
    codes = [
        finding.code
        for finding in check(replace(BERLIN, country=country, street=street))
        if finding.code.startswith("house")
    ]
    assert codes == ["house_number_missing"] * found
    assert "house_number_missing" not in [
        f.code
        for f in check(
            replace(BERLIN, country=country, street=street, street2="Haus 4")
        )
    ]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"street": "Packstation 145"}, True),
        ({"street": "PACKSTATION 145", "street2": "12345"}, True),
        ({"street": "Packstation 145", "street2": "1234567"}, False),
        ({"street": "Packstation 145", "company": "Postnummer 12 345 678"}, False),
        ({"street": "Postfiliale 501", "name": "Anna Berg 1234567890"}, False),
        ({"street": "Postfiliale 501"}, True),
        ({"street": "Teststraße 1", "street2": "Packstation 145"}, True),
        ({"street": "Packstation 145", "country": "AT", "postcode": "1010"}, False),
    ],
)
def test_a_locker_without_a_customer_number(parts, found):
    findings = [
        finding
        for finding in check(replace(BERLIN, **parts))
        if finding.code == "locker_number_missing"
    ]
    assert len(findings) == found
    assert all(finding.blocks for finding in findings)


@pytest.mark.parametrize(
    ("country", "line", "found"),
    [
        ("DE", "Postfach 12 34", True),
        ("DE", "Postfachstraße 3", False),
        ("DE", "Am Postfach 3", False),
        ("GB", "PO Box 12", True),
        ("IE", "P.O. Box 5", True),
        ("FR", "BP 40012", True),
        ("FR", "12 rue BP, BP 40012", True),
        ("ES", "Apartado de Correos 12", True),
        ("IT", "C.P. 123", True),
        ("NL", "Postbus 1", True),
        ("NL", "Postbusweg 3", False),
        ("PL", "skr. poczt. 44", True),
        ("SE", "Box 17", True),
        ("DE", "Box 17", False),
        ("FI", "PL 33", True),
        ("DE", "Boxhagener Straße 3", False),
    ],
)
def test_a_post_office_box(country, line, found):
    codes = [
        finding.code
        for finding in check(
            replace(BERLIN, country=country, street="Weg 1", street2=line)
        )
    ]
    assert ("post_box" in codes) == found
    assert (
        "post_box"
        in [f.code for f in check(replace(BERLIN, country=country, street=line))]
    ) == found


def test_what_nobody_sees_is_not_sent():
    parts = ("name", "street", "city", "postcode", "country", "phone")
    address = Address(
        **{name: f"\u200b{getattr(BERLIN, name)}\u202c\ufeff" for name in parts}
    )
    assert check(address) == ()
    assert label(address) == label(BERLIN)
    assert (
        label(
            replace(address, street="Test\u00adstraße\u00a01"), LabelLimits(latin=False)
        ).street
        == "Teststraße 1"
    )


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("ES", ("35.001", "35001", "E-35001", "３５００１", "35\u200b001")),
        ("FI", ("AX-22100", "22100", "FI-22100")),
        ("IT", ("47890", "I-47890", "SM-47890", "00120")),
        ("GB", ("JE2 3AB", "je23ab", "GB-GY1 1WR", "GX11 1AA", "BFPO 57")),
        ("PT", ("9500-150", "9500150", "P-9500 150")),
        ("SE", ("SE-114 55", "11455")),
        ("AD", ("AD500", "500", "AD 500")),
        ("LV", ("LV-1010", "1010")),
    ],
)
def test_what_the_label_shows_and_what_customs_reads_is_one_place(code, texts):
    for text in texts:
        shown = country(code).postcode(text)
        assert postcodes.clean(text, code) == postcodes.clean(shown or text, code)
        assert postcodes.clean(
            label(replace(BERLIN, country=code, postcode=text)).postcode, code
        ) == postcodes.clean(text, code)


_LIKE_POSTCODES = st.from_regex(
    r"[A-Z]{0,3}[ .-]?[0-9٠-٩ .-]{1,7}[A-Z]{0,2}", fullmatch=True
)


@given(st.sampled_from(["ES", "FI", "DE", "GB", "IT", "SE", "PL"]), _LIKE_POSTCODES)
def test_no_postcode_is_read_in_two_ways(code, text):
    shown = label(replace(BERLIN, country=code, postcode=text)).postcode
    assert postcodes.clean(shown, code) == postcodes.clean(text, code)
