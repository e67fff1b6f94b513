"""Spanish and English are complete, and every sentence is written so that it can be translated."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kobra_desktop import resources

ROOT = resources.root().parent
CODE = sorted((ROOT / "kobra_desktop").rglob("*.py"))
FOLDER = ROOT / "resources" / "translations"
NAMES = ("tr", "translate")


def calls(file: Path) -> list[ast.Call]:
    """The calls of tr and translate in a file."""
    tree = ast.parse(file.read_text("utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in NAMES and node.args
    ]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_speaking(call: ast.Call) -> bool:
    """Not str.translate or QPainter.translate, which share the name."""
    if _name(call.func) == "tr":
        return True
    return (len(call.args) >= 2 and not isinstance(call.func, ast.Attribute)) or _is_qt(call.func)


def _is_qt(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "QCoreApplication"
    )


def wrong(call: ast.Call) -> str:
    """What lupdate would not read rightly, empty for nothing."""
    texts = call.args[:1] if _name(call.func) == "tr" else call.args[:2]
    if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
        return "not a plain text"
    if _name(call.func) == "tr" and isinstance(call.func, ast.Name):
        return "an alias that lupdate reads as another function"
    last = texts[-1]
    assert isinstance(last, ast.Constant)
    if "%n" in str(last.value) and (_name(call.func) != "tr" or len(call.args) != 3):
        return "a form of number outside self.tr(text, '', n)"
    return ""


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.name)
def test_sentences_are_plain_texts(file: Path) -> None:
    """An f-string lands without a word in an empty context; an alias in a wrong one."""
    found = {call.lineno: wrong(call) for call in calls(file) if is_speaking(call)}
    assert not {line: what for line, what in found.items() if what}


@pytest.mark.parametrize("code", ["tr(f'a')", "self.tr(f'{x}')", "self.tr('%n a')", "tr('C', 'x')"])
def test_the_rules_find_what_is_wrong(code: str) -> None:
    """They can fail."""
    call = ast.parse(code).body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert wrong(call.value)


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_is_unfinished(language: str) -> None:
    """Each entry has its words, each form of number both forms."""
    tree = ElementTree.parse(FOLDER / f"kobra_{language}.ts")
    unfinished = [
        message.findtext("source")
        for message in tree.iter("message")
        if (words := message.find("translation")) is None or words.get("type") == "unfinished"
    ]
    assert not unfinished


def test_placeholders_survive_translation() -> None:
    """{name} and %n stand on both sides."""
    tree = ElementTree.parse(FOLDER / "kobra_es.ts")
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        words = message.find("translation")
        assert words is not None
        forms = [form.text or "" for form in words.iter("numerusform")] or [words.text or ""]
        for form in forms:
            assert _places(form) == _places(source), source


def _places(text: str) -> set[str]:
    parts = {part.partition("}")[0] for part in text.split("{")[1:]}
    return parts | ({"%n"} if "%n" in text else set())


def test_every_sentence_of_the_code_is_in_the_files(tmp_path: Path) -> None:
    """lupdate, run on a copy, finds nothing new."""
    made = tmp_path / "kobra_es.ts"
    options = ["-silent", "-source-language", "en", "-target-language", "es", "-locations", "none"]
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([tool, *options, *map(str, CODE), "-ts", made], check=True, capture_output=True)
    assert _sources(made) == _sources(FOLDER / "kobra_es.ts")


def _sources(file: Path) -> set[tuple[str, str]]:
    found = set()
    for context in ElementTree.parse(file).iter("context"):
        name = context.findtext("name") or ""
        found |= {(name, message.findtext("source") or "") for message in context.iter("message")}
    return found
