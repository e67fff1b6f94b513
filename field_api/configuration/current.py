"""The settings as they are now: what was given at the start, and what the database keeps, looked at
every two seconds, so that a command in another process takes effect.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from field_api.configuration.stored import Stored, overlaid, stored
from field_api.configuration.vault import settle
from field_api.database import Database
from field_api.settings import Settings

_LOOK_S = 2.0
_log = logging.getLogger(__name__)


class Current:
    """`tell` hears the settings at the start and whenever they are others. `base`: what was given
    at the start; `kept`: what the database kept when it was looked at last.
    """

    def __init__(
        self,
        database: Database,
        base: Settings,
        tell: Callable[[Settings], None],
        *,
        look_s: float = _LOOK_S,
    ) -> None:
        self._database, self.base, self._tell = database, base, tell
        self.kept = Stored()
        self._look_s = look_s
        self._told: Settings | None = None
        self._closed: frozenset[str] = frozenset()
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="settings", daemon=True)

    def start(self) -> None:
        """Have the key where it belongs, read once, and look from then on."""
        try:
            with self._database.begin() as connection:
                settle(connection, self.base.data_folder)
        except (OSError, SQLAlchemyError) as problem:
            _log.error("secret_key_not_settled", extra={"reason": type(problem).__name__})
        self.refresh()
        if self.base.old_variables:
            names = ", ".join(self.base.old_variables)
            _log.warning(f"KOBRA_SMTP_URL replaces these, which are still read: {names}")
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def bound(self, port: int) -> None:
        """Which port it became, where any was asked for."""
        with self._turn:
            self.base = replace(self.base, port=port)
        self.refresh()

    def refresh(self) -> Stored:
        """Look now: whoever changed something here wants it at once."""
        with self._turn:
            with self._database.read() as connection:
                kept = stored(connection, self.base.data_folder)
            found = overlaid(self.base, kept)
            if found != self._told:
                self._told = found
                self._tell(found)
            if kept.closed.keys() - self._closed:
                _log.error("stored_secret_closed", extra={"reason": ", ".join(kept.closed)})
            self._closed, self.kept = frozenset(kept.closed), kept
        return kept

    def _run(self) -> None:
        while not self._stop.wait(self._look_s):
            try:
                self.refresh()
            except SQLAlchemyError as problem:
                _log.warning("settings_not_read", extra={"reason": type(problem).__name__})
