"""`python -m tools.metrics_page` writes docs/metrics.md from the declarations of the metrics."""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from kobra_domain.metrics.predicates import (
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Predicate,
    Since,
    Term,
    Value,
)
from kobra_domain.metrics.questions import EVERY_METRIC
from kobra_domain.metrics.tallies import Metric, Share, Sum
from kobra_domain.words import say
from tools.console import ROOT

PAGE = ROOT / "docs" / "metrics.md"
HEAD = """# Metrics

Made by `python -m tools.metrics_page` from `kobra_domain/metrics/declared.py`; a test says when it
is not current. A count and an amount of no rows are 0; a ratio of fewer rows than its floor is not
known and reads «–». Every total is counted from the union of its rows, and every ratio carries
Wilson's interval at 95 %. Amounts of different currencies stand side by side and are never added.
A day is the day at the address (`day(field)`: by its clock).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_entry(metric) for metric in EVERY_METRIC.values())])


def _entry(metric: Metric) -> str:
    names = [say(f"metric.{metric.key}", None, locale) for locale in ("es", "en")]
    source = say(f"metric_source.{metric.source}", None, "en")
    facts = {
        "formula": say(f"metric.{metric.key}.how", None, "en"),
        "kind": f"{metric.kind} of {metric.rows}, {source} definition",
        "rows": f"`{condition(metric.filter)}`",
        "counted of them": _measure(metric),
        "day": f"`{_term(metric.day)}`" if metric.day else "none",
        "day in reports": f"`{_term(metric.date)}`" if metric.date else "",
        "better": metric.better,
        "floor": str(metric.floor_n) if metric.kind == "ratio" else "",
    }
    lines = [f"- {name}: {said}" for name, said in facts.items() if said]
    return "\n".join([f"## `{metric.key}` {names[0]} · {names[1]}", *lines, ""])


def _measure(metric: Metric) -> str:
    match metric.expr:
        case Share(part, amount):
            return f"`{condition(part)}`" + (
                f", by `{amount}` in each `currency`" if amount else ""
            )
        case Sum(amount, less):
            whole = f"sum of `{amount}` by `currency`"
            return whole if less is None else f"{whole}, less that of rows with `{condition(less)}`"
        case None:
            return ""


def condition(predicate: Predicate) -> str:
    """A condition as a person reads it."""
    match predicate:
        case Compare(term, op, value):
            return f"{_term(term)} {op} {_value(value)}"
        case Among(term, values):
            return f"{_term(term)} in ({', '.join(sorted(_value(value) for value in values))})"
        case Absent(term):
            return f"{_term(term)} absent"
        case All(parts):
            return " and ".join(_inner(part) for part in parts) or "every row"
        case Either(parts):
            return " or ".join(_inner(part) for part in parts) or "no row"
        case Not(part):
            return f"not {_inner(part)}"
        case Since(part, field):
            return f"{_inner(part)} since {field}"
        case _:
            assert_never(predicate)


def _inner(predicate: Predicate) -> str:
    words = condition(predicate)
    return words if isinstance(predicate, (Compare, Among, Absent)) else f"({words})"


def _term(term: Term) -> str:
    return f"{term.part}({term.field})" if isinstance(term, Clock) else term


def _value(value: Value) -> str:
    return str(value.value if isinstance(value, Enum) else value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
