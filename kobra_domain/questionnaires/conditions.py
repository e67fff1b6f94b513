"""Conditions as the logic builder shows them: nested all, any and not, over a question, a test and
a value; and how they are written as an expression.

Each leaf keeps how its author spaced and quoted it, so that reading and printing change nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.question_types import ValueKind
from kobra_domain.questionnaires.tokens import QUOTES

SELF = "."  # the question that a constraint belongs to


class Operator(StrEnum):
    """How two values are compared."""

    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"


class Measure(StrEnum):
    """What of an answer is compared: itself, how many choices, how many characters."""

    VALUE = "value"
    CHOICES = "choices"
    LENGTH = "length"


class OperandKind(StrEnum):
    """What an answer is compared with."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TODAY = "today"
    NOW = "now"
    QUESTION = "question"


class Ask(StrEnum):
    """What the builder offers to ask of a question."""

    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    CHOSEN_AT_LEAST = "chosen_at_least"
    CHOSEN_AT_MOST = "chosen_at_most"
    CHOSEN_EXACTLY = "chosen_exactly"
    LENGTH_AT_LEAST = "length_at_least"
    LENGTH_AT_MOST = "length_at_most"
    MATCHES = "matches"
    ANSWERED = "answered"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Style:
    """How a leaf is written: `a='x'` is tight, `(a = 'x')` is bracketed."""

    quote: str = "'"
    is_tight: bool = False
    is_bracketed: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Operand:
    """What is compared with: a text without its quotes, a number as written, a day (ISO-8601), a
    question's name; nothing for today and now.
    """

    kind: OperandKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question, or a measure of it, beside a value."""

    question: str
    operator: Operator
    operand: Operand
    measure: Measure = Measure.VALUE
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Selected:
    """A choice is among those selected."""

    question: str
    choice: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Matches:
    """The whole answer fits a regular expression."""

    question: str
    pattern: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has an answer."""

    question: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Empty:
    """The question has no answer."""

    question: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite holds."""

    inner: "Logic"
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class All:
    """Everything holds. `is_bracketed` counts only inside another."""

    parts: tuple["Logic", ...] = field(default_factory=tuple)
    is_bracketed: bool = True


@dataclass(frozen=True, slots=True)
class Any:
    """Something holds. `is_bracketed` counts only inside another."""

    parts: tuple["Logic", ...] = field(default_factory=tuple)
    is_bracketed: bool = True


Leaf = Comparison | Selected | Matches | Answered | Empty
Logic = Leaf | Not | All | Any

SIGNS = {
    Operator.EQUAL: "=",
    Operator.NOT_EQUAL: "!=",
    Operator.LESS: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE: ">",
    Operator.AT_LEAST: ">=",
}
MEASURES = {Measure.CHOICES: "count-selected", Measure.LENGTH: "string-length"}
_EQUALITY = (Ask.EQUAL, Ask.NOT_EQUAL)
_ORDER = (*_EQUALITY, Ask.LESS, Ask.AT_MOST, Ask.MORE, Ask.AT_LEAST)
_PRESENCE = (Ask.ANSWERED, Ask.EMPTY)
_ASKS: dict[ValueKind, tuple[Ask, ...]] = {
    ValueKind.TEXT: (
        *_EQUALITY,
        Ask.LENGTH_AT_LEAST,
        Ask.LENGTH_AT_MOST,
        Ask.MATCHES,
        *_PRESENCE,
    ),
    ValueKind.INTEGER: (*_ORDER, *_PRESENCE),
    ValueKind.DECIMAL: (*_ORDER, *_PRESENCE),
    ValueKind.DATE: (*_ORDER, *_PRESENCE),
    ValueKind.TIME: (*_ORDER, *_PRESENCE),
    ValueKind.DATETIME: (*_ORDER, *_PRESENCE),
    ValueKind.ONE_CHOICE: (*_EQUALITY, *_PRESENCE),
    ValueKind.MANY_CHOICES: (
        Ask.SELECTED,
        Ask.NOT_SELECTED,
        Ask.CHOSEN_EXACTLY,
        Ask.CHOSEN_AT_LEAST,
        Ask.CHOSEN_AT_MOST,
        *_PRESENCE,
    ),
}
_MEASURED = {
    Ask.CHOSEN_EXACTLY: (Measure.CHOICES, Operator.EQUAL),
    Ask.CHOSEN_AT_LEAST: (Measure.CHOICES, Operator.AT_LEAST),
    Ask.CHOSEN_AT_MOST: (Measure.CHOICES, Operator.AT_MOST),
    Ask.LENGTH_AT_LEAST: (Measure.LENGTH, Operator.AT_LEAST),
    Ask.LENGTH_AT_MOST: (Measure.LENGTH, Operator.AT_MOST),
}


def asks_for(value: ValueKind) -> tuple[Ask, ...]:
    """What may be asked of an answer of that kind, the likeliest first."""
    return _ASKS.get(value, _PRESENCE)


def condition_of(question: str, ask: Ask, operand: Operand | None = None) -> Logic:
    """The condition that an ask of the builder means; the operand is not used where none is."""
    text = operand.text if operand else ""
    if ask is Ask.ANSWERED:
        return Answered(question)
    if ask is Ask.EMPTY:
        return Empty(question)
    if ask is Ask.SELECTED:
        return Selected(question, text)
    if ask is Ask.NOT_SELECTED:
        return Not(Selected(question, text))
    if ask is Ask.MATCHES:
        return Matches(question, text)
    measure, operator = _MEASURED.get(ask) or (Measure.VALUE, Operator(ask.value))
    return Comparison(question, operator, operand or Operand(OperandKind.TEXT), measure)


def ask_of(logic: Logic) -> Ask | None:
    """What the builder shows as asked for a condition; None for groups and for other nots."""
    match logic:
        case Answered():
            return Ask.ANSWERED
        case Empty():
            return Ask.EMPTY
        case Selected():
            return Ask.SELECTED
        case Matches():
            return Ask.MATCHES
        case Not(Selected()):
            return Ask.NOT_SELECTED
        case Comparison(measure=Measure.VALUE):
            return Ask(logic.operator.value)
        case Comparison():
            wanted = (logic.measure, logic.operator)
            return next((ask for ask, means in _MEASURED.items() if means == wanted), None)
    return None


def print_logic(logic: Logic) -> str:
    """The expression of a condition; an empty group is nothing.

    Raises `Invalid` for a text with both kinds of quotes, which an expression cannot hold.
    """
    match logic:
        case All(parts):
            return " and ".join(_nested(part, logic) for part in parts)
        case Any(parts):
            return " or ".join(_nested(part, logic) for part in parts)
        case Not(inner, style):
            return _bracketed(f"not({print_logic(inner)})", style)
    return _bracketed(_leaf(logic), logic.style)


def _nested(part: Logic, group: All | Any) -> str:
    text = print_logic(part)
    if isinstance(part, Any) and (part.is_bracketed or isinstance(group, All)):
        return f"({text})"
    if isinstance(part, Any | All) and (part.is_bracketed or type(part) is type(group)):
        return f"({text})"
    return text


def _bracketed(text: str, style: Style) -> str:
    return f"({text})" if style.is_bracketed else text


def _leaf(leaf: Leaf) -> str:
    subject, style = written(leaf.question), leaf.style
    space = "" if style.is_tight else " "
    match leaf:
        case Answered():
            return f"{subject}{space}!={space}{style.quote * 2}"
        case Empty():
            return f"{subject}{space}={space}{style.quote * 2}"
        case Selected():
            return f"selected({subject},{space}{_quoted(leaf.choice, style)})"
        case Matches():
            return f"regex({subject},{space}{_quoted(leaf.pattern, style)})"
    left = f"{MEASURES[leaf.measure]}({subject})" if leaf.measure in MEASURES else subject
    return f"{left}{space}{SIGNS[leaf.operator]}{space}{_operand(leaf.operand, style)}"


def written(question: str) -> str:
    """A question in an expression: `${name}`, or the dot for the question itself."""
    return SELF if question == SELF else f"${{{question}}}"


def _operand(operand: Operand, style: Style) -> str:
    match operand.kind:
        case OperandKind.TEXT:
            return _quoted(operand.text, style)
        case OperandKind.DATE:
            return f"date({_quoted(operand.text, style)})"
        case OperandKind.QUESTION:
            return written(operand.text)
        case OperandKind.NUMBER:
            return operand.text
    return f"{operand.kind.value}()"


def _quoted(text: str, style: Style) -> str:
    as_compiled = text.translate(QUOTES)
    for quote in (style.quote, "'", '"'):
        if quote not in as_compiled:
            return f"{quote}{text}{quote}"
    raise Invalid("both_quotes")
