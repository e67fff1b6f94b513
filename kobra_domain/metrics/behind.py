"""The rows behind a report's number, as a text that goes through links and states and is read
again: `rpc_rate?from=2026-11-01&weekday=2#Contacto · miércoles`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

from kobra_domain.errors import Invalid
from kobra_domain.metrics.asked import Asked
from kobra_domain.metrics.asked import asked as on_day
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.questions import Question, asked
from kobra_domain.metrics.tallies import drill

LONGEST = 20_000


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
        """What stands over them; it was said in the language that it was asked in."""
        return self.name


def number_text(metric: str, pairs: Iterable[tuple[str, str]], name: str) -> str:
    """What `read_number` reads."""
    return f"{metric}?{urlencode(list(pairs), quote_via=quote)}#{quote(name)}"


def read_number(text: str, rows: str) -> Asked | NumberRows | None:
    """The number of a day or of a report that a text names; None for what no metric of such rows
    says.
    """
    if "?" not in text or len(text) > LONGEST:
        return on_day(text, rows)
    key, _, rest = text.partition("?")
    query, _, name = rest.partition("#")
    try:
        question = asked(key, parse_qsl(query, keep_blank_values=True))
    except Invalid:
        return None
    return NumberRows(question, text, unquote(name)) if question.metric.rows == rows else None
