# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The knowledge about each order at the carrier is one value instead of several
flags.
"""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE linkstar_shipment SET knowledge = CASE
            WHEN uncertain OR state = 'booking' THEN 'uncertain'
            WHEN state IN ('accepted', 'ready') THEN 'there'
            -- The carrier refused it, and may have made it all the same.
            WHEN state IN ('refused', 'queued') AND sent_at IS NOT NULL
                THEN 'absent once'
            ELSE 'absent' END
        """
    )
    cr.execute("ALTER TABLE linkstar_shipment DROP COLUMN uncertain")
