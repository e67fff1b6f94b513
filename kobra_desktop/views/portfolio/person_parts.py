"""The cards of a person's page: who they are, what they owe, what they asked for, what happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kobra_desktop.models.portfolio.person_events import EventKind, PersonEvent, kind_words
from kobra_desktop.models.portfolio.person_facts import (
    AccountLine,
    AddressLine,
    ChannelLine,
    PersonFacts,
)
from kobra_desktop.models.portfolio.person_petitions import PetitionLine
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import label, line, tinted, titled
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding, row
from kobra_domain.portfolios import Address

translate = QCoreApplication.translate
MOST_EVENTS = 60


class Card(QFrame):
    """A title over parts that are filled anew."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._words = title
        self.title = label(title, "strong")
        self.body: QVBoxLayout = column(space=8)
        self.setLayout(column(self.title, self.body, space=8, margins=(16, 12, 16, 12)))

    def fill(self, parts: list[QWidget], empty: str = "") -> None:
        """Show these; where there are none, the sentence."""
        emptied(self.body)
        self.title.setText(titled(self._words, len(parts)))
        for part in parts or [label(empty, "caption", wrap=True)]:
            self.body.addWidget(part)


class WhoCard(Card):
    """Documents, hours, papers, and each channel with its consent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Person", "Who"), parent)

    def show_facts(self, facts: PersonFacts) -> None:
        """Say it."""
        emptied(self.body)
        said: list[tuple[str, str | QWidget]] = [*facts.who, *map(_channel, facts.channels)]
        if said:
            self.body.addWidget(pairs(said))  # one grid: all values begin at one line
        else:
            words = translate("Person", "Neither documents nor channels are known.")
            self.body.addWidget(label(words, "caption", wrap=True))


def _channel(channel: ChannelLine) -> tuple[str, QWidget]:
    """How it is called; its number with where the consent stands."""
    title = channel.title
    if channel.is_preferred:
        title = translate("Person", "{channel} (preferred)").format(channel=title)
    value = label(channel.value or "—", "table", wrap=True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    consent = row(tinted(channel.consent, channel.tint), None, space=0)
    return title, holding(column(value, consent, space=2))


def account_part(account: AccountLine) -> QWidget:
    """An account with its amounts and who else stands in it."""
    head = label(account.title, "table", wrap=True)
    top = row(head, tinted(account.badge.words, account.badge.tint), space=8)
    top.setStretchFactor(head, 1)
    parts: list[QWidget] = [holding(top), pairs(account.amounts)]
    if account.people:
        parts.append(pairs(account.people))
    return holding(column(*parts, line(), space=6))


def address_part(
    look: Look, shown: AddressLine, change: Callable[[Address], None] | None
) -> QWidget:
    """A door, and how well it is placed; `change`: its words may be corrected."""
    lines = (label(shown.title, "table", wrap=True), label(shown.detail, "caption", wrap=True))
    parts = row(holding(column(*lines, space=2)), space=8)
    parts.setStretch(0, 1)
    if change is not None:
        button = IconButton(look, "square-pen", translate("Person", "Correct the address…"))
        button.clicked.connect(lambda: change(shown.address))
        parts.addWidget(button)
    return holding(parts)


class PetitionsCard(Card):
    """`answer_requested`, `pass_requested` (Petition)."""

    answer_requested = Signal(object)
    pass_requested = Signal(object)

    def __init__(self, look: Look, *, may_keep: bool, parent: QWidget | None = None) -> None:
        super().__init__(translate("Person", "Petitions"), parent)
        self._look, self._may_keep = look, may_keep

    def show_facts(self, facts: PersonFacts) -> None:
        """Those that wait first."""
        self.fill([self._part(one) for one in facts.petitions])
        self.setVisible(bool(facts.petitions))

    def _part(self, shown: PetitionLine) -> QWidget:
        head = label(shown.title, "table", wrap=True)
        top = row(head, tinted(shown.badge.words, shown.badge.tint), space=8)
        top.setStretchFactor(head, 1)
        parts: list[QWidget] = [holding(top), label(shown.text, "table", wrap=True)]
        if shown.until:
            parts.append(label(shown.until, "caption", wrap=True))
        if shown.answer:
            words = translate("Person", "Answer: {answer}").format(answer=shown.answer)
            parts.append(label(words, "table", wrap=True))
        elif self._may_keep:
            parts.append(self._acts(shown))
        return holding(column(*parts, line(), space=4))

    def _acts(self, shown: PetitionLine) -> QWidget:
        answer = Button(self._look, translate("Person", "Answer…"), "row", "check")
        passing = Button(self._look, translate("Person", "Pass on…"), "row", "share-2")
        answer.clicked.connect(lambda: self.answer_requested.emit(shown.petition))
        passing.clicked.connect(lambda: self.pass_requested.emit(shown.petition))
        passing.setVisible(not shown.petition.passed_on_to)
        return holding(row(answer, passing, None, space=6))


class TimelineCard(Card):
    """All that happened in one line of time, narrowed by chips. `visit_requested` (id)."""

    visit_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(translate("Person", "What happened"), parent)
        self._look = look
        self._events: tuple[PersonEvent, ...] = ()
        self._shows_all = False
        self.chips: dict[EventKind, Button] = {}
        flow = Flow(6)
        for kind, words in kind_words().items():
            chip = Button(look, words, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._show)
            flow.addWidget(chip)
            self.chips[kind] = chip
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, holding(flow))

    def show_events(self, events: tuple[PersonEvent, ...]) -> None:
        """The newest first; of a long past only what is newest until somebody asks."""
        if events != self._events:
            self._events = events
            held = {one.kind for one in events}
            for kind, chip in self.chips.items():
                chip.setVisible(kind in held)
                chip.setChecked(chip.isChecked() and kind in held)
            self._show()

    def forget(self) -> None:
        """Another person begins at the newest, of every kind."""
        self._shows_all = False
        for chip in self.chips.values():
            chip.setChecked(False)

    @property
    def shown(self) -> list[PersonEvent]:
        """What the chips let through."""
        wanted = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        return [one for one in self._events if not wanted or one.kind in wanted]

    def _show(self) -> None:
        events = self.shown
        few = events if self._shows_all else events[:MOST_EVENTS]
        empty = translate("Person", "Nothing has happened yet that is kept here.")
        self.fill([self._part(one) for one in few], empty)
        self.title.setText(titled(self._words, len(events)))
        if len(few) < len(events):
            more = Button(self._look, translate("Person", "Show all"), "link")
            more.clicked.connect(self._show_all)
            self.body.addWidget(more)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show()

    def _part(self, event: PersonEvent) -> QWidget:
        when = label(event.time, "caption")
        when.setFixedWidth(self._look.pixels(120))
        when.setContentsMargins(0, 2, 0, 0)  # smaller letters on the line of the first words
        words: QWidget = label(event.title, "table", wrap=True)
        if event.visit_id:
            opens = Button(self._look, event.title, "link")
            opens.clicked.connect(lambda: self.visit_requested.emit(event.visit_id))
            words = holding(row(opens, None, space=0))
        inside = [words, *([label(event.detail, "caption", wrap=True)] if event.detail else [])]
        told = column(*inside, space=0)
        lines = row(when, told, space=8)
        lines.setAlignment(when, Qt.AlignmentFlag.AlignTop)
        lines.setStretchFactor(told, 1)
        return holding(lines)


Opens = Callable[[str], None]


def others_part(look: Look, others: tuple[tuple[str, str], ...], opens: Opens) -> QWidget:
    """The same person in the institution's other portfolios; each opens."""
    parts: list[QWidget] = [label(translate("Person", "The same person in"), "caption")]
    for party_id, name in others:
        button = Button(look, name, "link", "wallet")
        button.clicked.connect(lambda _checked=False, one=party_id: opens(one))
        parts.append(button)
    flow = Flow(8)
    for part in parts:
        flow.addWidget(part)
    return holding(flow)
