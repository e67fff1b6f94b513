"""The file that a portfolio gets each night: where it lies, how it is called and by when; it is
read as an earlier one was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.imports import ImportRow
from kobra_desktop.models.portfolio.imports_acts import ImportActs
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.portfolio.importing.upload_address import UploadAddressBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import BoolEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.time_editors import TimeEditor
from kobra_domain.errors import Invalid
from kobra_domain.imports.answers import NightlyFile, UploadAddress
from kobra_domain.imports.things import NightlyTerms
from kobra_domain.words import moment, word

translate = QCoreApplication.translate


class NightlyDialog(Form):
    """A file of this portfolio and kind, each night."""

    kind = NightlyTerms
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
        self._acts, self._item, self._is_held = acts, item, held is not None
        start: Values = {"pattern": _pattern(item.filename)}
        if held is not None:
            start = {one.name: getattr(held, one.name) for one in fields(NightlyTerms)}
        title = translate("Imports", "Each night: {kind} of {portfolio}").format(
            kind=word(item.kind, workspace.locale), portfolio=row.portfolio
        )
        super().__init__(look, parent, title, Setting.of(workspace), self._keep_file, start=start)
        asked = self._asked()
        self.address = UploadAddressBox(look)
        self.address.wanted.connect(self._on_wanted)
        self.address.unwanted.connect(self._on_unwanted)
        self._show_since(held.key_made_at if held else None)
        end = Button(look, translate("Imports", "Look for it no longer"), "link", "trash-2")
        end.clicked.connect(self._on_end)
        hide_unless(end, held is not None)
        told = translate("Imports", "It is read as {file} was, and held when it is otherwise.")
        how = label(told.format(file=item.filename), "secondary", wrap=True)
        # Above the rest: what is shown once must not appear where nobody sees it.
        self.build(column(how, self.address, *asked, end, space=12), 520, 660)

    def _asked(self) -> tuple[QWidget, ...]:
        self.folder = self.by(
            "folder",
            LineEditor("/srv/kobra/entrada"),
            translate("Imports", "Folder of the server"),
            translate("Imports", "Empty: it comes only to its upload address."),
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
        return self.folder, self.pattern, self.control, self.by_hour, self.is_on

    def judge(self, values: Values) -> Iterable[Invalid]:
        """A folder needs to know which of its files."""
        if values["folder"] and not (values["pattern"] or "").strip():
            yield Invalid("missing", field="pattern")

    def _keep_file(self, values: Values, then: Then, refused: Refused) -> None:
        self._acts.keep_nightly(self._item, _terms(values), then, refused)

    def _on_wanted(self) -> None:
        """A key is of a file that is expected: one that is not is so from here on."""
        values = {name: field.value for name, field in self.fields.items()}
        terms = None if self._is_held else _terms(values)
        self._acts.make_upload_key(self._item, terms, self._on_key, self._on_refused)

    def _on_key(self, made: UploadAddress) -> None:
        if isValid(self):  # it may have been left meanwhile
            self._is_held = True
            self.address.show_made(made, self._moment(self._acts.workspace.now))

    def _on_unwanted(self) -> None:
        self._acts.end_upload_key(self._item, self._on_closed, self._on_refused)

    def _on_closed(self) -> None:
        if isValid(self):
            self._show_since(None)

    def _show_since(self, since: datetime | None) -> None:
        self.address.show_since(self._moment(since) if since else "")

    def _moment(self, at: datetime) -> str:
        workspace = self._acts.workspace
        return moment(at, str(workspace.zone), workspace.locale)

    def _on_end(self) -> None:
        kind = self._item.kind
        self._acts.end_nightly(self._item.portfolio_id, kind, self._on_ended, self._on_refused)

    def _on_ended(self) -> None:
        if isValid(self):  # it may have been left meanwhile
            self.done(0)


def _terms(values: Values) -> NightlyTerms:
    given: Values = {name: "" if value is None else value for name, value in values.items()}
    return NightlyTerms(**given)


def _pattern(name: str) -> str:
    """`cartera_20261120.csv` is `cartera_*.csv` tomorrow."""
    made = "".join("*" if letter.isdigit() else letter for letter in name)
    while "**" in made:
        made = made.replace("**", "*")
    return made
