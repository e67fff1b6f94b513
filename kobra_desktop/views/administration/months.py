"""The months of a portfolio: what was kept at each day of corte, and the closing of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.answers import MonthCut, MonthCuts
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import day_words, moment, number

translate = QCoreApplication.translate


class MonthsDialog(QDialog):
    """Asks the server; the closing asks once more, because it cannot be taken back."""

    def __init__(
        self, look: Look, parent: QWidget, model: PortfoliosModel, portfolio: Portfolio
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._portfolio = look, model, portfolio
        self._cuts: tuple[MonthCut, ...] = ()
        words = translate("Administration", "Months of {portfolio}")
        title = words.format(portfolio=portfolio.name)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Administration", "Months"))
        self.stack = PageState(look, self.list)
        self.close_month = Button(
            look, translate("Administration", "Close the month…"), "primary", "lock"
        )
        hide_unless(self.close_month, model.may_close)
        self.close_month.setEnabled(False)
        self.leave = Button(look, translate("Administration", "Done"))
        caption = translate(
            "Administration",
            "What is told of a closed month stays: money that comes or goes later counts in the "
            "next one.",
        )
        lines = column(
            label(title, "section", wrap=True),
            label(caption, "caption", wrap=True),
            self.stack,
            row(None, self.leave, self.close_month, space=8),
            space=12,
            margins=(20, 16, 20, 12),
        )
        lines.setStretch(2, 1)
        self.setLayout(lines)
        give_room(self, look, 620, 420)
        self.leave.clicked.connect(self.reject)
        self.close_month.clicked.connect(self._ask)
        self.list.currentRowChanged.connect(self._on_row)
        self._load()

    def _load(self) -> None:
        self.stack.show_loading()
        self._model.months(self._portfolio, self._show, self._on_failed, self)

    def _show(self, found: MonthCuts) -> None:
        self._cuts = found.items
        self.list.clear()
        for one in found.items:
            self.list.addItem(QListWidgetItem(self._words(one)))
        if found.items:
            self.stack.show_content()
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            empty = translate(
                "Administration",
                "Nothing was kept yet: accounts are counted at each day of corte, from the first "
                "file on.",
            )
            self.stack.show_empty(empty, None, "calendar-days")

    def _words(self, one: MonthCut) -> str:
        locale, zone = self._model.workspace.locale, self._model.workspace.zone.key
        said = [
            day_words(one.cut_on, locale, self._model.workspace.today),
            translate("Administration", "{n} accounts").format(n=number(one.accounts, locale)),
        ]
        if one.as_of_on is not None and one.as_of_on != one.cut_on:
            words = translate("Administration", "balances of {day}")
            said.append(words.format(day=day_words(one.as_of_on, locale)))
        if one.closed_at is None:
            said.append(translate("Administration", "Open"))
        else:
            words = translate("Administration", "Closed {when}, {name}")
            when = moment(one.closed_at, zone, locale)
            said.append(words.format(when=when, name=one.closed_by or "–"))
        return "   ·   ".join(said)

    def _chosen(self) -> MonthCut | None:
        line = self.list.currentRow()
        return self._cuts[line] if 0 <= line < len(self._cuts) else None

    def _on_row(self) -> None:
        chosen = self._chosen()
        self.close_month.setEnabled(chosen is not None and chosen.closed_at is None)

    def _ask(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        day = day_words(chosen.cut_on, self._model.workspace.locale, self._model.workspace.today)
        words = translate(
            "Administration",
            "All months up to {day} are closed. What was told of them stays, and this cannot be "
            "taken back.",
        )
        asked = Question(
            self._look,
            self,
            translate("Administration", "Close the month?"),
            words.format(day=day),
            translate("Administration", "Close the month"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self._close(chosen))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _close(self, chosen: MonthCut) -> None:
        self.close_month.setEnabled(False)
        refused = self._on_failed
        self._model.close_months(self._portfolio, chosen.cut_on, self._show, refused, self)

    def _on_failed(self, problem: Known) -> None:
        words = sentence(problem, self._model.workspace.locale)
        self.stack.show_error(words, problem.code, self._load)
