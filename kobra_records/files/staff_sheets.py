"""A sheet of agents from its bytes to its rows: a CSV, a workbook, or rows that were pasted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from kobra_domain.imports.mapping import ColumnUse, Slot, proposed_mapping
from kobra_domain.imports.mapping import Mapping as Uses
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused, Refusal, RowCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.staff_sheet import StaffLine
from kobra_records.files.portfolio_files.opened import Opened
from kobra_records.files.portfolio_files.reading import FileRows
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.private_files import make_file

T = Target
MOST_BYTES = 10 * 2**20
MOST_ROWS = 5_000
TARGETS = (
    *(T.AGENT_CODE, T.NAME, T.SURNAME, T.TEAM, T.PHONE),
    *(T.EMAIL, T.SHIFT, T.SHIFT_DAYS, T.SHIFT_FROM, T.SHIFT_TO),
)
_PASTED = "pasted.csv"


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """What was read: the sheet's headers, which of them is what, its rows, and what is not taken or
    in doubt.
    """

    headers: tuple[str, ...]
    columns: Mapping[Target, str]
    lines: tuple[StaffLine, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_sheet(
    source: Path | str,
    country: str,
    today: date,
    columns: Mapping[Target, str] | None = None,
) -> StaffSheet:
    """The file at a path, or pasted rows with their headers. `columns` says which header is what;
    None: the headers do. A sheet that lacks a code or a name for each agent has no lines, so that
    whoever asked can say which column it is. Raises FileRefused, OSError.
    """
    if isinstance(source, Path):
        return _read(source, country, today, columns)
    if len(source) > MOST_BYTES:
        raise FileRefused(FileCode.TOO_BIG, limit_mb=MOST_BYTES // 2**20)
    with TemporaryDirectory(prefix="kobra-sheet-") as folder:
        path = Path(folder) / _PASTED
        make_file(path)
        path.write_text(source, "utf-8", "replace", "")
        return _read(path, country, today, columns)


def _read(
    path: Path, country: str, today: date, columns: Mapping[Target, str] | None
) -> StaffSheet:
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(FileCode.TOO_BIG, limit_mb=MOST_BYTES // 2**20)
    kind, mapping = ImportKind.AGENTS, None
    if columns is not None:
        uses = (ColumnUse(header=header, target=target) for target, header in columns.items())
        mapping = Uses(kind=kind, columns=tuple(uses))
    file = Opened(path, path.name, kind, mapping)
    mapping = mapping or proposed_mapping(file.heading.headers, kind)
    said = {use.target: use.header for use in reversed(mapping.columns)}
    if mapping.missing:
        return StaffSheet(file.heading.headers, said)
    setting = Setting(country=country, currency="COP", today=today)
    rows = FileRows(path, kind, mapping, setting, file=file)
    lines: list[StaffLine] = []
    refusals: list[Refusal] = []
    for block in rows:
        for one in _lines(block, rows.slots, country):
            (lines if isinstance(one, StaffLine) else refusals).append(one)  # type: ignore[arg-type]
        refusals += (refusal for refusal, _ in block.refused)
        if len(lines) + len(refusals) > MOST_ROWS:
            raise FileRefused(FileCode.TOO_MANY_ROWS, limit=MOST_ROWS)
    doubts = rows.reading().doubts
    refusals.sort(key=lambda one: one.line)
    return StaffSheet(file.heading.headers, said, tuple(lines), tuple(refusals), doubts)


def _lines(taken: Taken, slots: Sequence[Slot], country: str) -> Iterator[StaffLine | Refusal]:
    """The rows of a block; of several telephones and mails the first is the agent's."""
    at = {slot.target: place for place, slot in reversed(list(enumerate(slots, 1)))}

    def of(row: Sequence[Any], target: Target) -> Any:
        return row[at[target]] if target in at else None

    for row in taken.rows():
        phones, mails = of(row, T.PHONE), of(row, T.EMAIL)
        phone = _international(phones[0], country) if phones else ""
        if phone is None:
            params = {"value": phones[0][:60]}
            yield Refusal(row[0], T.PHONE.value, RowCode.NOT_PHONE, params)
            continue
        yield StaffLine(
            line=row[0],
            code=of(row, T.AGENT_CODE),
            name=of(row, T.NAME),
            team=of(row, T.TEAM) or "",
            phone=phone,
            email=mails[0] if mails else "",
            shift=of(row, T.SHIFT),
        )


def _international(phone: str, country: str) -> str | None:
    """«+57 300 5550100», as forms write it; None for what can be no number."""
    try:
        number = phonenumbers.parse(phone, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
