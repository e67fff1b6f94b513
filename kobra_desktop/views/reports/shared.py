"""How a report leaves for others: by a link, by mail on a schedule, and the lists of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from kobra_desktop.models.reports.links import LinksModel
from kobra_desktop.models.reports.schedules import SchedulesModel, moment_words
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.reports.links import LinkDialog, LinkReadyDialog, LinksTab
from kobra_desktop.views.reports.schedules import ScheduleDialog, SchedulesTab
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.reports.filters import Filters, said
from kobra_domain.reports.schedules import Every
from kobra_domain.reports.sharing import (
    LinkMade,
    LinkWish,
    Pair,
    ScheduleWish,
    Shared,
)
from kobra_domain.scope import Permission

translate = QCoreApplication.translate
_MORNING = time(7)
LINKS, MAILS = "links", "mails"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen: a report with its filters, and how it says what it is held to."""

    report: str
    filters: Filters
    about: str

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The filters as they travel."""
        return tuple(Pair(name, value) for name, value in said(self.filters))


class Sharing(QObject):
    """The acts, over a page. `said` is toasted; `open_requested` (page key, state): the report of a
    line of the lists.
    """

    said = Signal(str, object)
    open_requested = Signal(str, object)

    def __init__(
        self, look: Look, workspace: Workspace, status: StatusModel, page: QWidget
    ) -> None:
        super().__init__(page)
        self._look, self._workspace, self._status, self._page = look, workspace, status, page

    @property
    def may_share(self) -> bool:
        """Whether the person may: it takes data along."""
        return self._workspace.desk.may(Permission.EXPORT)

    def acts(self, shown: Callable[[], Shown]) -> list[tuple[str, Callable[[], None]]]:
        """The entries of a menu (words, act) for what is shown when one is chosen."""
        if not self.may_share:
            return []
        return [
            (translate("Sharing", "By link…"), lambda: self.link(shown())),
            (translate("Sharing", "By mail…"), lambda: self.mail(shown())),
            (translate("Sharing", "Links and mails"), self._lists),
        ]

    def link(self, shown: Shown) -> None:
        """A link of what is shown."""
        model = LinksModel(self._workspace, self._status)
        wish = LinkWish(
            report=shown.report,
            filters=shown.pairs,
            language=self._workspace.desk.who.language,
        )
        dialog = LinkDialog(self._look, self._page, model, wish, shown.about)
        dialog.made.connect(self._on_made)
        dialog.open()

    def mail(self, shown: Shown) -> None:
        """Send what is shown again and again."""
        who, zone = self._workspace.desk.who, self._workspace.zone.key
        wish = ScheduleWish(
            report=shown.report,
            filters=shown.pairs,
            language=who.language,
            every=Every.WEEK,
            at=_MORNING,
            time_zone=zone,
            to=(who.email,),
        )
        model = SchedulesModel(self._workspace, self._status, self)
        model.said.connect(lambda words: self.said.emit(words, None))
        ScheduleDialog(self._look, self._page, model, wish, shown.about).open()

    def show_lists(self, tab: str = LINKS) -> SharedDialog:
        """What is shared already."""
        dialog = SharedDialog(self._look, self._workspace, self._status, self._page)
        dialog.said.connect(self.said)
        dialog.open_requested.connect(self.open_requested)
        dialog.tabs.choose(tab)
        dialog.open()
        return dialog

    def _lists(self) -> None:
        self.show_lists()

    def _on_made(self, made: LinkMade) -> None:
        until = moment_words(made.link.expires_at, self._workspace)
        LinkReadyDialog(self._look, self._page, made, until).open()


class SharedDialog(QDialog):
    """Links and schedules, each a tab; `said` is toasted."""

    said = Signal(str, object)
    open_requested = Signal(str, object)

    def __init__(
        self, look: Look, workspace: Workspace, status: StatusModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = translate("Sharing", "Links and mails")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.links = LinksTab(look, LinksModel(workspace, status))
        self.mails = SchedulesTab(look, SchedulesModel(workspace, status))
        self._made: dict[str, Tab] = {LINKS: self.links, MAILS: self.mails}
        names = {LINKS: translate("Sharing", "Links"), MAILS: translate("Sharing", "By mail")}
        self.tabs = TabBar(look, names)
        self.tabs.chosen.connect(self._show)
        self.stack = QStackedWidget()
        self.told = label("", "secondary", wrap=True)
        for tab in (self.links, self.mails):
            self.stack.addWidget(tab)
            tab.said.connect(self._on_said)
            tab.open_requested.connect(self._open)
        close = Button(look, translate("Sharing", "Done"), "primary")
        close.clicked.connect(self.accept)
        head = column(label(title, "section"), self.tabs, space=8, margins=(20, 16, 20, 0))
        foot = row(self.told, close, margins=(20, 0, 20, 16))
        foot.setStretch(0, 1)
        lines = column(space=4)
        lines.addLayout(head)
        lines.addWidget(self.stack)
        lines.addLayout(foot)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        give_room(self, look, 1100, 600)
        self._show(self.tabs.key)

    def _show(self, key: str) -> None:
        self.stack.setCurrentWidget(self._made[key])
        self._made[key].on_shown()

    def _on_said(self, words: str, _undo: object) -> None:
        """Said here: a toast would lie under the dialog."""
        self.told.setText(words)

    def _open(self, of: Shared) -> None:
        self.accept()
        pairs = [[one.name, one.value] for one in of.filters]
        self.open_requested.emit("reports", {"tab": of.report, "filters": pairs})
