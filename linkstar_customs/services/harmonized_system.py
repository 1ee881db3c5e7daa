"""HS codes and origins that the community's addon ``product_harmonized_system`` keeps, where it is installed beside this one.

It keeps codes as records of its own, and its companion for deliveries makes Odoo's fields of the product a view on them that nobody can
write. Nothing here needs it: all of it looks whether the fields are there.
"""

from odoo.exceptions import UserError

#: Of products and categories, and of products alone.
FIELD, ORIGIN = "hs_code_id", "origin_country_id"


def has(records):
    """Whether the codes of these products or categories are records of the other addon."""
    field = records._fields.get(FIELD)
    return bool(field) and field.type == "many2one" and "local_code" in records.env[field.comodel_name]._fields


def depends(records):
    """What the code and origin of these products or categories depend on over there."""
    paths = [f"{FIELD}.local_code"] if has(records) else []
    return paths + ([ORIGIN] if paths and ORIGIN in records._fields else [])


def of_products(products):
    """What the codes and origins of these variants depend on over there."""
    return [
        *(f"product_tmpl_id.{path}" for path in depends(products.env["product.template"])),
        *(f"product_tmpl_id.categ_id.{path}" for path in depends(products.env["product.category"])),
    ]


def code(record):
    """The national HS code that the other addon keeps of a product's template or category, "" when none."""
    return record.sudo()[FIELD].local_code or "" if has(record) else ""


def origin(template):
    """The country of origin that the other addon keeps of ``template``; may be empty."""
    return template.sudo()[ORIGIN] if ORIGIN in depends(template) else template.env["res.country"]


def choose(record, name, subheading):
    """Give ``record`` the six digits of ``subheading`` as its code: in the field ``name``, or as a record of the other addon.

    :raise UserError: when there is no such record, which its own form makes"""
    if not has(record) or (record[name] and not record[FIELD]):
        record[name] = subheading
        return
    codes = record.env[record._fields[FIELD].comodel_name]
    company = record.company_id.id if "company_id" in record._fields and record.company_id else record.env.company.id
    known = codes.search([("local_code", "=like", f"{subheading}%"), ("company_id", "in", [company, False])], order="local_code", limit=1)
    if subheading and not known:
        raise UserError(
            record.env._(
                "No H.S. code that begins with %s is kept yet. Your database keeps them as records of their own: create it there, then "
                "choose it here.",
                subheading,
            )
        )
    record[FIELD] = known


def place(product):
    """The record whose form the code of ``product`` is corrected in: that of the other addon, where it holds the code."""
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
    """In our tab and lists, the other addon's fields stand in for those that it makes unchangeable."""
    if not has(templates):
        return
    for name, other in (("hs_code", FIELD), ("country_of_origin", ORIGIN)):
        if other in templates._fields:
            for place in ("//page[@name='linkstar_customs']/", "//list[field[@name='linkstar_customs_ready']]"):
                _rename(arch.xpath(f"{place}/field[@name='{name}']"), other)


def _rename(nodes, name):
    for node in nodes:
        node.set("name", name)
        node.attrib.pop("placeholder", None)
