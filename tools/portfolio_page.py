"""`python -m tools.portfolio_page` writes the tables of docs/portfolio.md anew: what a file's
columns are called, what refuses a file or a row, what is taken and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from kobra_domain.imports.problems import FileCode, RowCode, WarningCode
from kobra_domain.imports.synonyms import SYNONYMS
from kobra_domain.imports.targets import NEEDED, REPEATED, TAKEN, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words.en import WORDS
from tools.console import ROOT

PAGE = ROOT / "docs" / "portfolio.md"
_PART = re.compile(r"<!-- made: (\w+) -->\n.*?<!-- end -->", re.DOTALL)


def page(now: str) -> str:
    """The page with its tables made anew. Raises KeyError for a table that there is none of."""

    def made(found: re.Match[str]) -> str:
        name = found.group(1)
        lines = "\n".join(_TABLES[name]())
        return f"<!-- made: {name} -->\n{lines}\n<!-- end -->"

    return _PART.sub(made, now)


def _columns() -> Iterator[str]:
    yield "| header | what it is | in files of | also called |"
    yield "|---|---|---|---|"
    for target in Target:
        kinds = [kind for kind in ImportKind if target in TAKEN[kind]]
        where = ", ".join(_in(kind, target) for kind in kinds)
        again = "; may come again" if target in REPEATED else ""
        names = ", ".join(SYNONYMS.get(target, ()))
        yield f"| `{target}` | {WORDS[f'target.{target}']}{again} | {where} | {names} |"


def _in(kind: ImportKind, target: Target) -> str:
    """The kind, bold where a row needs it."""
    needed = any(target in together for together in NEEDED[kind])
    return f"**{kind}**" if needed else str(kind)


def _sentences(codes: type[StrEnum], prefix: str) -> Iterator[str]:
    yield "| code | sentence |"
    yield "|---|---|"
    for code in codes:
        yield f"| `{code}` | {WORDS[f'{prefix}.{code}']} |"


_TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "columns": _columns,
    "files": lambda: _sentences(FileCode, "file_code"),
    "rows": lambda: _sentences(RowCode, "row_code"),
    "warnings": lambda: _sentences(WarningCode, "warning_code"),
}


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
