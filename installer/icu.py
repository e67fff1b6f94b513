"""The data of ICU, held to what is spoken here: most of it is other languages' names, and tables of
old encodings. There are two of them, Qt's own (a library, on Linux: thirty megabytes) and the web
engine's (a file, ten).

Each is one table of named items, and is made again with fewer of them; the format is ICU's «common
data» (`CmnD`): a header, the count, offsets of names and data, both sorted.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from tools.console import SetupError

Wanted = Callable[[str], bool]
SPOKEN = ("en", "es")
_LOCALE = re.compile(r"([a-z]{2,3})(_[A-Z0-9_]\w*)?")
_ENCODINGS = ".cnv"
_DICTIONARIES = ".dict"  # where words end in scripts without blanks
_ALIGN = 16
_TABLE = b"CmnD"
_TABLE_AT = 12  # of a header, where its format is named


def is_wanted(item: str) -> bool:
    """Whether an item of ICU's data goes in, «icudt73l/coll/es.res» for one."""
    path = PurePosixPath(item)
    if path.suffix in (_ENCODINGS, _DICTIONARIES):
        return False
    if path.name == "unames.icu" or "translit" in path.parts:
        return False
    locale = _LOCALE.fullmatch(path.stem)
    return path.suffix != ".res" or locale is None or locale[1] in SPOKEN


def is_wanted_of_web(item: str) -> bool:
    """The same of the web engine's, which is told in any encoding what a page is."""
    return item.endswith(_ENCODINGS) or is_wanted(item)


def items(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each name of a table, with its data."""
    start = struct.unpack_from("<H", table)[0]
    (count,) = struct.unpack_from("<I", table, start)
    places = list(struct.iter_unpack("<II", table[start + 4 : start + 4 + 8 * count]))
    ends = [data for _, data in places[1:]] + [len(table) - start]
    for (name, data), end in zip(places, ends, strict=True):
        last = table.index(b"\0", start + name)
        yield table[start + name : last], table[start + data : start + end]


def trimmed(table: bytes, wanted: Wanted = is_wanted) -> bytes:
    """The same table, of what is wanted."""
    kept = [(name, data) for name, data in items(table) if wanted(name.decode("ascii"))]
    names_at = 4 + 8 * len(kept)
    names = b"".join(name + b"\0" for name, _ in kept)
    body = bytearray(_padded(names_at + len(names)))
    struct.pack_into("<I", body, 0, len(kept))
    body[names_at : names_at + len(names)] = names
    name_at = names_at
    for number, (name, data) in enumerate(kept):
        struct.pack_into("<II", body, 4 + 8 * number, name_at, len(body))
        name_at += len(name) + 1
        body += data + bytes(_padded(len(data)) - len(data))
    return table[: struct.unpack_from("<H", table)[0]] + bytes(body)


def _padded(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def trim_file(path: Path) -> None:
    """Make the web engine's file anew. Raises SetupError for one that holds no table."""
    table = path.read_bytes()
    if table[_TABLE_AT : _TABLE_AT + len(_TABLE)] != _TABLE:
        raise SetupError(f"{path.name} holds no table of ICU's")
    path.write_bytes(trimmed(table, is_wanted_of_web))


def trim(library: Path, work: Path) -> None:
    """Make Qt's library anew, in a folder for what is made in between. Raises SetupError for one
    that is not as it was when this was written, CalledProcessError when it cannot be linked.
    """
    content = library.read_bytes()
    start = content.find(_TABLE) - _TABLE_AT
    said = re.search(rb"\0(icudt\d+_dat)\0", content)
    if start < 0 or said is None:
        raise SetupError(f"{library.name} holds no table of ICU's")
    symbol = said[1].decode("ascii")
    work.mkdir(parents=True, exist_ok=True)
    Path(work, "icu.dat").write_bytes(trimmed(content[start:]))
    section = ".rodata,alloc,load,readonly,data,contents"
    for command in (
        ["ld", "-r", "-b", "binary", "icu.dat", "-o", "read.o"],
        [
            *("objcopy", "--rename-section", f".data={section}"),
            *("--set-section-alignment", f".rodata={_ALIGN}"),
            *("--redefine-sym", f"_binary_icu_dat_start={symbol}", "--keep-global-symbol", symbol),
            *("read.o", "named.o"),
        ],
        ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "named.o", "-o", "icu.so"],
    ):
        subprocess.run(command, cwd=work, check=True)
    Path(work, "icu.so").replace(library)
