"""A screen that nobody sees, and a hand on its keyboard: what a person does with a window, on Linux
with Xvfb and xdotool.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

from installer.empty_home import SmokeFailure
from tools.console import SetupError
from tools.system_libraries import tools_are_there

NEEDED = {"Xvfb": "xvfb", "xdotool": "xdotool"}
SIZE = "1600x900x24"


def why_none() -> str:
    """Why there is no screen to be had on this machine; empty where there is."""
    if sys.platform != "linux":
        return "a screen that nobody sees is had on Linux only"
    try:
        tools_are_there(NEEDED)
    except SetupError as problem:
        return str(problem)
    return ""


class Screen:
    """`display`: what `DISPLAY` is for a program that is to be seen on it."""

    def __init__(self, display: str) -> None:
        self.display = display

    @property
    def environment(self) -> dict[str, str]:
        """For who is to be seen here: no graphics card is behind it, and none is asked for."""
        software = {"QT_QUICK_BACKEND": "software", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", **software}

    def windows(self, title: str = "^Kobra Desktop$") -> list[str]:
        """Those that are seen, by a pattern for their title."""
        return self._ask("search", "--onlyvisible", "--name", title).split()

    def wide_windows(self, over: int) -> list[str]:
        """Those of the program that are wider than so many pixels."""
        return [one for one in self.windows() if self._width(one) > over]

    def focus(self, window: str) -> None:
        """Where keys go from now on: no manager of windows says so here."""
        self._ask("windowfocus", "--sync", window)

    def type(self, text: str) -> None:
        """Type it as a person does, key after key; only ASCII has keys here."""
        self._ask("type", "--delay", "20", text)

    def press(self, *keys: str) -> None:
        """Keys by their names, «ctrl+2», «Return»."""
        self._ask("key", *keys)

    def picture(self) -> Image.Image:
        """What is on it now."""
        return ImageGrab.grab(xdisplay=self.display)

    def _width(self, window: str) -> int:
        said = self._ask("getwindowgeometry", "--shell", window)
        widths = [line for line in said.splitlines() if line.startswith("WIDTH=")]
        return int(widths[0].removeprefix("WIDTH=")) if widths else 0

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.stdout  # a search that finds nothing is no failure


@contextmanager
def screen(log: Path) -> Iterator[Screen]:
    """A screen of one's own; `log` has what it said. Raises SmokeFailure."""
    read, write = os.pipe()
    words = ["-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    with log.open("wb") as said, os.fdopen(read, encoding="ascii") as told:
        server = subprocess.Popen(["Xvfb", *words], pass_fds=(write,), stdout=said, stderr=said)
        try:
            os.close(write)
            number = told.readline().strip()  # the end of the pipe, when it ended instead
            if not number:
                raise SmokeFailure(f"no screen: {log.read_text('utf-8', errors='replace')}")
            yield Screen(f":{number}")
        finally:
            server.terminate()
            server.wait()
