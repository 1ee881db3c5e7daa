"""Label files: their pages, their text, and what a scanner reads from them."""

import base64
import html
from io import BytesIO

import pypdfium2
import pytest
import requests
import zxingcpp
from PIL import Image
from pypdf import PdfReader

MM = 72 / 25.4


def fetch(carrier, **params):
    answer = carrier.answer(
        "getLabelUrl", {"reference_no": "T-0001", "type": 2} | params
    )
    assert answer["ask"] == "Success", answer
    response = requests.get(html.unescape(answer["url"]), timeout=10)
    assert response.status_code == 200
    return answer, response.content


def scan(pdf):
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        found += [
            code.text
            for code in zxingcpp.read_barcodes(
                page.render(scale=203 / 72).to_pil().convert("L")
            )
        ]
    return found


def text(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_barcode_is_the_tracking_number(carrier):
    number = carrier.create()["shipping_method_no"]
    answer, pdf = fetch(carrier, label_content_type=1)
    assert answer["type"] == "pdf" and scan(pdf) == [number]
    [code] = zxingcpp.read_barcodes(
        pypdfium2.PdfDocument(pdf)[0].render(scale=203 / 72).to_pil().convert("L")
    )
    assert code.format == zxingcpp.BarcodeFormat.Code128


def test_the_waybill_stands_in_while_the_number_is_to_come(carrier):
    carrier.control.profile(number_after=3600)
    waybill = carrier.create()["order_code"]
    _, pdf = fetch(carrier, label_content_type=1)
    assert scan(pdf) == [waybill] and "PENDING" in text(pdf)


def test_the_label_prints_every_letter_of_europe(carrier):
    name = "Łukasz Žižka Größer Ćwiąkała Őrsi Ștefan"
    carrier.create(
        name=name,
        city="Kraków",
        country_code="PL",
        postcode="30-001",
        item={"invoice_cnname": "硅胶手机壳"},
    )
    _, pdf = fetch(carrier, label_content_type=4)
    words = text(pdf)
    for expected in (
        name,
        "Kraków",
        "30-001",
        "POLAND",
        "EU-STD",
        "Li Wei",
        "1/1",
        "T-0001",
        "硅胶手机壳",
        "392690",
    ):
        assert expected in words
    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    roboto = [font for font in fonts if "Roboto" in font["/BaseFont"]]
    assert roboto and all("/FontFile2" in font["/FontDescriptor"] for font in roboto)


@pytest.mark.parametrize(
    ("kind", "width", "height"),
    [("1", 100, 100), ("2", 210, 297), ("3", 100, 150), ("", 100, 150)],
)
def test_sizes(carrier, kind, width, height):
    number = carrier.create()["shipping_method_no"]
    _, pdf = fetch(carrier, label_type=kind, label_content_type="1")
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (
        width,
        height,
    )
    assert scan(pdf) == [number]


@pytest.mark.parametrize(
    ("content", "pages", "words"),
    [
        (1, 1, ""),
        (2, 1, "CUSTOMS"),
        (3, 1, "PICKING"),
        (4, 2, "CUSTOMS"),
        (5, 2, "PICKING"),
        (6, 3, "PICKING"),
        ("", 2, "CUSTOMS"),
    ],
)
def test_contents(carrier, content, pages, words):
    carrier.create(ioss="IM2760000000")
    _, pdf = fetch(carrier, label_content_type=content)
    assert len(PdfReader(BytesIO(pdf)).pages) == pages and words in text(pdf)
    assert "IM2760000000" not in text(pdf)


def test_one_page_a_box_each_with_its_own_number(carrier):
    box = {"length": 20, "width": 12, "height": 4, "weight": 0.14}
    carrier.create(
        order_pieces=3, Volume=[box, box, box], country_code="PL", postcode="00-950"
    )
    _, pdf = fetch(carrier, label_content_type=1)
    numbers = carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"][0][
        "trackingnumberlist"
    ]
    assert scan(pdf) == list(numbers.values()) and all(
        f"{n}/3" in text(pdf) for n in (1, 2, 3)
    )


def test_png(carrier):
    number = carrier.create()["shipping_method_no"]
    carrier.control.profile(label_type="png")
    answer, content = fetch(carrier, label_content_type=1)
    assert answer["type"] == "png" and ".png?" in answer["url"]
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG" and picture.size == (800, 1199)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [number]


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_base64(carrier, kind):
    carrier.create()
    carrier.control.profile(label="base64", label_type=kind)
    answer = carrier.answer("getLabelUrl", {"reference_no": "T-0001"})
    assert (
        base64.b64decode(answer["url"])[:4] == {"pdf": b"%PDF", "png": b"\x89PNG"}[kind]
        and answer["type"] == kind
    )


def test_merged_labels(carrier):
    numbers = [
        carrier.create(reference_no=f"T-{n}")["shipping_method_no"] for n in range(3)
    ]
    asked = {
        "reference_nos": ["T-0", "T-1", "T-2"],
        "label_type": 3,
        "label_content_type": 1,
    }
    answer = carrier.answer("batchGetLabelUrl", asked)
    assert (
        scan(requests.get(html.unescape(answer["url"]), timeout=10).content) == numbers
    )
    answer = carrier.answer("getLabelByTemplate", {"template_id": 1, "codes": ["T-2"]})
    assert (
        scan(requests.get(html.unescape(answer["url"]), timeout=10).content)
        == numbers[2:]
    )
    refused = carrier.answer("batchGetLabelUrl", {"reference_nos": ["T-0", "T-9"]})
    assert refused["ask"] == "Failure" and "T-9" in refused["message"]


def test_a_link_must_be_unescaped_and_is_never_guessed(carrier):
    carrier.create()
    answer, _ = fetch(carrier)
    assert "&amp;" in answer["url"]
    assert requests.get(answer["url"], timeout=5).status_code == 404
    assert (
        requests.get(f"{carrier.url}/label/{'0' * 32}.pdf", timeout=5).status_code
        == 404
    )
    calls = carrier.control.calls("label", "T-0001")
    assert [call["outcome"] for call in calls] == ["answered"]


def test_a_label_may_take_its_time(carrier):
    carrier.control.profile(label_after=600)
    carrier.create()
    answer = carrier.answer("getLabelUrl", {"reference_no": "T-0001"})
    assert answer["ask"] == "Failure" and "not ready" in answer["message"]
    carrier.control.advance(hours=0.2)
    fetch(carrier)


def test_wrong_asks(carrier):
    carrier.create()
    for asked in (
        {"reference_no": "x"},
        {"reference_no": "T-0001", "label_type": 9},
        {"reference_no": "T-0001", "lable_type": 9},
    ):
        assert carrier.answer("getLabelUrl", asked)["ask"] == "Failure"


def test_texts_of_any_length_stay_on_the_label(carrier, make_order):
    long = dict.fromkeys(
        (
            "consignee_name",
            "consignee_street",
            "consignee_street2",
            "consignee_company",
        ),
        "Ünlü " * 60,
    )
    number = carrier.create(Consignee=make_order()["Consignee"] | long)[
        "shipping_method_no"
    ]
    for size in (1, 3):
        _, pdf = fetch(carrier, label_type=size, label_content_type=1)
        assert scan(pdf) == [number] and "BERLIN" in text(pdf).upper()
