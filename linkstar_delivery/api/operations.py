# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier's names of its services.

Other code imports these names from here; no other package contains such a word.
"""

CREATE_ORDER = "createOrder"
GET_ORDER = "getOrder"
CANCEL_ORDER = "cancelOrder"
INTERCEPT_ORDER = "interceptOrder"
GET_LABEL_URL = "getLabelUrl"
GET_TRACK_NUMBER = "getTrackNumber"
GET_TRACKING_NUMBER_CHANGE_RECORD = "getTrackingNumberChangeRecord"
GET_CARGO_TRACK = "getCargoTrack"
GET_SHIPPING_METHOD = "getShippingMethod"
GET_EXTRA_SERVICE = "getExtraService"
GET_COUNTRY = "getCountry"
FEE_TRAIL = "feeTrail"
GET_RECEIVING_EXPENSE = "getReceivingExpense"
GET_BILLING_WEIGHT = "getBillingWeight"
