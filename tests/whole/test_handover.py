"""A picker at the packing table and at the door: validate, see the label appear
automatically, print it, scan it onto a manifest.
"""

import re
import threading

import pypdf
from chromium import artefact, open_transfer
from machine.odoo_api import Odoo
from PIL import Image
from playwright.sync_api import expect


def _ready(world, count):
    """Return the tracking numbers of ``count`` parcels that are validated and have a
    label.
    """
    pickings = [world.transfer() for _number in range(count)]
    for picking in pickings:
        world.odoo.call("stock.picking", "button_validate", [picking])
    numbers = []
    for picking in pickings:
        shipment, _state = world.shipment_of(picking)
        world.wait_until_ready(shipment)
        numbers.append(
            world.odoo.read("linkstar.shipment", shipment, "tracking_number")[
                "tracking_number"
            ]
        )
    return numbers


def _manifest(world):
    depot = world.odoo.ref("linkstar_delivery.depot_shenzhen")
    return world.odoo.create("linkstar.handover", depot_id=depot)


def _scan(page, text):
    """Type like a hand scanner: keys wherever the focus is, then Enter."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_picker_validates_prints_and_scans_onto_a_manifest(world, page):
    [other] = _ready(world, 1)
    picking = world.transfer()
    kind = world.odoo.read("stock.picking", picking, "picking_type_id")[
        "picking_type_id"
    ][0]
    world.odoo.write("stock.picking.type", kind, linkstar_auto_print=True)
    world.carrier.profile(label_after=4)
    try:
        open_transfer(page, world, picking)
        with page.expect_download(timeout=90_000) as download:
            page.click("button[name=button_validate]:visible")
            expect(
                page.locator(".o_statusbar_status .o_arrow_button_current")
            ).to_have_text("Done")
            # The page is not reloaded: the label comes late, is printed, and the form
            # shows it.
            shipment, _state = world.shipment_of(picking)
            world.wait_until_ready(shipment)
        expect(page.locator("button[name=action_linkstar_shipment]")).to_contain_text(
            "Label ready"
        )
        expect(
            page.locator("button[name=action_linkstar_print_label]:visible")
        ).to_be_visible()
    finally:
        world.odoo.write("stock.picking.type", kind, linkstar_auto_print=False)
        world.carrier.profile(label_after=0)
    number = world.odoo.read("linkstar.shipment", shipment, "tracking_number")[
        "tracking_number"
    ]
    label = artefact("printed-by-itself.pdf")
    download.value.save_as(label)
    assert number in pypdf.PdfReader(label).pages[0].extract_text().replace(" ", "")
    assert (
        world.odoo.read("linkstar.shipment", shipment, "label_print_count")[
            "label_print_count"
        ]
        == 1
    )

    page.goto(f"{world.url}/odoo/linkstar-scan")
    expect(page.locator(".o_start")).to_contain_text("Shenzhen")
    page.screenshot(path=artefact("handover-start.png"))
    page.locator(".o_depot", has_text="Yiwu").click()
    answer = page.locator(".o_answer")
    expect(answer).to_contain_text("Scan a label")
    page.keyboard.press("F4")
    expect(answer).to_contain_text("B01")
    _scan(page, number)
    expect(answer).to_contain_text(number)
    expect(page.locator(".o_linkstar_scan.o_ok")).to_be_visible()
    _scan(page, other.lower())
    expect(page.locator(".o_total")).to_contain_text("2")
    page.screenshot(path=artefact("handover-ok.png"))
    _scan(page, number)
    expect(page.locator(".o_linkstar_scan.o_refused")).to_contain_text(
        "already on this manifest"
    )
    page.screenshot(path=artefact("handover-refused.png"))
    page.keyboard.press("F2")
    expect(answer).to_contain_text("Removed")
    expect(page.locator(".o_recent tr")).to_have_count(1)
    # Faster than the server answers: nothing is lost.
    for text in (other, "NOT-A-PARCEL", other):
        _scan(page, text)
    expect(answer).to_contain_text("already")
    expect(page.locator(".o_total")).to_contain_text("2")
    expect(page.locator(".o_not_taken")).to_have_count(1)
    expect(page.locator(".o_not_taken")).to_contain_text("NOT-A-PARCEL")
    page.screenshot(path=artefact("handover-not-taken.png"))
    page.keyboard.press("F4")
    page.locator(".o_weighing input").fill("1.25")
    page.keyboard.press("Enter")
    expect(answer).to_contain_text("Closed. Parcels: 2")
    page.keyboard.press("F8")
    page.locator(".modal-footer .btn-primary").click()
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Closed"
    )
    page.screenshot(path=artefact("manifest.png"))
    assert world.odoo.read("linkstar.shipment", shipment, "handed_over_at")[
        "handed_over_at"
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name="Print", exact=True).click()
    manifest = artefact("manifest.pdf")
    download.value.save_as(manifest)
    text = "".join(part.extract_text() for part in pypdf.PdfReader(manifest).pages)
    assert number in text and other in text and "Yiwu" in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Export xlsx", exact=True).click()
    assert re.fullmatch(r"HO-\d{4}-\d{5}\.xlsx", download.value.suggested_filename)


def test_photos_and_one_file_for_a_claim(world, page):
    picking = world.transfer()
    open_transfer(page, world, picking)
    page.get_by_role("tab", name="Packing photos").click()
    pictures = [artefact(f"photo-{color}.png") for color in ("teal", "orange")]
    for picture in pictures:
        Image.new("RGB", (3000, 2000), picture.stem.removeprefix("photo-")).save(
            picture
        )
    page.locator(".o_linkstar_camera input.o_files").set_input_files(pictures)
    expect(
        page.locator(
            ".o_field_widget[name=linkstar_photo_ids]"
            " .o_kanban_record:not(.o_kanban_ghost)"
        )
    ).to_have_count(2)
    page.screenshot(path=artefact("packing-photos.png"))
    world.odoo.write("stock.picking", picking, shipping_weight=0.35)
    world.odoo.call("stock.picking", "button_validate", [picking])
    shipment, _state = world.shipment_of(picking)
    world.wait_until_ready(shipment)
    manifest = _manifest(world)
    number = world.odoo.read("linkstar.shipment", shipment, "tracking_number")[
        "tracking_number"
    ]
    world.odoo.call("linkstar.handover", "scan", [manifest], text=number)
    world.odoo.call("linkstar.handover", "action_close", [manifest])
    page.goto(f"{world.url}/odoo/linkstar-shipments/{shipment}")
    page.get_by_role("tab", name="Evidence").click()
    expect(page.locator(".o_field_widget[name=weighing_ids]")).to_contain_text("0.350")
    page.screenshot(path=artefact("evidence.png"))
    with page.expect_download() as download:
        page.click("button[name=action_evidence]")
    file = artefact("evidence.pdf")
    download.value.save_as(file)
    pages = pypdf.PdfReader(file).pages
    text = pages[0].extract_text()
    assert number in text and "0.350" in text and "HO/" in text
    assert sum(len(part.images) for part in pages) >= 2
    assert number in pages[-1].extract_text().replace(" ", "")


def _together(calls):
    """Return the answers of ``calls``, all started at the same moment."""
    answers = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place):
        gate.wait()
        answers[place] = calls[place]()

    threads = [
        threading.Thread(target=run, args=[place]) for place in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def test_one_parcel_is_scanned_on_to_two_manifests_at_once(world):
    manifests = [_manifest(world) for _number in range(4)]
    for number in _ready(world, 2):
        clients = [
            Odoo(world.url, world.database, world.key) for _manifest_ in manifests
        ]
        answers = _together(
            [
                lambda client=client, manifest=manifest, number=number: client.call(
                    "linkstar.handover", "scan", [manifest], text=number
                )
                for client, manifest in zip(clients, manifests)
            ]
        )
        assert [answer["ok"] for answer in answers].count(True) == 1, answers
        for answer in answers:
            assert answer["ok"] or answer["title"] == "Already scanned", answer
        assert world.sql(
            "SELECT count(*) FROM linkstar_handover_line WHERE number = %s", number
        ) == [(1,)]


def test_two_scanners_on_one_manifest(world):
    manifest, numbers = _manifest(world), _ready(world, 4)

    def scanner(mine):
        client = Odoo(world.url, world.database, world.key)
        return [
            client.call("linkstar.handover", "scan", [manifest], text=number)["ok"]
            for number in mine
        ]

    halves = _together([lambda: scanner(numbers[:3]), lambda: scanner(numbers[1:])])
    assert sum(map(sum, halves)) == 4
    world.odoo.call("linkstar.handover", "action_close", [manifest])
    assert world.odoo.read("linkstar.handover", manifest, "count")["count"] == 4
