"""What a person is helped with, from the window: the pages of help, what a new version brought, the
shortcuts, and what somebody who helps has to know.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction

from kobra_desktop import resources
from kobra_desktop.models.help.diagnostics import Screen, collect
from kobra_desktop.models.help.pages import entries, help_pages, place_of
from kobra_desktop.models.help.topics import CHANGES, topic_at
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.updates import seen
from kobra_desktop.views.help.window import HelpDialog
from kobra_desktop.views.outside import copy
from kobra_desktop.views.window import MainWindow


class HelpDesk(QObject):
    """Joins the help to a window."""

    def __init__(self, window: MainWindow, workspace: Workspace, status: StatusModel) -> None:
        super().__init__(window)
        self._window, self._workspace, self._status = window, workspace, status
        self._dialog: HelpDialog | None = None
        self._pages = help_pages(workspace.locale)
        window.help_requested.connect(self.show_here)
        translate = QCoreApplication.translate
        for words, keys, icon, act in (
            (translate("Help", "Help of this page"), "F1", "", self.show_here),
            (translate("Help", "Shortcuts"), "Ctrl+/", "", window.show_shortcuts),
            (translate("Help", "What changed?"), "", "history", self.show_changes),
            (translate("Help", "Copy diagnosis"), "", "copy", self.copy_diagnosis),
            (translate("Help", "About Kobra Desktop"), "", "", window.show_about),
        ):
            # The keys are bound by the window: here they are only told.
            action = QAction(f"{words}\t{keys}" if keys else words, self)
            action.triggered.connect(lambda _checked=False, run=act: run())
            window.top.add_help_act(action)
            if icon:
                window.add_acts([Entry(words, "", "", icon, act)])
        window.add_acts(entries(self._pages, self.show_page))

    def show_here(self) -> None:
        """The page of help for where one is."""
        self.show_page(topic_at(self._window.key, self._window.page.state()))

    def show_changes(self) -> None:
        """What the versions brought."""
        self.show_page(CHANGES)

    def show_page(self, name: str, heading: str = "") -> None:
        """A page of help, at one of its headings."""
        if self._dialog is None:
            window = self._window
            self._dialog = HelpDialog(window.look, window, self._pages, window.keys)
            self._dialog.place_wanted.connect(lambda place: window.open_page(*place_of(place)))
        self._dialog.show_page(name, heading)

    def tell_changes(self) -> None:
        """Say once, after the program became another version, that there is something to read."""
        memory = self._workspace.memory
        if seen.updated_from(memory):
            words = self.tr("Kobra Desktop is now version {version}.")
            acts = [(self.tr("What changed?"), self._on_changes)]
            said = words.format(version=resources.product_version())
            self._window.notices.say(CHANGES, said, "info", acts)
        seen.note_version(memory)

    def _on_changes(self) -> None:
        self._window.notices.take_back(CHANGES)
        self.show_changes()

    def copy_diagnosis(self) -> None:
        """What somebody who helps has to know goes to the clipboard, without anybody's data."""
        look = self._window.look
        screen = Screen(look.theme, look.scale, look.is_high_contrast)
        collect(self._workspace, self._status.status, screen, self._on_diagnosis, self)

    def _on_diagnosis(self, text: str) -> None:
        if copy(text):
            words = self.tr("Diagnosis copied: versions and counts, no names and no addresses.")
        else:
            words = self.tr("Could not be copied: another program holds the clipboard.")
        self._window.toast.say(words)
