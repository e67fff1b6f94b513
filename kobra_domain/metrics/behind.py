"""The rows behind a report's number, as a text that goes through links and states and is read
again: `rpc_rate?from=2026-11-01&weekday=2#Contacto · miércoles`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, quote, unquote, urlencode

from kobra_domain.errors import Invalid
from kobra_domain.metrics.asked import Asked
from kobra_domain.metrics.asked import asked as on_day
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.questions import Question, asked
from kobra_domain.metrics.tallies import drill
from kobra_domain.reports.filter_words import span_words
from kobra_domain.reports.filters import Span

LONGEST = 20_000
_DAYS = frozenset(one.value for one in (Dimension.DAY, Dimension.WEEK, Dimension.MONTH))


@dataclass(frozen=True, slots=True)
class NumberRows:
    """The rows that a question's number was counted from, under a `name` that says which."""

    question: Question
    text: str
    name: str

    @property
    def rows(self) -> Predicate:
        """The condition on exactly those rows."""
        return drill(self.question.metric, self.question.where)

    def caption(self, locale: str) -> str:
        """What stands over them: the name, said in the language that it was asked in, and the days,
        where it is none of a day, week or month.
        """
        pairs = dict(_pairs(self.text))
        ends = [pairs.get(name) for name in ("from", "to")]
        if not any(ends) or not _DAYS.isdisjoint(pairs):
            return self.name
        first, until = (None if day is None else date.fromisoformat(day) for day in ends)
        return f"{self.name} · {span_words(Span(first, until), locale)}"


def number_text(metric: str, pairs: Iterable[tuple[str, str]], name: str) -> str:
    """What `read_number` reads."""
    return f"{metric}?{urlencode(list(pairs), quote_via=quote)}#{quote(name)}"


def read_number(text: str, rows: str) -> Asked | NumberRows | None:
    """The number of a day or of a report that a text names; None for what no metric of such rows
    says.
    """
    if "?" not in text or len(text) > LONGEST:
        return on_day(text, rows)
    key, name = text.partition("?")[0], text.partition("#")[2]
    try:
        question = asked(key, _pairs(text))
    except Invalid:
        return None
    return NumberRows(question, text, unquote(name)) if question.metric.rows == rows else None


def _pairs(text: str) -> list[tuple[str, str]]:
    query = text.partition("?")[2].partition("#")[0]
    return parse_qsl(query, keep_blank_values=True)
