"""What is done with the blocks of a report: which one is chosen, its look, what it is made of, its
place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.reports.design import Design
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.chips import RemovableChip
from kobra_desktop.views.widgets.labels import label, plain_tip
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding, row
from kobra_domain.reports.custom.things import FIXED, MOST_BLOCKS, Shape
from kobra_domain.words import word

translate = QCoreApplication.translate
SHAPES = {
    Shape.LINE: "chart-line",
    Shape.BAR: "chart-column",
    Shape.TABLE: "table",
    Shape.PIVOT: "table-2",
    Shape.HEAT: "grid-3x3",
    Shape.NUMBER: "hash",
    Shape.MAP: "map-pin",
}
Names = Callable[[tuple[str, ...]], list[str]]


class BlockBar(QWidget):
    """`chosen` (number): another block shall be worked on."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, locale: str, design: Design, names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._locale, self.design, self._names = look, locale, design, names
        self._blocks = Flow(6)
        self.blocks: list[Button] = []
        self.add = Button(look, translate("MyReports", "Block"), "chip", "plus")
        self.add.setAccessibleName(translate("MyReports", "Add a block"))
        self.add.setToolTip(translate("MyReports", "Add a block"))
        self.shapes = {shape: self._shape(shape, icon) for shape, icon in SHAPES.items()}
        self.wide = self._icon("move-horizontal", translate("MyReports", "Over the whole width"))
        self.wide.setCheckable(True)
        self.turn = self._icon("repeat", translate("MyReports", "Change the order"))
        self.up = self._icon("arrow-up", translate("MyReports", "Move up"))
        self.down = self._icon("arrow-down", translate("MyReports", "Move down"))
        self.copy = self._icon("copy-plus", translate("MyReports", "Duplicate"))
        self.remove = self._icon("trash-2", translate("MyReports", "Remove the block"))
        self.title = QLineEdit()
        self.title.setMaxLength(240)
        self.title.setPlaceholderText(translate("MyReports", "Title: what its figures say"))
        self.title.setAccessibleName(translate("MyReports", "Title of the block"))
        self.made_of = Flow(6)
        self.chips: list[RemovableChip] = []
        self._build()
        self._connect()

    def _icon(self, icon: str, name: str) -> IconButton:
        return IconButton(self._look, icon, name)

    def _shape(self, shape: Shape, icon: str) -> IconButton:
        made = self._icon(icon, word(shape, self._locale))
        made.setCheckable(True)
        return made

    def _build(self) -> None:
        looks = row(*self.shapes.values(), space=2)
        places = row(self.turn, self.wide, self.up, self.down, self.copy, self.remove, space=2)
        self.title.setFixedWidth(self._look.pixels(240))
        tools = Flow(12)
        for part in (holding(looks), self.title, holding(places)):
            tools.addWidget(part)
        self._head = row(holding(self._blocks), space=8)
        self._head.setStretch(0, 1)
        self.setLayout(column(self._head, holding(tools), holding(self.made_of), space=6))

    def beside(self, *parts: QWidget) -> None:
        """What stands at the end of the line of blocks."""
        for part in parts:
            self._head.addWidget(part)

    def _connect(self) -> None:
        design = self.design
        self.add.clicked.connect(lambda: design.add())
        for shape, button in self.shapes.items():
            button.clicked.connect(lambda _=False, one=shape: design.shape(one))
        self.wide.clicked.connect(lambda: design.widen(is_wide=self.wide.isChecked()))
        self.turn.clicked.connect(design.turn)
        self.up.clicked.connect(lambda: design.move(-1))
        self.down.clicked.connect(lambda: design.move(1))
        self.copy.clicked.connect(design.duplicate)
        self.remove.clicked.connect(design.remove)
        self.title.editingFinished.connect(self._entitle)

    def _entitle(self) -> None:
        if self.title.text().strip() != self.design.block.title:
            self.design.entitle(self.title.text())

    def show_design(self) -> None:
        """As the design is now."""
        design, block = self.design, self.design.block
        count, has_any = len(design.now.blocks), bool(design.now.blocks)
        self._show_blocks()
        for shape, button in self.shapes.items():
            button.setChecked(has_any and shape is block.shape)
        self.wide.setChecked(block.is_wide)
        self.turn.setEnabled(len(block.dimensions) > 1)
        self.up.setEnabled(design.at > 0)
        self.down.setEnabled(design.at + 1 < count)
        self.copy.setEnabled(has_any and count < MOST_BLOCKS)
        self.remove.setEnabled(has_any)
        self.add.setEnabled(count < MOST_BLOCKS)
        if not self.title.hasFocus():
            self.title.setText(block.title)
        self._show_made_of()

    def _show_blocks(self) -> None:
        """A button a block; those that say the same stay."""
        held = self.design.now.blocks
        while len(self.blocks) > len(held):
            gone = self.blocks.pop()
            self._blocks.removeWidget(gone)
            gone.deleteLater()
        self._blocks.removeWidget(self.add)
        while len(self.blocks) < len(held):
            made = Button(self._look, "", "chip")
            made.setCheckable(True)
            number = len(self.blocks)
            made.clicked.connect(lambda _=False, n=number: self._choose(n))
            self.blocks.append(made)
            self._blocks.addWidget(made)
        self._blocks.addWidget(self.add)
        for n, (button, block) in enumerate(zip(self.blocks, held, strict=True)):
            said = block.title or word(block.shape, self._locale)
            button.setText(f"{n + 1} · {said[:32]}".replace("&", "&&"))
            button.setChecked(n == self.design.at)

    def _choose(self, n: int) -> None:
        self.design.choose(n)
        self._show_blocks()
        self.chosen.emit(n)

    def _show_made_of(self) -> None:
        block = self.design.block
        wanted = (*block.measures, block.shape if block.shape in FIXED else None, *block.dimensions)
        if wanted == getattr(self, "_shown", ()):
            return
        self._shown = wanted
        emptied(self.made_of)
        self.chips = []
        self._chips(block.measures, self.design.toggle_measure)
        fixed = FIXED.get(block.shape)
        if fixed:
            said = translate("MyReports", "always told apart by {names}")
            names = ", ".join(word(one, self._locale) for one in fixed)
            self.made_of.addWidget(label(said.format(names=names), "secondary"))
        elif block.dimensions and fixed is None:
            self.made_of.addWidget(label(translate("MyReports", "told apart by"), "secondary"))
            self._chips(block.dimensions, self.design.toggle_dimension)

    def _chips(self, keys: tuple[str, ...], toggle: Callable[[str], None]) -> None:
        for key, name in zip(keys, self._names(keys), strict=True):
            chip = RemovableChip(self._look)
            chip.set_text(name)
            chip.setAccessibleName(translate("MyReports", "Without {name}").format(name=name))
            chip.setToolTip(plain_tip(chip.accessibleName()))
            chip.removed.connect(lambda one=key: toggle(one))
            self.chips.append(chip)
            self.made_of.addWidget(chip)
