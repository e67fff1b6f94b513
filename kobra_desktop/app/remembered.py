"""The profile's settings as the memory of screens."""

from kobra_desktop.background import Background, Throttle
from kobra_desktop.settings import Settings

SAVE_EVERY_MS = 2_000


class Remembered:
    """The profile's settings as screens' memory; saved off the GUI thread, soon after."""

    def __init__(self, settings: Settings, background: Background) -> None:
        self._settings = settings
        self._background = background
        self._soon: Throttle = Throttle(self._save, SAVE_EVERY_MS, background)

    def read(self, key: str) -> object:
        """The value, or None."""
        return self._settings.read(key)

    def write(self, key: str, value: object) -> None:
        """Keep the value."""
        self._settings.write(key, value)
        self._soon.call(None)

    def _save(self, _nothing: None) -> None:
        self._background.write(self._settings.save, lambda is_saved: None, owner=None)
