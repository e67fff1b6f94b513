"""The file that a portfolio gets each night: where it lies, how it is called and by when; it is
read as an earlier one was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.imports import ImportRow
from kobra_desktop.models.portfolio.imports_acts import ImportActs
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import BoolEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.time_editors import TimeEditor
from kobra_domain.imports.answers import NightlyFile
from kobra_domain.limits import Length
from kobra_domain.words import word

translate = QCoreApplication.translate


@dataclass(frozen=True)
class NightlyLine:
    """What the form asks."""

    folder: Annotated[str, Length(1, 240)]
    pattern: Annotated[str, Length(1, 240)]
    control: Annotated[str, Length(0, 240)] = ""
    expected_by: time = time(6, 0)
    is_on: bool = True


class NightlyDialog(Form):
    """A file of this portfolio and kind, each night."""

    kind = NightlyLine
    is_act = True

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        acts: ImportActs,
        row: ImportRow,
        held: NightlyFile | None,
    ) -> None:
        workspace, item = acts.workspace, row.item
        self._acts, self._item = acts, item
        start = {"pattern": _pattern(item.filename), "expected_by": time(6, 0), "is_on": True}
        if held is not None:
            start = {
                "folder": held.folder,
                "pattern": held.pattern,
                "control": held.control,
                "expected_by": time.fromisoformat(held.expected_by),
                "is_on": held.is_on,
            }
        title = translate("Imports", "Each night: {kind} of {portfolio}").format(
            kind=word(item.kind, workspace.locale), portfolio=row.portfolio
        )
        super().__init__(look, parent, title, Setting.of(workspace), self._keep_file, start=start)
        told = translate("Imports", "It is read as {file} was, and held when it is otherwise.")
        how = label(told.format(file=item.filename), "secondary", wrap=True)
        self.folder = self.by(
            "folder", LineEditor("/srv/kobra/entrada"), translate("Imports", "Folder of the server")
        )
        self.pattern = self.by(
            "pattern",
            LineEditor("cartera_*.csv"),
            translate("Imports", "Name of the file"),
            translate("Imports", "* stands for what is another each night."),
        )
        self.control = self.by(
            "control",
            LineEditor("{name}.ok"),
            translate("Imports", "Its control file"),
            translate(
                "Imports",
                "Once it is there the file is whole; {name} is its name. Empty: its size says it.",
            ),
        )
        self.by_hour = self.by(
            "expected_by",
            TimeEditor(),
            translate("Imports", "Expected by"),
            translate("Imports", "An alert says when none has come by then."),
        )
        self.is_on = self.by(
            "is_on",
            BoolEditor(translate("Imports", "Look for it each night")),
            translate("Imports", "In use"),
        )
        fields = (how, self.folder, self.pattern, self.control, self.by_hour, self.is_on)
        end = Button(look, translate("Imports", "Look for it no longer"), "link", "trash-2")
        end.clicked.connect(self._on_end)
        hide_unless(end, held is not None)
        self.build(column(*fields, end, space=12), 480)

    def _keep_file(self, values: Values, then: Then, refused: Refused) -> None:
        self._acts.keep_nightly(
            NightlyFile(
                portfolio_id=self._item.portfolio_id,
                kind=self._item.kind,
                folder=values["folder"],
                pattern=values["pattern"],
                control=values["control"] or "",
                expected_by=f"{values['expected_by']:%H:%M}",
                is_on=values["is_on"],
            ),
            self._item.id,
            then,
            refused,
        )

    def _on_end(self) -> None:
        kind = self._item.kind
        self._acts.end_nightly(self._item.portfolio_id, kind, self._on_ended, self._on_refused)

    def _on_ended(self) -> None:
        if isValid(self):  # it may have been left meanwhile
            self.done(0)


def _pattern(name: str) -> str:
    """`cartera_20261120.csv` is `cartera_*.csv` tomorrow."""
    made = "".join("*" if letter.isdigit() else letter for letter in name)
    while "**" in made:
        made = made.replace("**", "*")
    return made
