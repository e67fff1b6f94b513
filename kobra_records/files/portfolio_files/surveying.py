"""The deciding pass: what all rows of a file say together of how it is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kobra_domain.imports.formats import DateOrder, DecimalMark, way_of
from kobra_domain.imports.mapping import ColumnUse, Mapping
from kobra_domain.imports.reading import (
    Assumption,
    Evidence,
    Repair,
    RepairKind,
    Setting,
    Survey,
    UnknownValue,
)
from kobra_domain.imports.targets import CHOICES, DAYS, MONEY, PLACES, Target
from kobra_records.files.portfolio_files.blocks import Block
from kobra_records.files.portfolio_files.coordinates import Points, pair
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.texts import Choices
from kobra_records.files.portfolio_files.troubles import MOST_REMEMBERED, Troubles
from kobra_records.files.tabular.amounts import mark_of, order_of, read_amount, read_day

_LONGEST = 60  # letters of one amount or day
_SHAPE = str.maketrans("012345678", "999999999")
Way = DecimalMark | DateOrder


@dataclass(slots=True)
class _Column:
    """What a column's cells have said so far; `first` is one that says nothing for sure."""

    use: ColumnUse
    said: dict[Way, tuple[int, str]] = field(default_factory=dict)
    undecided: tuple[int, str] | None = None
    seen: dict[str, Way | None] = field(default_factory=dict)

    def look(self, lines: Sequence[int], cells: Sequence[Cell]) -> None:
        """Another block. Of amounts each shape is judged once, of days each text."""
        of_money = self.use.target in MONEY
        texts: Sequence[str] = cells  # type: ignore[assignment]
        try:
            joined = "\n".join(texts)
        except TypeError:  # a workbook's numbers and days need no decision
            texts = [cell if isinstance(cell, str) else "" for cell in cells]
            joined = "\n".join(texts)
        keys = joined.translate(_SHAPE).split("\n") if of_money else texts
        if len(keys) != len(texts):
            keys = [text.translate(_SHAPE) for text in texts]
        if len(self.seen) > MOST_REMEMBERED:
            self.seen.clear()
        for key in set(keys).difference(self.seen):
            way: Way | None = None
            if len(key) <= _LONGEST:
                way = mark_of(key) if of_money else order_of(key)
            self.seen[key] = way
            if way is not None and way not in self.said:
                row = keys.index(key)
                self.said[way] = lines[row], texts[row]
            elif way is None and self.undecided is None and self._is_open(key):
                row = keys.index(key)
                self.undecided = lines[row], texts[row]

    def _is_open(self, key: str) -> bool:
        """Whether a text that says nothing for sure reads otherwise in another way."""
        if len(key) > _LONGEST:
            return False
        if self.use.target in MONEY:
            marks = {read_amount(key, mark) for mark in DecimalMark} - {None}
            return len(marks) > 1
        days = {read_day(key, order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)}
        return len(days - {None}) > 1

    def evidence(self) -> Evidence:
        """What its rows decide."""
        use = self.use
        said = dict(self.said)
        if len(said) > 1:  # a year in front is one in any order
            said.pop(DateOrder.YEAR_FIRST, None)
        ways = sorted(said, key=lambda way: said[way][0])
        if not ways:
            return Evidence(column=use.header, target=use.target, found=None)
        line, text = said[ways[0]]
        if len(ways) == 1:
            return Evidence(
                column=use.header, target=use.target, found=ways[0], line=line, text=text
            )
        against_line, against = said[ways[1]]
        return Evidence(
            column=use.header,
            target=use.target,
            found=None,
            line=line,
            text=text,
            against_line=against_line,
            against=against,
        )

    def assumption(self, evidence: Evidence, setting: Setting) -> Assumption | None:
        """What the country settles where no row does, or rows contradict each other."""
        asked = (evidence.line, evidence.text) if evidence.against else self.undecided
        if evidence.found is not None or self._settled is not None or asked is None:
            return None
        mark, order = way_of(setting.country)
        line, text = asked
        taken: Way
        if self.use.target in MONEY:
            taken = mark
            other = next(one for one in DecimalMark if one is not mark)
            reads, else_reads = (str(read_amount(text, one) or "") for one in (mark, other))
        else:
            taken = order
            is_day = order is DateOrder.DAY_FIRST
            turned = DateOrder.MONTH_FIRST if is_day else DateOrder.DAY_FIRST
            reads, else_reads = (str(read_day(text, one) or "") for one in (order, turned))
        return Assumption(
            column=self.use.header,
            target=self.use.target,
            taken=taken,
            line=line,
            text=text,
            reads=reads,
            else_reads=else_reads,
        )

    @property
    def _settled(self) -> Way | None:
        return self.use.decimal if self.use.target in MONEY else self.use.date_order


class Surveyor:
    """Looks at every block once; then says what they decide."""

    def __init__(self, mapping: Mapping, headers: Sequence[str], setting: Setting) -> None:
        self._setting = setting
        self._rows = 0
        at = {header: place for place, header in enumerate(headers)}
        uses = [(at[use.header], use) for use in mapping.columns]
        self._written = [(n, _Column(use)) for n, use in uses if use.target in MONEY | DAYS]
        self._choices = [
            (n, use, Choices(use.header, use.target, use.values or {}))
            for n, use in uses
            if use.target in CHOICES
        ]
        places = {(use.target, use.ordinal): n for n, use in uses if use.target in PLACES}
        mended = {use.ordinal for _, use in uses if use.shift or use.is_negated}
        self._points = [
            (Points(ordinal), places, ordinal)
            for ordinal in sorted({ordinal for _, ordinal in places} - mended)
        ]

    def look(self, block: Block) -> None:
        """Another block of rows."""
        self._rows += block.rows
        for place, column in self._written:
            column.look(block.lines, block.columns[place])
        for place, _, choices in self._choices:
            choices(block.columns[place], Troubles(block.lines))
        for points, places, ordinal in self._points:
            lats = _cells(block, places.get((Target.LAT, ordinal)))
            lons = _cells(block, places.get((Target.LON, ordinal)))
            both = places.get((Target.PLACE, ordinal))
            if both is not None:
                found = [pair(cell) or ("", "") for cell in block.columns[both]]
                lats, lons = [one for one, _ in found], [other for _, other in found]
            if lats and lons:
                points.add(block.lines, lats, lons)

    def survey(self) -> Survey:
        """What was decided."""
        evidence = [(column, column.evidence()) for _, column in self._written]
        assumed = (column.assumption(said, self._setting) for column, said in evidence)
        repairs = (points.repair(self._setting.country) for points, _, _ in self._points)
        return Survey(
            rows=self._rows,
            evidence=tuple(said for _, said in evidence),
            assumed=tuple(one for one in assumed if one is not None),
            unknown=tuple(
                UnknownValue(column=use.header, target=use.target, value=value, count=count)
                for _, use, choices in self._choices
                for value, count in _most(choices.unknown)
            ),
            repairs=tuple(one for one in repairs if one is not None),
        )


_MOST_UNKNOWN = 200


def _most(unknown: Counter[str]) -> list[tuple[str, int]]:
    return unknown.most_common(_MOST_UNKNOWN)


def _cells(block: Block, place: int | None) -> Sequence[Cell]:
    return () if place is None else block.columns[place]


def settled(mapping: Mapping, survey: Survey, setting: Setting) -> Mapping:
    """The mapping with everything that the file's rows decide, and what they do not by the
    country's way. Repairs of coordinates are an act of their own (`repaired`).
    """
    found = {one.column: one.found for one in survey.evidence}
    mark, order = way_of(setting.country)
    uses = []
    for use in mapping.columns:
        said = found.get(use.header)
        if use.target in MONEY and use.decimal is None:
            use = replace(use, decimal=said if isinstance(said, DecimalMark) else mark)
        elif use.target in DAYS and use.date_order is None:
            use = replace(use, date_order=said if isinstance(said, DateOrder) else order)
        uses.append(use)
    return replace(mapping, columns=tuple(uses))


def undone_by(mapping: Mapping, survey: Survey) -> Mapping:
    """The mapping without the ways of writing that the rows of a file decide otherwise."""
    decided = {one.column for one in survey.evidence if one.found is not None}
    uses = (
        replace(use, decimal=None, date_order=None) if use.header in decided else use
        for use in mapping.columns
    )
    return replace(mapping, columns=tuple(uses))


def repaired(mapping: Mapping, repair: Repair) -> Mapping:
    """The mapping with a repair of its coordinates."""
    return replace(mapping, columns=tuple(_mended(use, repair) for use in mapping.columns))


_TURNED = {Target.LAT: Target.LON, Target.LON: Target.LAT}


def _mended(use: ColumnUse, repair: Repair) -> ColumnUse:
    if use.ordinal != repair.ordinal or use.target not in PLACES:
        return use
    if RepairKind.SWAPPED in repair.kinds:
        use = replace(use, target=_TURNED.get(use.target, use.target))
        use = replace(use, is_swapped=use.target is Target.PLACE)
    is_lon = use.target is not Target.LAT
    return replace(
        use,
        shift=repair.lon_shift if use.target is Target.LON else repair.lat_shift,
        is_negated=is_lon and RepairKind.LOST_MINUS in repair.kinds,
    )
