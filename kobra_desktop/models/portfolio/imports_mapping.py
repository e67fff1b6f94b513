"""What a person changes of how a file is read: each act answers the mapping as it is then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kobra_desktop.store.collation import name_key
from kobra_domain.errors import Invalid
from kobra_domain.imports.columns import proposed
from kobra_domain.imports.formats import DateOrder, DecimalMark
from kobra_domain.imports.mapping import ColumnUse, Constant, FixedColumn, Mapping, Slot
from kobra_domain.imports.reading import Assumption, Look
from kobra_domain.imports.targets import MONEY, NEEDED, REPEATED, TAKEN, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import say

Way = DecimalMark | DateOrder
SAMPLES = 3  # values of a column that are shown beside it
UNITS = (1, 1_000, 1_000_000)
MOST_LETTERS = 100_000  # of a line of fixed width


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file: its first values that say something, and what it is taken for."""

    header: str
    samples: tuple[str, ...]
    slot: Slot | None
    unit: int = 1

    @property
    def is_money(self) -> bool:
        """Whether a unit may be said of it."""
        return self.slot is not None and self.slot.target in MONEY


def column_lines(look: Look, mapping: Mapping) -> list[ColumnLine]:
    """Every column in the file's order."""
    uses = {use.header: use for use in mapping.columns}
    made = []
    for place, header in enumerate(look.headers):
        said = [
            cells[place].strip()
            for line, cells in look.sample
            if line >= look.first_line and place < len(cells)
        ]
        samples = tuple(dict.fromkeys(filter(None, said)))[:SAMPLES]
        use = uses.get(header)
        unit = use.unit if use else 1
        made.append(ColumnLine(header, samples, use.slot if use else None, unit))
    return made


def slot_words(slot: Slot, locale: str) -> str:
    """«Teléfono 2»."""
    words = say(f"target.{slot.target}", None, locale)
    return f"{words} {slot.ordinal}" if slot.ordinal > 1 else words


def slots_offered(mapping: Mapping) -> list[Slot]:
    """What a column can be: what its kind takes, and of what may be repeated one more than
    there is.
    """
    made = []
    for target in Target:
        if target not in TAKEN[mapping.kind]:
            continue
        taken = [use.ordinal for use in mapping.columns if use.target is target]
        most = max(taken, default=0) + 1 if target in REPEATED else 1
        made += [Slot(target, ordinal) for ordinal in range(1, most + 1)]
    return made


def slot_options(mapping: Mapping, locale: str) -> list[tuple[Slot, str]]:
    """The same with their words, in the order of these."""
    options = [(slot, slot_words(slot, locale)) for slot in slots_offered(mapping)]
    return sorted(options, key=lambda option: name_key(option[1]))


def missing_words(mapping: Mapping, either: str, locale: str) -> list[str]:
    """What every row needs and nothing says; `either` stands between what is enough by itself."""
    made = []
    for one_of in mapping.missing:
        words = sorted((say(f"target.{one}", None, locale) for one in one_of), key=name_key)
        made.append(f" {either} ".join(f"«{word}»" for word in words))
    return made


def with_slot(mapping: Mapping, headers: Sequence[str], header: str, slot: Slot | None) -> Mapping:
    """A column is this from now on (None: nothing); whichever was it before is nothing, and no
    constant says it any more. How the column is written stays found by its rows.
    """
    kept = {use.header: use for use in mapping.columns if use.header != header and use.slot != slot}
    constants = mapping.constants
    if slot is not None:
        kept[header] = ColumnUse(header=header, target=slot.target, ordinal=slot.ordinal)
        constants = tuple(one for one in constants if Slot(one.target, one.ordinal) != slot)
    columns = tuple(kept[one] for one in headers if one in kept)
    return replace(mapping, columns=columns, constants=constants)


def with_unit(mapping: Mapping, header: str, unit: int) -> Mapping:
    """The amounts of a column are in thousands, or are not."""
    return _changed(mapping, header, unit=unit)


def with_way(mapping: Mapping, header: str, way: Way) -> Mapping:
    """How a column is written, said by a person."""
    if isinstance(way, DecimalMark):
        return _changed(mapping, header, decimal=way)
    return _changed(mapping, header, date_order=way)


def with_constant(mapping: Mapping, target: Target, value: str) -> Mapping:
    """What every row has, said once; "" takes it back."""
    kept = tuple(one for one in mapping.constants if one.target is not target)
    if value:
        kept = (*kept, Constant(target=target, value=value))
    return replace(mapping, constants=kept)


def constant(mapping: Mapping, target: Target) -> str:
    """What is said for all rows; "" for nothing."""
    return next((one.value for one in mapping.constants if one.target is target), "")


def with_meaning(mapping: Mapping, header: str, written: str, meaning: str | None) -> Mapping:
    """What a value of a column of choices means: "" is no value, None takes the answer back."""
    use = next((one for one in mapping.columns if one.header == header), None)
    values = dict(use.values or {}) if use else {}
    values.pop(written, None)
    if meaning is not None:
        values[written] = meaning
    return _changed(mapping, header, values=values or None)


def meaning(mapping: Mapping, header: str, written: str) -> str | None:
    """What a person said that it means; None: nothing yet."""
    for use in mapping.columns:
        if use.header == header:
            return (use.values or {}).get(written)
    return None


def way_of_text(text: str) -> Way:
    """A way of writing as a reading says it."""
    return DecimalMark(text) if text in set(DecimalMark) else DateOrder(text)


def other_way(assumed: Assumption) -> Way:
    """The way in which a column that no row decides could be written too."""
    match way_of_text(assumed.taken):
        case DecimalMark.POINT:
            return DecimalMark.COMMA
        case DecimalMark.COMMA:
            return DecimalMark.POINT
        case DateOrder.MONTH_FIRST:
            return DateOrder.DAY_FIRST
        case _:
            return DateOrder.MONTH_FIRST


def way_said(mapping: Mapping, header: str) -> bool:
    """Whether a person said how a column is written."""
    return any(
        use.header == header and (use.decimal or use.date_order) is not None
        for use in mapping.columns
    )


def unanswered(mapping: Mapping, assumed: Sequence[Assumption]) -> tuple[Assumption, ...]:
    """Of what no row decides, that which no person has said of a column that is read."""
    used = {use.header for use in mapping.columns}
    return tuple(one for one in assumed if one.column in used and not way_said(mapping, one.column))


def fixed_text(columns: Sequence[FixedColumn]) -> str:
    """Columns of fixed width as a person writes them, one a line."""
    return "\n".join(f"{one.name} {one.start} {one.width}" for one in columns)


def fixed_columns(text: str) -> tuple[FixedColumn, ...]:
    """Columns as they were written: name, first letter (from 1), width. Raises Invalid
    (`not_fixed_column`).
    """
    made = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.rsplit(maxsplit=2)
        if not parts:
            continue
        wrong = Invalid("not_fixed_column", field="columns", line=number)
        if len(parts) < 3 or not all(part.isascii() and part.isdigit() for part in parts[1:]):
            raise wrong
        name, start, width = parts[0], int(parts[1]), int(parts[2])
        if not (1 <= start <= MOST_LETTERS and 1 <= width <= MOST_LETTERS):
            raise wrong
        made.append(FixedColumn(name=name, start=start, width=width))
    return tuple(made)


def kind_of(headers: Sequence[str]) -> ImportKind | None:
    """What the rows of a file are by its headers: the kind that needs nothing which they lack and
    uses most of them. None: no kind has all that it needs.
    """
    best: tuple[int, int] = (0, 0)
    found = None
    for kind in ImportKind:
        said = {mapped.target for mapped in proposed(headers, kind) if mapped is not None}
        needs = NEEDED[kind]
        if any(not wanted & said for wanted in needs):
            continue
        # Of two that use as many columns the one that asks for more is meant.
        score = (len(said), len(needs))
        if score > best:
            best, found = score, kind
    return found


def _changed(mapping: Mapping, header: str, **values: object) -> Mapping:
    columns = tuple(
        replace(use, **values) if use.header == header else use  # type: ignore[arg-type]
        for use in mapping.columns
    )
    return replace(mapping, columns=columns)
