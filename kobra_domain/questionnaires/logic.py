"""From the text of an expression to the conditions that the logic builder shows.

The text is the truth: what would not print as the identical text is not shown at all.
"""

from dataclasses import replace

from kobra_domain.questionnaires.conditions import (
    MEASURES,
    SELF,
    SIGNS,
    All,
    Answered,
    Any,
    Comparison,
    Empty,
    Leaf,
    Logic,
    Matches,
    Measure,
    Not,
    Operand,
    OperandKind,
    Operator,
    Selected,
    Style,
    print_logic,
)
from kobra_domain.questionnaires.expressions import (
    Bracketed,
    Call,
    Constant,
    Expression,
    Negative,
    Operation,
    Path,
    Reference,
    Step,
    Unreadable,
    read_expression,
)
from kobra_domain.questionnaires.form import Form

__all__ = ["Logic", "print_logic", "questions_of", "read_logic"]

_OPERATORS = {sign: operator for operator, sign in SIGNS.items()}
_MEASURES = {function: measure for measure, function in MEASURES.items()}
_SELF_STEPS = (Step(SELF),)


def read_logic(text: str, form: Form) -> Logic | None:
    """The conditions of an expression, None when they cannot be shown unchanged: other functions,
    arithmetic, an unknown question, or a spacing that printing would not give back.
    """
    try:
        logic = _Reader(text).condition(read_expression(text))
    except (Unreadable, _NotShown):
        return None
    known = {node.name for node in form.nodes()} | {SELF}
    if not questions_of(logic) <= known or print_logic(logic) != text:
        return None
    return logic


def questions_of(logic: Logic) -> set[str]:
    """The names of all questions in a condition; the dot for the question itself."""
    match logic:
        case All(parts) | Any(parts):
            return {name for part in parts for name in questions_of(part)}
        case Not(inner):
            return questions_of(inner)
        case Comparison(question, _, Operand(OperandKind.QUESTION, other)):
            return {question, other}
    return {logic.question}


class _NotShown(Exception):
    """The builder has nothing for what the expression says."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def condition(self, found: Expression) -> Logic:
        match found:
            case Bracketed(inner):
                return _in_brackets(self.condition(inner))
            case Operation("and" | "or"):
                return self.group(found)
            case Call("not", (inner,)):
                return Not(self.condition(inner))
            case Call("selected", (subject, Constant(choice, False) as second)):
                return Selected(_question(subject), choice, self.call_style(subject, second))
            case Call("regex", (subject, Constant(pattern, False) as second)):
                return Matches(_question(subject), pattern, self.call_style(subject, second))
            case Operation(sign, left, right) if sign in _OPERATORS:
                return self.comparison(_OPERATORS[sign], left, right)
        raise _NotShown

    def group(self, found: Operation) -> Logic:
        """A chain of the same operator, flat: it may be thousands long."""
        operator, parts = found.operator, [found.right]
        left = found.left
        while isinstance(left, Operation) and left.operator == operator:
            parts.append(left.right)
            left = left.left
        parts.append(left)
        read = tuple(self.condition(part) for part in reversed(parts))
        kind = All if operator == "and" else Any
        return kind(read, is_bracketed=False)

    def comparison(self, operator: Operator, left: Expression, right: Expression) -> Leaf:
        measure, subject = _measured(left)
        question, operand = _question(subject), _operand(right)
        between = self.text[left.end : right.start]
        style = Style(self.quote(right), not between.startswith(" "))
        if operand == _NOTHING and measure is Measure.VALUE:
            if operator is Operator.EQUAL:
                return Empty(question, style)
            if operator is Operator.NOT_EQUAL:
                return Answered(question, style)
        return Comparison(question, operator, operand, measure, style)

    def call_style(self, first: Expression, second: Constant) -> Style:
        between = self.text[first.end : second.start]
        return Style(self.quote(second), not between.endswith(" "))

    def quote(self, value: Expression) -> str:
        """The quote that a value is written with; the plain one where it has none."""
        return '"' if '"' in self.text[value.start : value.end] else "'"


_NOTHING = Operand(OperandKind.TEXT, "")


def _in_brackets(logic: Logic) -> Logic:
    if isinstance(logic, All | Any):
        return replace(logic, is_bracketed=True)
    return replace(logic, style=replace(logic.style, is_bracketed=True))


def _measured(left: Expression) -> tuple[Measure, Expression]:
    if isinstance(left, Call) and left.function in _MEASURES and len(left.arguments) == 1:
        return _MEASURES[left.function], left.arguments[0]
    return Measure.VALUE, left


def _question(found: Expression) -> str:
    match found:
        case Reference(name, False):
            return name
        case Path(None, False, (), steps) if steps == _SELF_STEPS:
            return SELF
    raise _NotShown


def _operand(found: Expression) -> Operand:
    match found:
        case Constant(text, is_number):
            return Operand(OperandKind.NUMBER if is_number else OperandKind.TEXT, text)
        case Negative(Constant(text, True)):
            return Operand(OperandKind.NUMBER, f"-{text}")
        case Call("date", (Constant(text, False),)):
            return Operand(OperandKind.DATE, text)
        case Call("today", ()):
            return Operand(OperandKind.TODAY)
        case Call("now", ()):
            return Operand(OperandKind.NOW)
    return Operand(OperandKind.QUESTION, _question(found))
