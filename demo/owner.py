"""Owns the demonstration's processes and its folder: the city, and the control center on it as a
child. Stands on no Qt, so that it lives on to clear up when that crashes.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from platformdirs import user_cache_path

from demo.city import City
from demo.saying import say
from demo.wish import Wish
from kobra_desktop.paths import HOME_VARIABLE, paths_of

LOOK_EVERY_S = 0.5
END_WITHIN_S = 15.0


class Desktop:
    """The control center's process: begun while the city is still being built, told later where
    to sign in.
    """

    def __init__(self, folder: Path) -> None:
        # The demonstration leaves no trace: its own home for the profile.
        os.environ[HOME_VARIABLE] = str(folder / "desktop")
        self._tombstone = paths_of().hard_crash
        self._process = subprocess.Popen(
            [sys.executable, "-m", "demo.desktop"], stdin=subprocess.PIPE
        )
        assert self._process.stdin is not None
        self._told = self._process.stdin

    def show(self, wish: Wish, city: City) -> int:
        """Until it ends; answers its exit code. Raises CityError when the city ends before."""
        with suppress(OSError):  # it has ended already: the wait says how
            self._told.write(wish.line())
            self._told.flush()
        while True:
            try:
                code = self._process.wait(LOOK_EVERY_S)
            except subprocess.TimeoutExpired:
                city.check()
            else:
                self._tell_of_crash(code)
                return code if code >= 0 else 128 - code

    def stop(self) -> None:
        """End it, if it has not ended."""
        with suppress(OSError):
            self._told.close()
        try:
            self._process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell_of_crash(self, code: int) -> None:
        """An end from outside Python leaves a file, and a negative code on POSIX."""
        words = ""
        if self._tombstone.exists():
            words = self._tombstone.read_text("utf-8", errors="replace").strip()
        if code >= 0 and not words:
            return
        say(f"The control center crashed ({code})")
        if words:
            kept = user_cache_path("kobra-desktop", ensure_exists=True)
            kept /= f"hard-crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
            shutil.copyfile(self._tombstone, kept)
            print(words, file=sys.stderr)
            say(f"Kept as {kept}")
