"""Reads the screen's words out of the code, compiles their translations, and checks both."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tools import stamps
from tools.console import ROOT, SetupError, run, say
from tools.python_setup import BIN

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("es", "en")


def files() -> list[Path]:
    """The translation sources that exist."""
    return sorted(FOLDER.glob("kobra_*.ts"))


def ensure() -> None:
    """Each `.ts` has its `.qm`; what is not translated yet shows in English."""
    for source in files():
        compiled = source.with_suffix(".qm")
        stamp = ROOT / ".venv" / ".stamps" / compiled.name
        value = stamps.digest([source])
        if not stamps.is_fresh(stamp, value, compiled):
            # A window that is open has the old file mapped: written over, it would crash there.
            part = compiled.with_name(f"{compiled.name}.part")
            words = ["-silent", str(source), "-qm", str(part)]
            run([BIN / "pyside6-lrelease", *words], f"Compiling {source.name}")
            part.replace(compiled)
            stamps.write(stamp, value, compiled)


def update() -> int:
    """Bring the `.ts` files up to the code; answer an exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        target = FOLDER / f"kobra_{language}.ts"
        run(_reading(language, target), f"Reading words for {target.name}")
    return 0


def check() -> int:
    """0 when every word of the code is in the files and every entry is finished.

    Works on copies: a check changes nothing.
    """
    sources = files()
    with tempfile.TemporaryDirectory() as folder:
        results = [_is_complete(source, Path(folder)) for source in sources]
    say(f"translations: {len(sources)} files, {'complete' if all(results) else 'NOT complete'}")
    return 0 if all(results) else 1


def _is_complete(source: Path, folder: Path) -> bool:
    copy = folder / source.name
    shutil.copyfile(source, copy)
    read = _reading(source.stem.removeprefix("kobra_"), copy)
    subprocess.run(read, cwd=ROOT, check=True)
    if copy.read_bytes() != source.read_bytes():
        say(f"{source.name} is behind the code: run python dev.py translations")
        return False
    words = ["-silent", "-fail-on-unfinished", str(copy), "-qm", str(copy.with_suffix(".qm"))]
    return subprocess.run([BIN / "pyside6-lrelease", *words], cwd=ROOT).returncode == 0


def _reading(language: str, target: Path) -> list[str]:
    """The command that reads the words, source English.

    English holds only the forms of number: everything else is its own translation.
    """
    code = sorted((ROOT / "kobra_desktop").rglob("*.py"))
    if not code:
        raise SetupError("There is no kobra_desktop to read words from.")
    options = ["-source-language", "en", "-target-language", language]
    options += ["-no-obsolete", "-locations", "none", *(["-pluralonly"] * (language == "en"))]
    return [str(BIN / "pyside6-lupdate"), "-silent", *options, *map(str, code), "-ts", str(target)]
