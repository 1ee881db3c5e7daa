# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields
from odoo.tests import tagged

from .common import CustomsCase

STATUS = (
    "Territorial status of EU countries and certain territories (European Commission)"
)


@tagged("post_install", "-at_install")
class TestDefaultTerritories(CustomsCase):
    """The default table, with addresses that name the member state."""

    #: date, source, country of the address, postcode, territory (None: the rules of the
    #: country), in its customs area, in its VAT area
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
        # All ways to write the postcode.
        ("2026-11-22", STATUS, "base.es", "35.001", "ES-CN", True, False),
        ("2026-11-22", STATUS, "base.es", "E-38670", "ES-CN", True, False),
        ("2026-11-22", STATUS, "base.es", "３５００１", "ES-CN", True, False),
        ("2026-11-22", STATUS, "base.fi", "AX-22100", "FI-AX", True, False),
        ("2026-11-22", STATUS, "base.dk", "GL-3900", "DK-GL", False, False),
        ("2026-11-22", STATUS, "base.dk", "FO-100", "DK-FO", False, False),
        ("2026-11-22", STATUS, "base.de", "CH-8238", "DE-BUS", False, False),
        # Other states and islands with addresses of the country around or near them.
        ("2026-11-22", "General knowledge", "base.it", "47890", "IT-SM", False, False),
        (
            "2026-11-22",
            "General knowledge",
            "base.it",
            "SM-47899",
            "IT-SM",
            False,
            False,
        ),
        ("2026-11-22", "General knowledge", "base.it", "00120", "IT-VA", False, False),
        (
            "2026-11-22",
            "General knowledge",
            "base.uk",
            "JE2 3AB",
            "GB-JE",
            False,
            False,
        ),
        (
            "2026-11-22",
            "General knowledge",
            "base.uk",
            "gy1-1wr",
            "GB-GY",
            False,
            False,
        ),
        (
            "2026-11-22",
            "General knowledge",
            "base.uk",
            "GX11 1AA",
            "GB-GI",
            False,
            False,
        ),
        (
            "2026-11-22",
            "General knowledge",
            "base.uk",
            "BFPO 57",
            "GB-BFPO",
            False,
            False,
        ),
        (
            "2026-11-22",
            "General knowledge",
            "base.uk",
            "BF1 2AT",
            "GB-BFPO",
            False,
            False,
        ),
        ("2026-11-22", "General knowledge", "base.no", "9170", "NO-SJ", False, False),
        ("2026-11-22", None, "base.it", "47900", None, None, None),
        ("2026-11-22", None, "base.uk", "G1 1AA", None, None, None),
        # Next to them, the law of the country applies; before the table begins, nothing
        # is known.
        ("2026-11-22", STATUS, "base.es", "28001", None, None, None),
        ("2026-11-22", STATUS, "base.de", "78267", None, None, None),
        ("2026-11-22", STATUS, "base.fr", "75001", None, None, None),
        ("2026-11-22", STATUS, "base.it", "20121", None, None, None),
        ("2021-06-30", STATUS, "base.es", "35001", None, None, None),
    )

    def test_places(self):
        table = self.env["linkstar.special.territory"]._all()
        for (
            on_date,
            source,
            country,
            postcode,
            code,
            in_customs_area,
            in_vat_area,
        ) in self.PLACES:
            with self.subTest(f"{on_date} {country} {postcode}"):
                buyer = self.env["res.partner"].create(
                    {
                        "name": "Zoé",
                        "country_id": self.env.ref(country).id,
                        "zip": postcode,
                    }
                )
                found = table._find(buyer, fields.Date.to_date(on_date))
                self.assertEqual(found.code or None, code)
                if code:
                    self.assertEqual(
                        (found.in_customs_area, found.in_vat_area, found.source),
                        (in_customs_area, in_vat_area, source),
                    )

    def test_no_number_is_declared_there(self):
        """However its postcode is written, such an address has no scheme, and no VAT of
        the country around it.
        """
        self.env["linkstar.tax.registration"].create(
            {
                "name": "UK",
                "scheme_id": self.env.ref("linkstar_customs.scheme_uk").id,
                "number": "GB980780684",
                "company_id": self.company.id,
                "valid_from": "2026-01-01",
            }
        )
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": self.env.ref(f"base.{code}").id,
                    "company_id": self.company.id,
                    "name": "2026-01-01",
                    "inverse_company_rate": 9,
                }
                for code in ("GBP", "NOK")
            ]
        )
        for country, postcode in (
            ("base.es", "35.001"),
            ("base.it", "47890"),
            ("base.it", "00120"),
            ("base.uk", "JE2 3AB"),
            ("base.uk", "GY1 1WR"),
            ("base.uk", "GX11 1AA"),
            ("base.uk", "BFPO 57"),
            ("base.fi", "AX-22100"),
            ("base.dk", "GL-3900"),
            ("base.no", "9170"),
        ):
            with self.subTest(f"{country} {postcode}"):
                buyer = self.buyer.copy(
                    {"country_id": self.env.ref(country).id, "zip": postcode}
                )
                declaration = self.order(
                    (self.case, 1, 20.0), partner=buyer
                ).picking_ids._linkstar_declare()
                self.assertEqual(
                    (declaration.scheme_outcome, declaration._linkstar_scheme_number()),
                    ("territory", ""),
                )
                self.assertEqual(
                    buyer.country_id._linkstar_vat_rate(
                        declaration.rate_date, declaration.territory_id
                    ),
                    0,
                )
