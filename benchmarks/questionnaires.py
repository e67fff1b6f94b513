"""Import, lint and export of questionnaires of several sizes, against the XLSForm compiler alone on
the same files: in this process, and by the warm worker as the product does it.

python -m benchmarks.questionnaires [--runs 9]
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from pyxform.xls2xform import convert

from benchmarks._facts import machine, spread
from kobra_domain.questionnaires.lint import lint
from kobra_records.files.compile import compile_form
from kobra_records.files.worker import Worker
from kobra_records.files.xlsform import read_workbook, write_workbook

SIZES = (10, 100, 1_000, 3_000)
_HEADERS = (
    *("type", "name", "label::Español (es)", "label::English (en)", "hint::Español (es)"),
    *("relevant", "constraint", "constraint_message::Español (es)", "required", "calculation"),
)


def book_of(questions: int) -> bytes:
    """A workbook in two languages: groups of ten, logic on what came before, four lists."""
    book = Workbook()
    survey, choices = book.active, book.create_sheet("choices")
    assert survey is not None
    survey.title = "survey"
    survey.append(_HEADERS)
    for at in range(questions):
        if at % 10 == 0:
            survey.append(["begin_group", f"g{at}", f"Sección {at}", f"Section {at}"])
        survey.append(_question(at))
        if at % 10 == 9 or at == questions - 1:
            survey.append(["end_group"])
    choices.append(["list_name", "name", "label::Español (es)", "label::English (en)"])
    for number in range(40):
        choices.append([f"lista{number % 4}", f"o{number}", f"Opción {number}", f"Choice {number}"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["Medición", "medicion", "1"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _question(at: int) -> list[str | None]:
    words: list[str | None] = [f"¿Pregunta {at}?", f"Question {at}?", "Como lo dice la persona"]
    relevant = f"${{q{at - 1}}} != ''" if at % 3 == 2 else None
    kind = ("text", "integer", f"select_one lista{at % 4}", "date", "calculate")[at % 5]
    if kind == "calculate":
        return [kind, f"q{at}", None, None, None, None, None, None, None, f"${{q{at - 3}}} * 2"]
    checked = [". > 0 and . < 1000", "De 1 a 999"] if kind == "integer" else [None, None]
    return [kind, f"q{at}", *words, relevant, *checked, "yes" if at % 2 else None]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measured(questions: int, runs: int, worker: Worker) -> dict[str, Any]:
    """Alternated runs of everything on one file; ratios of medians to the compiler alone."""
    data = book_of(questions)
    form = read_workbook(data, "book.xlsx")
    works: dict[str, Callable[[], object]] = {
        "compiler_alone": lambda: convert(data, warnings=[]),
        "import": lambda: read_workbook(data, "book.xlsx"),
        "lint": lambda: lint(form),
        "export": lambda: write_workbook(form),
        "worker_import": lambda: worker.run(read_workbook, data, "book.xlsx"),
        "worker_compile": lambda: worker.run(compile_form, form),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for run in range(runs + 1):
        for name, work in works.items():
            taken = timed(work)
            if run:  # the first warms
                times[name].append(taken)
    alone = statistics.median(times["compiler_alone"])
    return {
        "questions": questions,
        "kilobytes": round(len(data) / 1000),
        "ms": {name: spread(values) for name, values in times.items()},
        "of_the_compiler_alone": {
            name: round(statistics.median(values) / alone, 3)
            for name, values in times.items()
            if name != "compiler_alone"
        },
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    facts = machine()
    with Worker() as worker:
        sizes = [measured(size, asked.runs, worker) for size in SIZES]
    what = "import, lint and export of a workbook against the XLSForm compiler alone on the same"
    print(json.dumps({**facts, "what": what, "sizes": sizes}, indent=1))


if __name__ == "__main__":
    main()
