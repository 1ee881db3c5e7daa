from odoo import fields
from odoo.tests import tagged

from .common import CustomsCase

STATUS = "Territorial status of EU countries and certain territories (European Commission)"


@tagged("post_install", "-at_install")
class TestShippedTerritories(CustomsCase):
    """The shipped table, by addresses that name the member state."""

    #: date, source, country of the address, postcode, territory (None: the rules of the country), in its customs area, in its VAT area
    PLACES = (
        ("2026-11-22", STATUS, "base.es", "35001", "ES-CN", True, False),
        ("2026-11-22", STATUS, "base.es", "38670", "ES-CN", True, False),
        ("2026-11-22", STATUS, "base.es", "51001", "ES-CE", False, False),
        ("2026-11-22", STATUS, "base.es", "52 006", "ES-ML", False, False),
        ("2026-11-22", STATUS, "base.fi", "22100", "FI-AX", True, False),
        ("2026-11-22", STATUS, "base.de", "d-78266", "DE-BUS", False, False),
        ("2026-11-22", STATUS, "base.de", "27498", "DE-HEL", False, False),
        ("2026-11-22", STATUS, "base.it", "23041", "IT-LIV", False, False),
        ("2026-11-22", STATUS, "base.it", "22061", "IT-CAM", True, False),
        ("2026-11-22", STATUS, "base.gr", "630 87", "GR-ATH", True, False),
        ("2026-11-22", STATUS, "base.fr", "97110", "FR-GP", True, False),
        ("2026-11-22", STATUS, "base.fr", "97200", "FR-MQ", True, False),
        ("2026-11-22", STATUS, "base.fr", "97300", "FR-GF", True, False),
        ("2026-11-22", STATUS, "base.fr", "97400", "FR-RE", True, False),
        ("2026-11-22", STATUS, "base.fr", "97600", "FR-YT", True, False),
        ("2026-11-22", STATUS, "base.fr", "97150", "FR-MF", True, False),
        ("2026-11-22", "General knowledge", "base.fr", "97133", "FR-BL", False, False),
        ("2026-11-22", STATUS, "base.pt", "9500-321", "PT-20", True, True),
        # Beside them, the law of the country holds; and before the table begins, nothing is known.
        ("2026-11-22", STATUS, "base.es", "28001", None, None, None),
        ("2026-11-22", STATUS, "base.de", "78267", None, None, None),
        ("2026-11-22", STATUS, "base.fr", "75001", None, None, None),
        ("2026-11-22", STATUS, "base.it", "20121", None, None, None),
        ("2021-06-30", STATUS, "base.es", "35001", None, None, None),
    )

    def test_places(self):
        table = self.env["linkstar.special.territory"]._all()
        for on_date, source, country, postcode, code, in_customs_area, in_vat_area in self.PLACES:
            with self.subTest(f"{on_date} {country} {postcode}"):
                buyer = self.env["res.partner"].create({"name": "Zoé", "country_id": self.env.ref(country).id, "zip": postcode})
                found = table._find(buyer, fields.Date.to_date(on_date))
                self.assertEqual(found.code or None, code)
                if code:
                    self.assertEqual((found.in_customs_area, found.in_vat_area, found.source), (in_customs_area, in_vat_area, source))
