# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Records that each transfer needs, looked up without a query each time."""

from contextlib import contextmanager

from markupsafe import Markup

#: Context key of checks whose caller reads only blocking problems: they skip warnings.
ONLY_BLOCKING = "linkstar_only_blocking"
#: Key in ``cr.precommit.data`` while transfers are validated. Core's container for data
#: of one transaction: a rollback, also to a savepoint, forgets it.
_VALIDATION = "linkstar_customs.validation"


def standard(env, xml_id):
    """Return the record of an Odoo module with ``xml_id``."""
    model, res_id = env["ir.model.data"]._xmlid_to_res_model_res_id(
        xml_id, raise_if_not_found=True
    )
    return env[model].browse(res_id)


def as_html(text):
    """Return ``text`` for an HTML field: markup is escaped, and line breaks are
    kept.
    """
    return Markup("<br/>").join((text or "").splitlines())


def without_defaults(records, *allowed):
    """Return ``records`` without defaults in the context, except for ``allowed``: the
    context comes from the client.
    """
    kept = {
        key: value
        for key, value in records.env.context.items()
        if not key.startswith("default_")
        or key[8:] not in records._fields
        or key[8:] in allowed
    }
    return (
        records.with_env(records.env(context=kept))
        if len(kept) < len(records.env.context)
        else records
    )


def is_wanted(env, severity):
    """Whether the check that runs in ``env`` needs problems of this severity."""
    return severity == "block" or not env.context.get(ONLY_BLOCKING)


@contextmanager
def one_validation(env):
    """The validation of transfers: what :func:`read_once` has read is kept until its
    end.
    """
    env.cr.precommit.data[_VALIDATION] = {}
    try:
        yield
    finally:
        env.cr.precommit.data.pop(_VALIDATION, None)


def kept(env):
    """What is kept in the validation that runs, a dictionary, or None outside of
    one.
    """
    return env.cr.precommit.data.get(_VALIDATION)


def read_once(env, key, read):
    """Return ``read()``; within one validation it is called only once for each
    ``key``.
    """
    known = kept(env)
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    return known[key]
