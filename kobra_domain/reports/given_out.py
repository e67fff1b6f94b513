"""What became of accounts that were given out: curves of lots and of months of origination, what
rolled from bucket to bucket, how far the field came, and what came back of each bucket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kobra_domain.charts.spec import (
    Cell,
    Column,
    Fall,
    Figure,
    LineChart,
    Table,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.books import Books, Cohorts, Opening
from kobra_domain.reports.curves import Curve, by_days, by_months
from kobra_domain.reports.purses import Purse
from kobra_domain.reports.report import Panel
from kobra_domain.reports.roll_rates import roll_matrix
from kobra_domain.reports.saying import share_words
from kobra_domain.words import full_day, money

_SHARE = Unit(kind=UnitKind.SHARE, decimals=1)
_MOST_CURVES = 6
_MONTHS = (1, 3, 6, 12)  # how many months of origination are a cohort: the fewest that fit
_DAYS_TO_SAY, _MONTHS_TO_SAY = 30, 120  # the age at which curves are said, where two reach it


def given_out_panels(purse: Purse, books: Books) -> tuple[Panel, ...]:
    """The panels of one currency."""
    held = purse.held()
    openings = [one for one in books.openings(held) if one.currency == purse.currency]
    return (
        _fell(purse, openings),
        _of_buckets(purse, openings),
        *_rolled(purse, books),
        _lots(purse, books.lots(held).get(purse.currency, Cohorts())),
        _vintages(purse, books.vintages(held).get(purse.currency, Cohorts())),
    )


def _panel(purse: Purse, name: str, code: str) -> Panel:
    """A sentence where there is nothing to draw: filters may leave no account."""
    held = purse.held()
    code = code if held.agents is None and not held.buckets else "no_account"
    note = purse.say(code, currency=purse.currency)
    return Panel(key=_key(name, purse), chart=None, notes=(note,), about=purse.say(f"{name}.how"))


def _key(name: str, purse: Purse) -> str:
    return f"{name}.{purse.currency.lower()}"


def _fell(purse: Purse, openings: Sequence[Opening]) -> Panel:
    """From what was overdue to what came in, stage by stage."""
    overdue = sum(one.overdue_minor for one in openings)
    if not overdue:
        return _panel(purse, "fall", "no_opening")
    stages = (
        ("visited", sum(one.visited_minor for one in openings)),
        ("contacted", sum(one.contacted_minor for one in openings)),
        ("promised", sum(one.promised_minor for one in openings)),
        ("kept", sum(one.kept_minor for one in openings)),
        ("recovered", sum(one.recovered_minor for one in openings)),
    )
    others = sum(one.paid_minor for one in openings) - stages[-1][1]
    shares = {
        name: share_words(amount / overdue, purse.locale)
        for name, amount in stages
        if name in ("visited", "recovered")
    }
    notes = [purse.say("fall.since", cut=_cuts(purse, openings))]
    if others > 0:
        notes.append(purse.say("fall.others", amount=money(others, purse.currency)))
    return Panel(
        key=_key("fall", purse),
        chart=Waterfall(
            title=purse.say("fall.answer" if stages[0][1] else "fall.unvisited", **shares),
            subtitle=purse.say("fall", currency=purse.currency),
            cut_off=purse.source.cut_off,
            unit=purse.unit,
            falls=tuple(_falls(purse, overdue, stages)),
        ),
        notes=tuple(notes),
        about=purse.say("fall.how"),
        is_wide=True,
    )


def _falls(purse: Purse, overdue: int, stages: Iterable[tuple[str, int]]) -> Iterable[Fall]:
    """Each stage, and before it what did not come so far."""
    yield Fall(name=purse.say("stage.assigned"), value=overdue, is_total=True)
    reached = overdue
    for name, amount in stages:
        lost = "over" if amount > reached else f"lost.{name}"
        yield Fall(name=purse.say(lost), value=amount - reached)
        yield Fall(name=purse.say(f"stage.{name}"), value=amount, is_total=True)
        reached = amount


def _cuts(purse: Purse, openings: Sequence[Opening]) -> str:
    """The day of corte, or the first and the last of several."""
    days = sorted({one.cut_on for one in openings})
    return " – ".join(full_day(day, purse.locale) for day in dict.fromkeys((days[0], days[-1])))


def _of_buckets(purse: Purse, openings: Sequence[Opening]) -> Panel:
    """What came in of what was overdue, by the bucket that accounts began in."""
    overdue = sum(one.overdue_minor for one in openings)
    if not overdue:
        return _panel(purse, "buckets", "no_opening")
    rows: list[tuple[Cell, ...]] = []
    for bucket in sorted({one.bucket for one in openings}):
        those = [one for one in openings if one.bucket == bucket]
        name = purse.source.names.of(Dimension.BUCKET, bucket)
        rows.append((name, *_recovered(those)))
    paid = sum(one.paid_minor for one in openings)
    share = share_words(paid / overdue, purse.locale)
    return Panel(
        key=_key("buckets", purse),
        chart=Table(
            title=purse.say("buckets.answer", share=share),
            subtitle=purse.say("buckets", currency=purse.currency),
            cut_off=purse.source.cut_off,
            unit=purse.unit,
            columns=(
                Column(name=purse.say("column.bucket")),
                Column(name=purse.say("column.accounts"), unit=Unit()),
                Column(name=purse.say("column.overdue"), unit=purse.unit),
                Column(name=purse.say("column.came"), unit=purse.unit),
                Column(name=purse.say("column.recovery"), unit=_SHARE),
            ),
            rows=tuple(rows),
            total=(purse.say("total"), *_recovered(openings)),
        ),
        notes=(
            purse.say("fall.since", cut=_cuts(purse, openings)),
            *([purse.say("beyond")] if paid > overdue else []),
        ),
        about=purse.say("buckets.how"),
    )


def _recovered(openings: Sequence[Opening]) -> tuple[Figure, ...]:
    overdue = sum(one.overdue_minor for one in openings)
    paid = sum(one.paid_minor for one in openings)
    n = sum(one.accounts for one in openings)
    share = paid / overdue if overdue else None
    return (Figure(n, n=n), Figure(overdue, n=n), Figure(paid, n=n), Figure(share, n=n))


def _rolled(purse: Purse, books: Books) -> Iterable[Panel]:
    """A matrix for each pair of days of corte that portfolios have."""
    found = [one for one in books.moves(purse.held()) if one.currency == purse.currency]
    if not found:
        yield _panel(purse, "roll", "no_months")
    for number, one in enumerate(found):
        days = {"first": one.before_on, "last": one.after_on}
        said = {name: full_day(day, purse.locale) for name, day in days.items()}
        chart = roll_matrix(
            one.rates, one.bounds, purse.currency, purse.locale, purse.source.cut_off
        )
        yield Panel(
            key=_key(f"roll{number or ''}", purse),
            chart=chart,
            notes=(purse.say("roll.between", **said),),
            about=purse.say("roll.how"),
        )


def _lots(purse: Purse, cohorts: Cohorts) -> Panel:
    curves = by_days(cohorts.given, cohorts.back, _last(purse))
    if not curves:
        return _panel(purse, "lots", "no_lots")
    notes = [purse.say("lots.older", count=cohorts.older)] if cohorts.older else []
    if cohorts.unknown:
        notes.append(purse.say("lots.unknown", count=cohorts.unknown))
    if any(max(one.shares) > 1 for one in curves):
        notes.append(purse.say("beyond"))
    return _curves(purse, "lots", curves, _DAYS_TO_SAY, notes)


def _vintages(purse: Purse, cohorts: Cohorts) -> Panel:
    months = {one.since for one in cohorts.given}
    length = next((n for n in _MONTHS if len({_begun(on, n) for on in months}) <= _MOST_CURVES), 12)
    given = [replace(one, cohort=_begun(one.since, length).isoformat()) for one in cohorts.given]
    curves = by_months(given, cohorts.back, _last(purse))
    if not curves:
        return _panel(purse, "vintages", "no_vintages")
    named = [
        replace(one, cohort=_vintage_name(date.fromisoformat(one.cohort), length, purse.say))
        for one in curves[-_MOST_CURVES:]
    ]
    left = len(curves) - len(named)
    notes = [purse.say("vintages.older", count=left)] if left else []
    if cohorts.unknown:
        notes.append(purse.say("vintages.unknown", count=cohorts.unknown))
    return _curves(purse, "vintages", named, _MONTHS_TO_SAY, notes)


def _curves(
    purse: Purse, name: str, curves: Sequence[Curve], age: int, notes: Sequence[str]
) -> Panel:
    ages = max(len(one.shares) for one in curves)
    return Panel(
        key=_key(name, purse),
        chart=LineChart(
            title=_at_age(purse, name, curves, age),
            subtitle=purse.say(name, currency=purse.currency),
            cut_off=purse.source.cut_off,
            unit=_SHARE,
            steps=tuple(str(n) for n in range(ages)),
            series=tuple(one.series(ages) for one in curves),
        ),
        notes=(*notes, purse.say("dotted")),
        about=purse.say(f"{name}.how"),
        is_wide=True,
    )


def _at_age(purse: Purse, name: str, curves: Sequence[Curve], age: int) -> str:
    """Between what the cohorts lie at an age that two have reached whole, or that one has."""
    whole = [one.is_whole_until for one in curves]
    common = sorted(whole)[-2] if len(whole) > 1 else whole[0]
    at = min(age, common)
    shares = [one.shares[at] for one in curves if one.is_whole_until >= at]
    low, high = (share_words(one, purse.locale) for one in (min(shares), max(shares)))
    if low == high:
        return purse.say(f"{name}.at", count=at, share=low)
    return purse.say(f"{name}.between", count=at, low=low, high=high)


def _last(purse: Purse) -> date:
    """The last day that is told: none that has not come."""
    return min(purse.source.today, purse.until - timedelta(days=1))


def _begun(month: date, length: int) -> date:
    """The first month of the cohort that a month is in."""
    return month.replace(month=(month.month - 1) // length * length + 1)


def _vintage_name(first: date, length: int, say: Callable[..., str]) -> str:
    if length == 12:
        return str(first.year)
    if length == 1:
        return first.isoformat()[:7]
    number = (first.month - 1) // length + 1
    return say("quarter" if length == 3 else "half", number=number, year=str(first.year))
