"""A machine that has nothing else: an empty home whose name has a space and an ñ, no Python, no
Node, no Java; the frozen control center is started in it.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installer.freezing import Frozen
from tools.console import is_root

SECONDS = 240.0
LOOK_EVERY_S = 0.1
# What a system itself needs; nothing of ours is among it.
_KEPT = ("SYSTEMROOT", "WINDIR", "COMSPEC", "TEMP", "TMP", "LANG", "PATHEXT")


class SmokeFailure(Exception):
    """A step did not do what it says; the text holds what the program said."""


def hold(is_so: bool, otherwise: str) -> None:
    """Raise SmokeFailure with these words unless it is so."""
    if not is_so:
        raise SmokeFailure(otherwise)


def patience(seconds: float = SECONDS) -> float:
    """Seconds until a wait is given up: longer where others have more to do than there are
    processors, as what is waited for gets that much less of one.
    """
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
    return seconds * max(1.0, load / (os.cpu_count() or 1))


class EmptyHome:
    """`folder` holds whatever a try makes; `home` is the one of who tries. What runs in it ends
    with `stop`.
    """

    def __init__(self, frozen: Frozen, folder: Path) -> None:
        self.frozen = frozen
        self.folder = folder
        self.home = folder / "casa de Íñigo"
        self.password = secrets.token_urlsafe(16)
        self._path = folder / "nothing"
        self._running: list[subprocess.Popen[bytes]] = []
        self._logs: list[IO[bytes]] = []
        for made in (self.home, self._path):
            made.mkdir()

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of ours: no virtual environment, no Node, no Java, no other's folders."""
        env = {name: os.environ[name] for name in _KEPT if name in os.environ}
        home = str(self.home)
        env |= {"HOME": home, "USERPROFILE": home, "LOCALAPPDATA": home, "APPDATA": home}
        env |= {"PATH": os.defpath if sys.platform == "win32" else str(self._path)}
        env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        env["KOBRA_ADMIN_PASSWORD"] = self.password
        if is_root():
            env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        return env | more

    def run(self, *words: str, code: int = 0, told: str = "") -> str:
        """What the program said when it had ended. Raises SmokeFailure for another exit code."""
        done = subprocess.run(
            [self.frozen.console_program, *words],
            env=self.environment(),
            cwd=self.home,
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=patience(),
        )
        if done.returncode != code:
            shown = " ".join(words)
            raise SmokeFailure(f"{shown}: code {done.returncode}\n{done.stdout[-4_000:]}")
        return done.stdout

    def begin(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start it and do not wait; `said` has its words."""
        log = (self.folder / f"said-{len(self._logs)}.log").open("w+b")
        self._logs.append(log)
        process = subprocess.Popen(
            [self.frozen.console_program, *words],
            env=self.environment(**environment),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        self._running.append(process)
        return process

    def said(self) -> str:
        """The last words of what was begun."""
        texts = (Path(log.name).read_text("utf-8", errors="replace") for log in self._logs)
        return "\n".join(text[-1_500:] for text in texts if text)

    def await_that(self, is_so: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
        """Wait for it. Raises SmokeFailure when it does not come, or when what was begun ends."""
        last_s = time.monotonic() + patience(seconds)
        while not is_so():
            is_over = any(one.poll() is not None for one in self._running)
            if is_over or time.monotonic() > last_s:
                raise SmokeFailure(f"{what} did not come; the program said:\n{self.said()}")
            time.sleep(LOOK_EVERY_S)

    def end(self, process: subprocess.Popen[bytes], *, hard: int = 0) -> None:
        """End one that was begun, by a signal (`hard`) or as a system does that shuts down."""
        if hard:
            process.send_signal(hard)
        else:
            process.terminate()
        try:
            process.wait(patience(20.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.forget(process)

    def forget(self, process: subprocess.Popen[bytes]) -> None:
        """It may end now, or has ended: that is no failure."""
        self._running.remove(process)

    def stop(self) -> None:
        """End whatever still runs."""
        for process in tuple(self._running):
            self.end(process)
        for log in self._logs:
            log.close()

    def files(self) -> list[str]:
        """What lies in the home by now, by place."""
        found = (path for path in self.home.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.home).as_posix() for path in found)


@contextmanager
def empty_home(frozen: Frozen, folder: Path) -> Iterator[EmptyHome]:
    """One in a folder; nothing of it runs on afterwards."""
    home = EmptyHome(frozen, folder)
    try:
        yield home
    finally:
        home.stop()
