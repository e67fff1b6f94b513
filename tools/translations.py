"""Reads the screen's words out of the code and compiles their translations."""

from __future__ import annotations

from pathlib import Path

from tools import stamps
from tools.console import ROOT, SetupError, run
from tools.python_setup import BIN

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("es", "en")


def files() -> list[Path]:
    """The translation sources that exist."""
    return sorted(FOLDER.glob("kobra_*.ts"))


def ensure() -> None:
    """Each `.ts` has its `.qm`. Raises SetupError while an entry is unfinished."""
    for source in files():
        compiled = source.with_suffix(".qm")
        stamp = ROOT / ".venv" / ".stamps" / compiled.name
        value = stamps.digest([source])
        if not stamps.is_fresh(stamp, value, compiled):
            _release(source, compiled)
            stamps.write(stamp, value)


def _release(source: Path, compiled: Path) -> None:
    options = ["-silent", "-fail-on-unfinished", str(source), "-qm", str(compiled)]
    run([BIN / "pyside6-lrelease", *options], f"Compiling {source.name}")


def update() -> int:
    """Bring the `.ts` files up to the code (source English); answer an exit code.

    English holds only the forms of number, everything else is its own translation.
    """
    code = sorted((ROOT / "kobra_desktop").rglob("*.py"))
    if not code:
        raise SetupError("There is no kobra_desktop to read words from.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        options = ["-source-language", "en", "-target-language", language]
        options += ["-no-obsolete", "-locations", "none", *(["-pluralonly"] * (language == "en"))]
        target = FOLDER / f"kobra_{language}.ts"
        words = ["-silent", *options, *map(str, code), "-ts", str(target)]
        run([BIN / "pyside6-lupdate", *words], f"Reading words for {target.name}")
    return 0
