"""A file to its plan: read, compared with the book, written into the stage. One function for
preview and commit; it may run in a process that is killed at any moment, for it changes nothing.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Params
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.identity import identity
from field_api.imports import stage as stages
from field_api.imports.credits import CreditRows
from field_api.imports.dues import PaymentRows
from field_api.imports.effects import Effects, effects_of
from field_api.imports.elsewhere import Elsewhere, elsewhere_of
from field_api.imports.mappings import fitting, remembered_mapping
from field_api.imports.rows import RowRefused, Slots, Tale
from field_api.imports.setting import PlanSetting
from field_api.imports.staff import StaffRows
from field_api.imports.stage import Stage
from field_api.tables.replicated import accounts
from kobra_domain.errors import Param
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Mapping, Slot, asked_by_law, proposed_mapping
from kobra_domain.imports.problems import Refusal
from kobra_domain.imports.reading import MOST_TOLD, Look, Reading, Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import AccountState
from kobra_records.files.portfolio_files.opened import Opened
from kobra_records.files.portfolio_files.reading import FileRows, seen_of
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.files.portfolio_files.surveying import undone_by

Told = Callable[[int, int], None]  # rows gone through, of how many


class Planner(Protocol):
    """What plans the rows of a kind; gives those it cannot take by their place in the block."""

    def plan(self, taken: Taken) -> Iterator[tuple[int, RowRefused]]:
        """Plan the rows of a block; gives the lines it refuses, and why."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is told of a plan, kept as JSON beside its stage. `seq` is the book's number that it was
    made at; `fates` counts the file's rows, and the accounts it does not name.
    """

    look: Look
    asked: Mapping
    mapping: Mapping
    is_remembered: bool
    reading: Reading
    asked_by_law: tuple[Target, ...]
    fates: dict[Fate, int]
    effects: Effects
    seq: int
    elsewhere: Elsewhere | None = None


def plan_file(
    connection: Connection,
    path: Path,
    stage_path: Path,
    setting: PlanSetting,
    mapping: Mapping | None,
    *,
    is_strict: bool = False,
    closes: bool = False,
    told: Told | None = None,
    looked: Callable[[Look], None] | None = None,
) -> Planned:
    """The plan of a file, its stage lying in `stage_path`; `looked` hears what is seen at first.
    If it `closes` what the file does not name, its visits are among those called off. Raises
    FileRefused, OSError, sqlite3.Error.
    """
    file = Opened(path, setting.filename, setting.kind, mapping)
    seen = seen_of(file)
    if looked:
        looked(seen)
    remembered = None if mapping else _remembered(connection, setting, seen)
    rows = FileRows(
        path,
        setting.kind,
        mapping or remembered,
        _reading_setting(setting),
        name=setting.filename,
        strict=is_strict,
        is_remembered=remembered is not None,
        told=(lambda done: told(done, 0)) if told else None,
        file=None if remembered else file,  # a workbook takes long to be opened again
    )
    asked = mapping or remembered or proposed_mapping(seen.headers, setting.kind, seen.cells)
    with stages.made(stage_path) as stage:
        run = _Run(connection, stage, setting, rows, told)
        planned = run.planned(
            seen,
            asked=undone_by(asked, rows.survey) if remembered else asked,
            is_remembered=remembered is not None,
            closes=closes,
        )
        stage.say("planned", planned)
    return planned


def _remembered(connection: Connection, setting: PlanSetting, seen: Look) -> Mapping | None:
    """How a file of these headers was taken before, as far as it fits this one."""
    found = remembered_mapping(connection, setting, seen.headers)
    return fitting(found, seen) if found else None


def _reading_setting(setting: PlanSetting) -> Setting:
    portfolio = setting.portfolio
    return Setting(
        country=portfolio.country,
        currency=portfolio.currency,
        today=setting.today,
        time_zone=portfolio.time_zone,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of values live for a block; nothing of them is a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Run:
    """One planning of a file."""

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        setting: PlanSetting,
        rows: FileRows,
        told: Told | None,
    ) -> None:
        self._connection, self._stage, self._setting = connection, stage, setting
        self._rows, self._told = rows, told
        self._slots = Slots(rows.slots)
        self._headers = {use.target: use.header for use in reversed(rows.mapping.columns)}
        self._named: set[int] = set()
        self._ours: list[Refusal] = []
        self._by: Counter[str] = Counter()
        self._tale = Tale()
        self._cut_off_on: date | None = None

    def planned(self, seen: Look, *, asked: Mapping, is_remembered: bool, closes: bool) -> Planned:
        """Plan every row into the stage; what is to be told of that."""
        seq = identity(self._connection).seq
        self._go()
        read = self._rows.reading()
        self._note_absent()
        effects = effects_of(
            self._connection,
            self._stage,
            self._setting,
            self._tale,
            self._cut_off_on,
            closes=closes,
        )
        mapping = self._rows.mapping
        return Planned(
            look=seen,
            asked=asked,
            mapping=mapping,
            is_remembered=is_remembered,
            reading=self._with_ours(read),
            asked_by_law=asked_by_law(mapping, self._setting.portfolio.country),
            fates=self._fates(),
            effects=effects,
            seq=seq,
            elsewhere=elsewhere_of(self._connection, self._stage, self._setting, read.rows),
        )

    def _go(self) -> None:
        planner = planner_of(
            self._connection, self._stage, self._setting, self._rows.slots, self._tale
        )
        done, of = self._rows.survey.rows, 2 * self._rows.survey.rows
        with _uncollected():
            for taken in self._rows:
                done += len(taken.lines) + len(taken.refused)
                self._plan(planner, taken)
                if self._told:
                    self._told(done, of)

    def _plan(self, planner: Planner, taken: Taken) -> None:
        self._named.update(map(hash, self._slots.column(taken, Target.NUMBER)))
        self._named.update(hash(number) for number, _ in taken.refused_keys)
        days = [one for one in self._slots.column(taken, Target.CUT_OFF_ON) if one is not None]
        known = [self._cut_off_on] if self._cut_off_on else []
        self._cut_off_on = max([*days, *known], default=None)
        ours = [
            Refusal(line, self._headers.get(no.target, ""), no.code, no.params)
            for line, no in planner.plan(taken)
        ]
        self._ours += ours[: MOST_TOLD - len(self._ours)]
        self._by.update(one.code for one in ours)
        keys = [*taken.refused_keys, *self._keys(taken, [one.line for one in ours])]
        refused = zip([*(one for one, _ in taken.refused), *ours], keys, strict=True)
        self._stage.add(
            "refused",
            [
                (one.line, one.column, one.code.value, _text(one.params), key, name)
                for one, (key, name) in sorted(refused, key=lambda pair: pair[0].line)
            ],
        )
        self._stage.add("lines", self._tale.lines)
        self._tale.lines.clear()

    def _keys(self, taken: Taken, lines: Sequence[int]) -> Iterator[tuple[str, str]]:
        """The number, else the document, and the name of rows that were read."""
        if not lines:
            return
        at = {line: place for place, line in enumerate(taken.lines)}
        column = self._slots.column
        numbers, documents, names = (
            column(taken, target) for target in (Target.NUMBER, Target.DOCUMENT, Target.NAME)
        )
        for line in lines:
            place = at[line]
            number = (numbers and numbers[place]) or (documents and documents[place]) or ""
            yield number, (names and names[place]) or ""

    def _note_absent(self) -> None:
        """The active accounts of the book that no row names."""
        if self._setting.kind is not ImportKind.ACCOUNTS:
            return
        here = (
            accounts.c.portfolio_id == self._setting.portfolio.id,
            accounts.c.state == AccountState.ACTIVE,
        )
        query = select(accounts.c.id, accounts.c.number, accounts.c.version).where(*here)
        rows = [
            tuple(row)
            for row in self._connection.execute(query.order_by(accounts.c.number))
            if hash(row.number) not in self._named
        ]
        self._stage.add("absent", rows)

    def _fates(self) -> dict[Fate, int]:
        """How the rows of the file ended, and how many accounts it does not name."""
        fates = {fate: self._tale.counts[fate] for fate in Fate}
        fates[Fate.REFUSED] = self._stage.count("refused")
        fates[Fate.ABSENT] = self._stage.count("absent")
        return fates

    def _with_ours(self, read: Reading) -> Reading:
        """The reading with the rows that the book refuses."""
        count = sum(self._by.values())
        told = sorted([*read.refusals, *self._ours], key=lambda one: one.line)
        return replace(
            read,
            taken=read.taken - count,
            refused=read.refused + count,
            refused_by=dict(Counter(read.refused_by) + self._by),
            refusals=tuple(told[:MOST_TOLD]),
            doubts=(*read.doubts, *self._tale.doubts),
        )


def _text(params: Params[str, Param]) -> str:
    return msgspec.json.encode(params).decode()


def planner_of(
    connection: Connection,
    stage: Stage,
    setting: PlanSetting,
    slots: Sequence[Slot],
    tale: Tale,
) -> Planner:
    """Who plans the rows of the setting's kind."""
    if setting.kind is ImportKind.PAYMENTS:
        return PaymentRows(connection, stage, setting, slots, tale)
    if setting.kind is ImportKind.AGENTS:
        return StaffRows(connection, stage, setting, slots, tale)
    return CreditRows(connection, stage, setting, slots, tale)
