# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rate cards in workbooks and csv files: the rows of a file as a ``Card``, and a card
as rows.

A sheet in the file replaces the whole part: entries that are missing in the sheet are
removed from the card. A part without a sheet in the file stays unchanged, so that new
prices can be imported alone. ``sheet_columns`` has the columns, ``sheet_file`` reads
the bytes.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from . import notation, sheet_file
from . import sheet_columns as columns
from .card import Bracket, Card, ParcelLimits, Surcharge, WeightRule, Zone
from .check import problems as card_problems
from .sheet_cells import MOST_PROBLEMS, NotUsable, RefusedCell, SheetProblem, shown
from .sheet_columns import Column

SETTINGS = columns.CARD + columns.WEIGHT_RULE + columns.LIMITS
_BRACKETS = (Column("zone", "zone", columns.text, required=True), *columns.BRACKET)
_SETTING = (
    Column("setting", "setting", columns.text, required=True),
    Column("value", "value", lambda cell: cell),
)
#: The sheets that are read, with their columns; ``EXPLANATION`` is for people only.
TABLES = {
    "Card": _SETTING,
    "Zones": columns.ZONE,
    "Brackets": _BRACKETS,
    "Surcharges": columns.SURCHARGE,
}
EXPLANATION = "Explanation"
SHEETS = (*TABLES, EXPLANATION)


@dataclass(frozen=True)
class CardReading:
    """``card`` is ``None`` when there are ``problems``. They are in the order of the
    file.
    """

    card: Card | None
    problems: tuple[SheetProblem, ...]


def read(content: bytes, base: Card, rows: Callable = sheet_file.read) -> CardReading:
    """Apply ``content`` (an xlsx or csv file) to ``base`` and return the new card.
    ``rows`` reads the rows of the file; for files from users use ``sheet_apart.read``,
    which protects this process.

    :raise NotUsable: when the file cannot be read at all
    """
    found, problems = rows(content, SHEETS)
    found.pop(EXPLANATION, None)
    if not found and not problems:
        raise NotUsable("no_known_sheet")
    reader = _Reader(base, problems)
    try:
        card = reader.card(found)
    except _Enough:
        return CardReading(None, tuple(reader.problems))
    if not reader.problems:
        reader.problems += [
            reader.located(card, problem) for problem in card_problems(card)
        ]
    return CardReading(None if reader.problems else card, tuple(reader.problems))


def with_places(reading: CardReading, places: int) -> CardReading:
    """The reading in a currency with this number of decimals, which is not in the
    file.
    """
    return replace(reading, card=replace(reading.card, places=places))


class _Enough(Exception):
    """There are so many problems that reading stops."""


class _Reader:
    """Collects problems, and the place in the file of each part of the card."""

    def __init__(self, base, problems):
        self.base, self.problems = base, problems
        self.rows = {}
        self.taken = defaultdict(dict)

    def card(self, found):
        records = {name: self._records(name, rows) for name, rows in found.items()}
        card = self._head(records["Card"]) if "Card" in records else self.base
        zones = (
            self._zones(records["Zones"])
            if "Zones" in records
            else [replace(zone, brackets=()) for zone in self.base.zones]
        )
        zones = self._with_brackets(zones, records.get("Brackets"))
        surcharges = (
            self._surcharges(records["Surcharges"])
            if "Surcharges" in records
            else self.base.surcharges
        )
        return replace(card, zones=zones, surcharges=surcharges)

    def _records(self, name, rows):
        """Pairs of the number of a row and its values by attribute; rows with a problem
        are left out.
        """
        if not rows:
            return []
        header, body = rows[0], rows[1:]
        places = self._places(name, header)
        if places is None:
            return []
        slots = self._slots(places)
        records = []
        for row in body:
            values = self._known(row.cells, slots)
            if values is None:
                before = len(self.problems)
                values = self._row(name, row, places)
                if len(self.problems) > before:
                    continue
            records.append((row.number, values))
        return records

    def _slots(self, places):
        """For each place of a row up to the last column: the attribute, the known
        meanings of its cells, whether a value is required.
        """
        nothing = ("", {}, False)
        return [
            (
                (
                    column.attribute,
                    self.taken[column.header, column.read],
                    column.required,
                )
                if (column := places.get(place))
                else nothing
            )
            for place in range(max(places, default=-1) + 1)
        ]

    def _known(self, cells, slots):
        """The values of a row in which the meaning of each cell is known, which is true
        for most rows; else ``None``.
        """
        if len(cells) > len(slots) or any(
            required for _attribute, _seen, required in slots[len(cells) :]
        ):
            return None
        try:
            return {
                attribute: seen[cell]
                for (attribute, seen, required), cell in zip(slots, cells)
                if required or cell is not None
            }
        except KeyError:
            return None

    def _row(self, name, row, places):
        values = {}
        for index, cell in enumerate(row.cells):
            column = places.get(index)
            if column is None:
                if cell is not None:
                    self._problem(
                        name,
                        row.number,
                        "",
                        "outside_columns",
                        value=str(getattr(cell, "value", cell)),
                    )
            elif cell is not None or column.required:
                self._cell(values, column.attribute, name, row.number, column, cell)
        for index, column in places.items():
            if index >= len(row.cells):
                self._cell(values, column.attribute, name, row.number, column, None)
        return values

    def _cell(self, values, key, sheet, row, column, cell):
        """Put the value of ``cell`` into ``values`` under ``key``, or report what is
        wrong with it.
        """
        # Prices and weights are often repeated, so their meaning is stored. For other
        # cells it is not, because True would equal 1.
        seen = (
            self.taken[column.header, column.read]
            if isinstance(cell, (str, Decimal))
            else {}
        )
        if cell in seen:
            values[key] = seen[cell]
            return
        try:
            if isinstance(cell, RefusedCell) and column is not _SETTING[1]:
                raise notation.NotReadable(cell.code, cell.value)
            if cell is not None:
                values[key] = seen[cell] = column.read(cell)
            elif column.required:
                raise notation.NotReadable("missing", "")
        except notation.NotReadable as problem:
            self._problem(sheet, row, column.header, problem.code, value=problem.part)

    def _places(self, name, header):
        """The columns by their place in a row, or ``None`` when a column is not
        known.
        """
        known = {column.header: column for column in TABLES[name]}
        places, good = {}, True
        for index, cell in enumerate(header.cells):
            if cell is None:
                continue
            title = (
                "_".join(cell.casefold().split())
                if isinstance(cell, str)
                else str(getattr(cell, "code", cell))
            )
            if title not in known:
                self._problem(name, header.number, title, "unknown_column")
                good = False
            elif known[title] in places.values():
                self._problem(name, header.number, title, "column_twice")
                good = False
            else:
                places[index] = known[title]
        for column in known.values():
            if column.required and column not in places.values():
                self._problem(name, header.number, column.header, "missing_column")
                good = False
        return places if good else None

    def _head(self, records):
        known = {column.header: column for column in SETTINGS}
        values = {}
        for number, record in records:
            name, cell = (
                "_".join(record["setting"].casefold().split()),
                record.get("value"),
            )
            if name not in known:
                self._problem("Card", number, record["setting"], "unknown_setting")
                continue
            if name in self.rows:
                self._problem("Card", number, name, "setting_twice")
                continue
            self.rows[name] = number
            self._cell(values, name, "Card", number, known[name], cell)
        for column in SETTINGS:
            if column.required and column.header not in self.rows:
                self._problem("Card", None, column.header, "missing")
        service, wanted = values.get("service"), self.base.service_code
        if service not in (None, wanted):
            self._problem(
                "Card",
                self.rows["service"],
                "service",
                "other_service",
                value=service,
                service=wanted,
            )
        if self.problems:
            return self.base
        return Card(
            **_attributes(columns.CARD, values),
            places=self.base.places,
            zones=(),
            weight_rule=WeightRule(**_attributes(columns.WEIGHT_RULE, values)),
            limits=ParcelLimits(**_attributes(columns.LIMITS, values)),
        )

    def _zones(self, records):
        for index, (number, _values) in enumerate(records):
            self.rows["zones", index] = number
        return [Zone(**values, brackets=()) for _number, values in records]

    def _with_brackets(self, zones, records):
        names = {zone.name for zone in zones}
        zones_known = not any(problem.sheet == "Zones" for problem in self.problems)
        by_zone = defaultdict(list)
        if records is None:
            for zone in self.base.zones:
                by_zone[zone.name] += [(None, bracket) for bracket in zone.brackets]
        # Zones often have the same prices. Equal brackets become one object, so that
        # ``check_zones`` recognises them at once.
        made = {}
        for number, values in records or ():
            zone = values.pop("zone")
            if zone not in names and zones_known:
                self._problem("Brackets", number, "zone", "zone_unknown", value=zone)
            said = (*values, *values.values())
            if said not in made:
                made[said] = Bracket(**{"up_to": None, **values})
            by_zone[zone].append((number, made[said]))
        done, seen = [], set()
        for index, zone in enumerate(zones):
            rows = (
                []
                if zone.name in seen
                else sorted(by_zone[zone.name], key=lambda row: row[1].over)
            )
            seen.add(zone.name)
            self.rows["zones", index, "brackets"] = [
                number for number, _bracket in rows
            ]
            done.append(
                replace(zone, brackets=tuple([bracket for _number, bracket in rows]))
            )
        return tuple(done)

    def _surcharges(self, records):
        for index, (number, _values) in enumerate(records):
            self.rows["surcharges", index] = number
        return tuple(Surcharge(**values) for _number, values in records)

    def _problem(self, sheet, row, column, code, **params):
        params = {
            name: shown(value) if isinstance(value, str) else value
            for name, value in params.items()
        }
        self.problems.append(SheetProblem(sheet, row, shown(column), code, params))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Enough

    def located(self, card, problem):
        """A ``CardProblem`` with its place in the file."""
        place, params = problem.place, named(card, problem)
        sheet, key, column = "Card", None, ""
        if place[0] == "zones" and len(place) > 3 and place[2] == "brackets":
            number = self.rows[place[:3]][place[3]]
            return SheetProblem(
                "Brackets", number, _header(_BRACKETS, place[4:5]), problem.code, params
            )
        if place[0] == "zones":
            sheet, key, column = "Zones", place[:2], _header(columns.ZONE, place[2:3])
        elif place[0] == "surcharges":
            sheet, key, column = (
                "Surcharges",
                place[:2],
                _header(columns.SURCHARGE, place[2:3]),
            )
        else:
            group = {"weight_rule": columns.WEIGHT_RULE, "limits": columns.LIMITS}.get(
                place[0], columns.CARD
            )
            column = key = _header(
                group, place[1:2] if group is not columns.CARD else place[:1]
            )
        return SheetProblem(sheet, self.rows.get(key), column, problem.code, params)


def named(card, problem):
    """The parameters of a ``CardProblem``, with the name of the other zone or surcharge
    in place of its index.
    """
    params = dict(problem.params)
    if isinstance(params.get("other"), int):
        other = (
            card.zones[params["other"]]
            if problem.place[0] == "zones"
            else card.surcharges[params["other"]]
        )
        params["other"] = other.name or getattr(other, "code", "")
    return params


def _attributes(group, values):
    return {
        column.attribute: values[column.header]
        for column in group
        if column.header in values
    }


def _header(group, attribute):
    return next(
        (column.header for column in group if (column.attribute,) == tuple(attribute)),
        "",
    )
