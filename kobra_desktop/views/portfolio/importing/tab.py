"""Cartera › Importaciones: what came in, what waits, and the wizard in their place while a file is
in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from kobra_desktop.commands.imports import MOST_PASTED, FileAtHand, pasted
from kobra_desktop.models.administration.acts import is_offline
from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports import ImportsModel
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.importing.deeds import ImportDeeds
from kobra_desktop.views.portfolio.importing.panel import ImportPanel
from kobra_desktop.views.portfolio.importing.sheet import ImportSheet
from kobra_desktop.views.portfolio.importing.waiting import WaitingFiles
from kobra_desktop.views.portfolio.tab import PortfolioTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column, holding
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.scope import Permission

translate = QCoreApplication.translate
_PLACE = "imports_place"
FILES = "*.csv *.txt *.tsv *.xlsx *.xls *.zip"


class ImportsTab(PortfolioTab):
    """The list, and over it the wizard."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.workspace, self.status = look, workspace, status
        self.model = ImportsModel(workspace, self)
        self.start = StartModel(workspace, self)
        self.wizard = ImportWizard(workspace, self)
        self.deeds = ImportDeeds(look, self, self.model, self.start, self.wizard)
        self.panel = ImportPanel(look, self.model)
        self.panel.may_administer = workspace.desk.may(Permission.ADMINISTER)
        self.box = ListBox(
            look,
            self.model.list,
            workspace.memory,
            translate("Imports", "Imports"),
            translate("Imports", "File, portfolio, person…   Ctrl+F"),
            translate("Imports", "Import files…"),
            icon="upload",
            panel=self.panel,
        )
        empty = translate(
            "Imports",
            "Nothing has come in yet. Drop last night's file of the core system here, or paste "
            "rows of a spreadsheet.",
        )
        self.box.set_empty(empty, "file-spreadsheet")
        self.waiting = WaitingFiles(look, self.start)
        self.home = holding(column(self.waiting, self.box, space=10, margins=(20, 12, 20, 12)))
        self.sheet = ImportSheet(look, self.wizard, self.start)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.stack.addWidget(self.sheet)
        self.setLayout(column(self.stack, space=0))
        self._connect()
        self._say_link()

    def _connect(self) -> None:
        box, wizard, sheet = self.box, self.wizard, self.sheet
        box.chosen.connect(self.panel.show_row)
        box.opened.connect(self.resume)
        box.new_requested.connect(self.create_new)
        self.panel.closed.connect(box.table.clearSelection)
        self.panel.wished.connect(self._on_wished)
        self.model.list.tell(self._refresh_panel)
        wizard.changed.connect(self._show)
        wizard.failed.connect(self.deeds.tell)
        self.deeds.said.connect(self.said)
        wizard.sent.connect(lambda file: self.start.forget_waiting(file.id))
        sheet.leave_wished.connect(self.leave)
        sheet.discard_wished.connect(lambda: self.deeds.ask_discard(wizard.import_id))
        wizard.drafted.connect(self.start.keep_draft)
        sheet.start.wait_wished.connect(self._on_wait)
        sheet.start.drop_wished.connect(self._on_drop)
        sheet.start.template_wished.connect(self.deeds.ask_template)
        sheet.done.refused_wished.connect(self.deeds.ask_refused)
        sheet.done.undo_wished.connect(self.deeds.ask_undo)
        for page in sheet.steps.values():
            page.open_requested.connect(self.open_requested)
        self.start.refused.connect(self.deeds.tell)
        self.start.changed.connect(self.waiting.show_state)
        self.waiting.send_wished.connect(self._begin)
        self.status.changed.connect(self._say_link)

    # Tab

    def on_shown(self) -> None:
        """Read what waits."""
        self.start.open()

    def filter_field(self) -> QLineEdit | None:
        """The search of the list."""
        return None if self.is_wizard_open else self.box.search

    def content(self) -> QWidget | None:
        """The rows, or what the step asks."""
        return self.sheet.page.first_field() if self.is_wizard_open else self.box.table

    def create_new(self) -> None:
        """Ctrl+N: choose files."""
        title = translate("Imports", "Import files")
        told = translate("Imports", "Files of a portfolio ({files})").format(files=FILES)
        dialog = QFileDialog(self, title, self._place())
        dialog.setNameFilters([told, translate("Imports", "All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.take_files([Path(one) for one in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _place(self) -> str:
        """Where last night's file is looked for: where the last one lay, else among downloads."""
        kept = self.workspace.memory.read(_PLACE)
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        places = [
            kept if isinstance(kept, str) else "",
            *QStandardPaths.standardLocations(downloads),
        ]
        return next((one for one in places if one and Path(one).is_dir()), str(Path.home()))

    def choose(self, row_id: str) -> None:
        """Select a file, which no filter hides."""
        if not self.wizard.job.is_running:
            self.leave()
        self.box.clear_filters()
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Close the panel; the wizard is left for later."""
        if self.is_wizard_open:
            self.leave()
            return True
        return self.panel.escape()

    # Files

    @property
    def is_wizard_open(self) -> bool:
        """Whether a file is in the wizard."""
        return self.stack.currentWidget() is self.sheet

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were chosen or dropped: one after another."""
        if paths:
            self.workspace.memory.write(_PLACE, str(paths[0].parent))
        self.start.take(paths, self._begin)

    def take_text(self, text: str) -> None:
        """Rows of a spreadsheet."""
        if len(text) > MOST_PASTED:
            told = translate(
                "Imports", "That is more than is pasted: save it as a file and drop it."
            )
            self.said.emit(told, None)
            return
        at = self.workspace.now.astimezone(self.workspace.zone)
        name = translate("Imports", "Pasted {hour}.tsv").format(hour=f"{at:%Y-%m-%d %H.%M}")
        self._begin([pasted(text, name)])

    def _begin(self, files: Sequence[FileAtHand]) -> None:
        if not files:
            return
        if self.wizard.detail is not None and self.wizard.is_over:
            self.wizard.next_file()  # those that wait behind it stay
        was_open = self.wizard.is_open
        self.start.keep_waiting(files)  # until each is on the server, or is not wanted
        self.wizard.add(files)
        if was_open:
            told = translate("Imports", "Files after the one at hand: {count}")
            self.said.emit(
                told.format(count=len(self.wizard.files) - (self.wizard.file is not None)), None
            )

    def resume(self, import_id: str) -> None:
        """Go on with a file, or look at what became of it."""
        found = self.model.row(import_id)
        if found is not None and not is_offline(self.status):
            portfolio = self.start.portfolio(found.item.portfolio_id)
            self.wizard.resume(import_id, portfolio, self.start.drafts.get(import_id))
            self._show()

    def leave(self) -> None:
        """Away from the wizard; a file that is on its way asks first."""
        wizard = self.wizard
        if not wizard.is_open:
            return
        if wizard.detail is None and wizard.job.is_running:
            self._ask_leave()
            return
        was_there = wizard.detail is not None and not wizard.is_over
        unsent = len(wizard.files)
        if wizard.file is not None:  # with what was chosen of it
            self.start.keep_waiting([wizard.file])
        wizard.leave()
        if was_there:
            told = translate("Imports", "It waits here to be gone on with: nothing was taken.")
            self.said.emit(told, None)
        elif unsent:
            told = translate("Imports", "Files that wait here to be uploaded: {count}")
            self.said.emit(told.format(count=figure(unsent)), None)

    def _ask_leave(self) -> None:
        asked = Question(
            self.look,
            self,
            translate("Imports", "Stop uploading?"),
            translate("Imports", "Of what was uploaded so far the server keeps nothing."),
            translate("Imports", "Stop"),
            translate("Imports", "Go on uploading"),
        )
        asked.accepted.connect(self.wizard.leave)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _show(self) -> None:
        """The wizard while something is in it, else the list."""
        wanted = self.sheet if self.wizard.is_open else self.home
        if wanted is not self.stack.currentWidget():
            self.stack.setCurrentWidget(wanted)
            if wanted is self.home:
                self.box.table.setFocus()

    def _say_link(self) -> None:
        offline = is_offline(self.status)
        self.panel.is_offline = self.waiting.is_offline = self.sheet.start.is_offline = offline
        self.waiting.show_state()
        self.sheet.show_state()
        self._refresh_panel()

    def _refresh_panel(self) -> None:
        if self.panel.isVisible():
            self.panel.show_row(self.box.chosen_id)

    # Acts

    def _on_wait(self, file: FileAtHand) -> None:
        self.start.keep_waiting([file])
        self.wizard.drop_file()
        told = translate("Imports", "{file} waits for the connection.")
        self.said.emit(told.format(file=file.name), None)

    def _on_drop(self, file: FileAtHand | None) -> None:
        if file is not None:
            self.start.forget_waiting(file.id)
        self.wizard.drop_file()

    def _on_wished(self, key: str, import_id: str) -> None:
        deeds = self.deeds
        acts: dict[str, Callable[[str], None]] = {
            "open": self.resume,
            "undo": deeds.ask_undo,
            "refused": deeds.ask_refused,
            "discard": deeds.ask_discard,
            "night": deeds.ask_night,
        }
        acts[key](import_id)
