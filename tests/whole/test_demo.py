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
