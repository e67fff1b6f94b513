"""Whose data a phone held, as a list: asked from the server, never kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api import endings as online
from kobra_desktop.errors import Known
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_domain.answers import EndingItem, HeldHow, HeldPeople, HeldPerson
from kobra_domain.people import Agent
from kobra_domain.words import moment, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
T = TypeVar("T")


class HeldPeopleModel(QObject):
    """`changed`: other phones, or another one is shown. `failed`: a known error."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.agent: Agent | None = None
        self.endings: tuple[EndingItem, ...] = ()
        self.shown: EndingItem | None = None
        self.is_asking = False
        self._people: Sequence[HeldPerson] = ()
        listing: Listing[HeldPerson] = Listing(
            name="held_people",
            load=lambda: self._people,
            identity=lambda one: one.party_id,
            words=lambda one: plain(
                " ".join((one.name, one.document, one.address, one.portfolio, *one.accounts))
            ),
            columns=people_columns(workspace),
            qualities=people_qualities(workspace),
        )
        self.list = LiveList(workspace, listing, View(), self)

    def open(self, agent: Agent, ending_id: str = "") -> None:
        """The phones of an agent; the people of the one that is named, else of the newest."""
        self.agent, self.endings, self.shown, self._people = agent, (), None, ()
        api = self.workspace.desk.api

        def found(items: tuple[EndingItem, ...]) -> None:
            if self.agent is not agent:  # another has been opened meanwhile
                return
            self.endings = items
            wanted = next((one for one in items if one.id == ending_id), None)
            self._ask_people(wanted or next(iter(items), None))

        self._ask(lambda: online.endings(api, agent.id), found)

    def show(self, ending_id: str) -> None:
        """Another phone of the agent."""
        self._ask_people(next((one for one in self.endings if one.id == ending_id), None))

    def words_of(self, item: EndingItem) -> str:
        """A phone by why and since when it ended."""
        zone, locale = str(self.workspace.zone), self.workspace.locale
        at = moment(item.ended_at, zone, locale, self.workspace.now)
        return f"{say(f'phone_end.{item.reason}', None, locale)} · {at}"

    def _ask_people(self, item: EndingItem | None) -> None:
        self.shown = item
        if item is None:
            self._take(())
            return
        api, ending_id = self.workspace.desk.api, item.id

        def found(people: HeldPeople) -> None:
            if self.shown is not None and people.ending.id == self.shown.id:
                self._take(people.items)

        self._ask(lambda: online.held_people(api, ending_id), found)

    def _ask(self, ask: Callable[[], T], then: Callable[[T], None]) -> None:
        self.is_asking = True
        self.workspace.background.network(ask, then, self._on_failed, owner=self)

    def _take(self, people: Sequence[HeldPerson]) -> None:
        self.is_asking = False
        self._people = people
        self.list.reload()
        self.changed.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_asking = False
        self.failed.emit(problem)


def people_qualities(workspace: Workspace) -> tuple[Quality[HeldPerson], ...]:
    """What the chips filter by."""
    ways = [(how.value, word(how, workspace.locale)) for how in HeldHow]
    return (
        Quality("how", translate("HeldPeople", "How it is known"), lambda p: p.how, lambda: ways),
        Quality(
            "institution",
            translate("HeldPeople", "Institution"),
            lambda person: person.institution,
            word=lambda person: person.institution,
        ),
    )


def people_columns(workspace: Workspace) -> list[Column[HeldPerson]]:
    """All columns, in order."""
    column = Columns[HeldPerson](workspace)
    name = translate("HeldPeople", "Name")
    return [
        column("name", name, lambda p: p.name, 180, stretch=2, is_name=True),
        column("document", translate("HeldPeople", "Document"), lambda p: p.document, 120),
        column("address", translate("HeldPeople", "Address"), lambda p: p.address, 180, stretch=2),
        column(
            "accounts",
            translate("HeldPeople", "Accounts"),
            lambda person: ", ".join(person.accounts),
            120,
            stretch=1,
        ),
        column("portfolio", translate("HeldPeople", "Portfolio"), lambda p: p.portfolio, 140),
        column("institution", translate("HeldPeople", "Institution"), lambda p: p.institution, 140),
        column(
            "visits",
            translate("HeldPeople", "Visits"),
            lambda person: person.visits,
            70,
            ColumnType.NUMBER,
        ),
        column(
            "how",
            translate("HeldPeople", "How it is known"),
            lambda person: word(person.how, workspace.locale),
            150,
        ),
    ]
