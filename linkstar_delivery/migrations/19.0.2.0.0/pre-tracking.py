# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Updates never changed tracking rules before. Save their default values, so that the
update can renew the rules that nobody changed.
"""

import json

#: The rows of version 19.0.1.0.0: sequence, name, code, pattern, meaning, whether the
#: carrier holds the parcel.
SHIPPED = {
    "rule_destroyed": (
        10,
        "Destroyed",
        False,
        r"destroy|销毁|弃件",
        "destroyed",
        False,
    ),
    "rule_lost": (
        20,
        "Lost",
        False,
        r"\blost\b|丢失|遗失",
        "lost",
        False,
    ),
    "rule_intercepted": (
        25,
        "Intercepted",
        False,
        (
            r"intercepted (on|at|upon|by) (the"
            r" )?(customer|client|sender|shipper|seller)|已拦截|拦截成功|要求拦截"
        ),
        "received",
        True,
    ),
    "rule_returning": (
        30,
        "Return under way",
        False,
        r"return(ing|ed)? to (the )?sender|being returned|return in progress"
        r"|退回中|退件中",
        "returning",
        False,
    ),
    "rule_returned": (
        40,
        "Return has arrived",
        False,
        r"\breturned\b|arrived back|已退回|已退件",
        "returned",
        False,
    ),
    "rule_delivered_code": (
        50,
        "Delivered, by code",
        "CC",
        False,
        "delivered",
        False,
    ),
    "rule_hold": (
        60,
        "Held by customs",
        False,
        r"held by customs|customs (hold|inspection|seizure)|detained|海关扣|海关查验",
        "customs_hold",
        False,
    ),
    "rule_failed": (
        70,
        "Delivery failed",
        False,
        (
            r"(delivery|attempt)[^.]{0,20}(failed|unsuccessful)|undeliverable|not"
            r" available at|投递失败|派送失败|无法派送"
        ),
        "delivery_failed",
        False,
    ),
    "rule_pickup": (
        80,
        "At a pick-up point",
        False,
        r"pick-?up point|available for collection|parcel shop|自提",
        "pickup_point",
        False,
    ),
    "rule_out_code": (
        90,
        "Out for delivery, by code",
        "ND",
        False,
        "out_for_delivery",
        False,
    ),
    "rule_out": (
        100,
        "Out for delivery",
        False,
        r"out for delivery|派送中|正在派件",
        "out_for_delivery",
        False,
    ),
    "rule_delivered": (
        110,
        "Delivered",
        False,
        r"\bdelivered\b|妥投|已签收",
        "delivered",
        False,
    ),
    "rule_export": (
        120,
        "Export cleared",
        False,
        r"export customs|出口清关|出口报关",
        "departed",
        False,
    ),
    "rule_customs_released": (
        130,
        "Released by customs",
        False,
        r"released by customs|customs clearance completed|进口清关完成|海关放行",
        "customs",
        False,
    ),
    "rule_customs": (
        140,
        "In customs",
        False,
        r"customs|清关",
        "customs",
        False,
    ),
    "rule_last_mile": (
        150,
        "With the local carrier",
        False,
        r"last[- ]mile|local (delivery|carrier)|末端|派送商|派送网点",
        "last_mile",
        False,
    ),
    "rule_arrived": (
        160,
        "Arrived in the country",
        False,
        r"arrived at destination|destination (airport|country|port)|到达目的",
        "arrived",
        False,
    ),
    "rule_departed": (
        170,
        "Departed",
        "DF",
        False,
        "departed",
        False,
    ),
    "rule_departed_text": (
        180,
        "Departed, by text",
        False,
        r"depart|uplift|起飞|已离开",
        "departed",
        False,
    ),
    "rule_received": (
        190,
        "Received at the depot",
        False,
        r"received at|操作中心|已收货|已入库",
        "received",
        False,
    ),
    "rule_registered": (
        200,
        "Registered",
        "IR",
        False,
        "registered",
        False,
    ),
    "rule_registered_text": (
        210,
        "Registered, by text",
        False,
        r"information received|预报|电子信息",
        "registered",
        False,
    ),
    "rule_nothing": (
        220,
        "Nothing yet",
        "NO",
        False,
        "none",
        False,
    ),
}
_NAMES = ("sequence", "name", "code", "pattern", "tracking_state", "intercepted")


def migrate(cr, version):
    cr.execute(
        "ALTER TABLE linkstar_tracking_rule ADD COLUMN IF NOT EXISTS shipped_values"
        " jsonb"
    )
    for xml_id, values in SHIPPED.items():
        cr.execute(
            """
            UPDATE linkstar_tracking_rule SET shipped_values = %s
             WHERE shipped_values IS NULL
               AND id = (SELECT res_id FROM ir_model_data
                          WHERE module = 'linkstar_delivery'
                            AND name = %s
                            AND model = 'linkstar.tracking.rule')
            """,
            [json.dumps(dict(zip(_NAMES, values, strict=True))), xml_id],
        )
    # Rules for a final state that a user wrote become conclusive; texts of doubt still
    # overrule them.
    cr.execute(
        "ALTER TABLE linkstar_tracking_rule ADD COLUMN IF NOT EXISTS conclusive boolean"
    )
    cr.execute("""
        UPDATE linkstar_tracking_rule SET conclusive = TRUE
         WHERE tracking_state IN ('delivered', 'returned', 'destroyed', 'lost')
           AND shipped_values IS NULL
        """)
