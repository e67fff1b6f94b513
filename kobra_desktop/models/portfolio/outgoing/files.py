"""The files that left for clients, and those that wait or are held, as a list. Asked from the
server each time it is opened, never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from kobra_desktop.api import outgoing as online
from kobra_desktop.errors import KobraError
from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.portfolios import portfolios_here
from kobra_domain.outgoing.answers import Manifest, OutgoingFile, OutgoingSample, OutgoingSetting
from kobra_domain.outgoing.things import Mark, OutgoingState, OutgoingTerms
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import say, word
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
TINTS = {
    OutgoingState.HELD: "warn",
    OutgoingState.FAILED: "error",
    OutgoingState.MADE: "ok",
    OutgoingState.OUT: "ok",
}
_SOON_MS = 1_500  # between two looks at a file that is being made


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One line in words."""

    file: OutgoingFile
    portfolio: str
    state: str
    problem: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.file.id

    @property
    def name(self) -> str:
        """The file's, once it has one."""
        return self.file.name

    @property
    def told(self) -> Manifest | None:
        """What it holds, once it is made."""
        return self.file.manifest

    def marked(self, *marks: Mark) -> int | None:
        """How many gestiones came so."""
        if self.told is None:
            return None
        return sum(self.told.marks.get(mark, 0) for mark in marks)


@dataclass(frozen=True, slots=True)
class Opened:
    """All that an editor begins with."""

    portfolio: Portfolio
    setting: OutgoingSetting
    sample: OutgoingSample


class OutgoingModel(ServerList[OutgoingRow]):
    """Files, and how each portfolio's is made."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self.portfolios: dict[str, Portfolio] = {}
        self._files: tuple[OutgoingFile, ...] = ()
        listing: Listing[OutgoingRow] = Listing(
            name="outgoing",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.name} {row.portfolio} {row.state}"),
            columns=outgoing_columns(workspace),
            qualities=outgoing_qualities(workspace),
        )
        newest = View(sort_key="due", is_descending=True)
        self.list = LiveList(workspace, listing, newest, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.open)

    @property
    def held(self) -> int:
        """How many wait for a person."""
        return sum(one.state is OutgoingState.HELD for one in self._files)

    def open(self) -> None:
        """Ask the server."""
        desk = self.workspace.desk

        def ask() -> tuple[tuple[OutgoingFile, ...], list[Portfolio]]:
            return online.files(desk.api), portfolios_here(desk.store)

        self._ask(ask, self._on_files)

    def begin(self, portfolio: Portfolio, then: Callable[[Opened], None], refused: Refused) -> None:
        """What an editor of a portfolio's file begins with."""
        api = self.workspace.desk.api

        def ask() -> Opened:
            found = online.setting(api, portfolio.id)
            return Opened(portfolio, found, online.sample(api, portfolio.id))

        self.acts.ask(ask, then, refused)

    def keep(self, portfolio_id: str, terms: OutgoingTerms, then: Then, refused: Refused) -> None:
        """Have files made so."""
        api = self.workspace.desk.api
        self._do(lambda: online.keep(api, portfolio_id, terms), then, refused)

    def end(self, portfolio_id: str, then: Then, refused: Refused) -> None:
        """Make no more."""
        api = self.workspace.desk.api
        self._do(lambda: online.end(api, portfolio_id), then, refused)

    def make(self, portfolio_id: str, then: Then, refused: Refused) -> None:
        """The next file now."""
        api = self.workspace.desk.api
        self._do(lambda: online.make(api, portfolio_id), then, refused)

    def again(self, row: OutgoingRow, then: Then, refused: Refused) -> None:
        """Once more to where it goes."""
        api = self.workspace.desk.api
        self._do(lambda: online.again(api, row.file), then, refused)

    def save(
        self, row: OutgoingRow, target: Path, then: Then, refused: Refused, *, is_manifest: bool
    ) -> None:
        """A copy of the file, or of what goes with it."""
        api = self.workspace.desk.api
        fetch = online.manifest if is_manifest else online.content

        def write() -> None:
            try:
                with whole_file(target) as part, part.open("wb") as file:
                    fetch(api, row.file, file)
            except (NotWritten, OSError) as problem:
                raise KobraError("file_not_written", path=target.name) from problem

        self.acts.ask(write, lambda _: then(), refused)

    def _do(self, ask: Callable[[], object], then: Then, refused: Refused) -> None:
        def done(_: object) -> None:
            then()
            self.open()

        self.acts.ask(ask, done, refused)

    def _on_files(self, found: tuple[tuple[OutgoingFile, ...], list[Portfolio]]) -> None:
        self._files, portfolios = found
        self.portfolios = {one.id: one for one in portfolios if one.is_active}
        if any(one.state is OutgoingState.WAITING for one in self._files):
            self._soon.start()

    def _rows(self) -> list[OutgoingRow]:
        locale = self.workspace.locale
        gone = translate("Outgoing", "A portfolio that is no longer here")
        return [
            OutgoingRow(
                file=one,
                portfolio=self.portfolios[one.portfolio_id].name
                if one.portfolio_id in self.portfolios
                else gone,
                state=word(one.state, locale),
                problem=say(one.problem, one.params, locale) if one.problem else "",
            )
            for one in self._files
        ]


def outgoing_qualities(workspace: Workspace) -> tuple[Quality[OutgoingRow], ...]:
    """What the chips filter by."""
    states = [(one.value, word(one, workspace.locale)) for one in OutgoingState]
    return (
        Quality(
            "state", translate("Outgoing", "State"), lambda row: row.file.state, lambda: states
        ),
        Quality(
            "portfolio",
            translate("Outgoing", "Portfolio"),
            lambda row: row.file.portfolio_id,
            word=lambda row: row.portfolio,
        ),
        day_quality(
            "day",
            translate("Outgoing", "Its day"),
            lambda row: row.file.due_at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
    )


def outgoing_columns(workspace: Workspace) -> list[Column[OutgoingRow]]:
    """All columns, in order."""
    column = Columns[OutgoingRow](workspace)
    due = translate("Outgoing", "Up to")
    number = ColumnType.NUMBER
    return [
        column("due", due, lambda row: row.file.due_at, 120, ColumnType.INSTANT),
        column(
            "portfolio",
            translate("Outgoing", "Portfolio"),
            lambda row: row.portfolio,
            170,
            stretch=1,
            is_name=True,
        ),
        column("state", translate("Outgoing", "State"), lambda row: row.state, 120),
        column("name", translate("Outgoing", "File"), lambda row: row.name, 210, stretch=2),
        column(
            "rows",
            translate("Outgoing", "Rows"),
            lambda row: row.told.rows if row.told else None,
            70,
            number,
        ),
        column(
            "gestiones",
            translate("Outgoing", "Gestiones"),
            lambda row: row.told.gestiones if row.told else None,
            90,
            number,
        ),
        column(
            "late", translate("Outgoing", "Late"), lambda row: row.marked(Mark.LATE), 70, number
        ),
        column(
            "corrections",
            translate("Outgoing", "Corrections"),
            lambda row: row.marked(Mark.CORRECTION),
            100,
            number,
        ),
    ]
