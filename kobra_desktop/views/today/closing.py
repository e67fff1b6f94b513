"""Cierre: visits not done and what becomes of them, what phones still hold, what is to be looked
at before the day closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobra_desktop.commands.leftovers import Carry
from kobra_desktop.errors import Known
from kobra_desktop.models.agents import AgentLine, AgentsModel
from kobra_desktop.models.counts import counts
from kobra_desktop.models.submissions.counts import counts as submission_counts
from kobra_desktop.models.today.closing import Closing, ClosingModel, OnPhone
from kobra_desktop.models.today.work import Opens, WorkAct, WorkLine
from kobra_desktop.views.dialogs.carry import CarryDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.outside import call
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.tab import TodayTab, panel
from kobra_desktop.views.today.work_lines import WorkLines
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless, label, notice, titled
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.words import age, money, percent

# On a low screen the tab scrolls: no part is so low that nothing can be read in it.
LEAST_LIST, LEAST_LOWER = 260, 210
CALL = "call"
TOMORROW_OPEN = {"accepted": {"due": ["tomorrow"], "state": ["open"]}}


class ClosingTab(TodayTab):
    """Shows a ClosingModel; an AgentsModel says what phones last said."""

    def __init__(
        self,
        look: Look,
        model: ClosingModel,
        agents: AgentsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.model, self._agents = model, agents
        for one in (model, agents):
            one.setParent(self)
        name = self.tr("Not done")
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            name,
            self.tr("Find a visit…"),
            several=True,
        )
        done = self.tr("Everything planned for today is done, cancelled or moved on.")
        self.box.set_empty(done, "circle-check")
        self.box.set_count(counts.visits)
        self.table = self.box.table
        self.cancel = Button(look, self.tr("Cancel…"), "row", "ban")
        self.reschedule = Button(look, self.tr("Reschedule…"), "row", "calendar-clock")
        self.carry = Button(look, self.tr("Move to tomorrow…"), "primary", "redo-2")
        self.done = notice("ok")
        self.done.setText(self.tr("The day is done: nothing of today waits for anybody."))
        self._title = label(name, "section")
        self._phones_title = label(self.tr("Forms still on phones"), "section")
        self._phones = WorkLines(look, self.tr("No phone holds a visit of today."))
        self._before = WorkLines(look, "")
        self._build()
        self._connect()

    def _build(self) -> None:
        acts = (self.cancel, self.reschedule, self.carry)
        for act in acts:
            hide_unless(act, self.model.may_plan)
        inside = holding(column(self.box, margins=(15, 0, 15, 10)))
        upper = panel(self._title, inside, *acts)
        phones = panel(self._phones_title, self._phones)
        before = label(self.tr("Before closing"), "section")
        lower = row(phones, panel(before, self._before), space=12)
        lower.setStretch(0, 11)
        lower.setStretch(1, 10)
        below = holding(lower)
        for part, least in ((upper, LEAST_LIST), (below, LEAST_LOWER)):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(self.look.pixels(least))
        lines = column(self.done, upper, below, space=12, margins=(20, 8, 20, 12))
        lines.setStretch(1, 5)
        lines.setStretch(2, 3)
        self.setLayout(column(scrolling(holding(lines)), space=0))

    def _connect(self) -> None:
        model = self.model
        self.listen(model.acts, model.workspace.locale)
        model.changed.connect(self._fill)
        model.failed.connect(self._on_failed)
        model.list.tell(self._on_list)
        self._agents.list.tell(self._fill)
        for lines in (self._phones, self._before):
            lines.opened.connect(self.open_requested)
            lines.acted.connect(self._on_act)
        self.table.chosen_changed.connect(self._on_list)
        self.box.opened.connect(self._open_visit)
        self.carry.clicked.connect(lambda: self._ask_carry(has_day=False))
        self.reschedule.clicked.connect(lambda: self._ask_carry(has_day=True))
        self.cancel.clicked.connect(self._ask_cancel)

    # Tab

    def on_shown(self) -> None:
        """Load, and keep it true while it is seen."""
        self.model.open()
        self._agents.open()

    def rest(self) -> None:
        """Nothing counts down unseen."""
        self.model.rest()
        self._agents.rest()

    def reload(self) -> None:
        """Read it anew."""
        self.model.reload()

    def content(self) -> QWidget | None:
        """The visits not done."""
        return self.table

    def state(self) -> dict[str, object]:
        """Search, ticks, rows and place."""
        return self.box.state()

    def restore(self, state: object) -> None:
        """What `state` gave."""
        if isinstance(state, dict):
            self.box.restore(state)

    # Visits not done

    @property
    def meant(self) -> Sequence[str]:
        """The visits that an act is about: those chosen, else all that are shown."""
        rows = self.model.list.model
        return self.table.chosen_ids or [rows.id_at(n) for n in range(rows.rowCount())]

    def _on_list(self) -> None:
        self.done.setVisible(self.model.is_done)
        self._title.setText(titled(self.tr("Not done"), self.model.list.model.total))
        n, is_chosen = len(self.meant), bool(self.table.chosen_ids)
        all_shown = self.tr("All that are shown; whoever chooses rows acts on those alone.")
        for act, bare, words in (
            (self.cancel, self.tr("Cancel…"), counts.cancel_act),
            (self.reschedule, self.tr("Reschedule…"), counts.reschedule_act),
            (self.carry, self.tr("Move to tomorrow…"), counts.carry_act),
        ):
            act.setEnabled(n > 0)
            act.setText(words(n) if n else bare)
            act.setToolTip(all_shown if n and not is_chosen else "")

    def _ask_carry(self, *, has_day: bool) -> None:
        ids, model = list(self.meant), self.model
        if not ids or not model.acts.takes(len(ids)):
            return
        facts = model.facts
        today = model.workspace.today
        day = (facts.tomorrow if facts else today) if has_day else None
        dialog = CarryDialog(self.look, self, len(ids), day, today, warning=self._warning(ids))

        def foresee(on: object) -> None:
            day = dialog.chosen_day

            def told(carry: Carry) -> None:
                dialog.show_foreseen(day, carry)

            model.foresee(ids, day, told)

        dialog.day_changed.connect(foresee)
        dialog.given.connect(lambda on, reason: model.carry(ids, on, reason))
        dialog.open()
        foresee(day)

    def _ask_cancel(self) -> None:
        ids, model = list(self.meant), self.model
        if not ids or not model.acts.takes(len(ids)):
            return
        usual = [self.tr("Paid already"), self.tr("Asked not to be visited"), self.tr("Duplicate")]
        title, act = counts.call_off(len(ids)), self.tr("Cancel visits")
        dialog = ReasonDialog(self.look, self, title, act, usual, warning=self._warning(ids))
        dialog.given.connect(lambda reason: model.cancel(ids, reason))
        dialog.open()

    def _warning(self, ids: Sequence[str]) -> str:
        held = self.model.on_phones(ids)
        return submission_counts.on_phones(held) if held else ""

    def _open_visit(self, visit_id: str) -> None:
        self.open_requested.emit("visits", {"visit": visit_id, "chosen": visit_id})

    # Phones, and what is to be looked at

    def _fill(self) -> None:
        facts = self.model.facts
        if facts is None:
            return
        self.done.setVisible(self.model.is_done)
        title = self.tr("Forms still on phones")
        # As many as there are lines: of each phone its line says what it holds.
        phones = len(facts.phones)
        self._phones_title.setText(titled(title, phones) if phones else title)
        self._phones.show_lines(list(map(self._phone, facts.phones)))
        self._before.show_lines(self._lines_before(facts))

    def _phone(self, one: OnPhone) -> WorkLine:
        line = self._agents.line_of(one.agent_id)
        what = " · ".join(
            words
            for n, words in (
                (one.begun, counts.begun(one.begun)),
                (one.waiting, counts.on_the_phone(one.waiting)),
            )
            if n
        )
        number = line.row.agent.phone if line else ""
        ring = (WorkAct(CALL, self.tr("Call"), "phone"),) if number else ()
        on_map = ("map", {"agent": one.agent_id})
        return WorkLine(
            key=one.agent_id,
            danger=0,
            icon="smartphone",
            words=line.name if line else self.tr("An agent of another team"),
            detail=" · ".join(filter(None, (what, self._last_said(line) if line else ""))),
            acts=(*ring, WorkAct("see", self.tr("See"), "map", on_map)),
            about=number,
        )

    def _on_act(self, line: object, key: str) -> None:
        if key == CALL and isinstance(line, WorkLine):
            call(self.look, self, str(line.about))

    def _last_said(self, line: AgentLine) -> str:
        """When the phone was heard, and its battery then."""
        latest, workspace = line.row.latest, self.model.workspace
        if latest is None or latest.heard_at is None:
            return self.tr("never heard")
        ago_s = (workspace.now - latest.heard_at).total_seconds()
        words = self.tr("last report {age}").format(age=age(ago_s, workspace.locale))
        if line.battery is None:
            return words
        share = percent(line.battery, workspace.locale).replace(" ", "\u00a0")  # on one line
        battery = self.tr("battery {share}").format(share=share)
        return f"{words} · {battery}"

    def _lines_before(self, facts: Closing) -> list[WorkLine]:
        """Each part in its place, whether it asks for something or not."""
        see, review, petitions = self.tr("See"), self.tr("Review"), facts.petitions
        much = " · ".join(starmap(_money, sorted((facts.due.amounts or {}).items())))
        late = counts.overdue(petitions.overdue) if petitions.overdue else ""
        return [
            _asks(
                "inbox",
                counts.to_review(facts.to_review) if facts.to_review else "",
                WorkAct("see", review, "clipboard-list", ("visits", {"tab": "review"})),
                self.tr("No answer waits for a review."),
            ),
            _asks(
                "banknote",
                counts.unproved(len(facts.unproved)) if facts.unproved else "",
                WorkAct("see", review, "file-text", _first("visits", "submission", facts.unproved)),
                self.tr("Every payment has its proof."),
            ),
            _asks(
                "hand-coins",
                counts.due_tomorrow(facts.due.count) if facts.due.count else "",
                WorkAct("see", see, "list", ("agreements", _promises())),
                self.tr("No promise is due tomorrow."),
                much,
            ),
            _asks(
                "scale",
                counts.petitions(len(petitions.party_ids)) if petitions.party_ids else "",
                WorkAct("see", see, "file-text", _first("portfolio", "party", petitions.party_ids)),
                self.tr("No petition is due soon."),
                late,
            ),
        ]

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self.model.workspace.locale), None)


def _asks(icon: str, words: str, act: WorkAct, calm: str, detail: str = "") -> WorkLine:
    """What asks, with its act; without words the sentence that nothing does."""
    if words:
        return WorkLine(key=icon, danger=0, icon=icon, words=words, detail=detail, acts=(act,))
    return WorkLine(key=icon, danger=0, icon=icon, words=calm, is_calm=True)


def _first(page: str, name: str, ids: Sequence[str]) -> Opens:
    return page, {name: ids[0] if ids else ""}


def _money(currency: str, amount: int) -> str:
    return money(amount, currency)


def _promises() -> dict[str, object]:
    """The list of promises (a list is known by its name) with those that are due tomorrow."""
    name = QCoreApplication.translate("Agreements", "Promises")
    return {"tab": "promises", "lists": {name: TOMORROW_OPEN}}
