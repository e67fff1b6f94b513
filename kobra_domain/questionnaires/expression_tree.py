"""What an expression is made of, as a tree that keeps where each part stood in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from kobra_domain.errors import DomainError, Param


class Unreadable(DomainError):
    """The text is no expression. `position` counts characters from 0."""

    def __init__(self, code: str, position: int, **params: Param) -> None:
        super().__init__(code, position=position + 1, **params)
        self.position = position


@dataclass(frozen=True, slots=True)
class Constant:
    """A text (without its quotes) or a number, as written."""

    text: str
    is_number: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: `name`, `*`, `.`, `..`, `@name`, with its predicates."""

    name: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A path. `base` is what it starts from (`instance(…)`, `${list}`), None for a plain path."""

    base: "Expression | None"
    is_absolute: bool
    predicates: tuple["Expression", ...]
    steps: tuple[Step, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`, or `${last-saved#name}`: the answer of the last form that was saved."""

    name: str
    is_last_saved: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Expression", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and what stands between them."""

    operator: str
    left: "Expression"
    right: "Expression"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign turned."""

    operand: "Expression"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bracketed:
    """An expression in parentheses, kept because a printer must write them again."""

    inner: "Expression"
    start: int
    end: int


Expression = Constant | Path | Reference | Call | Operation | Negative | Bracketed


def inner_expressions(expression: Expression) -> Iterator[Expression]:
    """The expression and all within it, without recursion: hostile text makes deep trees."""
    stack = [expression]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(_parts(found))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Operation():
            return (expression.right, expression.left)
        case Call():
            return expression.arguments[::-1]
        case Bracketed():
            return (expression.inner,)
        case Negative():
            return (expression.operand,)
        case Path():
            inner = [part for step in reversed(expression.steps) for part in step.predicates[::-1]]
            base = (expression.base,) if expression.base else ()
            return (*inner, *expression.predicates[::-1], *base)
    return ()
