"""The reports that a person has: a line each, which opens it, with what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.reports.mine import MyReportsModel, ReportRow
from kobra_desktop.views.reports.mine.opened import given_words
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling
from kobra_domain.reports.custom.bases import READY
from kobra_domain.reports.custom.measures import read_measure
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.words import say, word

translate = QCoreApplication.translate
_BESIDE = 5  # pixels
_MOST_SAID = 3  # blocks that a line tells of


class MyList(QWidget):
    """`new_wanted`; `opened`, `edited`, `copied`, `removed` (report). `ready_opened`,
    `ready_copied` (key): of one that ships.
    """

    new_wanted = Signal()
    opened = Signal(object)
    edited = Signal(object)
    copied = Signal(object)
    removed = Signal(object)
    ready_opened = Signal(str)
    ready_copied = Signal(str)

    def __init__(self, look: Look, model: MyReportsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.model, self._locale = look, model, model.workspace.locale
        self.new = Button(look, translate("MyReports", "New report"), "primary", "plus")
        self.new.clicked.connect(self.new_wanted)
        self._said = label(
            translate(
                "MyReports",
                "Choose what to measure and how it is told apart: it is drawn while you choose.",
            ),
            "secondary",
            wrap=True,
        )
        self.names: dict[str, Button] = {}
        self._rows: list[ReportRow] | None = None
        self._lines = column(space=8)
        ready = column(label(translate("MyReports", "Ready to use"), "section"), space=8)
        for key in READY:
            ready.addWidget(self._ready_line(key))
        head = row(self.new, self._said, space=12)
        head.setStretch(1, 1)
        inside = column(head, ready, self._lines, None, space=14)
        inside.setContentsMargins(20, 14, 20, 20)
        self.area = scrolling(holding(inside))
        self.setLayout(column(self.area, space=0))
        model.changed.connect(self.show_rows)

    def show_rows(self) -> None:
        """As they are now."""
        if not self.model.is_loaded or self.model.rows == self._rows:
            return
        self._rows = self.model.rows
        emptied(self._lines)
        self.names = {key: self.names[key] for key in READY}
        mine = [one for one in self._rows if self.model.is_mine(one.report)]
        given = [one for one in self._rows if not self.model.is_mine(one.report)]
        for title, held in (
            (translate("MyReports", "Mine"), mine),
            (translate("MyReports", "Given to my teams"), given),
        ):
            if held:
                self._lines.addWidget(label(title, "section"))
            for one in held:
                self._lines.addWidget(self._line(one))
        if not self._rows:
            words = translate("MyReports", "There is none yet. A new one shows a chart at once.")
            self._lines.addWidget(label(words, "secondary", wrap=True))

    def _ready_line(self, key: str) -> QWidget:
        """One that ships: whoever wants it otherwise makes a copy."""
        said = say(f"report.{key}", None, self._locale)
        name = Button(self._look, said, "link")
        name.clicked.connect(lambda: self.ready_opened.emit(key))
        self.names[key] = name
        about = ElidedLabel(say(f"report.{key}.how", None, self._locale), "secondary")
        base = translate("MyReports", "Use as a base: {name}").format(name=said)
        copy = IconButton(self._look, "copy-plus", base)
        copy.clicked.connect(lambda: self.ready_copied.emit(key))
        return _carded(name, about, copy)

    def _line(self, one: ReportRow) -> QWidget:
        report, is_mine = one.report, self.model.is_mine(one.report)
        name = Button(self._look, report.name.replace("&", "&&"), "link")
        name.clicked.connect(lambda: self.opened.emit(report))
        self.names[report.id] = name
        said = ElidedLabel(self._words(one), "secondary")
        acts = [self._act("copy-plus", translate("MyReports", "Duplicate"), self.copied, report)]
        if is_mine:
            edit = self._act("pencil", translate("MyReports", "Edit"), self.edited, report)
            gone = self._act("trash-2", translate("MyReports", "Remove"), self.removed, report)
            acts = [edit, *acts, gone]
        return _carded(name, said, *acts)

    def _act(self, icon: str, name: str, signal: SignalInstance, report: SavedReport) -> IconButton:
        made = IconButton(self._look, icon, f"{name}: {report.name}")
        made.clicked.connect(lambda: signal.emit(report))
        return made

    def _words(self, one: ReportRow) -> str:
        """Whose it is, whether it is saved, and what it shows."""
        report = one.report
        parts = []
        if report.id in self.model.drafts:
            parts.append(translate("MyReports", "Not saved yet"))
        if not self.model.is_mine(report):
            parts.append(one.owner or translate("MyReports", "A colleague"))
        if report.team_id is not None:
            parts.append(given_words(one))
        return " · ".join([*parts, *blocks_words(report, self._locale)])


def _carded(name: QWidget, said: QWidget, *acts: QWidget) -> QWidget:
    said.setContentsMargins(_BESIDE, 0, 0, 0)  # where the words of a link begin
    words = column(row(name, None), said, space=2)
    lines = row(words, *acts, space=4, margins=(14, 8, 10, 10))
    lines.setStretch(0, 1)
    return card(lines)


def blocks_words(report: SavedReport, locale: str) -> list[str]:
    """«Línea de Tasa de contacto», «y 2 más»."""
    said = []
    for block in report.blocks[:_MOST_SAID]:
        measures = filter(None, map(read_measure, block.measures))
        names = [one.name(locale) for one in measures]
        params = {"shape": word(block.shape, locale), "what": ", ".join(names)}
        said.append(block.title or say("custom.block", params, locale))
    left = len(report.blocks) - _MOST_SAID
    return [*said, *([say("custom.more_blocks", {"count": left}, locale)] if left > 0 else [])]
