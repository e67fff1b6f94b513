"""The words of the screen can be read out of the code, and the check of them can fail."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest

from tools import console, stamps, translations

ROOT = console.ROOT
SAMPLE = """from PySide6.QtCore import QObject
class Page(QObject):
    def words(self) -> str:
        return self.tr("Agents on the map")
"""


def translated_calls(source: str) -> Iterator[ast.Call]:
    """Calls of tr() and translate() anywhere in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("tr", "translate"):
                yield node


def is_built_at_run_time(call: ast.Call) -> bool:
    """Whether a word is put together when it is too late for the translators' file."""
    return any(isinstance(a, ast.JoinedStr | ast.BinOp) for a in call.args)


def unread_calls(source: str) -> Iterator[ast.Call]:
    """Calls inside an f-string, where the tool that reads the words does not look."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield from translated_calls(ast.unparse(node))


def test_no_word_stands_inside_an_f_string() -> None:
    for file in (ROOT / "kobra_desktop").rglob("*.py"):
        found = [ast.unparse(call) for call in unread_calls(file.read_text("utf-8"))]
        assert found == [], file
    assert list(unread_calls("""f"{n} · {translate('Page', 'to send')}" """))


def test_no_word_is_built_at_run_time() -> None:
    for file in (ROOT / "kobra_desktop").rglob("*.py"):
        for call in translated_calls(file.read_text("utf-8")):
            assert not is_built_at_run_time(call), f"{file}:{call.lineno}"


def test_the_search_for_built_words_finds_them() -> None:
    calls = list(translated_calls("self.tr(f'{n} agents'); tr('a' + b); tr('fine').format(n)"))
    assert [is_built_at_run_time(call) for call in calls] == [True, True, False]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny checkout with one word on its screen."""
    (tmp_path / "kobra_desktop").mkdir()
    (tmp_path / "kobra_desktop" / "page.py").write_text(SAMPLE, "utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "translations")
    return tmp_path / "translations" / "kobra_es.ts"


def test_an_untranslated_word_fails_and_a_translated_one_passes(checkout: Path) -> None:
    translations.update()
    text = checkout.read_text("utf-8")
    assert "Agents on the map" in text
    assert translations.check() == 1
    done = '<translation type="unfinished"></translation>'
    assert done in text
    checkout.write_text(text.replace(done, "<translation>Gestores</translation>"), "utf-8")
    assert translations.check() == 0


def test_a_word_the_files_do_not_know_fails(checkout: Path) -> None:
    translations.update()
    page = checkout.parent.parent / "kobra_desktop" / "page.py"
    page.write_text(SAMPLE.replace("Agents on", "Visits on"), "utf-8")
    before = checkout.read_bytes()
    assert translations.check() == 1
    assert checkout.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there Qt maps no file")
def test_an_open_window_keeps_the_words_that_it_has(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is mapped there: it is another one's place that the new words take."""
    root = checkout.parent.parent
    monkeypatch.setattr(stamps, "ROOT", root)
    translations.update()
    translations.ensure()
    compiled = checkout.with_suffix(".qm")
    words = compiled.read_bytes()
    with compiled.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as held:
        done = checkout.read_text("utf-8").replace(
            '<translation type="unfinished"></translation>', "<translation>Gestores</translation>"
        )
        checkout.write_text(done, "utf-8")
        translations.ensure()
        assert held[:] == words
    assert compiled.read_bytes() != words
    assert [one.name for one in checkout.parent.glob("*.part")] == []
