"""Records and units that are looked up for every transfer, without asking the database each time whether they are still there."""

from markupsafe import Markup

from .amounts import decimal

#: In the context of a check of which only what blocks is read: it need not look for what would be a warning.
ONLY_BLOCKING = "linkstar_only_blocking"
#: In the cursor's cache while transfers are validated: what of the dated tables has been read for them.
VALIDATION = "linkstar_validation"


def standard(env, xml_id):
    """The record that a module of Odoo brings under ``xml_id``."""
    model, res_id = env["ir.model.data"]._xmlid_to_res_model_res_id(xml_id, raise_if_not_found=True)
    return env[model].browse(res_id)


def kilograms(env):
    """A function that turns a weight, told in the unit that this database weighs products in, into exact kilograms to the gram."""
    if env["ir.config_parameter"].sudo().get_param("product.weight_in_lbs") != "1":
        return lambda weight: decimal(weight, 3)
    unit, kilogram = env["product.template"]._get_weight_uom_id_from_ir_config_parameter(), standard(env, "uom.product_uom_kgm")
    return lambda weight: decimal(unit._compute_quantity(weight, kilogram, round=False), 3)


def as_html(text):
    """``text`` for a field that holds HTML: nothing in it is markup, and lines stay lines."""
    return Markup("<br/>").join((text or "").splitlines())


def without_defaults(records, *allowed):
    """``records`` whose context gives no default for any of their fields but ``allowed``: a client writes the context."""
    kept = {
        key: value
        for key, value in records.env.context.items()
        if not key.startswith("default_") or key[8:] not in records._fields or key[8:] in allowed
    }
    return records.with_env(records.env(context=kept)) if len(kept) < len(records.env.context) else records


def tells(env, severity):
    """Whether a problem of this severity is wanted of the check that runs in ``env``."""
    return severity == "block" or not env.context.get(ONLY_BLOCKING)


def read_once(env, key, read):
    """What ``read()`` returns; within one validation it is asked only once for each ``key``."""
    known = env.cr.cache.get(VALIDATION)
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    return known[key]
