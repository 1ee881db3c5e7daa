def migrate(cr, version):
    """Each line of a check list belongs to a check from now on; the lines that there are belong to none."""
    cr.execute("DELETE FROM linkstar_check")
