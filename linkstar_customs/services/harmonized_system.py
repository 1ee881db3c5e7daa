# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""HS codes and origins of the OCA addon ``product_harmonized_system``, if it is
installed.

That addon stores codes as records, and its addon for deliveries makes Odoo's own
product fields computed and readonly. Nothing here depends on it: each function checks
whether the fields exist.
"""

from odoo.exceptions import UserError

#: Fields of products and categories, and of products only.
FIELD, ORIGIN = "hs_code_id", "origin_country_id"


def has(records):
    """Whether the HS codes of these products or categories are records of the other
    addon.
    """
    field = records._fields.get(FIELD)
    return (
        bool(field)
        and field.type == "many2one"
        and "local_code" in records.env[field.comodel_name]._fields
    )


def depends(records):
    """Return the fields of the other addon that code and origin of these products or
    categories depend on.
    """
    paths = [f"{FIELD}.local_code"] if has(records) else []
    return paths + ([ORIGIN] if paths and ORIGIN in records._fields else [])


def of_products(products):
    """Return the fields of the other addon that code and origin of these variants
    depend on.
    """
    return [
        *(
            f"product_tmpl_id.{path}"
            for path in depends(products.env["product.template"])
        ),
        *(
            f"product_tmpl_id.categ_id.{path}"
            for path in depends(products.env["product.category"])
        ),
    ]


def code(record):
    """Return the other addon's national HS code of a product template or category, ""
    if none.
    """
    return record.sudo()[FIELD].local_code or "" if has(record) else ""


def origin(template):
    """Return the other addon's country of origin of ``template``; may be empty."""
    return (
        template.sudo()[ORIGIN]
        if ORIGIN in depends(template)
        else template.env["res.country"]
    )


def choose(record, name, subheading):
    """Set the six digits of ``subheading`` as HS code of ``record``: in the field
    ``name``, or as a record of the other addon.

    :raise UserError: if the other addon has no such record
    """
    if not has(record) or (record[name] and not record[FIELD]):
        record[name] = subheading
        return
    codes = record.env[record._fields[FIELD].comodel_name]
    company = (
        record.company_id.id
        if "company_id" in record._fields and record.company_id
        else record.env.company.id
    )
    known = codes.search(
        [
            ("local_code", "=like", f"{subheading}%"),
            ("company_id", "in", [company, False]),
        ],
        order="local_code",
        limit=1,
    )
    if subheading and not known:
        raise UserError(
            record.env._(
                "There is no H.S. code that begins with %s yet. Your database stores"
                " H.S. codes as separate records: create it there, then choose it"
                " here.",
                subheading,
            )
        )
    record[FIELD] = known


def place(product):
    """Return the record where the user corrects the code of ``product``: the other
    addon's record if it has the code.
    """
    template = product.product_tmpl_id
    if product.linkstar_variant_hs_code or not has(template):
        return product
    if template.sudo()[FIELD]:
        return template.sudo()[FIELD]
    if template.hs_code:
        return product
    category = template.categ_id.sudo()
    while category and not (category[FIELD] or category.linkstar_hs_code):
        category = category.parent_id
    return category[FIELD] or product if category else product


def show(templates, arch):
    """Show the other addon's fields in our tab and lists, instead of the fields that it
    makes readonly.
    """
    if not has(templates):
        return
    for name, other in (("hs_code", FIELD), ("country_of_origin", ORIGIN)):
        if other in templates._fields:
            for place in (
                "//page[@name='linkstar_customs']/",
                "//list[field[@name='linkstar_customs_ready']]",
            ):
                _rename(arch.xpath(f"{place}/field[@name='{name}']"), other)


def _rename(nodes, name):
    for node in nodes:
        node.set("name", name)
        node.attrib.pop("placeholder", None)
