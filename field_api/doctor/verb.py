"""The verb: takes the looks and says what they found."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from field_api.doctor.finding import Finding, State
from field_api.doctor.looks import look_at
from field_api.settings import Settings
from kobra_domain.words import say
from kobra_records.speaking import language_of_system

_MARKS = {State.GOOD: "✓", State.DOUBTFUL: "!", State.BAD: "✗"}


class Unwell(Exception):
    """Something keeps the server from its work; it was said already."""


def add_doctor(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Declare the verb."""
    doctor = verbs.add_parser(
        "doctor", parents=[common], help="say what is wrong with this server, and the remedy"
    )
    doctor.add_argument("--data-folder", type=Path, help="as for serve")
    doctor.add_argument("--host", help="as for serve")
    doctor.add_argument("--public-url", help="as for serve")
    doctor.add_argument("--json", action="store_true", help="print JSON, for programs")
    doctor.set_defaults(act=examine)


def examine(given: argparse.Namespace, settings: Settings) -> None:
    """Look and say. Raises Unwell if anything is bad."""
    locale = language_of_system()
    found = list(look_at(settings))
    said = _json(found, locale) if given.json else _text(found, locale)
    sys.stdout.write(said + "\n")
    if any(one.state is State.BAD for one in found):
        raise Unwell


def _text(found: Sequence[Finding], locale: str) -> str:
    lines = []
    for one in found:
        lines.append(f"{_MARKS[one.state]} {one.says(locale)}")
        if one.state is not State.GOOD:
            lines.append(f"  → {one.remedy(locale)}")
    return "\n".join([*lines, say(f"doctor.{_whole(found)}", {}, locale)])


def _whole(found: Sequence[Finding]) -> State:
    states = {one.state for one in found}
    return next((s for s in (State.BAD, State.DOUBTFUL) if s in states), State.GOOD)


def _json(found: Sequence[Finding], locale: str) -> str:
    looks = [
        {
            "look": one.look,
            "state": one.state.value,
            "code": one.code,
            "params": one.params,
            "says": one.says(locale),
            "remedy": one.remedy(locale) if one.state is not State.GOOD else "",
        }
        for one in found
    ]
    return json.dumps({"state": _whole(found).value, "looks": looks}, ensure_ascii=False)
