"""Qt's data of languages, held to those that are spoken here."""

from __future__ import annotations

import ctypes
import shutil
import sys
from pathlib import Path

import PySide6
import pytest

from installer import icu
from tools.console import SetupError

LIBRARY = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"), None)
linked = pytest.mark.skipif(
    LIBRARY is None or sys.platform != "linux" or shutil.which("ld") is None,
    reason="Qt's ICU is on Linux only, and needs binutils",
)


@pytest.mark.parametrize(
    ("item", "is_wanted"),
    [
        ("icudt73l/es_MX.res", True),
        ("icudt73l/coll/es.res", True),
        ("icudt73l/coll/root.res", True),
        ("icudt73l/coll/ucadata.icu", True),
        ("icudt73l/zoneinfo64.res", True),
        ("icudt73l/pool.res", True),
        ("icudt73l/res_index.res", True),
        ("icudt73l/brkitr/word.brk", True),
        ("icudt73l/de.res", False),
        ("icudt73l/lang/zh_Hant.res", False),
        ("icudt73l/brkitr/cjdict.dict", False),
        ("icudt73l/gb18030.cnv", False),
        ("icudt73l/translit/root.res", False),
    ],
)
def test_what_is_spoken_stays(item: str, is_wanted: bool) -> None:
    assert icu.is_wanted(item) == is_wanted


@linked
def test_a_library_is_made_again_with_what_stays(tmp_path: Path) -> None:
    assert LIBRARY is not None
    copy = tmp_path / LIBRARY.name
    shutil.copyfile(LIBRARY, copy)
    before = dict(icu.items(_table(copy)))
    icu.trim(copy, tmp_path / "work")
    table = _table(copy)
    after = dict(icu.items(table))
    assert copy.stat().st_size < LIBRARY.stat().st_size / 5
    assert sorted(after) == list(after) == [n for n in before if icu.is_wanted(n.decode())]
    for name, data in after.items():
        assert data.startswith(before[name]) or before[name].startswith(data)
    symbol = f"icudt{LIBRARY.suffix[1:]}_dat"
    held = (ctypes.c_char * 16).in_dll(ctypes.CDLL(str(copy)), symbol)
    assert held.raw[12:16] == b"CmnD"
    assert ctypes.addressof(held) % 16 == 0


def test_the_web_engines_table_keeps_what_pages_are_told_in(tmp_path: Path) -> None:
    copy = tmp_path / "icudtl.dat"
    shutil.copyfile(next(Path(PySide6.__file__).parent.rglob(copy.name)), copy)
    before = dict(icu.items(copy.read_bytes()))
    icu.trim_file(copy)
    after = [name.decode() for name, _ in icu.items(copy.read_bytes())]
    assert after == [n.decode() for n in before if icu.is_wanted_of_web(n.decode())]
    assert any(name.endswith(".cnv") for name in after)
    assert not any("/de.res" in name for name in after)
    copy.write_bytes(b"no table")
    with pytest.raises(SetupError):
        icu.trim_file(copy)


@linked
def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "libicudata.so.73"
    other.write_bytes(b"\x7fELF and nothing else")
    with pytest.raises(SetupError):
        icu.trim(other, tmp_path / "work")


def _table(library: Path) -> bytes:
    content = library.read_bytes()
    return content[content.index(b"CmnD") - 12 :]
