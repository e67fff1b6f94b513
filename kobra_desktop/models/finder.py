"""What Ctrl+K finds in the replica: agents, holders, credits, doors, questionnaires, reports of
one's own, each with where it leads.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.report_sharing import read_link
from kobra_desktop.models.about import About
from kobra_desktop.models.list_view import is_link
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.mail_link import place_of, shared_token
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.saved_reports import reports_called
from kobra_desktop.store.queries.search import PLACED, Found, search, visits_of_account
from kobra_domain.reports.sharing import Shared
from kobra_domain.scope import Permission
from kobra_domain.words import say

_ICONS = {
    "agent": "navigation",
    "party": "user",
    "account": "wallet",
    "address": "map-pin",
    "questionnaire": "file-pen-line",
    "saved_report": "chart-column",
}


class PaletteFinder(QObject):
    """`open_requested` (page key, state): an agent is shown on the map, a questionnaire in its
    editor, a holder or the holder of a door in full, an account in its list; to who does not plan,
    the last three are exactly their visits. Questionnaires are found by who has their page.
    `link_requested` (text): a link to a list was typed, and chosen. `failed`: a link opens nothing.
    """

    open_requested = Signal(str, object)
    link_requested = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        has_page = workspace.desk.may(Permission.REVIEW)
        self._knows_people = workspace.desk.may(Permission.PLAN_VISITS)
        self._has_reports = workspace.desk.may(Permission.WATCH_FIELD)
        self._kinds = (*PLACED, "questionnaire") if has_page else PLACED
        self._typed = ""
        self._then: Callable[[list[Entry]], None] = lambda _entries: None
        self._found = LiveRead(workspace, self._read, self)
        self._found.loaded.connect(self._on_found)

    def find(self, typed: str, then: Callable[[list[Entry]], None]) -> None:
        """Search on a worker; `then` gets the entries, and again whenever they are others, until
        something else is looked for, or with an empty text nothing.
        """
        self._typed, self._then = typed, then
        self._found.forget()
        if is_link(typed):
            self._found.rest()
            words = QCoreApplication.translate("Views", "Open the view of this link")
            then([Entry(words, "", "", "link", lambda: self.link_requested.emit(typed))])
        elif place := place_of(typed):
            self._found.rest()
            words = QCoreApplication.translate("Views", "Open what this mail is about")
            then([Entry(words, "", "", "mail", lambda: self.open_requested.emit(*place))])
        elif token := shared_token(typed):
            self._found.rest()
            words = QCoreApplication.translate("Views", "Open the report of this link")
            then([Entry(words, "", "", "chart-column", lambda: self._open_report(token))])
        elif typed:
            self._found.open()
        else:
            self._found.rest()

    def _read(self) -> list[Found]:
        store = self._workspace.desk.store
        things = search(store, self._typed, kinds=self._kinds)
        return [*things, *reports_called(store, self._typed)] if self._has_reports else things

    def _on_found(self) -> None:
        self._then([self._entry(one) for one in self._found.value or []])

    def _entry(self, found: Found) -> Entry:
        kind = say(f"kind.{found.kind}", None, self._workspace.locale)
        icon = _ICONS.get(found.kind, "search")
        return Entry(found.title, found.detail, kind, icon, lambda: self._open(found))

    def _open(self, found: Found) -> None:
        if found.kind == "agent":
            self.open_requested.emit("map", {"agent": found.id})
        elif found.kind == "questionnaire":
            self.open_requested.emit("questionnaires", {"tab": "list", "open": found.id})
        elif found.kind == "saved_report":
            self.open_requested.emit("reports", {"tab": found.id})
        elif not self._knows_people:
            self._open_visits(found)
        elif found.kind == "account":
            self.open_requested.emit("portfolio", {"tab": "accounts", "chosen": found.id})
        else:
            self.open_requested.emit("portfolio", {"party": found.party_id})

    def _open_report(self, token: str) -> None:
        """What a shared link is of, as of now and within one's own scope."""
        api = self._workspace.desk.api

        def came(of: Shared) -> None:
            pairs = [[one.name, one.value] for one in of.filters]
            self.open_requested.emit("reports", {"tab": of.report, "filters": pairs})

        background = self._workspace.background
        background.network(lambda: read_link(api, token), came, self.failed.emit, owner=self)

    def _open_visits(self, found: Found) -> None:
        """Exactly the visits about it; an account is no field of theirs."""
        store = self._workspace.desk.store

        def held(ids: list[str]) -> None:
            thing = About(found.kind, found.id, found.title, tuple(ids))
            self.open_requested.emit("visits", {"about": thing.state()})

        if found.kind == "account":
            read = lambda: visits_of_account(store, found.id)  # noqa: E731
            self._workspace.background.read(read, held, owner=self)
        else:
            held([])
