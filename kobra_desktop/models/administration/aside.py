"""What the server has set aside, as a list: why, whose, and what can be done. Asked from the server
each time it is opened, never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import aside as online
from kobra_desktop.commands.aside import discard_aside, take_again
from kobra_desktop.errors import KobraError
from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import counts
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_domain.answers import AsideItem, AsideKind, TakenAgain
from kobra_domain.aside import can_discard, can_take, reason_words, remedy_words
from kobra_domain.people import Agent
from kobra_domain.words import data_size, word
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
LONGEST_SHOWN = 200_000  # bytes of a content that are shown; a saved copy is whole


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One line in words."""

    item: AsideItem
    agent: str
    kind: str
    reason: str
    remedy: str
    size: str = ""  # nothing for what was not kept

    @property
    def id(self) -> str:
        """What tells it apart."""
        return f"{self.item.kind}:{self.item.id}"

    @property
    def can_take(self) -> bool:
        """Whether it may be tried once more."""
        return can_take(self.item.kind, self.item.reason)

    @property
    def can_discard(self) -> bool:
        """Whether it can be taken off the list."""
        return can_discard(self.item.kind, self.item.reason)

    @property
    def has_content(self) -> bool:
        """Whether there are bytes to look at."""
        if self.item.kind is AsideKind.POSITIONS:
            return self.can_discard
        return bool(self.item.size)


class AsideModel(ServerList[AsideRow]):
    """What was set aside, and what can be done with it."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self._items: tuple[AsideItem, ...] = ()
        listing: Listing[AsideRow] = Listing(
            name="aside",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.agent} {row.kind} {row.reason} {row.item.name}"),
            columns=aside_columns(workspace),
            qualities=aside_qualities(workspace),
        )
        self.list = LiveList(workspace, listing, View(), self)

    @property
    def parked(self) -> int:
        """How many edits of this desktop were refused or stand on one that was."""
        return self.status.refused

    def open(self) -> None:
        """Ask the server."""
        api = self.workspace.desk.api
        self._ask(lambda: online.aside(api), self._on_items)

    def take(self, row: AsideRow) -> None:
        """Try to take it after all, and say what came of it."""
        desk = self.workspace.desk

        def done(answer: TakenAgain) -> None:
            self.said.emit(_taken_words(row, answer))
            self.open()

        self.acts.ask(lambda: take_again(desk, row.item), done, self.failed.emit)

    def discard(self, row: AsideRow, reason: str) -> None:
        """Take it off the list."""
        desk = self.workspace.desk

        def done(_: TakenAgain) -> None:
            self.said.emit(translate("Aside", "Discarded, with its reason in the audit."))
            self.open()

        self.acts.ask(lambda: discard_aside(desk, row.item, reason), done, self.failed.emit)

    def content(self, row: AsideRow, then: Callable[[bytes], None], refused: Refused) -> None:
        """The bytes as the phone sent them; that somebody looked is in the audit."""
        api = self.workspace.desk.api
        self.acts.ask(lambda: online.content(api, row.item), then, refused)

    def save(self, row: AsideRow, target: Path, then: Then, refused: Refused) -> None:
        """Write a copy of the bytes."""
        api = self.workspace.desk.api

        def write() -> None:
            content = online.content(api, row.item)
            try:
                with whole_file(target) as part:
                    part.write_bytes(content)
            except NotWritten as problem:
                raise KobraError("file_not_written", path=target.name) from problem

        self.acts.ask(write, lambda _: then(), refused)

    def _on_items(self, items: tuple[AsideItem, ...]) -> None:
        self._items = items

    def _rows(self) -> list[AsideRow]:
        names = self._names()
        return [_row(item, names, self.workspace.locale) for item in self._items]

    def _names(self) -> dict[str, str]:
        wanted = {item.agent_id for item in self._items}
        with self.workspace.desk.store.reading() as connection:
            found: list[Agent] = rows.entities(connection, "agent", wanted)
        return {agent.id: agent.name for agent in found}


def _row(item: AsideItem, names: dict[str, str], locale: str) -> AsideRow:
    name = names.get(item.agent_id, "")
    gone = translate("Aside", "Somebody no longer here")
    return AsideRow(
        item=item,
        agent=" · ".join(filter(None, (name, item.agent))) or gone,
        kind=word(item.kind, locale),
        reason=reason_words(item.kind, item.reason, locale),
        remedy=remedy_words(item.kind, item.reason, locale),
        size="" if item.size is None else data_size(item.size, locale),
    )


def _taken_words(row: AsideRow, answer: TakenAgain) -> str:
    if row.item.kind is not AsideKind.POSITIONS:
        return answer.message or translate("Aside", "Taken.")
    if not answer.taken:
        return translate("Aside", "None of them can be taken: they stay here.")
    taken = translate("Aside", "Taken: {positions}.")
    return taken.format(positions=counts.positions(answer.taken))


def aside_qualities(workspace: Workspace) -> tuple[Quality[AsideRow], ...]:
    """What the chips filter by."""
    kinds = [(kind.value, word(kind, workspace.locale)) for kind in AsideKind]
    return (
        Quality("kind", translate("Aside", "What"), lambda row: row.item.kind, lambda: kinds),
        Quality(
            "reason",
            translate("Aside", "Reason"),
            lambda row: f"{row.item.kind}:{row.item.reason}",
            word=lambda row: f"{row.kind}: {row.reason}",
        ),
        Quality(
            "agent",
            translate("Aside", "Agent"),
            lambda row: row.item.agent_id,
            word=lambda row: row.agent,
        ),
        day_quality(
            "day",
            translate("Aside", "Last came"),
            lambda row: row.item.received_at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
    )


def aside_columns(workspace: Workspace) -> list[Column[AsideRow]]:
    """All columns, in order."""
    column = Columns[AsideRow](workspace)
    return [
        column("kind", translate("Aside", "What"), lambda row: row.kind, 90),
        column("reason", translate("Aside", "Reason"), lambda row: row.reason, 220, stretch=2),
        column(
            "agent",
            translate("Aside", "Agent"),
            lambda row: row.agent,
            160,
            stretch=1,
            is_name=True,
        ),
        column(
            "count",
            translate("Aside", "How many"),
            lambda row: row.item.count,
            80,
            ColumnType.NUMBER,
        ),
        column(
            "at",
            translate("Aside", "Last came"),
            lambda row: row.item.received_at,
            120,
            ColumnType.INSTANT,
        ),
        column("name", translate("Aside", "Name"), lambda row: row.item.name, 140, stretch=1),
        column(
            "size",
            translate("Aside", "Size"),
            lambda row: row.item.size,
            80,
            ColumnType.NUMBER,
            text=lambda row: row.size,
            unit="B",
        ),
    ]
