"""A question as a query says it, a request's or a link's: which metric, of which days, held to what
and told apart by what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kobra_domain.errors import Invalid
from kobra_domain.metrics.account_months import SERVER_METRICS
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import (
    IS_FIRST,
    By,
    held_to_any,
    read_by,
    read_end,
    within,
)
from kobra_domain.metrics.predicates import All, Compare, Predicate
from kobra_domain.metrics.tallies import Metric

MOST_BY, MOST_VALUES = 4, 500  # dimensions, and values of one
EVERY_METRIC = {**METRICS, **SERVER_METRICS}  # those that only the server answers, too
_OWN = frozenset({"from", "to", "by", "first_attempts", "limit", "after"})
Said = Iterable[tuple[str, str]]  # name and value, a name as often as it was said


@dataclass(frozen=True, slots=True)
class Question:
    """A metric, the condition on its rows, and by what they are told apart."""

    metric: Metric
    where: Predicate
    by: tuple[By, ...]


def metric_of(key: str) -> Metric:
    """The metric of a key. Raises Invalid (`not_found`)."""
    try:
        return EVERY_METRIC[key]
    except KeyError:
        raise Invalid("not_found", field="key") from None


def asked(key: str, said: Said) -> Question:
    """What a query asks. Of one dimension any of several values holds, of several dimensions each.

    Raises Invalid: `not_found` (no such metric), `unknown_field` (no such name, so that a filter
    that is misspelt is not passed over), `wrong_type`, `ends_before_start`, `too_many`.
    """
    metric, held = metric_of(key), dict[str, list[str]]()
    for name, value in said:
        held.setdefault(name, []).append(value)
    dimensions = {name: one for name in held if (one := read_by(name)) is not None}
    for name in held:
        if name not in _OWN and name not in dimensions:
            raise Invalid("unknown_field", field=name)
        if name in dimensions and len(held[name]) > MOST_VALUES:
            raise Invalid("too_many", field=name, limit=MOST_VALUES)
    first, last = _day(held, "from"), _day(held, "to")
    if first is not None and last is not None and last < first:
        raise Invalid("ends_before_start", field="to")
    parts = [
        within(metric, first, last),
        *(held_to_any(metric, one, held[name]) for name, one in dimensions.items()),
    ]
    if _flag(held, "first_attempts"):
        if metric.rows != "visit":
            raise Invalid("wrong_type", field="first_attempts")
        parts.append(Compare(IS_FIRST, "=", True))
    return Question(metric, All(tuple(parts)), _by(held.get("by", ())))


def _by(said: Iterable[str]) -> tuple[By, ...]:
    by: dict[By, None] = {}
    for name in (name for value in said for name in value.split(",") if name):
        one = read_by(name)
        if one is None:
            raise Invalid("wrong_type", field="by")
        by[one] = None
    if len(by) > MOST_BY:
        raise Invalid("too_many", field="by", limit=MOST_BY)
    return tuple(by)


def _day(held: dict[str, list[str]], name: str) -> date | None:
    return read_end(held[name][-1], name) if name in held else None


def _flag(held: dict[str, list[str]], name: str) -> bool:
    said = held.get(name, ["false"])[-1].lower()
    if said not in ("true", "false", "1", "0"):
        raise Invalid("wrong_type", field=name)
    return said in ("true", "1")
