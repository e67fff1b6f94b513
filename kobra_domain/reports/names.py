"""How the values that numbers are told apart by are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kobra_domain.buckets import bucket_word
from kobra_domain.charts.spec import HOURS
from kobra_domain.errors import Invalid, Param
from kobra_domain.metrics.dimensions import BANDS, MEMBERS, Dimension, Shown, read_day
from kobra_domain.people import Agent, Team
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.filters import BEYOND
from kobra_domain.visits import Outcome, Verdict
from kobra_domain.words import day_words, full_day, say, word
from kobra_domain.words.figures import calendar

_D = Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Those of a reader's portfolios, teams and agents by id; `bounds` are the days past due that
    buckets begin after, `currency` what amounts are in, None where portfolios have several.
    """

    portfolios: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    agents: Mapping[str, str] = field(default_factory=dict)
    bounds: tuple[int, ...] | None = None
    currency: str | None = None
    locale: str = "es"

    def of(self, dimension: Dimension, value: Shown) -> str:
        """What a value is called; "" is «Sin gestor», «Sin tramo»…, and what is there no longer is
        «Gestor que ya no está».
        """
        if value == "":
            return say(f"report.without.{dimension.value}", None, self.locale)
        if value == BEYOND:
            return say(f"report.beyond.{dimension.value}", None, self.locale)
        text = str(value)
        match dimension:
            case _D.PORTFOLIO | _D.TEAM | _D.AGENT:
                found = self._things(dimension).get(text)
                return found or say(f"report.gone.{dimension.value}", None, self.locale)
            case _D.DAY | _D.WEEK | _D.MONTH:
                return self._day(dimension, text)
            case _D.WEEKDAY:
                return calendar(self.locale).whole_weekdays[int(value) % 7]
            case _D.HOUR:
                return f"{int(value)}–{(int(value) + 1) % (HOURS + 1)}"
            case _D.BUCKET:
                return self._bucket(text)
            case _D.AMOUNT:
                return self._band(int(text))
        return self._member(dimension, text)

    def options(self, dimension: Dimension) -> Mapping[str, str]:
        """What may be chosen of a dimension whose values are known without the rows: by value, in
        their order.
        """
        match dimension:
            case _D.PORTFOLIO | _D.TEAM | _D.AGENT:
                named = self._things(dimension)
                return dict(sorted(named.items(), key=lambda one: in_order(one[1])))
            case _D.BUCKET if self.bounds is not None:
                return {str(n): self._bucket(str(n)) for n in range(len(self.bounds) + 2)}
            case _D.OUTCOME:
                return {one.value: word(one, self.locale) for one in Outcome}
            case _D.VERDICT:
                return {one.value: word(one, self.locale) for one in Verdict}
        return {}

    def _things(self, dimension: Dimension) -> Mapping[str, str]:
        of = {_D.PORTFOLIO: self.portfolios, _D.TEAM: self.teams, _D.AGENT: self.agents}
        return of[dimension]

    def _day(self, dimension: Dimension, text: str) -> str:
        try:
            day = read_day(f"{text}-01" if dimension is _D.MONTH else text, dimension.value)
        except Invalid:
            return text
        if dimension is _D.MONTH:
            return month_words(day, self.locale)
        if dimension is _D.WEEK:
            return days_words(day, day + timedelta(days=6), self.locale)
        return day_words(day, self.locale)

    def _member(self, dimension: Dimension, text: str) -> str:
        """Of an outcome, a verdict, a state its word; any other text says itself."""
        for kind in MEMBERS.get(dimension, ()):
            if text in set(kind):
                return word(kind(text), self.locale)
        return text

    def _band(self, number: int) -> str:
        """What lies between its ends, in the currency where there is one."""
        if self.currency is None:
            return say("report.band", {"number": number}, self.locale)
        ends = {
            "least_minor": BANDS[min(number, len(BANDS)) - 1] if number else 0,
            "most_minor": BANDS[min(number, len(BANDS) - 1)],
        }
        code = "first" if not number else "last" if number >= len(BANDS) else "between"
        params: dict[str, Param] = {"currency": self.currency, **ends}
        return say(f"report.band.{code}", params, self.locale)

    def _bucket(self, text: str) -> str:
        if self.bounds is None or int(text) > len(self.bounds) + 1:  # of bounds that were
            return say("report.bucket", {"number": text}, self.locale)
        return bucket_word(int(text), self.bounds, self.locale)


def in_order(name: str) -> str:
    """What names are ordered by: Álvaro stands before Beatriz."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def names_of(
    portfolios: Iterable[Portfolio], teams: Iterable[Team], agents: Iterable[Agent], locale: str
) -> Names:
    """The names of what a reader sees."""
    held = list(portfolios)
    bounds = {one.buckets for one in held}
    coins = {one.currency for one in held}
    return Names(
        portfolios={one.id: one.name for one in held},
        teams={one.id: one.name for one in teams},
        agents={one.id: one.name for one in agents},
        bounds=bounds.pop() if len(bounds) == 1 else None,
        currency=coins.pop() if len(coins) == 1 else None,
        locale=locale,
    )


def days_words(first: date, last: date, locale: str) -> str:
    """2–8 nov, 30 nov – 6 dic: both days within."""
    until = short_day(last, locale)
    if (first.year, first.month) == (last.year, last.month):
        return until if first == last else f"{first.day}–{until}"
    return f"{short_day(first, locale)} – {until}"


def short_day(day: date, locale: str) -> str:
    """3 nov."""
    return full_day(day, locale).rpartition(" ")[0]


def month_words(day: date, locale: str) -> str:
    """nov 2026."""
    return full_day(day, locale).partition(" ")[2]
