"""How soon the frozen control center starts, beside the same from source: runs of both by turns, so
that what else a machine does meets both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from installer import screen
from installer.empty_home import EmptyHome, SmokeFailure, patience
from tools.console import ROOT

RUNS = 7
MOST = 1.3
# A start of tenths of a second is as good as any other.
UNSEEN_S = 0.15
LOOK_EVERY_S = 0.02


@dataclass(frozen=True, slots=True)
class Compared:
    """Medians of seconds."""

    what: str
    frozen_s: float
    source_s: float

    @property
    def is_slow(self) -> bool:
        """Whether a person would wait for what was frozen as they would not from source."""
        return self.frozen_s > max(self.source_s * MOST, self.source_s + UNSEEN_S)

    def __str__(self) -> str:
        times = self.frozen_s / self.source_s
        return f"{self.what}: {self.frozen_s:.2f} s, from source {self.source_s:.2f}, {times:.2f} ×"


def source(*words: str, told: str = "") -> str:
    """What the checkout's program says to the same. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        input=told,
        capture_output=True,
        encoding="utf-8",
        timeout=patience(),
        check=True,
    )
    return done.stdout


def compared(home: EmptyHome) -> Iterator[Compared]:
    """Its version's line and, where a screen can be had, its first window."""
    frozen: list[str | Path] = [home.frozen.console_program]
    checkout: list[str | Path] = [sys.executable, ROOT / "main.py"]
    yield _by_turns("a start that says its version", frozen, checkout, _until_it_ends(home))
    if not screen.why_none():
        with screen.screen(home.folder / "starts.log") as shown:
            look = _until_a_window(home, shown)
            yield _by_turns("a start until its window is seen", frozen, checkout, look)


Command = list[str | Path]
Timed = Callable[[Command], float]


def _by_turns(what: str, frozen: Command, checkout: Command, timed: Timed) -> Compared:
    timed(frozen)  # what is read from disk the first time is in memory the next, for both
    timed(checkout)
    pairs = [(timed(frozen), timed(checkout)) for _ in range(RUNS)]
    of_frozen, of_source = zip(*pairs, strict=True)
    return Compared(what, statistics.median(of_frozen), statistics.median(of_source))


def _until_it_ends(home: EmptyHome) -> Timed:
    def timed(command: Command) -> float:
        begun = time.monotonic()
        words = [*command, "--version"]
        env = home.environment()
        subprocess.run(words, env=env, stdout=subprocess.DEVNULL, timeout=patience(), check=True)
        return time.monotonic() - begun

    return timed


def _until_a_window(home: EmptyHome, shown: screen.Screen) -> Timed:
    def timed(command: Command) -> float:
        begun = time.monotonic()
        env = home.environment(**shown.environment)
        last = begun + patience()
        with subprocess.Popen(
            [*command, "--server", "http://127.0.0.1:9"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                while not shown.windows():
                    if process.poll() is not None or time.monotonic() > last:
                        raise SmokeFailure("no window")
                    time.sleep(LOOK_EVERY_S)
                return time.monotonic() - begun
            finally:
                process.terminate()
                process.wait()

    return timed
