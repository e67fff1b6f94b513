"""Copies the icons in use from the npm set and colours them for both themes.

`dist/plain` keeps `currentColor` for who colours at run time; `dist/light` and `dist/dark` are
in the theme's secondary text colour, for style sheets, which can only name a file.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tools import stamps
from tools.console import ROOT, SetupError

SET = ROOT / "node_modules" / "lucide-static"
NAMES = ROOT / "resources" / "icons.json"
TOKENS = ROOT / "resources" / "tokens.json"
DIST = ROOT / "resources" / "icons" / "dist"
COLOUR = "text_2"


def value() -> str:
    """What the built icons depend on, as a digest."""
    return stamps.digest([NAMES, TOKENS, ROOT / "package-lock.json", Path(__file__)])


def names() -> list[str]:
    """The icons the product uses."""
    listed: list[str] = json.loads(NAMES.read_text("utf-8"))
    return listed


def build() -> int:
    """Write all icons anew; answer how many. Raises SetupError for a name the set lacks."""
    tokens = json.loads(TOKENS.read_text("utf-8"))
    shutil.rmtree(DIST, ignore_errors=True)
    for name in names():
        plain = _compact(_source(name))
        _write("plain", name, plain)
        for theme in ("light", "dark"):
            _write(theme, name, plain.replace("currentColor", tokens[theme][COLOUR]))
    shutil.copyfile(SET / "LICENSE", DIST / "LICENSE.txt")
    return len(names())


def _source(name: str) -> str:
    path = SET / "icons" / f"{name}.svg"
    if not path.is_file():
        raise SetupError(f"resources/icons.json names {name}, which the icon set does not have.")
    return path.read_text("utf-8")


def _compact(svg: str) -> str:
    """One line, without comments and the class that nobody styles."""
    bare = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    bare = re.sub(r'\sclass="[^"]*"', "", bare)
    return re.sub(r">\s+<", "><", " ".join(bare.split())).replace(" >", ">")


def _write(folder: str, name: str, svg: str) -> None:
    target = DIST / folder / f"{name}.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(svg + "\n", "utf-8")
