"""The demo data show each case of what somebody has to look at."""

import os

import psycopg2
import pytest
from machine import instance

DATABASE = "linkstar_demo_cases"


@pytest.fixture(scope="module")
def cursor():
    odoo = instance.Instance()
    odoo.copy(
        os.environ.get("LINKSTAR_TEMPLATE") or odoo.addons_template(demo=True), DATABASE
    )
    options = odoo.server.options
    connection = psycopg2.connect(
        dbname=DATABASE,
        **{
            name: options[f"db_{name}"]
            for name in ("host", "port", "user", "password")
            if f"db_{name}" in options
        },
    )
    with connection, connection.cursor() as open_cursor:
        yield open_cursor
    connection.close()
    odoo.drop(DATABASE)


def _found(cursor, table, column, where="TRUE"):
    cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {where}")
    return {value for (value,) in cursor.fetchall()}


def _choices(cursor, model, field):
    cursor.execute(
        "SELECT choice.value FROM ir_model_fields_selection choice"
        " JOIN ir_model_fields field ON field.id = choice.field_id"
        " WHERE field.model = %s AND field.name = %s",
        [model, field],
    )
    return {value for (value,) in cursor.fetchall()}


def test_each_kind_needs_attention(cursor):
    kinds = _choices(cursor, "linkstar.exception", "kind")
    assert len(kinds) > 15
    assert _found(cursor, "linkstar_exception", "kind", "state = 'open'") == kinds


def test_a_claim_in_each_state(cursor):
    states = _choices(cursor, "linkstar.claim", "state")
    assert _found(cursor, "linkstar_claim", "state") == states


def test_a_statement_with_each_verdict(cursor):
    verdicts = _choices(cursor, "linkstar.bill.verdict", "verdict")
    assert _found(cursor, "linkstar_bill_verdict", "verdict") == verdicts


def test_instructions_with_and_without_an_answer(cursor):
    states = _choices(cursor, "linkstar.instruction", "state")
    assert _found(cursor, "linkstar_instruction", "state") == states
    asked = _found(cursor, "linkstar_instruction", "buyer_answer", "kind='new_address'")
    assert asked == {"corrected", None}


def test_the_stories_are_told_in_words_that_are_understood(cursor):
    """The tracking of each parcel ended where its story says."""
    cursor.execute(
        "SELECT orders.client_order_ref, shipment.tracking_state"
        " FROM linkstar_shipment shipment"
        " JOIN stock_picking picking ON picking.id = shipment.picking_id"
        " JOIN sale_order orders ON orders.id = picking.sale_id"
        " WHERE orders.client_order_ref LIKE 'Demo: %'"
    )
    assert dict(cursor.fetchall()) == {
        "Demo: refused": "none",
        "Demo: without label": "none",
        "Demo: in the warehouse": "none",
        "Demo: never received": "none",
        "Demo: nobody at home": "delivery_failed",
        "Demo: pick-up point": "pickup_point",
        "Demo: lost": "lost",
        "Demo: lost and found": "delivered",
        "Demo: destroyed": "destroyed",
        "Demo: damaged": "delivered",
        "Demo: short": "delivered",
        "Demo: too heavy": "delivered",
    }


def _half_a_year(cursor, columns):
    cursor.execute(
        f"SELECT {columns} FROM linkstar_shipment shipment"
        " JOIN stock_picking picking ON picking.id = shipment.picking_id"
        " JOIN sale_order orders ON orders.id = picking.sale_id"
        " JOIN linkstar_parcel parcel ON parcel.shipment_id = shipment.id"
        " JOIN linkstar_customs_declaration declared"
        " ON declared.id = shipment.declaration_id"
        " WHERE orders.client_order_ref LIKE 'Half a year: %'"
    )
    return cursor.fetchall()


def test_the_analysis_has_something_to_compare(cursor):
    rows = _half_a_year(
        cursor,
        "shipment.service_id, declared.country_id, shipment.last_mile,"
        " date_trunc('month', shipment.booked_at), shipment.tracking_state,"
        " CASE WHEN shipment.tracking_state = 'delivered'"
        " THEN parcel.state_since::date <= shipment.promised_date END,"
        " (SELECT sum(CASE stage WHEN 'billed' THEN amount ELSE -amount END) > 1"
        " FROM linkstar_charge charge WHERE charge.shipment_id = shipment.id"
        " HAVING bool_or(stage = 'billed')),"
        " EXISTS (SELECT FROM linkstar_claim claim WHERE claim.kind = 'damaged'"
        " AND claim.shipment_id = shipment.id)",
    )
    assert len(rows) == 108
    lines, countries, carriers, months, states, punctual, dearer, damaged = (
        set(column) for column in zip(*rows, strict=True)
    )
    assert (len(lines), len(countries), len(carriers)) == (3, 5, 9)
    assert len(months) >= 6
    assert states == {"delivered", "last_mile", "returned", "destroyed", "lost"}
    assert punctual == {True, False, None}
    # Billed more, billed as quoted, not billed yet.
    assert dearer == {True, False, None}
    assert damaged == {True, False}


def test_what_is_settled_needs_no_attention(cursor):
    shipments = tuple({number for (number,) in _half_a_year(cursor, "shipment.id")})
    cursor.execute(
        "SELECT kind FROM linkstar_exception WHERE shipment_id IN %s", [shipments]
    )
    assert cursor.fetchall() == []


def test_a_what_if_with_three_offers(cursor):
    cursor.execute("SELECT state, total, done FROM linkstar_what_if")
    assert cursor.fetchall() == [("done", 90, 90)]
    cursor.execute(
        "SELECT card.name, card.state, sum(line.carried), sum(line.refused),"
        " sum(line.difference) < 0 FROM linkstar_what_if_line line"
        " JOIN linkstar_rate_card card ON card.id = line.card_id"
        " GROUP BY card.id ORDER BY card.name"
    )
    assert cursor.fetchall() == [
        ("Offer: express", "draft", 54, 36, False),
        ("Offer: registered, up to 2 kg", "draft", 75, 15, True),
        ("Offer: standard", "draft", 90, 0, True),
    ]
