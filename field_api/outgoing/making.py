"""Makes one outgoing file: its rows into a file of the data folder, then its bytes, what it told
and its number in one transaction; or holds it. Killed anywhere it has made it whole or not at all.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.rows import find
from field_api.database import Database
from field_api.outgoing.gathering import Found, Span, gestiones, to_leave
from field_api.outgoing.told_terms import Kept, kept_of, starts_at
from field_api.tables.outgoing import outgoing_told as told
from field_api.tables.server import server
from kobra_domain.errors import DomainError, Param
from kobra_domain.outgoing.answers import Manifest, ManifestResult, ManifestSum
from kobra_domain.outgoing.codes import codes_of, missing_codes
from kobra_domain.outgoing.gestion import Gestion, Sum, Totals, digest_of, totals_of
from kobra_domain.outgoing.rows import OutgoingRow, Sheet, TooWide, rows_of
from kobra_domain.outgoing.schedule import begins_at
from kobra_domain.outgoing.things import Mark, OutgoingTerms
from kobra_domain.portfolios import Institution, Portfolio
from kobra_domain.words import LOCALES
from kobra_domain.words.figures import amount
from kobra_domain.words.say import code_of
from kobra_records.files.outgoing.writing import Losses, TooManyRows, digest_of_file, write_outgoing

MISSING, TOO_WIDE, TOO_MANY = "outgoing_no_code", "outgoing_too_wide", "outgoing_too_many_rows"
Stopped = Callable[[], bool]
ROOM = "outgoing-"  # what the folders are called that files are made in


class Held(DomainError):
    """The file may not leave so; `missing`: keys that the client has no code for."""

    def __init__(self, code: str, missing: tuple[str, ...] = (), **params: Param) -> None:
        super().__init__(code, **params)
        self.missing = missing


class GivenUp(Exception):
    """The server stops: the file is made by the next one."""


class ToldLine(msgspec.Struct):
    """What a file tells of one gestión."""

    id: str
    digest: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Frame:
    """Of what a file is made: everything as one moment had it."""

    portfolio: Portfolio
    institution: str
    kept: Kept
    terms: OutgoingTerms
    as_of: int
    from_at: datetime
    until_at: datetime

    @property
    def sequence(self) -> int:
        """The number of the file."""
        return self.kept.sequence + 1

    @property
    def sheet(self) -> Sheet:
        """What is the same in all its rows."""
        day = self.until_at.astimezone(ZoneInfo(self.portfolio.time_zone)).date()
        return Sheet(self.terms, self.sequence, day, locale_of(self.portfolio))


@dataclass(slots=True)
class Counted:
    """What went into a file."""

    rows: int = 0
    gestiones: int = 0
    marks: Counter[Mark] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    said: Totals = field(default_factory=Totals)
    added: Totals = field(default_factory=Totals)

    def add(self, gestion: Gestion, mark: Mark, totals: Totals, before: Totals) -> None:
        """One more gestión, of which `before` was told already."""
        rows = max(1, len(gestion.credits))
        self.rows += rows
        self.gestiones += 1
        self.marks[mark] += 1
        self.results[gestion.result] += rows
        self.keys |= {gestion.result, code_of(gestion.channel), code_of(mark)}
        self.said = self.said.plus(totals)
        self.added = self.added.plus(totals).plus(before, -1)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is written and not yet of the book: where its bytes and its lines lie."""

    frame: Frame
    path: Path
    lines: Path
    manifest: Manifest


def locale_of(portfolio: Portfolio) -> str:
    """The words of a file are those of the portfolio's country."""
    own = f"es_{portfolio.country}"
    return own if own in LOCALES else "es"


def frame_of(connection: Connection, portfolio_id: str, until_at: datetime) -> Frame | None:
    """Of what a portfolio's next file is made; None: it has none."""
    portfolio, kept = find(connection, Portfolio, portfolio_id), kept_of(connection, portfolio_id)
    if portfolio is None or kept is None or kept.terms is None:
        return None
    institution = find(connection, Institution, portfolio.institution_id)
    as_of = connection.scalar(select(server.c.seq)) or 0
    return Frame(
        portfolio=portfolio,
        institution=institution.name if institution else "",
        kept=kept,
        terms=kept.terms,
        as_of=as_of,
        from_at=starts_at(kept, kept.terms, portfolio),
        until_at=until_at,
    )


def written(
    database: Database,
    folder: Path,
    portfolio_id: str,
    until_at: datetime,
    *,
    name_of: Callable[[Connection, Frame], str],
    now: datetime,
    stopped: Stopped = lambda: False,
) -> Made | None:
    """Write the next file of a portfolio under `folder`; None: it has no terms. Raises Held,
    GivenUp, OSError.
    """
    with database.read() as connection:
        frame = frame_of(connection, portfolio_id, until_at)
        if frame is None:
            return None
        counted, path, lines = Counted(), folder / "rows", folder / "told"
        with lines.open("w", encoding="utf-8") as told_file:
            rows = _rows(connection, frame, counted, told_file, stopped)
            try:
                losses = write_outgoing(path, frame.sheet, rows)
            except TooWide as problem:
                raise Held(
                    TOO_WIDE, title=problem.title, width=problem.width, text=problem.text
                ) from problem
            except TooManyRows as problem:
                raise Held(TOO_MANY, count=problem.most) from problem
        if missing := missing_codes(frame.terms, counted.keys):
            raise Held(MISSING, missing, count=len(missing))
        name = name_of(connection, frame)
    return Made(frame, path, lines, _manifest(frame, counted, path, losses, name, now))


def _manifest(
    frame: Frame, counted: Counted, path: Path, losses: Losses, name: str, now: datetime
) -> Manifest:
    """What a file holds, as it was counted while it was written."""
    with path.open("rb") as file:
        sha256, size = digest_of_file(file)
    return Manifest(
        portfolio=frame.portfolio.name,
        institution=frame.institution,
        file=name,
        sequence=frame.sequence,
        from_at=frame.from_at,
        until_at=frame.until_at,
        made_at=now,
        rows=counted.rows,
        gestiones=counted.gestiones,
        marks=dict(counted.marks),
        results=_results(frame.terms, counted),
        promises=_sums(counted.said.promises.items()),
        payments=_sums(counted.said.payments.items()),
        added=counted.added,
        bytes=size,
        sha256=sha256,
        cut=losses.cut,
        replaced=losses.replaced,
    )


def _rows(
    connection: Connection, frame: Frame, counted: Counted, lines: TextIO, stopped: Stopped
) -> Iterator[OutgoingRow]:
    begun = begins_at(frame.terms.since_on, frame.portfolio.time_zone)
    span = Span(frame.portfolio, begun, frame.until_at)
    found = to_leave(connection, span, frame.kept.as_of)
    before = _told_before(connection, [one.id for one in found if one.is_told])
    number = 1
    for one, gestion in gestiones(connection, frame.portfolio, found):
        if stopped():
            raise GivenUp
        digest, totals = digest_of(gestion), totals_of(gestion)
        known = before.get(one.id)
        if known is not None and known.digest == digest:
            continue
        mark = _mark(one, frame)
        counted.add(gestion, mark, totals, known.totals if known is not None else Totals())
        line = msgspec.json.encode(ToldLine(gestion.id, digest, totals))
        lines.write(line.decode() + "\n")
        for row in rows_of(gestion, mark, number):
            yield row
            number += 1


def _mark(one: Found, frame: Frame) -> Mark:
    if one.is_told:
        return Mark.CORRECTION
    is_late = frame.kept.until_at is not None and one.at < frame.from_at
    return Mark.LATE if is_late else Mark.NEW


def _told_before(connection: Connection, ids: list[str]) -> dict[str, ToldLine]:
    found: dict[str, ToldLine] = {}
    for at in range(0, len(ids), 1_000):
        some = told.c.entity_id.in_(ids[at : at + 1_000])
        query = select(told.c.entity_id, told.c.digest, told.c.totals)
        for row in connection.execute(query.where(some, told.c.is_last)):
            totals = msgspec.json.decode(row.totals, type=Totals)
            found[row.entity_id] = ToldLine(row.entity_id, row.digest, totals)
    return found


def _results(terms: OutgoingTerms, counted: Counted) -> tuple[ManifestResult, ...]:
    codes = codes_of(terms)
    return tuple(
        ManifestResult(key=key, code=codes.get(key, ""), rows=rows)
        for key, rows in sorted(counted.results.items())
    )


def _sums(found: Any) -> tuple[ManifestSum, ...]:
    said: list[tuple[str, Sum]] = sorted(found)
    return tuple(
        ManifestSum(currency=key, count=one.count, amount=f"{amount(one.minor, key):f}")
        for key, one in said
    )


def read_lines(path: Path) -> Iterator[list[ToldLine]]:
    """The lines of a file that was made, some at a time."""
    decoder = msgspec.json.Decoder(ToldLine)
    with closing(path.open("rb")) as file:
        some: list[ToldLine] = []
        for line in file:
            some.append(decoder.decode(line))
            if len(some) >= 1_000:
                yield some
                some = []
        if some:
            yield some


def room_for(data_folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder of the data folder for a file that is being made; it goes with the block."""
    return tempfile.TemporaryDirectory(dir=data_folder, prefix=ROOM)
