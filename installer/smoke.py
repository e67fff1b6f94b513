"""Tries the frozen control center as a machine meets it that has nothing else: an empty home whose
name has a space and an ñ, no Python, a field API of its own over real HTTP.

Each step is one that a person takes, and fails when something that it needs was not frozen.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QImage

from installer import contents, screen, starts
from installer.empty_home import EmptyHome, SmokeFailure, empty_home, hold
from installer.freezing import Frozen
from installer.in_window import in_window
from tools.console import ROOT, say

FORM = (
    ("type", "name", "label", "relevant", "constraint"),
    ("select_one met", "met", "¿Quién abrió?", "", ""),
    ("decimal", "paid", "¿Cuánto pagó?", "${met} = 'holder'", ". > 0"),
)
CHOICES = (("list_name", "name", "label"), ("met", "holder", "Titular"), ("met", "other", "Otro"))
# A chart or a map that was painted; one that failed is of one colour.
LEAST_COLOURS = 200
# Where a profile's data, what can be fetched again and its log lie (platformdirs).
PLACES = (".local/share/Kobra Desktop/", ".local/state/Kobra Desktop/", ".cache/")
Step = Callable[[], None]


class Smoke:
    """One try of one frozen control center, in an empty home."""

    def __init__(self, home: EmptyHome) -> None:
        self._home = home
        self._folder = home.folder
        url = f"sqlite:///{(self._folder / 'campo.db').as_posix()}"
        self._database = ("--database-url", url)
        self._data = ("--data-folder", str(self._folder / "server"))
        self._before = home.frozen.listed()

    def steps(self) -> Iterator[Step]:
        """The quick ones first, each one alone; those in a window where there can be one."""
        yield from (
            self.version,
            self.whole,
            self.questionnaire_checked,
            self.chart_drawn,
            self.report_written,
        )
        none = screen.why_none()
        if none:
            say(f"No window is tried here: {none}")
        else:
            with in_window(self._home, (*self._database, *self._data)) as window:
                yield from window.steps()
        yield self.leaves_what_is_the_persons

    def long_steps(self) -> Iterator[Step]:
        """Those that a build takes its time for."""
        yield self.city_painted
        yield self.starts_soon

    def version(self) -> None:
        """It starts, and says which it is."""
        said = self._home.run("--version")
        hold(said.startswith("Kobra Desktop ") and "checkout" not in said, said)

    def whole(self) -> None:
        """Each module of ours and each of others that ours name can be loaded, each file of ours is
        where it is looked for; save what does not work from source on this machine either.
        """
        modules = [*contents.BY_NAME, *contents.own_modules(ROOT), *contents.named_modules(ROOT)]
        files = [Path(to, Path(at).name).as_posix() for at, to in contents.own_data(ROOT)]
        asked = json.dumps({"modules": modules, "files": files})
        lacks = json.loads(self._home.run("-m", contents.PROBE, told=asked).splitlines()[-1])
        asked = json.dumps({"modules": modules, "files": []})
        here = json.loads(starts.source("-m", contents.PROBE, told=asked).splitlines()[-1])
        known = {line.partition(":")[0] for line in here}
        missing = [line for line in lacks if line.partition(":")[0] not in known]
        hold(not missing, "it lacks\n" + "\n".join(missing))

    def questionnaire_checked(self) -> None:
        """A workbook is compiled in a process of its own, and ODK's validator asked by Java."""
        path = self._folder / "forma ñ.xlsx"
        _write_form(path)
        self._home.run("questionnaire", "check", str(path))
        broken = self._folder / "rota.xlsx"
        _write_form(broken, constraint="${nobody} > 0")
        said = self._home.run("questionnaire", "check", str(broken), code=1)
        hold("nobody" in said, said)

    def chart_drawn(self) -> None:
        """A chart is drawn by the one face that ships."""
        spec, picture = self._folder / "chart.json", self._folder / "chart.png"
        spec.write_text(self._home.run("chart", "--example", "heat_map"), "utf-8")
        self._home.run("chart", str(spec), str(picture))
        hold(_colours(picture) > LEAST_COLOURS, "the chart is empty")

    def report_written(self) -> None:
        """A server is made and filled, and its reports are set as paper and as a workbook."""
        files = (*self._database, *self._data)
        city = ("--agents", "4", "--parties", "200", "--days", "3")
        script = ("--script", str(self._folder / "script.json"))
        self._field_api("seed", *files, *script, *city, "--cache", str(self._folder / "cache"))
        asked = ("report", "export", *self._database, "--report", "semana-direccion", "--format")
        paper, book = self._folder / "semana.pdf", self._folder / "semana.xlsx"
        self._field_api(*asked, "pdf", str(paper))
        hold("dirección" in PdfReader(paper).pages[0].extract_text().lower(), "no words on paper")
        self._field_api(*asked, "xlsx", str(book))
        hold(bool(load_workbook(book).sheetnames), "an empty workbook")

    def city_painted(self) -> None:
        """A server, phones and the control center signed in to it, each a process of what was
        frozen: every page is painted, the map with its agents, and a questionnaire previewed.
        """
        pictures = self._folder / "pictures"
        size = ("--seconds", "8", "--agents", "8", "--days", "2")
        self._home.run("-m", "demo", "--snapshot", str(pictures), *size)
        summary = json.loads((pictures / "summary.json").read_text("utf-8"))
        hold(not summary["problems"], str(summary["problems"]))
        hold(summary["agents_on_map"] > 0, "no agent on the map")
        (map_page,) = pictures.glob("*-map.png")
        hold(_colours(map_page) > LEAST_COLOURS, "the map is empty")

    def starts_soon(self) -> None:
        """It starts nearly as soon as from source: its words and, where it can, its window."""
        for told in starts.compared(self._home):
            say(f"Smoke, {told}")
            hold(not told.is_slow, str(told))

    def leaves_what_is_the_persons(self) -> None:
        """Nothing was written into the program's folder, so that taking it away takes what came
        with it and nothing else; what a person has lies in the places for it, and stays.
        """
        changed = {*self._before} ^ {*self._home.frozen.listed()}
        hold(not changed, f"the program's folder is another now: {sorted(changed)[:8]}")
        found = self._home.files()
        strangers = [name for name in found if not name.startswith(PLACES)]
        hold(sys.platform != "linux" or not strangers, f"files where none belong: {strangers}")

    def _field_api(self, *words: str) -> str:
        return self._home.run("-m", "field_api", *words)


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


_PROBLEMS = (SmokeFailure, OSError, subprocess.TimeoutExpired, ValueError)


def smoke(frozen: Frozen, *, is_short: bool) -> int:
    """Run every step, the long ones unless `is_short`; answers the exit code."""
    failed = 0
    with _folder() as folder, empty_home(frozen, folder) as home:
        tried = Smoke(home)
        for steps in (tried.steps(), *([] if is_short else [tried.long_steps()])):
            failed += _taken(steps)
    return 1 if failed else 0


def _taken(steps: Iterator[Step]) -> int:
    """How many failed. What a step stands on may fail too: then the rest of its row is left."""
    failed = 0
    try:
        for step in steps:
            failed += not _is_fine(step)
    except _PROBLEMS as problem:
        failed += 1
        say(f"Smoke: no further: {problem}")
    return failed


def _is_fine(step: Step) -> bool:
    begun = time.monotonic()
    name = step.__name__.replace("_", " ")
    try:
        step()
    except _PROBLEMS as problem:
        say(f"Smoke, {name}: failed after {time.monotonic() - begun:.1f} s: {problem}")
        return False
    say(f"Smoke, {name}: {time.monotonic() - begun:.1f} s")
    return True
