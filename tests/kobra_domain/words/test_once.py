"""A code is said in one file of a language: of two, only one would ever be seen."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict

import pytest


@pytest.mark.parametrize("locale", ["es", "en"])
def test_each_code_has_one_home(locale: str) -> None:
    package = importlib.import_module(f"kobra_domain.words.{locale}")
    homes: dict[str, list[str]] = defaultdict(list)
    for module in pkgutil.iter_modules(package.__path__):
        for code in importlib.import_module(f"{package.__name__}.{module.name}").WORDS:
            homes[code].append(module.name)
    assert {code: found for code, found in homes.items() if len(found) > 1} == {}
