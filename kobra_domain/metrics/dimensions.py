"""What numbers may be told apart and held to by: each dimension is a term of the rows, and a value
of it a plain text or number that is read again as it was told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, StrEnum

from kobra_domain.buckets import next_month
from kobra_domain.dues import PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.metrics.answered import Answered, read_answered
from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Predicate,
    Term,
    Value,
)
from kobra_domain.metrics.tallies import Metric, Tallies, Tally
from kobra_domain.portfolios import ChannelKind
from kobra_domain.shift import FIRST_DAY, LAST_DAY
from kobra_domain.visits import Outcome, Verdict, VisitState

# What is known of a row by what it names; `kobra_records.sql.facts` joins it.
AGENT = "agent_id"  # of a payment by the bank's file: whose work it is (`attribution`)
TEAM = "team_id"  # the team that its agent is in now
ZONE = "zone"  # where its door is, by `zone_of`
BUCKET = "bucket"  # days past due of its account as it stands now, of a visit as when it ended
IS_FIRST = "is_first"  # whether nobody had been at the door before
AMOUNT = "amount_band"  # the row's amount, of a visit what was overdue as it ended: `band_of`
SEGMENT = "segment"  # that of its account
# By which it was promised or paid: a visit's, where it names one; of a payment by the bank's file
# that of the last contact before it (`attribution`).
CHANNEL = "channel"

# The last minor units of each band of amounts: thrice a power of ten and the next one, by turns.
BANDS = tuple(step * 10**power for power in range(4, 10) for step in (1, 3))


class Dimension(StrEnum):
    """By what numbers are told apart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    PORTFOLIO = "portfolio"
    TEAM = "team"
    AGENT = "agent"
    BUCKET = "bucket"
    ZONE = "zone"
    OUTCOME = "outcome"
    VERDICT = "verdict"
    STATE = "state"
    SEGMENT = "segment"
    AMOUNT = "amount"
    CHANNEL = "channel"


By = Dimension | Answered  # what of either kind numbers are told apart by
Shown = str | int  # a value of a dimension; "" for a row that has none
_D = Dimension
_FIELDS = {
    _D.PORTFOLIO: "portfolio_id",
    _D.TEAM: TEAM,
    _D.AGENT: AGENT,
    _D.BUCKET: BUCKET,
    _D.ZONE: ZONE,
    _D.OUTCOME: "outcome",
    _D.VERDICT: "verdict",
    _D.STATE: "state",
    _D.SEGMENT: SEGMENT,
    _D.AMOUNT: AMOUNT,
    _D.CHANNEL: CHANNEL,
}
_DAYS = (_D.DAY, _D.WEEK, _D.MONTH)
_WEEK = timedelta(days=7)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS = re.compile(r"\d{1,2}", re.ASCII)
_WITH_FORMS = ("visit", "promise", "payment")  # rows of a visit, at which a form was filled in
_LACKING = {
    "visit": {_D.CHANNEL},
    "promise": {_D.OUTCOME, _D.VERDICT},
    "payment": {_D.OUTCOME, _D.VERDICT, _D.STATE},
    "bank_payment": {_D.OUTCOME, _D.VERDICT, _D.STATE, _D.ZONE},
    "account_month": {_D.OUTCOME, _D.VERDICT, _D.STATE, _D.ZONE, _D.CHANNEL},
}
_NUMBERS = {
    _D.WEEKDAY: range(7),
    _D.HOUR: range(24),
    _D.BUCKET: range(100),
    _D.AMOUNT: range(len(BANDS) + 1),
}
# Read as members, which is how rows hold them; a state is a visit's or a promise's.
MEMBERS: Mapping[Dimension, Sequence[type[StrEnum]]] = {
    _D.OUTCOME: (Outcome,),
    _D.VERDICT: (Verdict,),
    _D.STATE: (VisitState, PromiseState),
    _D.CHANNEL: (ChannelKind,),
}


def band_of(amount_minor: int) -> int:
    """The band of an amount: up to 10,000 minor units, 30,000, 100,000 … whatever its currency."""
    return bisect_left(BANDS, amount_minor)


def zone_of(neighbourhood: str, municipality: str) -> str | None:
    """«La Esperanza, Villavicencio»; None where neither is known."""
    return ", ".join(part for part in (neighbourhood, municipality) if part) or None


def read_by(text: str) -> By | None:
    """What a text names that numbers may be told apart by; None: nothing does."""
    if text in set(Dimension):
        return Dimension(text)
    return read_answered(text)


def term_of(metric: Metric, dimension: By) -> Term | None:
    """What a metric's rows are asked for; weeks and months are asked by their days. None: the rows
    have no such thing, so all stand in one group.
    """
    dated = metric.dated
    if isinstance(dimension, Answered):
        return dimension.value if metric.rows in _WITH_FORMS else None
    if dimension in _DAYS:
        return dated
    if dimension in (_D.WEEKDAY, _D.HOUR):
        if not isinstance(dated, Clock):
            return None
        return Clock(dated.field, "weekday" if dimension is _D.WEEKDAY else "hour")
    return None if dimension in _LACKING.get(metric.rows, ()) else _FIELDS[dimension]


def shown(dimension: By, value: Value | None) -> Shown:
    """A value as it is told: 2026-11-30 (of a week its Monday), 2026-11, 5, an id, the key of an
    outcome.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        if dimension is _D.WEEK:
            return monday_of(value).isoformat()
        return value.isoformat()[:7] if dimension is _D.MONTH else value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int) else str(value)


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def held_to(metric: Metric, dimension: By, text: str) -> Predicate:
    """The condition on the rows of a value as it was told. Raises Invalid (`wrong_type`) for what
    is no value of the dimension.
    """
    term = term_of(metric, dimension)
    if text == "":
        return EVERY if term is None else Absent(term)
    try:
        value = _read(dimension, text)
    except ValueError:
        raise Invalid("wrong_type", field=dimension.value) from None
    if term is None:
        return Either()  # no row has any
    if dimension is _D.WEEK and isinstance(value, date):
        monday = monday_of(value)
        return All((Compare(term, ">=", monday), Compare(term, "<", monday + _WEEK)))
    if dimension is _D.MONTH and isinstance(value, date):
        return All((Compare(term, ">=", value), Compare(term, "<", next_month(value))))
    return Compare(term, "=", value)


def held_to_any(metric: Metric, dimension: By, texts: Sequence[str]) -> Predicate:
    """The condition that one of several values holds. Raises Invalid (`wrong_type`)."""
    parts = tuple(held_to(metric, dimension, text) for text in texts)
    if len(parts) == 1:
        return parts[0]  # of one alone more follows
    values = [one.value for one in parts if isinstance(one, Compare)]
    term = term_of(metric, dimension)
    if term is None or len(values) < 2:
        return Either(parts)
    # One list, however long: a database goes no thousand «or» deep.
    others = tuple(one for one in parts if not isinstance(one, Compare))
    return Either((Among(term, tuple(dict.fromkeys(values))), *others))


def check_value(dimension: By, text: str) -> None:
    """Raise Invalid (`wrong_type`) for what is no value of a dimension; "" is one of each."""
    try:
        if text:
            _read(dimension, text)
    except ValueError:
        raise Invalid("wrong_type", field=dimension.value) from None


def _read(dimension: By, text: str) -> Value:
    if isinstance(dimension, Answered):
        return text
    if dimension in (_D.DAY, _D.WEEK):
        return read_day(text, dimension.value)
    if dimension is _D.MONTH:
        return read_day(f"{text}-01", dimension.value)
    if dimension in _NUMBERS:
        if not _DIGITS.fullmatch(text) or int(text) not in _NUMBERS[dimension]:
            raise ValueError(text)
        return int(text)
    for kind in MEMBERS.get(dimension, ()):
        if text in set(kind):
            return kind(text)
    if dimension in MEMBERS:
        raise ValueError(text)
    return text


def read_day(text: str, field: str) -> date:
    """A day as it is asked for. Raises Invalid (`wrong_type`) for what is none, or lies beyond all
    calendars.
    """
    day = _written(text, field)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Invalid("wrong_type", field=field)
    return day


def read_end(text: str, field: str) -> date:
    """The end of a span, which may be any: beyond all calendars it is the end of them. Raises
    Invalid (`wrong_type`).
    """
    return min(max(_written(text, field), FIRST_DAY), LAST_DAY)


def _written(text: str, field: str) -> date:
    try:
        if not _ISO_DAY.fullmatch(text):  # weeks and days of the year are read as well
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("wrong_type", field=field) from None


def within(metric: Metric, from_on: date | None, to_on: date | None) -> Predicate:
    """The condition on the rows of a span of days at the address: `to_on` is not within."""
    term = metric.dated
    if term is None:
        return EVERY
    first = () if from_on is None else (Compare(term, ">=", from_on),)
    last = () if to_on is None else (Compare(term, "<", to_on),)
    return All((*first, *last))


def terms_by(metric: Metric, by: Sequence[By]) -> tuple[Term, ...]:
    """What a database is asked to group by; what rows have not is left out."""
    return tuple(dict.fromkeys(term for one in by if (term := term_of(metric, one)) is not None))


def told(metric: Metric, by: Sequence[By], found: Tallies) -> dict[tuple[Shown, ...], Tally]:
    """The tallies of a metric by the values of dimensions, from those by `terms_by`: days become
    months, and what rows have not is "". Without `by` there is one group.
    """
    places: Mapping[Term, int] = {term: n for n, term in enumerate(terms_by(metric, by))}
    terms = [term_of(metric, one) for one in by]
    values = [
        _told_values(one, None if term is None else places[term], found)
        for one, term in zip(by, terms, strict=True)
    ]
    named = zip(*values, strict=True) if by else [()] * len(found)
    made: dict[tuple[Shown, ...], Tally] = {}
    for name, tallies in zip(named, found.values(), strict=True):
        held, one = made.get(name), tallies[metric.key]
        made[name] = one if held is None else held + one
    return made


def _told_values(one: By, place: int | None, found: Tallies) -> list[Shown]:
    """Of each key how a dimension tells it, each value looked at once: groups are many, values
    are few.
    """
    if place is None:
        return [""] * len(found)
    words: dict[Value | None, Shown] = {}
    for key in found:
        if key[place] not in words:
            words[key[place]] = shown(one, key[place])
    return [words[key[place]] for key in found]
