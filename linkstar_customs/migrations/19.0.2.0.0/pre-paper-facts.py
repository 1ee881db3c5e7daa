# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Rename the consignee in the stored data of papers."""
    cr.execute("""
        UPDATE linkstar_customs_declaration
           SET paper_facts = paper_facts - 'addressee' - 'addressee_place'
               || jsonb_build_object(
                      'consignee', paper_facts -> 'addressee',
                      'consignee_place', paper_facts -> 'addressee_place'
                  )
         WHERE paper_facts ? 'addressee';
        """)
