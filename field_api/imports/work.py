"""The work on each import: its files in the data folder, its row, and what is told of its plan."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from field_api.change_log.rows import find, found
from field_api.errors import ApiError
from field_api.imports.planning import Planned
from field_api.imports.setting import PlanSetting
from field_api.tables.imports import import_work as table
from kobra_domain.errors import DomainError, Param
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Portfolio
from kobra_domain.shift import local_day
from kobra_records.files.portfolio_files.mapping_json import mapping_of_text, mapping_text

FOLDER = "imports"
_SAID = msgspec.json.Decoder(Planned)


@dataclass(frozen=True, slots=True)
class Files:
    """Where the bulk of an import lies."""

    folder: Path
    id: str

    @property
    def raw(self) -> Path:
        """The file as it came."""
        return self.folder / f"{self.id}.raw"

    @property
    def stage(self) -> Path:
        """What it would do, or did."""
        return self.folder / f"{self.id}.stage"

    @property
    def part(self) -> Path:
        """The same, while it is not whole."""
        return self.folder / f"{self.id}.stage-part"

    @property
    def progress(self) -> Path:
        """How far its reading is: rows gone through, and of how many."""
        return self.folder / f"{self.id}.progress"

    @property
    def look(self) -> Path:
        """What was seen of it at first, which is there also when it could not be read."""
        return self.folder / f"{self.id}.look"

    def remove(self) -> None:
        """Forget all of it."""
        for path in (self.raw, self.stage, self.part, self.progress, self.look):
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is kept of an import beside its row. `parts`: what was written by the commit, in its
    order; `cancelled`: the visits that it called off.
    """

    asked: Mapping | None
    is_strict: bool
    said: Planned | None
    step: str
    problem: DomainError | None
    parts: tuple["WrittenPart", ...]
    cancelled: tuple["CalledOff", ...]
    nightly_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """Rows of a kind that have the versions from `first` on: `is_new` came, else they changed;
    `is_absent`: accounts that were closed because the file did not name them.
    """

    kind: str
    first: int
    count: int
    is_new: bool
    is_absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOff:
    """A visit that a commit called off: its version since, and what it was."""

    id: str
    version: int
    before: dict[str, Any]


def files_of(data_folder: Path, import_id: str) -> Files:
    """Where the bulk of an import lies."""
    return Files(data_folder / FOLDER, import_id)


def make_work(
    connection: Connection,
    import_id: str,
    mapping: Mapping | None,
    *,
    is_strict: bool = False,
    nightly_id: str | None = None,
) -> None:
    """Begin the work on an import whose row is made in the same transaction."""
    connection.execute(
        insert(table).values(
            import_id=import_id,
            asked=mapping_text(mapping),
            is_strict=is_strict,
            step="",
            code="",
            params="{}",
            nightly_id=nightly_id,
        )
    )


def work_of(connection: Connection, import_id: str) -> Work:
    """The work on an import. Raises ApiError not_found."""
    row = connection.execute(select(table).where(table.c.import_id == import_id)).one_or_none()
    if row is None:
        raise ApiError("not_found", field="import_id")
    params: dict[str, Param] = msgspec.json.decode(row.params)
    return Work(
        asked=mapping_of_text(row.asked),
        is_strict=row.is_strict,
        said=None if row.said is None else _SAID.decode(row.said),
        step=row.step,
        problem=DomainError(row.code, **params) if row.code else None,
        parts=msgspec.json.decode(row.parts or "[]", type=tuple[WrittenPart, ...]),
        cancelled=msgspec.json.decode(row.cancelled or "[]", type=tuple[CalledOff, ...]),
        nightly_id=row.nightly_id,
    )


def note_work(connection: Connection, import_id: str, **values: Any) -> None:
    """Write of the work what is named: `asked`, `said`, `step`, `problem`, `parts`, `cancelled`."""
    stored: dict[str, Any] = {}
    for name, value in values.items():
        if name == "problem":
            stored["code"] = value.code if value else ""
            stored["params"] = _text(dict(value.params) if value else {})
        elif name == "asked":
            stored[name] = mapping_text(value)
        elif name in ("said", "parts", "cancelled"):
            stored[name] = None if value is None else _text(value)
        else:
            stored[name] = value
    connection.execute(update(table).where(table.c.import_id == import_id).values(**stored))


def import_of(connection: Connection, import_id: str, *, lock: bool = False) -> Import:
    """The row of an import. Raises ApiError not_found."""
    pair = found(connection, Import, import_id, lock=lock)
    if pair is None:
        raise ApiError("not_found", field="import_id")
    return pair[0]


def setting_of(connection: Connection, item: Import, now: datetime) -> PlanSetting:
    """Of what its plan is. Raises ApiError not_found."""
    portfolio = find(connection, Portfolio, item.portfolio_id)
    if portfolio is None:
        raise ApiError("not_found", field="portfolio")
    return PlanSetting(
        import_id=item.id,
        portfolio=portfolio,
        kind=item.kind,
        filename=item.filename,
        now=now,
        today=today_of(portfolio, now),
    )


def today_of(portfolio: Portfolio, now: datetime) -> date:
    """The day in a portfolio's zone."""
    return local_day(portfolio.time_zone, now)


def ready(item: Import, planned: Planned) -> Import:
    """The row of an import whose plan is made."""
    fates = planned.fates
    return replace(
        item,
        state=ImportState.READY,
        rows=planned.reading.rows,
        new=fates[Fate.NEW],
        changed=fates[Fate.CHANGED],
        same=fates[Fate.SAME],
        refused=fates[Fate.REFUSED],
        absent=fates[Fate.ABSENT],
        cut_off_on=planned.effects.cut_off_on,
        problem="",
    )


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
