# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the file of the dashboard names is there, and is asked for without an error."""

from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from odoo.addons.linkstar_delivery.tests.common import LinkstarCase

from . import dashboard_file

_MODEL = "linkstar.analysis"


@tagged("post_install", "-at_install")
class TestDashboard(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = dashboard_file.read("parcel_costs")
        cls.sample = dashboard_file.read("parcel_costs_sample")
        cls.analysis = cls.env[_MODEL]

    def _aggregate(self, name):
        """What the browser asks the server for, for this measure."""
        return f"{name}:{self.analysis._fields[name].aggregator}"

    def _check_measure(self, name):
        field = self.analysis._fields[name]
        self.assertIn(field.type, ("integer", "float", "monetary"), name)
        self.assertTrue(field.aggregator, name)

    def test_each_measure_and_group_is_of_the_analysis(self):
        for number, pivot in self.data["pivots"].items():
            with self.subTest(pivot["name"]):
                self.assertEqual((pivot["id"], pivot["formulaId"]), (number, number))
                self.assertEqual(pivot["model"], _MODEL)
                measures = [each["id"] for each in pivot["measures"]]
                named = [each["fieldName"] for each in pivot["measures"]]
                self.assertEqual(named, measures)
                for measure in measures:
                    self._check_measure(measure)
                for group in pivot["rows"] + pivot["columns"]:
                    name = group["fieldName"]
                    self.assertTrue(self.analysis.fields_get([name])[name]["groupable"])
                if pivot["sortedColumn"]:
                    self.assertIn(pivot["sortedColumn"]["measure"], measures)
        for name, chart in dashboard_file.charts(self.data).items():
            with self.subTest(name):
                self.assertEqual(chart["metaData"]["resModel"], _MODEL)
                self._check_measure(chart["metaData"]["measure"])
        for each in self.data["lists"].values():
            with self.subTest(each["name"]):
                self.assertEqual(each["model"], _MODEL)
                used = each["columns"] + [order["name"] for order in each["orderBy"]]
                self.assertLessEqual(set(used), set(self.analysis._fields))

    def test_each_filter_filters_each_source(self):
        filters = {each["id"]: each for each in self.data["globalFilters"]}
        self.assertEqual(
            list(filters), ["period", "line", "destination", "local_carrier"]
        )
        for name, source in dashboard_file.sources(self.data).items():
            self.assertEqual(list(source["fieldMatching"]), list(filters), name)
            for key, matching in source["fieldMatching"].items():
                with self.subTest(name, filter=key):
                    field = self.analysis._fields[matching["chain"]]
                    self.assertEqual(field.type, matching["type"])
                    kind = filters[key]["type"]
                    expected = {"datetime": "date", "many2one": "relation"}
                    self.assertEqual(kind, expected.get(field.type, "text"))
                    self.assertEqual(field.comodel_name, filters[key].get("modelName"))
        shifted = [
            name
            for name, source in dashboard_file.sources(self.data).items()
            if source["fieldMatching"]["period"].get("offset")
        ]
        self.assertEqual(shifted, ["pivot 2"], "only the period before")

    def test_each_formula_asks_for_what_is_there(self):
        asked = set()
        for sheet, (column, row), content in dashboard_file.cells(self.data):
            for function, arguments in dashboard_file.calls(content):
                with self.subTest(sheet=sheet, row=row, column=column, cell=content):
                    number = arguments[0]
                    if function.startswith("ODOO.LIST"):
                        columns = self.data["lists"][number]["columns"]
                        self.assertIn(arguments[-1], columns)
                        asked.add(f"list {number}")
                        continue
                    pivot = self.data["pivots"][number]
                    measures = [each["id"] for each in pivot["measures"]]
                    asked.add(f"pivot {number}")
                    if function == "PIVOT":
                        self.assertEqual(int(arguments[4]), len(measures))
                        self._check_room(sheet, column, row, arguments)
                    else:
                        self.assertIn(arguments[-1], measures)
                        if function == "PIVOT.HEADER":
                            # It stands over its column.
                            self.assertEqual(measures.index(arguments[-1]), column - 2)
        expected = {
            name
            for name in dashboard_file.sources(self.data)
            if not name.startswith("chart")
        }
        self.assertEqual(asked, expected)

    def _check_room(self, sheet, column, row, arguments):
        """A table that meets a filled cell is an error in the browser."""
        height, width = int(arguments[1]), int(arguments[4]) + 1
        inside = [
            place
            for name, place, _content in dashboard_file.cells(self.data)
            if name == sheet
            and column <= place[0] < column + width
            and row <= place[1] < row + height
        ]
        self.assertEqual(inside, [(column, row)])

    def test_each_picture_has_its_cells(self):
        for data in (self.data, self.sample):
            filled = {
                (sheet, place) for sheet, place, _cell in dashboard_file.cells(data)
            }
            for figure in data["sheets"][0]["figures"]:
                chart = figure["data"]
                if chart["type"].startswith("odoo_"):
                    continue
                used = [chart[key] for key in ("keyValue", "baseline") if key in chart]
                used += [each["dataRange"] for each in chart.get("dataSets", ())]
                used += [chart["labelRange"]] if "labelRange" in chart else []
                self.assertTrue(used)
                for text in used:
                    sheet, corners = dashboard_file.ranges(text)
                    self.assertIn((sheet, corners[0]), filled, figure["id"])

    def test_all_text_is_translated(self):
        bare = [
            content
            for _sheet, _place, content in dashboard_file.cells(self.data)
            if not content.startswith("=")
        ]
        self.assertEqual(bare, [])

    def test_the_sample_looks_the_same(self):
        """It asks the server for nothing, and its tables and pictures stand where
        those of the dashboard stand.
        """
        self.assertEqual(dashboard_file.sources(self.sample), {})
        self.assertEqual(self.sample["globalFilters"], [])
        looks = [
            [
                (figure["id"], figure["row"], figure["offset"], figure["width"])
                for figure in data["sheets"][0]["figures"]
            ]
            for data in (self.data, self.sample)
        ]
        self.assertEqual(*looks)
        places = [
            {
                place
                for sheet, place, content in dashboard_file.cells(data)
                if sheet == "Dashboard"
                and any(key in content for key in ("_t(", ".HEADER("))
            }
            for data in (self.data, self.sample)
        ]
        self.assertEqual(*places)
        said = {
            (sheet, place): content
            for sheet, place, content in dashboard_file.cells(self.sample)
        }
        for sheet, place, content in dashboard_file.cells(self.data):
            for function, arguments in dashboard_file.calls(content):
                if function.endswith(".HEADER"):
                    label = self.analysis._fields[arguments[-1]].get_description(
                        self.env(context={"lang": "en_US"}), ["string"]
                    )["string"]
                    self.assertEqual(
                        said[sheet, place].lower(), f'=_t("{label}")'.lower()
                    )

    def _answers(self, user):
        """{source: number of rows} that ``user`` gets of the last 90 days."""
        analysis = self.analysis.with_user(user).with_company(self.company)
        recent = [
            ("booked_at", ">=", fields.Datetime.now() - timedelta(days=90)),
            ("service_id", "=", self.service.id),
            ("country_id", "=", self.env.ref("base.de").id),
        ]
        found = {}
        for name, source in dashboard_file.sources(self.data).items():
            if name.startswith("list"):
                order = ", ".join(
                    f"{each['name']} {'asc' if each['asc'] else 'desc'}"
                    for each in source["orderBy"]
                )
                rows = analysis.web_search_read(
                    source["domain"] + recent,
                    {column: {} for column in source["columns"]},
                    order=order,
                    limit=8,
                )["records"]
            elif name.startswith("chart"):
                rows = analysis.formatted_read_group(
                    source["searchParams"]["domain"] + recent,
                    source["metaData"]["groupBy"],
                    [self._aggregate(source["metaData"]["measure"]), "__count"],
                )
            else:
                groups = [
                    ":".join(filter(None, (g["fieldName"], g.get("granularity"))))
                    for g in source["rows"]
                ]
                sets = [groups[:number] for number in range(len(groups) + 1)]
                rows = analysis.formatted_read_grouping_sets(
                    source["domain"] + recent,
                    sets,
                    [self._aggregate(each["id"]) for each in source["measures"]]
                    + ["__count"],
                )[-1]
                rows = [row for row in rows if row["__count"]]
            found[name] = len(rows)
        return found

    def test_each_source_answers_those_who_may_see_costs(self):
        people = [
            new_test_user(
                self.env,
                group.replace(".", "_"),
                f"base.group_user,{group}",
                company_id=self.company.id,
                company_ids=[(6, 0, self.company.ids)],
            )
            for group in (
                "account.group_account_invoice",
                "sales_team.group_sale_manager",
            )
        ]
        empty = dict.fromkeys(dashboard_file.sources(self.data), 0)
        for user in people:
            self.assertEqual(self._answers(user), empty)
        shipment = self._booked()
        shipment.write({"last_mile": "DHL", "booked_at": fields.Datetime.now()})
        shipment.charge_ids.unlink()
        self.env["linkstar.charge"].create(
            [
                {
                    "shipment_id": shipment.id,
                    "company_id": self.company.id,
                    "currency_id": shipment.currency_id.id,
                    "kind": "freight",
                    "stage": stage,
                    "amount": amount,
                }
                for stage, amount in (("quoted", 30), ("billed", 42))
            ]
        )
        self.env.flush_all()
        for user in people:
            self.assertEqual(self._answers(user), dict.fromkeys(empty, 1))
