"""From a keystroke in the designer to the refreshed preview, for forms of 100 and 1,000 questions:
the section that is edited, against the whole form.

`ms` is from the changed text to the form standing on the page: cut, compiled in the warm worker as
the editor does it, mounted by the web engine. The editor waits DEBOUNCE_MS for more keystrokes
before; that is in `with_debounce`. `python -m benchmarks.form_preview [--runs 9]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application, as the engine asks)
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine, resident_mb, spread
from kobra_desktop.preview.view import FormPreview
from kobra_desktop.web.walls import register_scheme
from kobra_domain.questionnaires.acts import set_cell
from kobra_domain.questionnaires.form import Column, Form, Node, NodeKind
from kobra_domain.questionnaires.section import section
from kobra_records.files.compile import compile_form
from kobra_records.files.worker import Worker
from kobra_records.sample_visit import sample_media

SIZES = (100, 1000)
PER_GROUP = 20
DEBOUNCE_MS = 300
LABEL = "label::Español (es)"
Taken = dict[str, list[float]]


def invented(count: int) -> Form:
    """A form of groups of 20 questions, each shown by the answer to the one before."""
    groups = [
        Node(
            uid=f"g{at}",
            kind=NodeKind.GROUP,
            cells={"type": "begin group", "name": f"g{at}", LABEL: f"Grupo {at}"},
            children=tuple(_question(n) for n in range(at, at + PER_GROUP)),
        )
        for at in range(0, count, PER_GROUP)
    ]
    keys = ("type", "name", LABEL, "relevant", "constraint")
    settings = {"form_title": "Bench", "form_id": "bench", "version": "1"}
    columns = tuple(Column(key, key) for key in keys)
    names = tuple(Column(key, key) for key in settings)
    return Form(
        survey=tuple(groups), survey_columns=columns, settings=settings, setting_columns=names
    )


def _question(number: int) -> Node:
    kinds = ("text", "integer", "decimal", "date", "image")
    cells = {"type": kinds[number % 5], "name": f"q{number}", LABEL: f"Pregunta {number}"}
    if number % 5 == 2:
        cells["constraint"] = ". >= 0"
    if number % 5 == 1:  # true of a blank answer, so that all of the form is visible
        cells["relevant"] = f"${{q{number - 1}}} != 'no'"
    return Node(uid=f"q{number}", kind=NodeKind.QUESTION, cells=cells)


class Stage:
    """The preview on a page, and the loop that waits for it."""

    def __init__(self) -> None:
        self.view = FormPreview()
        self.view.resize(self.view.width(), 720)
        self.worker = Worker()
        self._wait(self.view.ready.connect, self.view.show)

    def _wait(
        self, connect: Callable[[Callable[[], None]], object], act: Callable[[], None]
    ) -> None:
        loop = QEventLoop()
        connect(loop.quit)
        QTimer.singleShot(60_000, loop.quit)
        act()
        loop.exec()

    def refresh(self, form: Form) -> tuple[float, float]:
        """Milliseconds to the compiled form and to the page that shows it."""
        begun = time.perf_counter()
        compiled = self.worker.run(compile_form, form)
        assert compiled.xform is not None, compiled.problems
        xform, media = compiled.xform, sample_media("CO", "es")
        ready = time.perf_counter()
        self._wait(
            lambda heard: self.view.shown.connect(lambda _ms: heard()),
            lambda: self.view.show_form(xform, media, "es"),
        )
        return (ready - begun) * 1000, (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        """End the page and the worker."""
        self.view.dispose()
        self.worker.close()


def measure(runs: int) -> dict[str, object]:
    """Alternated: each run types one letter and refreshes each way."""
    stage, taken = Stage(), defaultdict[str, list[float]](list)
    for run in range(runs + 1):
        for size in SIZES:
            typed = set_cell(invented(size), "q50", LABEL, f"Pregunta {run}")
            cut = section(typed, "q50")
            for way, form in (("section", cut), ("whole", typed)):
                if size == SIZES[-1] and way == "whole" and run > 3:
                    continue  # eleven seconds each: three are enough
                compiled, shown = stage.refresh(form)
                if run:  # the first warms what every later keystroke finds warm
                    taken[f"{size}.{way}.compiled"].append(compiled)
                    taken[f"{size}.{way}.ms"].append(shown)
                    taken[f"{size}.{way}.with_debounce"].append(shown + DEBOUNCE_MS)
                print(f"{run} {size} {way} {shown:.0f} ms", file=sys.stderr)
    stage.close()
    return {name: spread(values) for name, values in taken.items()}


def main() -> None:
    """Print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    register_scheme()
    app = QApplication([])
    facts = machine()
    result = measure(asked.runs)
    print(json.dumps({**facts, "resident_mb": resident_mb(), "refresh": result}, indent=1))
    app.quit()


if __name__ == "__main__":
    main()
