"""Installs, upgrades and removes the setup program of Windows under Wine (`dev.py build`), around a
program of Wine's own: the script is tried, the frozen program is not. Windows itself is tried by
`installer/windows/smoke.ps1`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import windows_package
from installer.freezing import NAME, Frozen
from tools.console import is_root, say

SECONDS = 300.0
# Wine's programs of 64 bits; NSIS of Debian makes setup programs for them.
_PROGRAMS = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
TARGET = "amd64-unicode"
_KEYS = (
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KobraDesktop",
    r"HKCU\Software\Classes\kobra-desktop",
    r"HKCU\Software\Classes\KobraDesktop.Questionnaire",
    r"HKCU\Software\Classes\.xlsform",
)
FULL, RUNNING, OTHERS = 2, 4, 5


class WineFailure(Exception):
    """A step did not do what it says."""


def is_here() -> bool:
    """Whether there is a Wine that runs programs of 64 bits, and what makes them."""
    wanted = ("wine", "wineserver", "xvfb-run", "makensis")
    return all(map(shutil.which, wanted)) and (_PROGRAMS / "cmd.exe").is_file()


class Windows:
    """A Windows of Wine's in a folder, with one setup program of a version to try."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._env = {
            **os.environ,
            "WINEPREFIX": str(folder / "wine"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        self._ran(["wine", "wineboot", "--init"])
        (home,) = [
            path for path in (folder / "wine/drive_c/users").iterdir() if path.name != "Public"
        ]
        self.local = home / "AppData" / "Local"
        self.place = self.local / "Programas de Íñigo" / "Kobra Desktop"
        self.place.parent.mkdir(parents=True)

    def _ran(self, words: list[str | Path]) -> int:
        """What it ended with. With a screen that nobody sees, for the windows that it makes."""
        command = ["xvfb-run", "--auto-servernum", *map(str, words)]
        quiet = subprocess.DEVNULL
        done = subprocess.run(
            command, env=self._env, stdin=quiet, stdout=quiet, stderr=quiet, timeout=SECONDS
        )
        return done.returncode

    def setup(self, version: str) -> Path:
        """The setup program of a version whose folder holds one file of that version's own."""
        source = self._folder / version / NAME
        (source / "_internal").mkdir(parents=True)
        for name in (f"{NAME}.exe", f"{NAME}-console.exe"):
            shutil.copyfile(_PROGRAMS / "cmd.exe", source / name)
        (source / "_internal" / f"{version} ñ.txt").write_text(version, "utf-8")
        return windows_package.setup(
            Frozen(source), version, source.parent, is_quick=True, target=TARGET
        )

    def install(self, setup: Path, place: Path | None = None) -> int:
        """Silently, into a path with blanks: `/D=` takes the rest of the line, without quotes."""
        return self._ran(["wine", setup, "/S", *self._as_said(f"/D={self._windows(place)}")])

    def uninstall(self) -> int:
        """Silently. It works on a copy of itself unless told where it lies, and then it waits."""
        copy = self._folder / "uninstall.exe"
        shutil.copyfile(self.place / "uninstall.exe", copy)
        return self._ran(["wine", copy, "/S", *self._as_said(f"_?={self._windows(None)}")])

    def _windows(self, place: Path | None) -> str:
        inside = (place or self.place).relative_to(self._folder / "wine/drive_c")
        return "C:\\" + str(inside).replace("/", "\\")

    @staticmethod
    def _as_said(word: str) -> list[str]:
        return word.split(" ")

    def knows(self, key: str) -> bool:
        """Whether the registry has a key."""
        return self._ran(["wine", "reg", "query", key]) == 0

    def files(self) -> set[str]:
        """The files where the program is, or would be."""
        return {path.name for path in self.place.rglob("*") if path.is_file()}

    def install_on_full_disk(self, setup: Path) -> tuple[int, str]:
        """What it ends with on a disk of 2 MB with an older program on it, and the files that are
        there then. Needs root, for the disk.
        """
        self.end()  # who opens files must see the disk
        room = self.local / "chico"
        room.mkdir()
        script = f"""
mount -t tmpfs -o size=2m none "$1" && mkdir "$1/K" && echo old > "$1/K/{NAME}.exe" || exit 10
xvfb-run --auto-servernum wine "$2" /S "$3" > /dev/null 2>&1; code=$?
wineserver --kill; find "$1" -type f; exit $code
"""
        words = ["unshare", "--mount", "sh", "-c", script, "sh", room, setup]
        words.append("/D=" + self._windows(room / "K"))
        done = subprocess.run(
            [str(word) for word in words],
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=SECONDS,
        )
        return done.returncode, done.stdout.strip().removeprefix(f"{room}/")

    @contextmanager
    def running(self) -> Iterator[None]:
        """The installed program at work: a prompt that waits for words."""
        program = self.place / f"{NAME}.exe"
        with subprocess.Popen(
            ["wine", str(program)],
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdout.read(1)  # it has begun to speak
            try:
                yield
            finally:
                process.stdin.write(b"exit\r\n")
                process.stdin.close()
                process.stdout.read()

    def end(self) -> None:
        """Wine's own processes of this folder end."""
        subprocess.run(["wineserver", "--kill"], env=self._env, check=False)
        subprocess.run(["wineserver", "--wait"], env=self._env, check=False)


def _hold(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise WineFailure(otherwise)


def tried(folder: Path) -> None:
    """Everything that the script promises. Raises WineFailure."""
    system = Windows(folder)
    try:
        first, second = system.setup("1.2.3"), system.setup("1.3.0")
        _installed(system, first)
        _refused(system, second)
        _upgraded(system, second)
        _removed(system)
        if is_root():
            said = system.install_on_full_disk(second)
            _hold(said == (FULL, f"K/{NAME}.exe"), f"on a full disk: {said}")
    finally:
        system.end()


def _installed(system: Windows, setup: Path) -> None:
    _hold(system.install(setup) == 0, "the setup program failed")
    wanted = {f"{NAME}.exe", f"{NAME}-console.exe", "1.2.3 ñ.txt", "uninstall.exe"}
    _hold(system.files() == wanted, f"installed: {sorted(system.files())}")
    _hold(all(map(system.knows, _KEYS)), "the registry lacks a key")


def _refused(system: Windows, setup: Path) -> None:
    before = system.files()
    with system.running():
        _hold(system.install(setup) == RUNNING, "a running copy was written over")
        _hold(system.uninstall() == RUNNING, "a running copy was removed")
    other = system.local / "de otros"
    other.mkdir()
    (other / "mine.txt").write_text("mine", "utf-8")
    _hold(system.install(setup, other) == OTHERS, "a folder of others was taken")
    _hold((other / "mine.txt").is_file(), "a file of others is gone")
    _hold(system.files() == before, "something changed although it was refused")


def _upgraded(system: Windows, setup: Path) -> None:
    _hold(system.install(setup) == 0, "the upgrade failed")
    files = system.files()
    _hold("1.3.0 ñ.txt" in files and "1.2.3 ñ.txt" not in files, f"after: {sorted(files)}")
    _hold(system.install(setup) == 0, "installing the same again failed")
    names = {path.name for path in system.place.parent.iterdir()}
    _hold(names == {system.place.name}, f"half of an upgrade stayed: {names}")


def _removed(system: Windows) -> None:
    kept = system.local / "Kobra Desktop" / "profiles" / "default" / "kept.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("kept", "utf-8")
    _hold(system.uninstall() == 0, "removing failed")
    _hold(not system.files(), f"left behind: {sorted(system.files())}")
    _hold(not any(map(system.knows, _KEYS)), "the registry still names it")
    _hold(kept.is_file(), "data of a person is gone")


def try_here(near: Path) -> int:
    """Try it where there is a Wine; answers the exit code."""
    if not is_here():
        say("Packages, Windows: not tried, there is no Wine of 64 bits here")
        return 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=near, ignore_cleanup_errors=True) as name:
        try:
            tried(Path(name).resolve())
        except (WineFailure, OSError, subprocess.TimeoutExpired) as problem:
            say(f"Packages, Windows under Wine: failed: {problem}")
            return 1
    took = time.monotonic() - begun
    say(f"Packages, Windows under Wine: installed, upgraded and removed in {took:.0f} s")
    return 0
