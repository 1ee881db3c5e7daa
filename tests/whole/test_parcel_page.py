"""A buyer follows a parcel and corrects its address on a phone: in German and in
Polish, with the keyboard, and checked by axe-core.
"""

import json
import subprocess
import tarfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from lxml import html
from machine.paths import CACHE, run_folder

_PHONE = {"width": 360, "height": 740}
_AXE = "4.14.1"
#: {language: words on the page}
_WORDS = {
    "de_DE": ("Was jetzt zu tun ist", "Ihr Paket", "Seite des Versanddienstes"),
    "pl_PL": ("Co teraz zrobić", "Paczka", "Strona przewoźnika"),
}


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, from npm, kept in the cache."""
    folder = CACHE / f"axe-core-{_AXE}"
    source = folder / "axe.min.js"
    if not source.exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["npm", "pack", f"axe-core@{_AXE}", "--silent"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.returncode, done.stderr
        with tarfile.open(folder / f"axe-core-{_AXE}.tgz") as archive:
            source.write_bytes(archive.extractfile("package/axe.min.js").read())
    return source.read_text()


@pytest.fixture(scope="module")
def phone(browser):
    context = browser.new_context(
        viewport=_PHONE, device_scale_factor=2, bypass_csp=True, locale="en-US"
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def parcel(running):
    """The page of the demo parcels and the id of their buyer; the languages are
    installed. One shell does it all: to start it takes longer than a test.
    """
    file = run_folder() / "parcel-link.json"
    script = f"""
import json
languages = {list(_WORDS)!r}
for lang in languages:
    env["res.lang"]._activate_lang(lang)
env["ir.module.module"]._load_module_terms(["base", "linkstar_delivery"], languages)
shipment = env["linkstar.shipment"].search(
    [("picking_id.sale_id", "=", env.ref("linkstar_delivery.demo_tracked_split").id)]
)
found = shipment._buyer_link(), shipment._buyer().id
env.cr.commit()
# The server has a cache of the languages.
env.registry.signal_changes()
open({str(file)!r}, "w").write(json.dumps(found))
"""
    running.instance.shell(running.database, script, "parcel-link.log")
    link, buyer = json.loads(file.read_text())
    return running.url + urlsplit(link).path, buyer


def _speak(world, buyer, lang):
    world.odoo.write("res.partner", buyer, lang=lang, email="buyer@example.com")


@pytest.mark.parametrize("lang", list(_WORDS))
def test_a_buyer_reads_the_timeline(world, parcel, phone, axe, lang):
    page = phone
    link, buyer = parcel
    _speak(world, buyer, lang)
    page.goto(link)
    page.screenshot(path=Path(run_folder()) / f"parcel-page-{lang}.png", full_page=True)
    text = page.locator("body").inner_text()
    for words in _WORDS[lang]:
        assert words in text
    assert page.locator("html").get_attribute("lang") == lang.replace("_", "-")
    # Each link can be reached with the keyboard, and is seen when it has the focus.
    links = page.locator("main a")
    for number in range(links.count()):
        page.keyboard.press("Tab")
        assert links.nth(number).evaluate("link => link === document.activeElement")
        box = links.nth(number).bounding_box()
        assert box["height"] >= 20
    _check(page, axe)


def _check(page, axe):
    """Nothing to scroll sideways, and no finding of axe-core that stops a reader."""
    assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE["width"]
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert not [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical", "moderate")
    ]


def test_a_wrong_link(world, phone, axe):
    answer = phone.goto(f"{world.url}/linkstar/parcel/guess")
    assert answer.status == 404
    phone.evaluate(axe)
    assert not phone.evaluate("axe.run()")["violations"]


#: {language: words of the page that asks, of a mistake, of the thanks}
_ADDRESS = {
    "de_DE": ("Prüfen Sie Ihre Adresse", "Hausnummer", "Vielen Dank"),
    "pl_PL": ("Prosimy sprawdzić adres", "numeru domu", "Dziękujemy"),
}


#: The link in the e-mail to the buyer of an instruction.
_ASKED = """
    SELECT substring(mail.body_html FROM '/linkstar/address/[^"]+') FROM mail_mail mail
      JOIN mail_message message ON message.id = mail.mail_message_id
     WHERE message.model = 'linkstar.instruction' AND message.res_id = %s
"""


def _address_link(world, lang):
    """The signed link by which the buyer of a parcel in the warehouse is asked."""
    picking = world.transfer()
    world.odoo.call(
        "stock.picking",
        "button_validate",
        [picking],
        context={"skip_backorder": True, "skip_sms": True},
    )
    shipment, _state = world.shipment_of(picking)
    world.wait_until_ready(shipment)
    _speak(world, world.odoo.ref("linkstar_customs.demo_partner_berlin"), lang)
    instruction = world.odoo.create(
        "linkstar.instruction", shipment_id=shipment, kind="new_address"
    )
    world.odoo.call("linkstar.instruction", "action_ask_buyer", [instruction])
    [[path]] = world.sql(_ASKED, instruction)
    return shipment, world.url + path


@pytest.mark.parametrize("lang", list(_ADDRESS))
def test_a_buyer_corrects_the_address(world, parcel, phone, axe, lang):
    page = phone
    shipment, link = _address_link(world, lang)
    asks, mistake, thanks = _ADDRESS[lang]
    page.goto(link)
    assert asks in page.locator("body").inner_text()
    _check(page, axe)
    page.screenshot(path=Path(run_folder()) / f"address-{lang}.png", full_page=True)
    page.locator("[name=street]").fill("Kastanienallee")
    page.locator("button[type=submit]").click()
    assert mistake in page.locator("[role=alert]").inner_text()
    _check(page, axe)
    page.screenshot(path=Path(run_folder()) / f"wrong-{lang}.png", full_page=True)
    page.locator("[name=street]").fill("Kastanienallee 76")
    page.locator("button[type=submit]").click()
    assert thanks in page.locator("body").inner_text()
    _check(page, axe)
    [instruction] = world.odoo.search(
        "linkstar.instruction",
        [["shipment_id", "=", shipment]],
        "street",
        "buyer_answer",
    )
    assert instruction["street"] == "Kastanienallee 76"
    assert instruction["buyer_answer"] == "corrected"
    # The link works once.
    assert page.goto(link).status == 410


#: How many transactions wait for the row of an instruction.
_WAITING = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND query LIKE '%%linkstar_instruction%%FOR UPDATE%%'
"""


def test_two_answers_at_once(world):
    """Both answers have begun before one of them can end: the link is open in two
    windows. One counts, and the other buyer is told so.
    """
    shipment, link = _address_link(world, "en_US")
    streets = ["Kastanienallee 76", "Torstraße 8"]
    windows = []
    for _street in streets:
        session = requests.Session()
        form = html.fromstring(session.get(link, timeout=60).content).forms[0]
        windows.append((session, dict(form.fields)))
    answers = [None, None]

    def send(place):
        session, values = windows[place]
        answers[place] = session.post(
            link, data={**values, "street": streets[place]}, timeout=120
        )

    threads = [threading.Thread(target=send, args=[place]) for place in range(2)]
    connection = world.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM linkstar_instruction WHERE shipment_id = %s FOR UPDATE",
                [shipment],
            )
            for thread in threads:
                thread.start()
            world.wait("both answers wait", lambda: world.sql(_WAITING)[0][0] == 2)
    finally:
        connection.rollback()
        connection.close()
    for thread in threads:
        thread.join(120)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200, 410], [answer.text for answer in answers]
    counted, other = statuses.index(200), statuses.index(410)
    assert "Thank you" in answers[counted].text
    assert "Already answered" in answers[other].text
    [instruction] = world.odoo.search(
        "linkstar.instruction", [["shipment_id", "=", shipment]], "street", "state"
    )
    assert instruction["street"] == streets[counted]
    assert instruction["state"] == "draft"
    # The buyer is told once of a new address.
    subjects = world.sql(
        "SELECT message.subject FROM mail_mail mail JOIN mail_message message"
        " ON message.id = mail.mail_message_id"
        " WHERE message.model = 'linkstar.instruction' AND message.res_id = %s",
        instruction["id"],
    )
    assert sorted(subject.split(": ")[1] for (subject,) in subjects) == [
        "A new address for your parcel",
        "Please check the address of your parcel",
    ]
