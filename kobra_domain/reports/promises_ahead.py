"""What open promises let expect of the next thirty days, and how long ago those that were not kept
were due: as all stands today, whatever days are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from kobra_domain.charts.spec import BarChart, Figure, Series, Unit, UnitKind
from kobra_domain.dues import PromiseState
from kobra_domain.metrics.declared import KEPT_AMOUNT_RATE, KEPT_RATE
from kobra_domain.metrics.dimensions import Dimension, within
from kobra_domain.metrics.predicates import All, Among, Compare, Not
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.filters import Span
from kobra_domain.reports.names import short_day
from kobra_domain.reports.promises import (
    AGES,
    AHEAD_DAYS,
    LEARNT_DAYS,
    UNKEPT,
    Forecast,
    Open,
    Rates,
    age_span,
    ages,
    amounts_of,
    forecast,
    rates_of,
)
from kobra_domain.reports.promises_asked import Promised
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import money_words, share_words
from kobra_domain.reports.source import asked
from kobra_domain.statistics.expected import DRAWS
from kobra_domain.words import number, word

_D = Dimension
_KIND = (_D.SEGMENT, _D.CHANNEL, _D.AMOUNT)
_IS_OPEN = Compare("state", "=", PromiseState.OPEN)
_OLD = 30  # days: what is due longer than that is old


def ahead_panels(of: Promised) -> tuple[Panel, ...]:
    """What is expected, in each currency."""
    past = Span(of.today - timedelta(days=LEARNT_DAYS), of.over_before)
    learnt = All((of.held(), within(KEPT_RATE, past.first, past.until), Not(_IS_OPEN)))
    rates = rates_of(asked(of.source, KEPT_RATE, _KIND, learnt))
    until = of.today + timedelta(days=AHEAD_DAYS)
    coming = All((of.held(), within(KEPT_AMOUNT_RATE, None, until), _IS_OPEN))
    amounts = of.work.amounts(KEPT_AMOUNT_RATE, (_D.DAY, *_KIND), coming)
    if not amounts:
        return (of.nothing("ahead"),)
    if rates is None:
        return (of.nothing("ahead", "nothing_learnt"),)
    held: dict[str, list[Open]] = defaultdict(list)
    for ((day, *kind), coin, amount), count in sorted(amounts.items()):
        one = Open(date.fromisoformat(str(day)), tuple(kind), amount)
        held[coin] += [one] * count
    return tuple(
        _forecast(of, coin, forecast(rates, own, of.today), rates, is_alone=len(held) == 1)
        for coin, own in sorted(held.items())
    )


def _forecast(of: Promised, coin: str, found: Forecast, rates: Rates, *, is_alone: bool) -> Panel:
    names, expects, promised, spans = [], [], [], []
    for first, count, promised_minor, one in found.stretches:
        until = _until(of, first)
        names.append(_stretch_words(of, first, until))
        spans.append((first, until))
        expects.append(Figure(one.amount_minor, one.low_minor, one.high_minor, n=count))
        promised.append(Figure(promised_minor, n=count))
    whole = found.whole
    chart = BarChart(
        title=of.say(
            "ahead",
            amount=money_words(whole.amount_minor, coin, of.locale),
            low=money_words(whole.low_minor, coin, of.locale),
            high=money_words(whole.high_minor, coin, of.locale),
            promised=money_words(found.promised_minor, coin, of.locale),
        ),
        subtitle=of.say("ahead.metric"),
        cut_off=of.source.cut_off,
        unit=Unit(kind=UnitKind.MONEY, currency=coin),
        categories=tuple(names),
        series=(Series(name=of.say("ahead.expected"), values=tuple(expects)),),
        goals=Series(name=of.say("ahead.promised"), values=tuple(promised)),
    )
    return Panel(
        key=f"ahead-{coin}",
        chart=chart,
        notes=(
            of.say("ahead.count", count=found.count),
            of.say("ahead.learnt", count=rates.n, share=share_words(rates.prior.mean, of.locale)),
        ),
        about=of.say("ahead.how", draws=DRAWS),
        # Rows are not held to a currency.
        behind=of.behind_spans((PromiseState.OPEN,), spans) if is_alone else None,
        is_wide=True,
    )


def unkept_panels(of: Promised) -> tuple[Panel, ...]:
    """How long ago what was not kept was due."""
    before = within(KEPT_AMOUNT_RATE, None, of.today)
    where = All((of.held(), before, Among("state", frozenset(UNKEPT))))
    found = ages(of.by_day(where), of.today)
    whole = sum((one for own in found.values() for one in own), Tally())
    if not whole.n:
        return (of.nothing("ages"),)
    old = sum(one.n for own in found.values() for one in own[AGES.index(_OLD) + 1 :])
    names = tuple(_age_words(of, n) for n in range(len(AGES) + 1))
    each = [sum((own[n] for own in found.values()), Tally()) for n in range(len(names))]
    states = {state: sum(one.n for one in own) for state, own in found.items()}
    parts = (f"{word(state, of.locale)}: {number(n, of.locale)}" for state, n in states.items())
    title = of.say("ages", count=whole.n, old=old) if old else of.say("ages.new", count=whole.n)
    counts = [Figure(one.n, n=one.n) for one in each]
    chart = of.bars(title, of.say("ages.metric"), names, counts, Unit())
    behind = of.behind_spans(UNKEPT, [age_span(n, of.today) for n in range(len(names))])
    notes, how = (" · ".join(parts),), of.say("ages.how")
    first = Panel(key="ages", chart=chart, notes=notes, about=how, behind=behind)
    own = behind if len(whole.amounts) == 1 else None
    amounts = (_unkept_amounts(of, coin, whole, each, own) for coin in sorted(whole.amounts))
    return (first, *amounts)


def _unkept_amounts(
    of: Promised, coin: str, whole: Tally, each: list[Tally], behind: Behind | None
) -> Panel:
    """The same of one currency by amount."""
    title = of.say("ages_amount", amount=money_words(whole.amounts[coin], coin, of.locale))
    names = [_age_words(of, n) for n in range(len(each))]
    [(_, figures)] = amounts_of({PromiseState.OPEN: each}, coin)
    unit = Unit(kind=UnitKind.MONEY, currency=coin)
    chart = of.bars(title, of.say("ages_amount.metric"), names, figures, unit)
    return Panel(key=f"ages-{coin}", chart=chart, about=of.say("ages.how"), behind=behind)


def _age_words(of: Promised, number: int) -> str:
    if number == len(AGES):
        return of.say("age.over", last=AGES[-1])
    first = AGES[number - 1] + 1 if number else 1
    return of.say("age", first=first, last=AGES[number])


def _until(of: Promised, first: date | None) -> date:
    """The end of a stretch: of what is overdue today, else a week's, within the thirty days."""
    if first is None:
        return of.today
    return min(first + timedelta(days=7), of.today + timedelta(days=AHEAD_DAYS))


def _stretch_words(of: Promised, first: date | None, until: date) -> str:
    """«Vencidas», «30 nov – 6 dic»."""
    if first is None:
        return of.say("ahead.overdue")
    last = until - timedelta(days=1)
    return f"{short_day(first, of.locale)} – {short_day(last, of.locale)}"
