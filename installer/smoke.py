"""Tries the frozen control center as a machine meets it that has nothing else: an empty home whose
name has a space and an ñ, no Python, a field API of its own over real HTTP.

Each step is one that a person takes, and fails when something that it needs was not frozen.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QImage

from installer.freezing import Frozen
from tools.console import is_root, say

SECONDS = 240.0
FORM = (
    ("type", "name", "label", "relevant", "constraint"),
    ("select_one met", "met", "¿Quién abrió?", "", ""),
    ("decimal", "paid", "¿Cuánto pagó?", "${met} = 'holder'", ". > 0"),
)
CHOICES = (("list_name", "name", "label"), ("met", "holder", "Titular"), ("met", "other", "Otro"))
# A map that was painted has land, water and markers; one that failed is of one colour.
LEAST_COLOURS = 200


class SmokeFailure(Exception):
    """A step did not do what it says; the text holds what the program said."""


class Smoke:
    """One try of one frozen control center, in a folder of its own."""

    def __init__(self, frozen: Frozen, folder: Path) -> None:
        self._frozen = frozen
        self._folder = folder
        self._home = folder / "casa de Íñigo"
        self._home.mkdir()

    def steps(self) -> tuple[Callable[[], None], ...]:
        """All of them, the quick ones first."""
        return (
            self.version,
            self.questionnaire_checked,
            self.chart_drawn,
            self.report_written,
            self.city_painted,
        )

    def version(self) -> None:
        """It starts, and says which it is."""
        said = self._run("--version")
        _hold(said.startswith("Kobra Desktop ") and "checkout" not in said, said)

    def questionnaire_checked(self) -> None:
        """A workbook is compiled in a process of its own, and ODK's validator asked by Java."""
        path = self._folder / "forma ñ.xlsx"
        _write_form(path)
        self._run("questionnaire", "check", str(path))
        broken = self._folder / "rota.xlsx"
        _write_form(broken, constraint="${nobody} > 0")
        said = self._run("questionnaire", "check", str(broken), code=1)
        _hold("nobody" in said, said)

    def chart_drawn(self) -> None:
        """A chart is drawn by the one face that ships."""
        spec, picture = self._folder / "chart.json", self._folder / "chart.png"
        spec.write_text(self._run("chart", "--example", "heat_map"), "utf-8")
        self._run("chart", str(spec), str(picture))
        _hold(_colours(picture) > LEAST_COLOURS, "the chart is empty")

    def report_written(self) -> None:
        """A server is made and filled, and its reports are set as paper and as a workbook."""
        database = ("--database-url", f"sqlite:///{(self._folder / 'campo.db').as_posix()}")
        files = (*database, "--data-folder", str(self._folder / "server"))
        city = ("--agents", "4", "--parties", "200", "--days", "3")
        script = ("--script", str(self._folder / "script.json"))
        self._field_api("seed", *files, *script, *city, "--cache", str(self._folder / "cache"))
        asked = ("report", "export", *database, "--report", "semana-direccion", "--format")
        paper, book = self._folder / "semana.pdf", self._folder / "semana.xlsx"
        self._field_api(*asked, "pdf", str(paper))
        _hold("dirección" in PdfReader(paper).pages[0].extract_text().lower(), "no words on paper")
        self._field_api(*asked, "xlsx", str(book))
        _hold(bool(load_workbook(book).sheetnames), "an empty workbook")

    def city_painted(self) -> None:
        """A server, phones and the control center signed in to it, each a process of what was
        frozen: every page is painted, the map with its agents, and a questionnaire previewed.
        """
        pictures = self._folder / "pictures"
        size = ("--seconds", "8", "--agents", "8", "--days", "2")
        self._run("-m", "demo", "--snapshot", str(pictures), *size)
        summary = json.loads((pictures / "summary.json").read_text("utf-8"))
        _hold(not summary["problems"], str(summary["problems"]))
        _hold(summary["agents_on_map"] > 0, "no agent on the map")
        (map_page,) = pictures.glob("*-map.png")
        _hold(_colours(map_page) > LEAST_COLOURS, "the map is empty")

    def _field_api(self, *words: str) -> str:
        return self._run("-m", "field_api", *words)

    def _run(self, *words: str, code: int = 0) -> str:
        """What the program said. Raises SmokeFailure for another exit code."""
        done = subprocess.run(
            [self._frozen.console_program, *words],
            env=self._environment(),
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
        if done.returncode != code:
            shown = " ".join(words)
            raise SmokeFailure(f"{shown}: code {done.returncode}\n{done.stdout[-4_000:]}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """Nothing of ours: no virtual environment, no Node, no Java."""
        kept = ("SYSTEMROOT", "WINDIR", "COMSPEC", "TEMP", "TMP", "LANG")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        home = str(self._home)
        env |= {"HOME": home, "USERPROFILE": home, "LOCALAPPDATA": home, "APPDATA": home}
        env |= {"PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        env["KOBRA_ADMIN_PASSWORD"] = secrets.token_urlsafe(16)
        if is_root():
            env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        return env


def _hold(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise SmokeFailure(otherwise)


def _colours(path: Path) -> int:
    """How many colours a picture has."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    return len({*memoryview(image.constBits()).cast("I")})


def _write_form(path: Path, *, constraint: str = "") -> None:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in FORM:
        survey.append([*row[:4], constraint or row[4]] if row is FORM[-1] else list(row))
    choices = book.create_sheet("choices")
    for words in CHOICES:
        choices.append(list(words))
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["Prueba", "prueba", "1"])
    book.save(path)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kobra-smoke-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def smoke(frozen: Frozen) -> int:
    """Run every step; answers the exit code."""
    failed = 0
    with _folder() as folder:
        for step in Smoke(frozen, folder).steps():
            begun = time.monotonic()
            name = step.__name__.replace("_", " ")
            try:
                step()
            except (SmokeFailure, OSError, subprocess.TimeoutExpired, ValueError) as problem:
                failed += 1
                say(f"Smoke, {name}: failed after {time.monotonic() - begun:.1f} s: {problem}")
            else:
                say(f"Smoke, {name}: {time.monotonic() - begun:.1f} s")
    return 1 if failed else 0
