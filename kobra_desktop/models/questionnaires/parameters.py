"""The cell `parameters` as fields: which a type takes, and one of them written with all else left
as it is. How a cell is read is the domain's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class ParameterKind(StrEnum):
    """What is written after the equals sign."""

    NUMBER = "number"
    YES = "yes"
    ONE_OF = "one_of"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter in words; `options` are (value, word)."""

    key: str
    title: str
    kind: ParameterKind = ParameterKind.NUMBER
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""


def parameters_of(base: str) -> tuple[Parameter, ...]:
    """The parameters that a type takes."""
    if base == "range":
        return _range()
    if base == "image":
        words = translate("Questionnaires", "Longest side of the photo (pixels)")
        return (Parameter("max-pixels", words, placeholder="1280"),)
    if base in ("geopoint", "geotrace", "geoshape"):
        return _place(base)
    if base in ("audio", "background-audio"):
        return (_quality(),)
    if base == "audit":
        return _audit()
    if base.endswith("_from_file"):
        return (*_file(), _shuffled())
    return (_shuffled(),) if base in ("select_one", "select_multiple", "rank") else ()


def _range() -> tuple[Parameter, ...]:
    return (
        Parameter("start", translate("Questionnaires", "From"), placeholder="1"),
        Parameter("end", translate("Questionnaires", "To"), placeholder="10"),
        Parameter("step", translate("Questionnaires", "Step"), placeholder="1"),
    )


def _place(base: str) -> tuple[Parameter, ...]:
    mocked = translate("Questionnaires", "Accept a simulated position")
    if base != "geopoint":
        return (Parameter("allow-mock-accuracy", mocked, ParameterKind.YES),)
    return (
        Parameter(
            "capture-accuracy",
            translate("Questionnaires", "Taken by itself at an accuracy of (m)"),
            placeholder="5",
        ),
        Parameter(
            "warning-accuracy",
            translate("Questionnaires", "Warns of an accuracy worse than (m)"),
            placeholder="100",
        ),
        Parameter("allow-mock-accuracy", mocked, ParameterKind.YES),
    )


def _quality() -> Parameter:
    options = (
        ("normal", translate("Questionnaires", "Normal")),
        ("low", translate("Questionnaires", "Low")),
        ("voice-only", translate("Questionnaires", "Voice only")),
        ("external", translate("Questionnaires", "With another app")),
    )
    words = translate("Questionnaires", "Quality")
    return Parameter("quality", words, ParameterKind.ONE_OF, options)


def _audit() -> tuple[Parameter, ...]:
    options = (
        ("no-power", translate("Questionnaires", "Without spending battery")),
        ("low-power", translate("Questionnaires", "Low")),
        ("balanced", translate("Questionnaires", "Balanced")),
        ("high-accuracy", translate("Questionnaires", "High accuracy")),
    )
    where = translate("Questionnaires", "Position while it is filled in")
    every = translate("Questionnaires", "At least every (s)")
    oldest = translate("Questionnaires", "Oldest position (s)")
    changes = translate("Questionnaires", "Record changed answers")
    return (
        Parameter("location-priority", where, ParameterKind.ONE_OF, options),
        Parameter("location-min-interval", every, placeholder="60"),
        Parameter("location-max-age", oldest, placeholder="120"),
        Parameter("track-changes", changes, ParameterKind.YES),
        Parameter(
            "identify-user",
            translate("Questionnaires", "Ask who fills it in"),
            ParameterKind.YES,
        ),
    )


def _file() -> tuple[Parameter, ...]:
    text = ParameterKind.TEXT
    value = translate("Questionnaires", "Column of the value")
    shown = translate("Questionnaires", "Column of the words")
    return (
        Parameter("value", value, text, placeholder="name"),
        Parameter("label", shown, text, placeholder="label"),
    )


def _shuffled() -> Parameter:
    words = translate("Questionnaires", "Options in random order")
    return Parameter("randomize", words, ParameterKind.YES)


def write_parameter(text: str, key: str, value: str) -> str:
    """The cell with one pair written, or taken away by an empty value; all else is left as it is
    spelled.
    """
    pair = re.compile(rf"(?<![^\s,;]){re.escape(key)}\s*=\s*[^\s,;]+", re.IGNORECASE)
    written = f"{key}={value}" if value else ""
    if pair.search(text):
        return " ".join(pair.sub(lambda _: written, text, count=1).split())
    return " ".join(part for part in (text.strip(), written) if part)
