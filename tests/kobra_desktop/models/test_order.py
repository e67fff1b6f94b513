"""Names are ordered by `collation` alone: no key of an order in models or views folds case."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kobra_desktop

ROOT = Path(kobra_desktop.__file__).parent
SOURCES = [path for part in ("models", "views") for path in (ROOT / part).rglob("*.py")]
ORDERING = {"sorted", "sort", "min", "max", "Column"}  # a column's `sort` is a key
FOLDING = {"casefold", "lower", "upper"}


def folding(source: str) -> list[int]:
    """The lines that order by something that folds case, there or in a function of the module."""
    tree = ast.parse(source)
    made = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}

    def folds(key: ast.AST) -> bool:
        parts = list(ast.walk(key))
        named = [made[p.id] for p in parts if isinstance(p, ast.Name) and p.id in made]
        parts += [part for one in named for part in ast.walk(one)]
        return any(isinstance(part, ast.Attribute) and part.attr in FOLDING for part in parts)

    return [key.lineno for key in keys(tree) if folds(key)]


def keys(tree: ast.AST) -> Iterator[ast.expr]:
    """What orders are made by."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in ORDERING:
                yield from (one.value for one in call.keywords if one.arg in ("key", "sort"))
            if name == "Column":
                yield from call.args[3:4]


@pytest.mark.parametrize(
    "source",
    [
        "sorted(names, key=str.casefold)",
        "names.sort(key=lambda one: one.name.lower())",
        "Column('name', 'Name', text, lambda row: row.name.casefold())",
        "def by(row): return row.name.casefold()\nmax(names, key=by)",
    ],
)
def test_an_order_that_folds_case_is_found(source: str) -> None:
    """In a lambda, by name, in a column."""
    assert folding(source)


def test_no_order_folds_case() -> None:
    """«Óscar» would stand after «Zoila»."""
    assert len(SOURCES) > 100
    found = {path.name: lines for path in SOURCES if (lines := folding(path.read_text("utf-8")))}
    assert not found
