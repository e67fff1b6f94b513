"""The frozen control center as a person has it before them: on a screen, signed in to a field API
with a keyboard, its map looked at, ended by a fault and started again.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from field_api.simulator.verbs import SUPERVISOR
from installer.empty_home import EmptyHome, SmokeFailure, hold
from installer.screen import Screen, screen

CRASH = "^(Algo salió mal|Something went wrong)$"
# A sign-in is a page of 1,024 pixels, the main window wider.
WIDE = 1_100
# What a painted map has, ground, water, names and agents; an empty page has a few dozen.
LEAST_COLOURS = 200
LEAST_OF_A_PAGE = 16
FIRST_WAIT_S = 60.0
TRIES = 3


class InWindow:
    """One walk through a window: `steps` in their order, each from where the one before ended."""

    def __init__(self, home: EmptyHome, shown: Screen, server: str) -> None:
        self._home, self._screen, self._server = home, shown, server
        self._window = self._begin()

    def steps(self) -> tuple[Callable[[], None], ...]:
        """The walk."""
        return (self.signed_in, self.map_seen, self.keyring_done_without, self.crash_told)

    def signed_in(self) -> None:
        """Address on the command line, name and password by keyboard, the main window comes.

        Keys that are pressed while a busy machine still shows the page are nobody's: who sees that
        nothing comes of them starts anew.
        """
        for tries_left in reversed(range(TRIES)):
            self._type_who()
            try:
                self._home.await_that(self._main, "the main window", FIRST_WAIT_S)
                return
            except SmokeFailure:
                if not tries_left:
                    raise
            self._home.end(self._window)
            self._window = self._begin()

    def _type_who(self) -> None:
        (page,) = self._await_windows("the sign-in page")
        self._home.await_that(lambda: self._colours() > LEAST_OF_A_PAGE, "the painted page")
        self._screen.focus(page)
        self._screen.type(SUPERVISOR)
        self._screen.press("Tab")
        self._screen.type(self._home.password)
        self._screen.picture().save(self._home.folder / "window-sign-in.png")
        self._screen.press("Return")

    def map_seen(self) -> None:
        """The map's page is opened by its key, and painted."""
        (main,) = self._main()
        self._screen.focus(main)
        self._screen.press("ctrl+2")
        self._home.await_that(lambda: self._colours() > LEAST_COLOURS, "the map")
        self._screen.picture().save(self._home.folder / "window-map.png")

    def keyring_done_without(self) -> None:
        """An empty home has no keyring: the data is under a key that ends with the program."""
        own = [name for name in self._home.files() if "/replicas/" in name]
        hold(bool(own), "no replica at all")
        lasting = [name for name in own if "/session-" not in name]
        hold(not lasting, f"kept without a keyring: {lasting}")

    def crash_told(self) -> None:
        """A fault ends it; started again, it says so, and nothing of the session is left."""
        self._home.end(self._window, hard=signal.SIGSEGV)
        self._window = self._begin()
        self._home.await_that(lambda: self._screen.windows(CRASH), "the crash dialog")
        self._screen.picture().save(self._home.folder / "window-crash.png")
        (dialog,) = self._screen.windows(CRASH)
        self._screen.focus(dialog)
        self._screen.press("Escape")
        self._home.await_that(lambda: not self._screen.windows(CRASH), "the end of the dialog")
        left = [name for name in self._home.files() if "/session-" in name]
        hold(not left, f"left by the session that crashed: {left}")
        self._home.end(self._window)

    def _main(self) -> list[str]:
        return self._screen.wide_windows(WIDE)

    def _colours(self) -> int:
        """How many there are in the middle of the screen."""
        middle = self._screen.picture().crop((500, 250, 1_100, 650))
        return len(middle.getcolors(middle.width * middle.height) or [])

    def _begin(self) -> subprocess.Popen[bytes]:
        return self._home.begin("--server", self._server, **self._screen.environment)

    def _await_windows(self, what: str) -> list[str]:
        self._home.await_that(self._screen.windows, what)
        return self._screen.windows()


@contextmanager
def in_window(home: EmptyHome, database: tuple[str, ...]) -> Iterator[InWindow]:
    """A walk against a field API of the frozen program itself, on a `database` that is filled."""
    port = str(_free_port())
    server = f"http://127.0.0.1:{port}"
    home.begin("-m", "field_api", "serve", *database, "--port", port)
    home.await_that(lambda: _is_ready(server), "the field API")
    with screen(Path(home.folder, "xvfb.log")) as shown:
        yield InWindow(home, shown, server)
        home.stop()


def _is_ready(server: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{server}/ready", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
