# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The words on commercial invoices and packing lists, in one table: paper shows them in
two languages.
"""


def paper_labels(env):
    """Return {key: text in the language of ``env``}."""
    return {
        "commercial_invoice": env._("Commercial invoice"),
        "packing_list": env._("Packing list"),
        "seller": env._("Seller"),
        "buyer": env._("Buyer"),
        "sender": env._("Sender"),
        "consignee": env._("Consignee"),
        "number": env._("Number"),
        "date": env._("Date"),
        "order": env._("Order"),
        "tracking": env._("Tracking number"),
        "incoterm": env._("Terms of delivery"),
        "packages": env._("Packages"),
        "page": env._("Page"),
        "sku": env._("Article"),
        "description": env._("Description"),
        "hs_code": env._("HS code"),
        "origin": env._("Origin"),
        "quantity": env._("Quantity"),
        "unit_price": env._("Unit price"),
        "value": env._("Amount"),
        "net_weight": env._("Net weight (kg)"),
        "gross_weight": env._("Gross weight (kg)"),
        "goods": env._("Goods"),
        "transport": env._("Transport"),
        "insurance": env._("Insurance"),
        "vat": env._("VAT"),
        "total": env._("Total"),
        "sale": env._("Sale of goods"),
        "vat_collected": env._(
            "VAT was collected at the sale under the import scheme (IOSS)."
        ),
        "vat_at_import": env._("VAT is payable at import."),
        "manufacturer": env._("Manufacturer"),
        "responsible": env._("Responsible person in the EU"),
        "safety": env._("Product safety"),
        "signature": env._("Signature"),
    }
