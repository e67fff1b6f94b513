"""The head of a person's page: the way back, who it is, what must be seen first, and the acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from kobra_desktop.models.portfolio.person_facts import PersonFacts
from kobra_desktop.views.portfolio.person_parts import others_part
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, ElidedButton, IconButton
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label, tinted
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row


class PersonHead(QFrame):
    """`person_requested` (party id): the same person in another portfolio."""

    back_requested = Signal()
    person_requested = Signal(str)
    contact_requested = Signal()
    made_requested = Signal()
    hours_requested = Signal()
    petition_requested = Signal()
    statement_requested = Signal()
    stop_requested = Signal()
    death_requested = Signal()
    restriction_requested = Signal()
    edit_requested = Signal()

    def __init__(
        self,
        look: Look,
        *,
        may_keep: bool,
        may_restrict: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.back = Button(look, self.tr("Portfolio"), "link", "wallet")
        self.back.clicked.connect(self.back_requested)
        self._crumb = ElidedLabel("", "secondary")
        self._title, self._subtitle = ElidedLabel("", "page"), ElidedLabel("", "secondary")
        self._badges = row(space=6)
        self._notes = column(space=6)
        self.contact = ElidedButton(look, self.tr("Contact received…"), "", "phone", least=48)
        self.petition = ElidedButton(look, self.tr("Petition…"), "", "file-text", least=48)
        self.edit = ElidedButton(look, self.tr("Edit…"), "", "square-pen", least=48)
        self.stop = ElidedButton(look, self.tr("Do not contact…"), "", "circle-slash", least=48)
        self.statement = ElidedButton(look, self.tr("Account statement…"), "", "printer", least=48)
        self.statement.setToolTip(key_words("Ctrl+P"))
        for button, signal in (
            (self.contact, self.contact_requested),
            (self.petition, self.petition_requested),
            (self.edit, self.edit_requested),
            (self.stop, self.stop_requested),
            (self.statement, self.statement_requested),
        ):
            button.clicked.connect(signal)
            hide_unless(button, may_keep or button is self.statement)
        path = row(self.back, label("›", "secondary"), self._crumb, space=6)
        path.setStretchFactor(self._crumb, 1)
        title = row(self._title, holding(self._badges), space=12)
        title.setStretchFactor(self._title, 1)
        self.more = IconButton(look, "ellipsis", self.tr("More acts"))
        self.death, self.restriction = self._more(may_restrict)
        hide_unless(self.more, may_keep)
        acts = row(self.contact, self.petition, self.edit, self.stop, self.more, None, space=8)
        acts.addWidget(self.statement)
        self.setLayout(column(path, title, self._subtitle, self._notes, acts, space=6))

    def _more(self, may_restrict: bool) -> tuple[QAction, QAction]:
        """What is seldom done."""
        menu = QMenu(self.more)
        self.made = menu.addAction(self.tr("Contact made…"))
        self.made.triggered.connect(self.made_requested)
        self.hours = menu.addAction(self.tr("Other hours asked for…"))
        self.hours.triggered.connect(self.hours_requested)
        menu.addSeparator()
        death, restriction = menu.addAction(""), menu.addAction("")
        death.triggered.connect(self.death_requested)
        restriction.triggered.connect(self.restriction_requested)
        restriction.setVisible(may_restrict)
        self.more.setMenu(menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return death, restriction

    def show_facts(self, facts: PersonFacts) -> None:
        """Say who it is."""
        self._crumb.setText(facts.title)
        self._title.setText(facts.title)
        self._subtitle.setText(facts.subtitle)
        emptied(self._badges)
        for badge in facts.badges:
            self._badges.addWidget(tinted(badge.words, badge.tint))
        emptied(self._notes)
        for words in facts.stops:
            self._notes.addWidget(note(self._look, "error", words, "octagon-alert"))
        if facts.rest and not facts.stops:
            self._notes.addWidget(note(self._look, "warn", facts.rest, "clock"))
        if facts.others:
            self._notes.addWidget(others_part(self._look, facts.others, self.person_requested.emit))
        party = facts.card.party
        self.stop.setText(
            self.tr("May be contacted again…")
            if party.do_not_contact_reason.strip()
            else self.tr("Do not contact…")
        )
        self.death.setText(
            self.tr("They have died…")
            if party.deceased_known_at is None
            else self.tr("They have not died…")
        )
        self.restriction.setText(
            self.tr("Restrict their data…")
            if party.restricted_at is None
            else self.tr("Use their data again…")
        )
