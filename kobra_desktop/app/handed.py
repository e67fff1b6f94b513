"""What the machine hands to the program: the link of an invitation, a questionnaire's file. Nothing
is done with either before a person has said so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.dialogs.message import Notice, Question
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.window import MainWindow
from kobra_domain.errors import Invalid
from kobra_domain.invitations import SCHEME, read_link

QUESTIONNAIRES = "questionnaires"
_SUFFIXES = frozenset({".xlsform", ".xlsx", ".xls", ".xlsm", ".zip"})
_PLACES = MainWindow | SignInPage | BeginPage  # somebody can answer there
_DRIVE = 1  # what stands before the colon of a Windows path


class Handed(QObject):
    """Asks over the window that is shown, in the `language` that is spoken then; `invited`
    (Invitation): a person goes by it.
    """

    invited = Signal(object)

    def __init__(
        self, look: Look, language: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._waiting = ""

    def take(self, what: str, over: QWidget | None) -> None:
        """Ask what to do with it over a window; without one, when one is shown."""
        self._waiting = what
        self.ask_over(over)

    def ask_over(self, window: QWidget | None) -> None:
        """Ask for what waits, once, where there is somebody to answer."""
        is_place = isinstance(window, _PLACES) and window.isVisible()
        if not self._waiting or window is None or not is_place:
            return
        what, self._waiting = self._waiting, ""
        if _scheme(what) == SCHEME:
            self._ask_of_link(what, window)
        else:
            self._ask_of_file(what, window)

    def _ask_of_link(self, link: str, window: QWidget) -> None:
        try:
            found = read_link(link)
        except Invalid as problem:
            self._refuse(self.tr("The invitation is not used"), problem, window)
            return
        whose = self.tr("This invitation is of the server {server}.").format(server=found.server)
        if found.email:
            whose = self.tr("This invitation is of the server {server}, for {email}.").format(
                server=found.server, email=found.email
            )
        sure = self.tr("Go on only if your company sent it to you.")
        ends = ""
        if isinstance(window, MainWindow):
            ends = self.tr(
                "Whoever is signed in here is signed out first; what was not sent stays here."
            )
        text = "\n\n".join((whose, f"{sure} {ends}".strip()))
        title, act = self.tr("Use this invitation?"), self.tr("Use it")
        asked = Question(self._look, window, title, text, act, self.tr("Do not"))
        asked.accepted.connect(lambda: self.invited.emit(found))
        asked.open()

    def _ask_of_file(self, what: str, window: QWidget) -> None:
        path = _path(what)
        if path is None or path.suffix.lower() not in _SUFFIXES:
            self._refuse(self.tr("It was not opened"), Invalid("not_to_open"), window)
            return
        if not isinstance(window, MainWindow):
            self._waiting = what  # asked once somebody is in
            return
        if QUESTIONNAIRES not in window.keys:
            self._refuse(self.tr("It was not opened"), Invalid("not_allowed"), window)
            return
        text = self.tr(
            "«{name}» is read as a questionnaire and becomes a draft, which nobody is sent before "
            "you publish it."
        ).format(name=path.name)
        title, act = self.tr("Import this questionnaire?"), self.tr("Import it")
        asked = Question(self._look, window, title, text, act, self.tr("Do not"))
        asked.accepted.connect(lambda: window.open_page(QUESTIONNAIRES, {"read": str(path)}))
        asked.open()

    def _refuse(self, title: str, problem: Invalid, window: QWidget) -> None:
        Notice(self._look, window, title, sentence(problem, self._language())).open()


def _scheme(what: str) -> str:
    return what[: len(SCHEME) + 1].lower().partition(":")[0]


def _path(what: str) -> Path | None:
    """The file of this machine that a path or a file: address names; None where there is none, and
    for anything else.
    """
    head, colon, _ = what.partition(":")
    try:
        if head.lower() == "file" and colon:
            parts = urlsplit(what)
            if parts.netloc not in ("", "localhost"):
                return None
            return _there(Path(url2pathname(parts.path)))
        if colon and len(head) > _DRIVE and "/" not in head and not Path(what).exists():
            return None  # another scheme
        return _there(Path(what).absolute())
    except (OSError, ValueError):  # no path of this system
        return None


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None
