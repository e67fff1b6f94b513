"""What a line of the logic builder may be compared with, by its question and what is asked."""

from __future__ import annotations

import re
from enum import StrEnum

from kobra_desktop.models.questionnaires.logic_questions import Asked
from kobra_domain.questionnaires.conditions import (
    Ask,
    Comparison,
    Leaf,
    Matches,
    Operand,
    OperandKind,
    Selected,
)
from kobra_domain.questionnaires.question_types import ValueKind

NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WITHOUT_VALUE = frozenset({Ask.ANSWERED, Ask.EMPTY})
_COUNTS = frozenset(
    {
        Ask.CHOSEN_AT_LEAST,
        Ask.CHOSEN_AT_MOST,
        Ask.CHOSEN_EXACTLY,
        Ask.LENGTH_AT_LEAST,
        Ask.LENGTH_AT_MOST,
    }
)
_ONLY_TEXT = frozenset({Ask.SELECTED, Ask.NOT_SELECTED, Ask.MATCHES})
_NUMBERS = frozenset({ValueKind.INTEGER, ValueKind.DECIMAL})
_DAYS = frozenset({ValueKind.DATE, ValueKind.DATETIME})


class Source(StrEnum):
    """Where the value comes from."""

    VALUE = "value"
    TODAY = "today"
    NOW = "now"
    QUESTION = "question"


_SOURCES = {
    OperandKind.TODAY: Source.TODAY,
    OperandKind.NOW: Source.NOW,
    OperandKind.QUESTION: Source.QUESTION,
}


def sources(asked: Asked, ask: Ask, operand: Operand | None) -> list[Source]:
    """Where the value may come from; where it comes from now is always among them."""
    if ask in WITHOUT_VALUE:
        return []
    found = [Source.VALUE]
    if ask not in _COUNTS and ask not in _ONLY_TEXT:
        if asked.value in _DAYS:
            found.append(Source.TODAY)
        if asked.value is ValueKind.DATETIME:
            found.append(Source.NOW)
        found.append(Source.QUESTION)
    now = source_of(operand)
    return found if now in found else [*found, now]


def source_of(operand: Operand | None) -> Source:
    """Where a value comes from now."""
    return _SOURCES.get(operand.kind, Source.VALUE) if operand else Source.VALUE


def literal_kind(asked: Asked, ask: Ask, operand: Operand | None) -> OperandKind:
    """How a value is written: as it was, else as the question's answers are."""
    if ask in _COUNTS:
        return OperandKind.NUMBER
    if ask in _ONLY_TEXT:
        return OperandKind.TEXT
    if operand is not None and source_of(operand) is Source.VALUE:
        return operand.kind
    if asked.value in _NUMBERS:
        return OperandKind.NUMBER
    return OperandKind.DATE if asked.value in _DAYS else OperandKind.TEXT


def literal(kind: OperandKind, text: str) -> Operand | None:
    """The value that was typed; None while it is none yet."""
    if kind is OperandKind.NUMBER:
        return Operand(kind, text.strip()) if NUMBER.fullmatch(text.strip()) else None
    if kind is OperandKind.DATE:
        return Operand(kind, text) if DAY.fullmatch(text) else None
    return Operand(kind, text) if text else None


def operand_of(leaf: Leaf | None) -> Operand | None:
    """What a condition compares with, None where it compares with nothing."""
    match leaf:
        case Comparison():
            return leaf.operand
        case Selected():
            return Operand(OperandKind.TEXT, leaf.choice)
        case Matches():
            return Operand(OperandKind.TEXT, leaf.pattern)
    return None
