"""`kobra-desktop chart`: a chart's JSON as a picture, without a screen, a profile or a server. Exit
codes: 0 well, 1 it is no chart, 2 not done.
"""

import argparse
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from kobra_desktop.questionnaire_verbs.converting import write_files
from kobra_desktop.questionnaire_verbs.speech import CANNOT, WELL, WRONG, Speech, read_bytes
from kobra_domain.charts import KINDS, example, read_spec, resolve, shape_of, svg
from kobra_domain.charts.scene import Scene
from kobra_domain.errors import DomainError, Invalid
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import THEMES, chart_theme
from kobra_records.files.problems import FileProblem
from kobra_records.speaking import LANGUAGES, language_of_system

_SIZE = re.compile(r"([0-9]{3,4})x([0-9]{3,4})")
_LEAST, _MOST = (320, 240), 8_000
_USUAL = "1100x420"


def run(words: Sequence[str], language: str = "") -> int:
    """Do what the words after `chart` say; answers the exit code. Ends the program for --help and
    what it does not understand.
    """
    parser = _parser()
    said = parser.parse_args(list(words))
    speech = Speech(said.lang or language or language_of_system(), is_json=False)
    if said.example:
        shape = shape_of(example(said.example, speech.language))
        speech.line(json.dumps(shape, ensure_ascii=False, indent=1))
        return WELL
    if not said.target:
        parser.error("SPEC.json and OUT.svg or OUT.png are needed, or --example KIND")
    try:
        _draw(said, speech)
    except Invalid as problem:
        place = str(problem.params.get("field", ""))
        sentence = speech.say(problem.code, **problem.params)
        where = "" if place in sentence else f"{place}: "  # a title is not where it stands
        speech.aside(f"kobra-desktop: {said.source}: {where}{sentence}")
        return WRONG
    except DomainError as problem:
        speech.cannot(problem, {})
        return CANNOT
    return WELL


def _draw(said: argparse.Namespace, speech: Speech) -> None:
    target = Path(said.target)
    ending = target.suffix.lower()
    if ending not in (".svg", ".png"):
        raise FileProblem("chart_kind_of_file", filename=target.name)
    size = _size_of(said.size)
    try:
        text = read_bytes(said.source).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Invalid("chart_not_json", field="chart") from problem
    scene = resolve(read_spec(text), text_width, size, chart_theme(said.theme), speech.language)
    write_files((target, svg(scene).encode() if ending == ".svg" else _png(scene)))
    speech.line(speech.say("convert.written", filename=str(target)))


def _size_of(said: str) -> tuple[float, float]:
    found = _SIZE.fullmatch(said)
    wide, high = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (_LEAST[0] <= wide <= _MOST and _LEAST[1] <= high <= _MOST):
        raise FileProblem("chart_size")
    return wide, high


def _png(scene: Scene) -> bytes:
    """Painted as on the screen, where there is none."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication  # only pictures of pixels need Qt

    from kobra_desktop.views.charts.files import png

    application = QGuiApplication.instance() or QGuiApplication(["kobra-desktop"])
    made = png(scene)
    del application
    return made


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kobra-desktop chart",
        description="Draw a chart from its JSON, or print the JSON of an example.",
    )
    parser.add_argument("source", nargs="?", metavar="SPEC.json")
    parser.add_argument("target", nargs="?", metavar="OUT", help="a file .svg or .png")
    parser.add_argument("--example", choices=tuple(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--size", default=_USUAL, metavar="WxH", help=f"in pixels ({_USUAL})")
    parser.add_argument("--theme", default=THEMES[0], choices=THEMES)
    parser.add_argument("--lang", default="", choices=LANGUAGES, help="language of the words")
    return parser
