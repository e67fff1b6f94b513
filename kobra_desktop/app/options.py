"""How the control center is started; empty means as the profile remembers."""

from dataclasses import dataclass, field

from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import DEFAULT_PROFILE
from kobra_desktop.updates.asking import SOURCE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`credentials` sign in without asking: for the demonstration, never from the command line.

    `theme` is system, light or dark. `opened` is a link or a file that it was started to open.
    """

    profile: str = DEFAULT_PROFILE
    server: str = ""
    language: str = ""
    theme: str = ""
    opened: str = ""
    log_level: str = "info"
    is_safe: bool = False
    credentials: Credentials | None = field(default=None, repr=False)
    updates: Source = SOURCE
