"""Administración › Carteras: portfolios above, the authorisations to visit of the chosen one
below.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.views.administration.authorisation_form import AuthorisationDialog
from kobra_desktop.views.administration.institution_form import InstitutionDialog
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.months import MonthsDialog
from kobra_desktop.views.administration.portfolio_form import PortfolioDialog, add_law
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.beside import Beside
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import Flow, column, holding
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.portfolios import Institution, Portfolio

translate = QCoreApplication.translate


class PortfoliosTab(Tab):
    """Shows a PortfoliosModel and an AuthorisationsModel."""

    def __init__(
        self,
        look: Look,
        model: PortfoliosModel,
        papers: AuthorisationsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.model, self.papers = look, model, papers
        self._locale = model.workspace.locale
        for one in (model, papers):
            one.setParent(self)
        self.box = self._make_box()
        self.papers_box = self._make_papers_box()
        self.panel = SidePanel(look, 348)
        self.title = label("", "section")
        self.below = holding(column(self.title, self.papers_box, space=8, margins=(0, 12, 0, 0)))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.box)
        self.split.addWidget(self.below)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setChildrenCollapsible(False)
        self.setLayout(Beside(holding(column(self.split, margins=(20, 12, 20, 12))), self.panel))
        self._connect()
        self._show_papers_of(None)

    def _make_box(self) -> ListBox:
        box = ListBox(
            self.look,
            self.model.list,
            self.model.workspace.memory,
            translate("Administration", "Portfolios"),
            translate("Administration", "Name or institution…   Ctrl+F"),
            translate("Administration", "New portfolio"),
        )
        empty = translate("Administration", "There are no portfolios yet: visits need one.")
        box.set_empty(empty, "wallet")
        return box

    def _make_papers_box(self) -> ListBox:
        box = ListBox(
            self.look,
            self.papers.list,
            self.model.workspace.memory,
            translate("Administration", "Authorisations to visit"),
            translate("Administration", "Holder, credit, document…"),
            translate("Administration", "New authorisation"),
        )
        box.set_empty(
            translate("Administration", "This portfolio has no authorisations to visit."),
            "file-text",
        )
        self.revoke = Button(self.look, translate("Administration", "Revoke…"), icon="ban")
        self.revoke.setEnabled(False)
        box.add_act(self.revoke)
        return box

    def _connect(self) -> None:
        model, papers = self.model, self.papers
        self.listen(model.acts, self._locale)
        self.listen(papers.acts, self._locale)
        self.box.chosen.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        self.box.new_requested.connect(self.create_new)
        self.papers_box.chosen.connect(self._on_paper_chosen)
        self.papers_box.opened.connect(self.edit_paper)
        self.papers_box.new_requested.connect(lambda: self.edit_paper(""))
        self.revoke.clicked.connect(self._ask_revoke)
        self.panel.closed.connect(self.box.table.clearSelection)
        model.list.tell(self._on_loaded)

    # Tab

    def filter_field(self) -> QLineEdit | None:
        """The search of the papers once a portfolio is chosen: the long list of the two."""
        return self.papers_box.search if self.papers.portfolio_id else self.box.search

    def choose(self, row_id: str) -> None:
        """Select a portfolio."""
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def _on_loaded(self) -> None:
        rows = self.model.list.held.rows
        if not self.papers.portfolio_id and rows:
            self._show_papers_of(rows[0].portfolio)
        if self.panel.isVisible():
            self._on_chosen(self.box.chosen_id)

    def _on_chosen(self, portfolio_id: str) -> None:
        found = self.model.row(portfolio_id) if portfolio_id else None
        if found is None:
            self.panel.hide()
            return
        portfolio = found.portfolio
        self._show_papers_of(portfolio)
        body = self.panel.begin(portfolio.name)
        if not portfolio.is_active:
            words = translate("Administration", "Not in use.")
            body.addWidget(note(self.look, "warn", words, "ban"))
        edit = Button(self.look, translate("Administration", "Edit…"), "row", "pencil")
        edit.clicked.connect(lambda: self.edit(portfolio))
        flow = Flow(6)
        flow.addWidget(edit)
        owner = Button(self.look, translate("Administration", "Institution…"), "row", "building-2")
        owner.clicked.connect(lambda: self.edit_institution(portfolio))
        flow.addWidget(owner)
        months = Button(self.look, translate("Administration", "Months…"), "row", "calendar-days")
        months.clicked.connect(lambda: self.show_months(portfolio))
        flow.addWidget(months)
        body.addWidget(holding(flow))
        body.addWidget(line())
        body.addWidget(pairs(self.model.facts(portfolio)))
        body.addWidget(line())
        body.addWidget(label(translate("Administration", "The law that holds here"), "strong"))
        add_law(self.look, body, self.model.law(portfolio))
        body.addStretch(1)
        self.panel.show()

    def _show_papers_of(self, portfolio: Portfolio | None) -> None:
        self.below.setVisible(portfolio is not None)
        if portfolio is not None:
            if portfolio.id != self.papers.portfolio_id:
                self.papers_box.stack.show_loading()  # never another portfolio's papers
            title = translate("Administration", "Authorisations to visit · {portfolio}")
            self.title.setText(title.format(portfolio=portfolio.name))
            self.papers.show(portfolio.id)

    # Forms

    def create_new(self) -> None:
        """Ctrl+N: a new portfolio."""
        self.edit(None)

    def edit(self, portfolio: Portfolio | None) -> None:
        """The form of a portfolio; None makes a new one."""
        PortfolioDialog(self.look, self, self.model, portfolio).open()

    def edit_institution(self, portfolio: Portfolio) -> None:
        """The form of whose debts it holds."""

        def show(found: Institution | None) -> None:
            if found is not None:
                InstitutionDialog(self.look, self, self.model, found).open()

        self.model.open_institution(portfolio, show, self)

    def show_months(self, portfolio: Portfolio) -> None:
        """What was kept at each corte; closing a month."""
        MonthsDialog(self.look, self, self.model, portfolio).open()

    def edit_paper(self, paper_id: str) -> None:
        """The form of an authorisation; an empty id makes a new one."""
        found: Any = self.papers.row(paper_id) if paper_id else None
        paper = found.authorisation if found else None

        def submit(values: Values, then: Then, refused: Refused) -> None:
            self.papers.save(paper, values, then, refused)

        AuthorisationDialog(self.look, self, self.papers, found, submit).open()

    def _on_opened(self, portfolio_id: str) -> None:
        found = self.model.row(portfolio_id)
        if found is not None:
            self.edit(found.portfolio)

    def _on_paper_chosen(self, paper_id: str) -> None:
        found = self.papers.row(paper_id) if paper_id else None
        can_revoke = found is not None and found.authorisation.revoked_on is None
        self.revoke.setEnabled(can_revoke)

    def _ask_revoke(self) -> None:
        found = self.papers.row(self.papers_box.chosen_id)
        if found is None:
            return
        paper, today = found.authorisation, self.model.workspace.today
        words = translate(
            "Administration",
            "From today on no visit to {party} about credit {account} is lawful by paper "
            "{document}.",
        )
        asked = Question(
            self.look,
            self,
            translate("Administration", "Revoke the authorisation?"),
            words.format(
                party=found.party_name, account=found.account_number, document=paper.document
            ),
            translate("Administration", "Revoke"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self.papers.revoke(paper, today))
        asked.finished.connect(asked.deleteLater)
        asked.open()
