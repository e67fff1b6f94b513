"""What there is as long as the program runs: made once, and handed to whatever needs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from kobra_desktop.app.account import Account
from kobra_desktop.app.language import DEFAULT_LANGUAGE, spoken
from kobra_desktop.app.options import Options
from kobra_desktop.app.remembered import Remembered
from kobra_desktop.background import Background, new_lock
from kobra_desktop.paths import Paths
from kobra_desktop.settings import Settings
from kobra_desktop.views.theme import Look, own_scale, theme_choice
from kobra_domain.words import LOCALES

LANGUAGE, THEME = "language", "theme"


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Basis(QObject):
    """`clock`: this machine's; `catch` hears of bugs in what runs in the background. Nothing in it
    knows the parent, or neither would ever be freed.
    """

    def __init__(
        self,
        options: Options,
        paths: Paths,
        clock: Callable[[], datetime],
        catch: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.options, self.paths, self.clock = options, paths, clock
        self.settings = Settings(paths.settings)
        self.background = Background(catch, self)
        self.memory = Remembered(self.settings, self.background)
        kept = self.settings.text(LANGUAGE)
        known = kept if kept in LOCALES else DEFAULT_LANGUAGE
        self.language = options.language or known
        spoken(self.language, self)
        self.look = Look(parent=self)
        theme = options.theme or self.settings.text(THEME, "system")
        self.look.apply(theme_choice(theme), own_scale(self.memory))
        self.account = Account(paths, self.settings, clock, new_lock, self.language)

    def speak(self, language: str) -> None:
        """Another language from now on, which is kept; what is on the screen already stays."""
        self.memory.write(LANGUAGE, language)
        self.language = self.account.language = language
        spoken(language, self)

    def wear(self, theme: str) -> None:
        """Another theme from now on, which is kept."""
        self.memory.write(THEME, theme)
        self.look.apply(theme_choice(theme), own_scale(self.memory))
