"""`python -m tests.kobra_desktop.accessibility.reading FILE`, inside `dbus-run-session`: shows the
window in both languages on a screen of its own and writes, as JSON, what a screen reader is told of
each place: `{language: {place: {things, way}}}` (`thing`, `shown.way`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kobra_desktop.accessibility.dialogs import DIALOGS, INSIDE
from tests.kobra_desktop.accessibility.spoken import Reader, Spoken

LANGUAGES = ("es", "en")
# What the web engine paints comes last: its page takes the Tab key for itself.
PAINTED = ("map", "visits/plan", "reports/hours")
# Their small map takes it once it is painted, and not before: either may be met.
MAPPED = ("over region", "in answers")
PLACES = (
    "today",
    "visits/list",
    "visits/review",
    "portfolio/accounts",
    "portfolio/parties",
    "portfolio/places",
    "portfolio/imports",
    "portfolio/outgoing",
    "agreements/promises",
    "agreements/payments",
    "questionnaires",
    "questionnaires/library",
    "questionnaires/answers",
    "reports/mine",
    "alerts/open",
    "administration/users",
    "administration/staff",
    "administration/portfolios",
    "administration/alerts",
    "administration/sending",
    "administration/aside",
    "administration/audit",
    "administration/privacy",
    "administration/server",
    *(f"over {name}" for name in DIALOGS),
    *(f"in {name}" for name in INSIDE),
    *PAINTED,
)
WAITS_S = 60


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody looks at."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        yield f":{os.read(reading, 20).decode().strip()}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait(10)


class Shown:
    """A window in a process of its own."""

    def __init__(self, language: str, display: str) -> None:
        env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            # No card is behind this screen, and two programs ask at once.
            "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
            "QT_QUICK_BACKEND": "software",
        }
        words = [sys.executable, "-m", "tests.kobra_desktop.accessibility.shown", language]
        pipe = subprocess.PIPE
        self._program = subprocess.Popen(words, env=env, stdin=pipe, stdout=pipe, text=True)
        self.name = f"kobra-{language}"

    def wait(self) -> list[list[object]]:
        """Until it has shown what it was asked for; the way of its Tab key."""
        assert self._program.stdout is not None
        return json.loads(self._program.stdout.readline())  # type: ignore[no-any-return]

    def ask(self, place: str) -> None:
        """Have it open a place."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{place}\n")
        self._program.stdin.flush()

    def end(self) -> None:
        """Close it."""
        assert self._program.stdin is not None
        self._program.stdin.close()
        try:
            self._program.wait(20)
        except subprocess.TimeoutExpired:
            self._program.kill()
            raise


def thing(one: Spoken) -> dict[str, object]:
    """What the tests look at of a thing in sight."""
    return {
        "name": one.name,
        "label": one.label,
        "role": one.role,
        "about": one.about,
        "takes_keys": one.is_focusable,
        "acts": one.is_enabled,
    }


def window_of(reader: Reader, name: str) -> Spoken:
    """The program of that name, once it has told the registry that it is there."""
    until = time.monotonic() + WAITS_S
    while time.monotonic() < until:
        for place in reader.programs():
            if reader.name_of(place) == name:
                return Spoken(place)
        time.sleep(0.1)
    raise TimeoutError(name)


def in_front(reader: Reader, program: Spoken, place: str) -> list[Spoken]:
    """What is in sight of the window, or of what stands over it."""
    tops = reader.read(program.place).parts
    is_over = place.startswith("over ")
    asked = tops[1:] if is_over else tops  # the main window is the first that came
    return [part for top in asked for part in top.all() if part.is_showing]


def main(file: Path) -> int:
    """Read everything; both windows work at once."""
    told: dict[str, dict[str, object]] = {language: {} for language in LANGUAGES}
    with screen() as display:
        shown = {language: Shown(language, display) for language in LANGUAGES}
        for one in shown.values():
            one.wait()
        reader = Reader()
        roots = {language: window_of(reader, one.name) for language, one in shown.items()}
        for place in PLACES:
            for one in shown.values():
                one.ask(place)
            for language, one in shown.items():
                way = one.wait()
                things = [thing(part) for part in in_front(reader, roots[language], place)]
                told[language][place] = {"things": things, "way": way}
        reader.close()
        for one in shown.values():
            one.end()
    file.write_text(json.dumps(told), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
