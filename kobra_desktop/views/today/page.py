"""Hoy: its head, and the tabs of a day, chosen by the clock and switchable."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.clock import DayPart
from kobra_desktop.models.today.head import HeadModel
from kobra_desktop.models.today.summary import SummaryModel
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.summary import SummaryDialog
from kobra_desktop.views.today.tab import DayTab, TodayTab
from kobra_desktop.views.widgets import page_state
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.words import day_words


class TodayPage(Page):
    """A state names the tab (`tab`: opening, workday, closing) and what is in it (`of_tab`).

    The clock chooses the tab when the page is shown, and while it is seen with nobody's hand over
    it. Whoever chose another keeps it until the day goes on to its next part.
    """

    def __init__(
        self,
        look: Look,
        head: HeadModel,
        status: StatusModel,
        tabs: Mapping[str, DayTab],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        head.setParent(self)
        self._head, self._tabs = head, tabs
        self._made: dict[str, TodayTab] = {}
        self._part: DayPart | None = None  # the part of the day that last chose a tab
        self._is_wished = False  # a link named its tab before the hours were read
        self.tabs = TabBar(look, {key: tab.word for key, tab in tabs.items()})
        self.stack = QStackedWidget()
        self.law = ElidedLabel("", "secondary")
        self.law.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.balances = ElidedLabel("", "caption")
        self.balances.hide()
        self.fresh = Freshness(look, head.workspace, status, is_always=True)
        self.summary = Button(look, self.tr("Summary…"), "row", "mail")
        self.summary.setToolTip(self.tr("Today's numbers as PDF or by mail"))
        self._whole = page_state.PageState(look, self.stack)
        self._build()
        self.tabs.chosen.connect(self._show)
        self.summary.clicked.connect(self.open_summary)
        head.changed.connect(self._on_head)
        head.failed.connect(self._on_failed)

    def _build(self) -> None:
        workspace = self._head.workspace
        day = label(day_words(workspace.today, workspace.locale), "secondary")
        line = row(label(self.tr("Today"), "page"), day, None, self.fresh, self.summary, space=12)
        below = row(self.tabs, self.law, space=12)
        below.setStretchFactor(self.law, 1)
        top = column(line, self.balances, below, space=2, margins=(20, 14, 20, 0))
        lines = column(holding(top), self._whole, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def open_summary(self) -> None:
        """Today's summary: to whom it goes, and the document."""
        dialog = SummaryDialog(self.look, self, SummaryModel(self._head.workspace))
        dialog.said.connect(lambda words: self.said.emit(words, None))
        dialog.open()

    def tab(self, key: str) -> TodayTab:
        """One of the tabs, built when it is first asked for."""
        if key not in self._made:
            made = self._tabs[key].make()
            made.said.connect(self.said)
            made.open_requested.connect(self.open_requested)
            made.conflicts_requested.connect(self.conflicts_requested)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    @property
    def shown(self) -> TodayTab:
        """The tab in front."""
        return self.tab(self.tabs.key)

    def _show(self, key: str) -> None:
        self._whole.show_content()
        self.stack.setCurrentWidget(self.tab(key))

    # The clock

    def on_shown(self) -> None:
        """Keep the head true while it is seen, and let the clock choose."""
        self._head.open()
        if self._head.head is not None:
            self._go_by_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing counts down unseen."""
        super().hideEvent(event)
        self._head.rest()

    def _go_by_clock(self) -> None:
        part = self._head.part
        if part is self._part:
            return
        is_wished = self._part is None and self._is_wished
        self._part = part
        if is_wished:
            return
        key = part if part in self._tabs else DayPart.WORKDAY
        if key != self.tabs.key or not self._whole.is_content:
            self.tabs.choose(key)

    def _on_head(self) -> None:
        head = self._head.head
        if head is None:
            return
        self.tabs.setVisible(head.has_scope and len(self._tabs) > 1)
        self.summary.setVisible(head.has_scope)
        law = self.tr("Lawful hours: {windows}").format(windows=" · ".join(head.windows))
        self.law.setText(law if head.windows and head.has_scope else "")
        self.balances.setText(head.balances)
        self.balances.setVisible(bool(head.balances) and head.has_scope)
        if not head.has_scope:
            self._whole.show_empty(self._whom_to_ask(), None, "users")
        elif self._part is None or not self.underMouse():
            self._go_by_clock()

    def _whom_to_ask(self) -> str:
        text = self.tr(
            "You have been given no team and no portfolio yet, so there is nothing to show. "
            "Ask whoever administers Kobra to give them to {email}."
        )
        return text.format(email=self._head.workspace.desk.who.email)

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._head.workspace.locale)
        self._whole.show_error(text, problem.code, self._head.reload)

    # Page

    def state(self) -> PageState:
        """Which tab, and how it stands."""
        return {"tab": self.tabs.key, "of_tab": self.shown.state()}

    def restore(self, state: PageState) -> None:
        """A tab that was seen, or that a link wishes for; the clock waits for its next part."""
        key = str(state.get("tab") or "")
        if key in self._tabs:
            if self._head.head is not None:
                self._part = self._head.part
            self._is_wished = True
            self.tabs.choose(key)
        inside = state.get("of_tab")
        if isinstance(inside, Mapping):
            self.shown.restore(inside)

    def focus_content(self) -> None:
        """What the tab is about."""
        content = self.shown.content() if self._whole.is_content else None
        if content is not None and content.isVisible():
            content.setFocus()
        else:
            super().focus_content()

    def escape(self) -> bool:
        """Close what the tab has open."""
        return self._whole.is_content and self.shown.escape()
