"""Visitas: the list with the panel of one visit and acts on one or many, what waits for a review,
and one visit in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kobra_desktop.models.about import About, about
from kobra_desktop.models.counts import counts
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.submissions.counts import counts as submission_counts
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import Chosen, VisitsModel
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.planning.tab import PlanTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.bulk_bar import BulkBar
from kobra_desktop.views.visits.form import VisitDialog
from kobra_desktop.views.visits.panel import VisitPanel
from kobra_desktop.views.visits.result import ResultView
from kobra_desktop.views.visits.review_tab import ReviewTab
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label, titled
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.metrics.asked import Asked
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.predicates import EVERY
from kobra_domain.visits import VisitState

LIST, PLAN, REVIEW = "list", "plan", "review"
FILTERS = ("search", "accepted", "number", "about")
MOST_LOOKED_AT = 1_000  # of more, some are in any state: the act tells of those it refuses


class VisitsPage(Page):
    """Shows a VisitsModel and, beside it, a VisitCardModel; `archive` is where the map is kept."""

    def __init__(
        self,
        look: Look,
        model: VisitsModel,
        card: VisitCardModel,
        status: StatusModel,
        archive: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._model, self._card = model, card
        self.reviews = ReviewsModel(model.workspace)
        opened = ResultModel(model.workspace)
        for one in (model, card, self.reviews, opened):
            one.setParent(self)
        self._was_left = False
        self._chosen_ids: Sequence[str] = ()
        self._held: Asked | NumberRows | About | None = None
        self.panel = VisitPanel(look, card, may_plan=model.may_plan)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            self.tr("Visits"),
            self.tr("Filter by name, street, account…   Ctrl+F"),
            self.tr("New visit") if model.may_plan else "",
            several=True,
            panel=self.panel,
        )
        self.box.set_empty(self.tr("There are no visits yet."), "clipboard-list")
        self.box.set_count(counts.visits)
        self.table = self.box.table
        self.bulk = BulkBar(look, may_plan=model.may_plan)
        self.fresh = Freshness(look, model.workspace, status)
        titles = {LIST: self.tr("List"), PLAN: self.tr("Plan"), REVIEW: self.tr("To review")}
        if not model.may_plan:
            del titles[PLAN]
        self.tabs = TabBar(look, titles)
        self.review_tab = ReviewTab(look, self.reviews)
        self.plan_tab = PlanTab(look, DayPlanModel(model.workspace), archive)
        self.opened = ResultView(look, opened, self.reviews, archive)
        self._build()
        self._connect()

    def _build(self) -> None:
        title = label(self.tr("Visits"), "page")
        head = row(title, self.tabs, self.fresh, self.box.acts, space=12)
        head.setStretchFactor(self.tabs, 1)
        lines = column(self.box, self.bulk, space=10)
        lines.setStretchFactor(self.box, 1)
        self._inside = QStackedWidget()
        self._inside.addWidget(holding(lines))
        self._inside.addWidget(self.plan_tab)
        self._inside.addWidget(self.review_tab)
        lists = column(head, self._inside, space=10)
        lists.setContentsMargins(20, 14, 20, 12)
        lists.setStretchFactor(self._inside, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(holding(lists))
        self._whole.addWidget(self.opened)
        self.setLayout(column(self._whole, space=0))

    def _connect(self) -> None:
        model, panel = self._model, self.panel
        model.list.tell(self._show_bulk)  # what is chosen may be in another state now
        self.listen(model.acts, model.workspace.locale)
        self.listen(self.reviews.acts, model.workspace.locale)
        self.tabs.chosen.connect(self._on_tab)
        self.reviews.list.tell(self._on_reviews)
        self.review_tab.opened.connect(lambda i: self.go_to({"submission": i, "tab": REVIEW}))
        self.opened.back_requested.connect(self.close_result)
        self.opened.said.connect(self.said)
        self.plan_tab.said.connect(self.said)
        self.plan_tab.opened.connect(lambda i: self.go_to({"visit": i, "tab": PLAN}))
        self.table.chosen_changed.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        self.box.new_requested.connect(self.create_new)
        self.box.freed.connect(self._on_freed)
        self.bulk.assign_requested.connect(self.assign_chosen)
        self.bulk.cancel_requested.connect(lambda: self.ask_cancel(self.table.chosen_ids))
        self.bulk.unassign_requested.connect(self._ask_unassign)
        panel.open_requested.connect(self._on_opened)
        panel.assign_requested.connect(lambda visit_id: self.ask_assign([visit_id]))
        panel.cancel_requested.connect(lambda visit_id: self.ask_cancel([visit_id]))
        panel.reopen_requested.connect(lambda visit_id: model.reopen([visit_id]))
        panel.edit_requested.connect(self._on_edit)
        panel.map_requested.connect(lambda i: self.open_requested.emit("map", {"visit": i}))
        panel.closed.connect(self._on_panel_closed)

    # Page

    def on_shown(self) -> None:
        """Load when first seen; who comes by the rail finds the list, not the visit of before."""
        if self._was_left and self.is_result_open:
            self.opened.model.close()
            self._whole.setCurrentIndex(0)
        self._was_left = False
        self._model.open()
        self._card.open()
        self.reviews.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks the law unseen."""
        super().hideEvent(event)
        self._was_left = self.window().isVisible()  # else the whole window is hidden: locked
        self._model.rest()
        self._card.rest()
        self.reviews.rest()

    def focus_content(self) -> None:
        """The list that is seen, or what is open in full. A list without rows is hidden: the page
        has the keyboard then.
        """
        table = self.review_tab.table if self.tabs.key == REVIEW else self.table
        if self.is_result_open:
            self.opened.setFocus()
        elif table.isVisible():
            table.setFocus()
        else:
            super().focus_content()

    def state(self) -> PageState:
        """Filters, selection and scroll, or what is open in full."""
        made: dict[str, object] = {
            **self._list_state(),
            "tab": self.tabs.key,
            "chosen": self._card.thing_id,
            "review": self.review_tab.state(),
        }
        if self.is_result_open:
            shown = self.opened.model
            made |= {"visit": shown.visit_id, "submission": shown.submission_id}
        return made

    def restore(self, state: PageState) -> None:
        """A state of before, or a wish: `chosen` a visit, `visit` or `submission` in full,
        `accepted` values by quality, the rows of a `number`, those `about` a thing, `tab`, `new`.
        """
        if not state.keys().isdisjoint(FILTERS):
            self.box.restore(state)
            number = read_number(str(state.get("number") or ""), "visit")
            self._hold(number or about(state.get("about")))
        if isinstance(review := state.get("review"), dict):
            self.review_tab.restore(review)
        self._was_left = False
        self.tabs.choose(str(state.get("tab") or LIST))
        visit, submission = str(state.get("visit") or ""), str(state.get("submission") or "")
        if visit or submission:
            self.opened.open(visit_id=visit, submission_id=submission)
            self._whole.setCurrentWidget(self.opened)
        elif self.is_result_open:
            self.opened.model.close()
            self._whole.setCurrentIndex(0)
        chosen = str(state.get("chosen") or "")
        if "rows" in state:
            self._card.show(chosen)  # the list has its rows and its place again
        elif chosen:
            self.choose(chosen)
        if state.get("new"):
            self.create_new()

    # One visit in full

    @property
    def is_result_open(self) -> bool:
        """Whether one visit has the whole page."""
        return self._whole.currentWidget() is self.opened

    def go_to(self, wish: PageState) -> None:
        """Go on to another state of this page; Back returns to this one."""
        kept = {key: self._list_state()[key] for key in FILTERS}
        self.open_requested.emit("visits", {**kept, **wish})

    def close_result(self) -> None:
        """To the list that it was opened from, what was shown chosen in it."""
        shown = self.opened.facts
        chosen = shown.visit_id if shown and self.tabs.key == LIST else ""
        self.opened.model.close()
        self._whole.setCurrentIndex(0)
        if chosen:
            self.choose(chosen)
        self.focus_content()

    def _on_tab(self, key: str) -> None:
        is_list = key == LIST
        self._inside.setCurrentIndex((LIST, PLAN, REVIEW).index(key))
        self.box.acts.setVisible(is_list)
        if not is_list:
            self.panel.close_panel()
        self.focus_content()  # or the keys go on acting on the list that is hidden

    def _on_reviews(self) -> None:
        self.tabs.set_word(REVIEW, titled(self.tr("To review"), self.reviews.count))

    def choose(self, visit_id: str) -> None:
        """Select a visit, now or once it has loaded; the panel opens even if a filter hides it."""
        self.box.choose(visit_id)
        self._card.show(visit_id)

    def filter_field(self) -> QLineEdit | None:
        """The search field of what is seen."""
        if self.is_result_open:
            return None
        searches = {REVIEW: self.review_tab.search, PLAN: self.plan_tab.pool.search}
        return searches.get(self.tabs.key, self.box.search)

    def print_shown(self) -> bool:
        """A visit that is open in full; else the list."""
        if self.opened.isVisible():
            self.opened.ask_print()
        return self.opened.isVisible()

    def escape(self) -> bool:
        """Close what is open in full, or the panel."""
        if self.is_result_open:
            self.close_result()
            return True
        if self.tabs.key == PLAN:
            return self.plan_tab.escape()
        return self.panel.escape()

    # The list

    def _list_state(self) -> dict[str, object]:
        """The list's own, and the number or thing whose rows are seen."""
        held = self._held
        number = held.text if isinstance(held, Asked | NumberRows) else ""
        thing = held.state() if isinstance(held, About) else {}
        return {**self.box.state(), "number": number, "about": thing}

    def _hold(self, held: Asked | NumberRows | About | None) -> None:
        """Only the rows of a number, or about a thing, with its name over them; None: all rows."""
        self._held = held
        words = held.name if isinstance(held, About) else ""
        if isinstance(held, Asked | NumberRows):
            words = held.caption(self._model.workspace.locale)
        self.box.hold(words, held.rows if held else EVERY)

    def _on_freed(self) -> None:
        self._held = None

    def _on_chosen(self) -> None:
        ids = self.table.chosen_ids
        if ids == self._chosen_ids:
            return  # rows were read anew: what is open stays open
        self._chosen_ids = ids
        self._show_bulk()
        if len(ids) == 1 and ids[0] != self._card.thing_id:
            self._card.show(ids[0])
        elif len(ids) > 1:
            self._card.show("")

    def _show_bulk(self) -> None:
        ids = self._chosen_ids
        if len(ids) > MOST_LOOKED_AT:
            self.bulk.show_chosen(len(ids), tuple(VisitState))
        else:
            self._model.look_at(ids, self._on_looked_at)

    def _on_looked_at(self, chosen: Chosen) -> None:
        if chosen.ids == self._chosen_ids:
            self.bulk.show_chosen(len(chosen.ids), chosen.states)

    def _on_opened(self, visit_id: str) -> None:
        self.go_to({"visit": visit_id, "chosen": visit_id})

    def _on_panel_closed(self) -> None:
        self._card.show("")
        self.table.clearSelection()
        self.table.setFocus()

    # Acts

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A."""
        if self.tabs.key == PLAN:
            self.plan_tab.ask_assign()
            return
        ids, is_open = self.table.chosen_ids, self.bulk.assign.isEnabled()
        if not ids and (facts := self._card.facts) is not None:
            ids, is_open = [facts.card.visit.id], facts.is_open_to("visit.assign")
        if ids and is_open and self._model.may_plan:
            self.ask_assign(ids)

    def ask_assign(self, ids: Sequence[str]) -> None:
        """To whom, for which day; one click there does it."""
        if self._model.acts.takes(len(ids)):
            self._model.look_at(ids, self._open_assign)

    def _open_assign(self, chosen: Chosen) -> None:
        model, ids = self._model, chosen.ids
        dialog = AssignDialog(self.look, self, len(ids), chosen.day, _phone_warning(chosen))
        dialog.day_changed.connect(lambda on: model.find_agents(on, dialog.show_agents))
        dialog.chosen.connect(
            lambda agent, name, on: model.assign(ids, agent, name, on, chosen.seen)
        )
        model.find_agents(dialog.chosen_day, dialog.show_agents)
        dialog.open()

    def ask_cancel(self, ids: Sequence[str]) -> None:
        """Why they are called off."""
        if self._model.acts.takes(len(ids)):
            self._model.look_at(ids, self._open_cancel)

    def _open_cancel(self, chosen: Chosen) -> None:
        usual = [self.tr("Paid already"), self.tr("Asked not to be visited"), self.tr("Duplicate")]
        title, act = self.tr("Cancel visits"), self.tr("Cancel visits")
        warning = _phone_warning(chosen)
        dialog = ReasonDialog(self.look, self, title, act, usual, warning=warning)
        dialog.given.connect(lambda reason: self._model.cancel(chosen.ids, reason, chosen.seen))
        dialog.open()

    def create_new(self) -> None:
        """Ctrl+N."""
        if self._model.may_plan:
            VisitDialog(self.look, self._model.form(), self).open()

    def _on_edit(self, visit_id: str) -> None:
        facts = self._card.facts
        if facts is not None and facts.card.visit.id == visit_id:
            VisitDialog(self.look, self._model.form(facts.card), self).open()

    def _ask_unassign(self) -> None:
        """Only what phones hold already is asked about first."""
        ids = self.table.chosen_ids
        if self._model.acts.takes(len(ids)):
            self._model.look_at(ids, self._open_unassign)

    def _open_unassign(self, chosen: Chosen) -> None:
        warning = _phone_warning(chosen)
        if not warning:
            self._model.assign(chosen.ids, None, "", None, chosen.seen)
            return
        title, act = self.tr("Take from agent"), self.tr("Take them")
        asked = Question(
            self.look, self, title, warning, act, QCoreApplication.translate("Form", "Leave it")
        )
        asked.accepted.connect(lambda: self._model.assign(chosen.ids, None, "", None, chosen.seen))
        asked.open()


def _phone_warning(chosen: Chosen) -> str:
    """What to know before visits are withdrawn from phones; empty when none holds any."""
    if not chosen.on_phones:
        return ""
    if len(chosen.ids) == 1:
        return QCoreApplication.translate(
            "VisitsPage", "A phone holds it already, and shows it until it next connects."
        )
    return submission_counts.on_phones(chosen.on_phones)
