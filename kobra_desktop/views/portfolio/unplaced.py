"""Cartera › Domicilios por ubicar: one door after the other is put on the map, by keyboard or hand.

1 to 9 take the offer of that number, P takes the pin where it was dragged to (Ctrl and arrows move
it a little), M says whose door it is too, N that it is not to be found, E corrects the words, D
parts two doors. After each the next one is chosen; J and K pass over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.books import BooksModel
from kobra_desktop.models.portfolio.unplaced import Offer, UnplacedModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.books import BooksDialog
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.portfolio.unplaced_map import UnplacedMap
from kobra_desktop.views.portfolio.unplaced_words import (
    AddressWordsDialog,
    SameDoorDialog,
    SplitDialog,
)
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, ElidedButton
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label, notice
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate
MOST_OFFERS, WIDE = 9, 424
_ARROWS = ("Left", "Right", "Up", "Down")


class UnplacedTab(BoxTab):
    """Shows an UnplacedModel: the list, and beside it where the chosen one may be."""

    def __init__(self, look: Look, workspace: Workspace, archive: Path | None) -> None:
        super().__init__()
        self.look, self.workspace = look, workspace
        self._line = 0  # of the chosen one, which may be gone before the next is
        self.model = UnplacedModel(workspace)
        self.model.setParent(self)
        self.panel = UnplacedPanel(look, self.model, archive)
        placeholder = translate("Places", "Street, holder or document…   Ctrl+F")
        name = translate("Portfolio", "Doors to be placed")
        self.box = ListBox(
            look, self.model.list, workspace.memory, name, placeholder, panel=self.panel
        )
        words = translate("Places", "Every door is on the map.")
        self.box.set_empty(words, "map-pin-check")
        self.books = Button(look, translate("Places", "Streets and doors…"), icon="map")
        self.books.clicked.connect(self._open_books)
        hide_unless(self.books, self.model.may_place)
        self.box.add_act(self.books)
        self.box.chosen.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        self.panel.hide()
        self.panel.done = self._next
        if self.model.may_place:
            self._bind()
        self.setLayout(column(self.box, margins=(20, 12, 20, 12)))
        self.listen(self.model.acts, workspace.locale)

    def _bind(self) -> None:
        """Letters act on the table and the map, so that a search is typed and not obeyed."""
        panel = self.panel
        acts: dict[str, Callable[[], None]] = {
            "P": panel.put_here,
            "M": panel.share,
            "N": panel.give_up,
            "E": panel.correct,
            "D": panel.split,
            "J": partial(self._pass, 1),
            "K": partial(self._pass, -1),
        }
        for n in range(MOST_OFFERS):
            acts[str(n + 1)] = partial(panel.take, n)
        panel.map.key_pressed.connect(lambda key: acts.get(key, lambda: None)())
        for name in _ARROWS:
            nudge = partial(panel.map.nudge, f"Arrow{name}")
            acts[f"Ctrl+{name}"] = nudge
            acts[f"Ctrl+Shift+{name}"] = partial(nudge, is_far=True)
        for key, act in acts.items():
            bound = QShortcut(QKeySequence(key), self.box.table)
            bound.setContext(Qt.ShortcutContext.WidgetShortcut)
            bound.activated.connect(act)

    def _open_books(self) -> None:
        BooksDialog(self.look, self, BooksModel(self.workspace)).open()

    def _pass(self, step: int) -> None:
        """Leave the chosen one as it is."""
        shown, chosen = self.model.list.model, self.model.chosen
        line = shown.line_of(chosen.id) if chosen is not None else None
        if line is not None and 0 <= line + step < shown.rowCount():
            self.box.choose(shown.id_at(line + step))

    def _on_chosen(self, row_id: str) -> None:
        if row_id == (self.model.chosen.id if self.model.chosen else ""):
            return
        line = self.model.list.model.line_of(row_id) if row_id else None
        self._line = self._line if line is None else line
        self.model.choose(row_id)
        self.panel.setVisible(bool(row_id))

    def _on_opened(self, row_id: str) -> None:
        found = self.model.list.row(row_id)
        if found is not None:
            self.open_requested.emit("portfolio", {"party": found.address.party_id})

    def _next(self) -> None:
        """The line below what was placed is the next one; it takes its place when that is gone."""
        shown, chosen = self.model.list.model, self.model.chosen
        line = shown.line_of(chosen.id) if chosen is not None else None
        following, last = self._line if line is None else line + 1, shown.rowCount() - 1
        if following > last:
            following = last if line is None else line - 1
        self.box.choose(shown.id_at(following) if following >= 0 else "")
        self.box.table.setFocus()

    # Tab

    def acts(self) -> None:
        """They stay with the list."""

    def escape(self) -> bool:
        """Esc: choose none."""
        if self.panel.isHidden():
            return False
        self.box.choose("")
        return True


class UnplacedPanel(QFrame):
    """Where the chosen address may be: offers, the map, and the acts. `done` is called when one was
    made.
    """

    def __init__(self, look: Look, model: UnplacedModel, archive: Path | None) -> None:
        super().__init__()
        self.look, self.model = look, model
        self.done: Callable[[], None] = lambda: None
        self.setObjectName("card")
        self.setFixedWidth(look.pixels(WIDE))
        self.title = label("", "strong", wrap=True)
        self.about = label("", "secondary", wrap=True)
        self.people = label("", "caption", wrap=True)
        self.measured = label("", "caption", wrap=True)
        self.said = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.offers: list[Button] = []
        self._offer_lines = QVBoxLayout()
        self._offer_lines.setSpacing(4)
        self._offer_lines.setContentsMargins(0, 0, 0, 0)
        self.map = UnplacedMap(look, model.workspace, archive, may_place=model.may_place)
        self._make_acts(look)
        self._lay_out()
        model.offers_changed.connect(self.show_offers)
        self.map.hand_changed.connect(lambda: self.here.setEnabled(self.map.hand is not None))

    def _make_acts(self, look: Look) -> None:
        self.here = Button(look, translate("Places", "Put it here"), "primary", icon="map-pin")
        self.here.setToolTip(translate("Places", "Once the pin is dragged to the door: P"))
        self.here.setEnabled(False)
        self.shared = Button(look, translate("Places", "Same door as…"), icon="map-pin-check")
        self.shared.setToolTip("M")
        self.parted = Button(look, translate("Places", "Split…"), icon="split")
        self.parted.setToolTip("D")
        keys = translate(
            "Places", "1–9 take a place · drag the pin or Ctrl+arrows, then P · J and K pass over"
        )
        self.keys = label(keys, "caption", wrap=True)
        self.lost = Button(look, translate("Places", "Not found"), icon="locate-off")
        self.lost.setToolTip("N")
        self.words = Button(look, translate("Places", "Correct…"), icon="square-pen")
        self.words.setToolTip("E")
        self.here.clicked.connect(self.put_here)
        self.lost.clicked.connect(self.give_up)
        self.words.clicked.connect(self.correct)
        self.shared.clicked.connect(self.share)
        self.parted.clicked.connect(self.split)
        for act in (self.here, self.shared, self.lost, self.words, self.parted, self.keys):
            hide_unless(act, self.model.may_place)

    def _lay_out(self) -> None:
        inside = column(
            self.title, self.about, self.people, holding(self._offer_lines), self.measured,
            self.said, self.problem, self.map, self.keys, space=8, margins=(16, 12, 16, 0),
        )  # fmt: skip
        inside.setStretchFactor(self.map, 1)
        acts = column(
            row(self.here, self.shared, None),
            row(self.lost, self.words, self.parted, None),
            space=8,
            margins=(16, 8, 16, 12),
        )
        # The acts stay in sight: what is said above them scrolls before the window grows.
        self.setLayout(column(scrolling(holding(inside)), holding(acts), space=0))

    def show_offers(self) -> None:
        """The chosen address and what is known of where it is."""
        model, locale = self.model, self.model.workspace.locale
        chosen = model.chosen
        if chosen is None:
            return
        address = chosen.address
        where = (address.neighbourhood, address.municipality, address.postal_code)
        self.title.setText(address.street)
        self.about.setText(" · ".join(filter(None, (*where, chosen.party_name))))
        names = ", ".join(model.people)
        self.people.setText(translate("Places", "At this door too: {names}").format(names=names))
        self.people.setVisible(bool(names))
        measured = model.measured()
        self.measured.setText(measured)
        self.measured.setVisible(bool(measured))
        self._lay_offers(model.offers[:MOST_OFFERS])
        words = ""
        if model.is_asking:
            words = translate("Places", "Looking for it on the server…")
        elif not model.offers and model.may_place:
            words = translate("Places", "No place was found: drag the pin to the door.")
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.problem.setText(sentence(model.problem, locale) if model.problem else "")
        self.problem.setVisible(model.problem is not None)
        self.map.show_offers(model.offers[:MOST_OFFERS], address.id)

    def _lay_offers(self, offers: tuple[Offer, ...]) -> None:
        for button in self.offers:
            self._offer_lines.removeWidget(button)
            button.deleteLater()
        self.offers = []
        for n, offer in enumerate(offers):
            button = ElidedButton(self.look, f"{n + 1}   {offer.words}", "row")
            button.setToolTip(offer.words)
            button.setEnabled(self.model.may_place)
            button.clicked.connect(lambda _checked=False, n=n: self.take(n))
            self._offer_lines.addWidget(button)
            self.offers.append(button)

    def take(self, number: int) -> None:
        """Put the pin at an offer (from 0); where that is no door, look for it there."""
        if number >= len(self.offers):
            return
        offer = self.model.offers[number]
        if offer.is_door:
            self.model.take(offer, self.done, self._on_refused)
        else:
            self.map.search_at(offer.point)

    def put_here(self) -> None:
        """Put it where the pin was dragged to."""
        if self.map.hand is not None:
            self.model.put(self.map.hand, self.done, self._on_refused)

    def share(self) -> None:
        """Ask whose door it is, too."""
        if self.model.chosen is not None:
            address = self.model.chosen.address
            dialog = SameDoorDialog(self.look, self, self.model, address)
            dialog.accepted.connect(self.done)
            dialog.open()

    def split(self) -> None:
        """Ask for the words of its two doors."""
        if self.model.chosen is not None:
            SplitDialog(self.look, self, self.model, self.model.chosen.address).open()

    def give_up(self) -> None:
        """It is not to be found."""
        self.model.give_up(self.done, self._on_refused)

    def correct(self) -> None:
        """Ask for the words of the address."""
        chosen = self.model.chosen
        if chosen is not None:
            setting = Setting.of(self.model.workspace)
            AddressWordsDialog(self.look, self, chosen.address, self.model.correct, setting).open()

    def _on_refused(self, problem: Known) -> None:
        self.problem.setText(sentence(problem, self.model.workspace.locale))
        self.problem.show()
