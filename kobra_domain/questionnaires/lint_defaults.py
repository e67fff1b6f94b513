"""What questions begin with: an answer that they would take, or the phone drops it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.question_types import ValueKind
from kobra_domain.questionnaires.references import Reading, Spot, is_dynamic

_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MOMENTS = {
    ValueKind.DATE: date.fromisoformat,
    ValueKind.TIME: time.fromisoformat,
    ValueKind.DATETIME: datetime.fromisoformat,
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.+)?|\d\d:\d\d.*", re.ASCII)
_SHAPES = {ValueKind.INTEGER: _WHOLE, ValueKind.DECIMAL: _NUMBER}


def problems(reading: Reading) -> Iterator[Problem]:
    """Every first answer that does not fit its question."""
    for spot in reading.spots.values():
        text = spot.node.cells.get("default", "").strip()
        if text and not is_dynamic(text) and not _fits(reading, spot, text):
            yield problem(
                "form.default_unfit", spot.node, "default", text=text, type=spot.node.type
            )


def _fits(reading: Reading, spot: Spot, text: str) -> bool:
    kind = spot.type.info.value
    if kind in _SHAPES:
        return _SHAPES[kind].fullmatch(text) is not None
    if kind in _MOMENTS:
        return _is_moment(kind, text)
    if kind in (ValueKind.ONE_CHOICE, ValueKind.MANY_CHOICES):
        names = {choice.name for choice in reading.lists.get(spot.type.list_name or "", ())}
        names |= {"other"} if spot.type.or_other else set()
        words = text.split() if kind is ValueKind.MANY_CHOICES else [text]
        return not names or names.issuperset(words)
    return True


def _is_moment(kind: ValueKind, text: str) -> bool:
    try:
        _MOMENTS[kind](text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None
