"""Shared libraries of Linux: without symbols where they still load without them, and what of Qt's
own they need.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path

_MAGIC = b"\x7fELF"
_LOAD = 1
_NEEDED = re.compile(r"\(NEEDED\).*\[(lib(?:Qt6|icu|pyside6|shiboken6)[^\]]*)\]")


def is_library(path: Path) -> bool:
    """Whether it is one, and no link to one."""
    if ".so" not in path.name or path.is_symlink():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def strip(library: Path) -> None:
    """Leave out what only a debugger reads. Stays as it is where that would break it: what a tool
    for wheels has rewritten no longer lies at whole pages then, and does not load.
    """
    thin = library.with_name(f"{library.name}.thin")
    done = subprocess.run(["strip", "--strip-unneeded", "-o", thin, library], capture_output=True)
    if done.returncode == 0 and lies_at_pages(thin.read_bytes()):
        shutil.copymode(library, thin)
        thin.replace(library)
    thin.unlink(missing_ok=True)


def lies_at_pages(content: bytes) -> bool:
    """Whether what is to be loaded of a 64-bit library lies in it as it will in memory."""
    (table,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for number in range(count):
        kind, _, offset, address, _, _, _, align = struct.unpack_from(
            "<IIQQQQQQ", content, table + number * size
        )
        if kind == _LOAD and align > 1 and (offset - address) % align:
            return False
    return True


def needed_of_qt(libraries: Iterable[Path]) -> set[str]:
    """Which of Qt's own libraries these say that they need, by name."""
    words = ["readelf", "--dynamic", "--wide", *map(str, libraries)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return {*_NEEDED.findall(said)}
