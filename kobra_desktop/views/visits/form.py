"""The form of a visit. What the law says stands at its foot while it is filled, with the rule and
the next lawful time.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)

from kobra_desktop.commands.done import Done
from kobra_desktop.errors import Known
from kobra_desktop.models.visit_card import Law
from kobra_desktop.models.visit_form import VisitFields, VisitFormModel
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import hide_unless, label, notice, set_property
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.visits import Priority, Purpose
from kobra_domain.words import money, word

LAW_MS = 300
ID = int(Qt.ItemDataRole.UserRole)


class VisitDialog(QDialog):
    """Shows a VisitFormModel."""

    def __init__(self, look: Look, model: VisitFormModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._locale = model, model.workspace.locale
        self.setWindowTitle(self.tr("New visit") if model.is_new else self.tr("Edit visit"))
        self._make_fields()
        self._problem = notice("error")
        self._law = notice("neutral")
        self._law_soon = QTimer(self)
        self._law_soon.setSingleShot(True)
        self._law_soon.setInterval(LAW_MS)
        self._law_soon.timeout.connect(self._ask_law)
        self.save = Button(look, self.tr("Save"), "primary")
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self._build(look)
        self._connect()
        model.setParent(self)
        model.agents(self._on_agents)
        model.open()
        self._show_visit()

    def _make_fields(self) -> None:
        self.finder = line_edit(self.tr("Name, document, credit or street…"))
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("Holders found"))
        self.hits.setMaximumHeight(140)
        self.hits.hide()
        self.address = QComboBox()
        self.accounts = column(space=4)
        self.purpose = _choice(Purpose, self._locale)
        self.priority = _choice(Priority, self._locale)
        self.priority.setCurrentIndex(list(Priority).index(Priority.NORMAL))
        self.day = QDateEdit(_qdate(self._model.workspace.today))
        self.day.setCalendarPopup(True)
        self.day.setLocale(QLocale(self._locale))
        self.day.calendarWidget().setLocale(QLocale(self._locale))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.has_window = QCheckBox(self.tr("At an agreed hour"))
        self.start, self.end = QTimeEdit(QTime(9, 0)), QTimeEdit(QTime(11, 0))
        self.start.setAccessibleName(self.tr("From"))
        self.end.setAccessibleName(self.tr("To"))
        for hour in (self.start, self.end):
            hour.setDisplayFormat("HH:mm")
            hour.setEnabled(False)
        self.agent = QComboBox()
        self.agent.addItem(self.tr("Nobody yet"), None)
        self.questionnaire = QComboBox()
        self.questionnaire.addItem(self.tr("As the portfolio has it"), None)
        held = self._model.visit.visit.questionnaire_id if self._model.visit else None
        if held:  # kept although its title has not been read yet
            self.questionnaire.addItem(self.tr("The one chosen before"), held)
            self.questionnaire.setCurrentIndex(1)
        self.note = QPlainTextEdit()
        self.note.setMaximumHeight(72)
        self.note.setTabChangesFocus(True)

    def _build(self, look: Look) -> None:
        self.party_field = Field(self.tr("Holder"), self.finder)
        hide_unless(self.party_field, self._model.is_new)
        accounts = column(label(self.tr("Credits"), "strong"), holding(self.accounts), space=4)
        window = row(self.has_window, self.start, label("–"), self.end, None)
        self.agent_field = Field(self.tr("Agent"), self.agent)
        hide_unless(self.agent_field, self._model.is_new)
        halves = row(
            Field(self.tr("Purpose"), self.purpose), Field(self.tr("Priority"), self.priority)
        )
        inside = column(
            self.party_field,
            self.hits,
            Field(self.tr("Address"), self.address),
            accounts,
            row(Field(self.tr("Day"), self.day), self.agent_field, space=12),
            window,
            halves,
            Field(self.tr("Questionnaire"), self.questionnaire),
            Field(self.tr("Note for the agent"), self.note),
            None,
            space=12,
        )
        leave = Button(look, self.tr("Leave it"))
        leave.clicked.connect(self.reject)
        foot = row(None, leave, self.save)
        title = label(self.windowTitle(), "section")
        lines = column(title, scrolling(holding(inside)), self._law, self._problem, foot, space=12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.resize(look.pixels(520), look.pixels(640))

    def _connect(self) -> None:
        model = self._model
        self.finder.textEdited.connect(model.find)
        self.finder.installEventFilter(self)
        self.hits.itemClicked.connect(self._on_hit)
        self.hits.itemActivated.connect(self._on_hit)
        self.has_window.toggled.connect(self.start.setEnabled)
        self.has_window.toggled.connect(self.end.setEnabled)
        self.save.clicked.connect(self._on_save)
        model.found.connect(self._on_found)
        model.party_changed.connect(self._on_party)
        for changed in (
            self.address.currentIndexChanged,
            self.day.dateChanged,
            self.has_window.toggled,
            self.start.timeChanged,
            self.end.timeChanged,
        ):
            changed.connect(lambda *_: self._law_soon.start())
        model.judged.connect(self._on_judged)
        model.saved.connect(self._on_saved)
        model.refused.connect(self._on_refused)

    def _show_visit(self) -> None:
        if self._model.visit is None:
            return
        visit = self._model.visit.visit
        self.purpose.setCurrentIndex(list(Purpose).index(visit.purpose))
        self.priority.setCurrentIndex(list(Priority).index(visit.priority))
        self.note.setPlainText(visit.note)
        if visit.planned_on is None:
            self._offer_no_day()
        else:
            self.day.setDate(_qdate(visit.planned_on))

    def _offer_no_day(self) -> None:
        """A draft without a day keeps none until one is chosen."""
        self.day.setMinimumDate(_qdate(self._model.workspace.today - timedelta(days=1)))
        self.day.setSpecialValueText(self.tr("No day yet"))
        self.day.setDate(self.day.minimumDate())

    def _chosen_day(self) -> date | None:
        shown = self.day.date()
        if self.day.specialValueText() and shown == self.day.minimumDate():
            return None
        return date(shown.year(), shown.month(), shown.day())

    # What is found and chosen

    def _on_found(self, hits: list[object]) -> None:
        self.hits.clear()
        for hit in hits:
            item = QListWidgetItem(
                f"{getattr(hit, 'title', '')}   ·   {getattr(hit, 'detail', '')}"
            )
            item.setData(ID, getattr(hit, "party_id", None))
            self.hits.addItem(item)
        self.hits.setCurrentRow(0)
        self.hits.setVisible(bool(hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on what is found while the field keeps the focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.finder or not is_key or self.hits.isHidden():
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            last = self.hits.count() - 1
            self.hits.setCurrentRow(max(0, min(last, self.hits.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hits.currentRow() >= 0:
            self._on_hit(self.hits.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _on_hit(self, item: QListWidgetItem) -> None:
        self.hits.hide()
        self._model.choose_party(str(item.data(ID)))

    def _on_party(self) -> None:
        card = self._model.party
        self.address.clear()
        emptied(self.accounts)
        self._boxes: dict[str, QCheckBox] = {}
        self.save.setEnabled(card is not None)
        if card is None:
            return
        self.finder.setText(card.party.name)
        for door in card.addresses:
            place = ", ".join(part for part in (door.street, door.neighbourhood) if part)
            self.address.addItem(f"{place} ({word(door.kind, self._locale)})", door.id)
        for account in card.accounts:
            overdue = money(account.overdue_minor, account.currency)
            box = QCheckBox(f"{account.number} · {overdue}")
            box.setChecked(True)
            box.toggled.connect(lambda *_: self._law_soon.start())
            self._boxes[account.id] = box
            self.accounts.addWidget(box)
        self._show_choices()
        self._model.questionnaires(self._on_questionnaires)

    def _on_questionnaires(self, forms: list[tuple[str, str]]) -> None:
        """One that was chosen and is not offered any more stays as it is."""
        visit = self._model.visit.visit if self._model.visit else None
        chosen = visit.questionnaire_id if visit else self.questionnaire.currentData()
        while self.questionnaire.count() > 1:
            self.questionnaire.removeItem(1)
        for form_id, title in forms:
            self.questionnaire.addItem(title, form_id)
        if chosen and self.questionnaire.findData(chosen) < 0:
            self.questionnaire.addItem(self.tr("The one chosen before"), chosen)
        self.questionnaire.setCurrentIndex(max(0, self.questionnaire.findData(chosen)))

    def _show_choices(self) -> None:
        if self._model.visit is None:
            return
        visit = self._model.visit.visit
        self.address.setCurrentIndex(max(0, self.address.findData(visit.address_id)))
        for account_id, box in self._boxes.items():
            box.setChecked(account_id in visit.account_ids)
        start, end = self._model.hours_of(visit)
        if start is not None and end is not None:
            self.has_window.setChecked(True)
            self.start.setTime(QTime(start.hour, start.minute))
            self.end.setTime(QTime(end.hour, end.minute))

    def _on_agents(self, agents: list[tuple[str, str]]) -> None:
        for agent_id, name in agents:
            self.agent.addItem(name, agent_id)

    # The law, while it is filled

    def _ask_law(self) -> None:
        if self.address.currentData():
            self._model.ask_law(self.fields())

    def _on_judged(self, law: Law | None) -> None:
        """Said before it is saved; what was refused then is answered by it too."""
        self._problem.hide()
        self._law.setVisible(law is not None)
        if law is not None:
            set_property(self._law, "tint", law.tint)
            self._law.setText(law.sentence)

    # Saving

    def fields(self) -> VisitFields:
        """What is typed."""
        has_window = self.has_window.isChecked()
        return VisitFields(
            address_id=str(self.address.currentData() or ""),
            account_ids=tuple(i for i, box in self._boxes.items() if box.isChecked()),
            purpose=list(Purpose)[self.purpose.currentIndex()],
            priority=list(Priority)[self.priority.currentIndex()],
            planned_on=self._chosen_day(),
            start=_time(self.start) if has_window else None,
            end=_time(self.end) if has_window else None,
            note=self.note.toPlainText(),
            agent_id=self.agent.currentData(),
            questionnaire_id=self.questionnaire.currentData(),
        )

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        self._model.save(self.fields())

    def _on_saved(self, _done: Done) -> None:
        self.accept()

    def _on_refused(self, problem: Known) -> None:
        self.save.setEnabled(True)
        self._law.hide()
        self._problem.setText(sentence(problem, self._locale))
        self._problem.show()


def _choice(kind: type[Purpose] | type[Priority], locale: str) -> QComboBox:
    made = QComboBox()
    for member in kind:
        made.addItem(word(member, locale))
    return made


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _time(field: QTimeEdit) -> time:
    shown = field.time()
    return time(shown.hour(), shown.minute())
