# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Names in other scripts, and invisible characters in a text."""

import unicodedata

import pytest
from addons.linkstar_delivery.rules.latin import in_latin, is_latin, visible
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        # Greek passports: ELOT 743.
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "GIORGOS PAPADOPOULOS"),
        ("Ευαγγελία Αυγερινού", "Evangelia Avgerinou"),
        ("Ευθύμιος Ναυπλιώτης", "Efthymios Nafpliotis"),
        ("Μπάμπης Μπακογιάννης", "Bampis Bakogiannis"),
        ("Κωνσταντίνος Καραμπίνης", "Konstantinos Karampinis"),
        ("Άγγελος Σφιγξ", "Angelos Sfinx"),
        ("Μελαγχολία", "Melancholia"),
        ("Γκίκας Μάγκος", "Gkikas Magkos"),
        ("Ντίνος Αντωνίου", "Ntinos Antoniou"),
        ("Θεοφάνης Ψυχάρης", "Theofanis Psycharis"),
        ("ΘΕΟΧΑΡΗΣ", "THEOCHARIS"),
        ("Μαΐου", "Maiou"),
        ("Ταΰγετος", "Taygetos"),
        ("άυλος", "aylos"),
        ("Ηυξήθη", "Ifxithi"),
        ("Οδός Ερμού 12", "Odos Ermou 12"),
        ("Ζεύς", "Zefs"),
        ("Ά", "A"),
        ("Χ. Ψ.", "Ch. Ps."),
        ("Ξένια Ζαχαρή-Müller", "Xenia Zachari-Müller"),
    ],
)
def test_greek(written, wanted):
    assert in_latin(written) == wanted


@given(
    st.text(
        st.characters(min_codepoint=0x370, max_codepoint=0x3FF, categories=["L"]),
        max_size=40,
    )
)
def test_any_greek_can_be_written(text):
    assert is_latin(in_latin(text))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Ber\u200blin", "Berlin"),
        ("\ufeffAnna\u00a0Berg\u200e", "Anna Berg"),
        ("Zu\u00adstell\u00adweg 3", "Zustellweg 3"),
        ("\u202a+49 30 1234567\u202c", "+49 30 1234567"),
        ("Anna\u2060\u200c\u200dBerg", "AnnaBerg"),
        ("a\u3164b\u2800c\uffa0", "abc"),
        ("Anna\U000e0041\ufe0f", "Anna"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("a\x00b\x07", "ab"),
        ("\u200b", ""),
        ("王小明", "王小明"),
    ],
)
def test_what_nobody_sees_goes(written, wanted):
    assert visible(written) == wanted


@given(st.text(max_size=60))
def test_what_stays_can_be_seen(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(
        unicodedata.category(character) in ("Cf", "Cc", "Cs") for character in shown
    )
    assert "  " not in shown and shown == shown.strip()
