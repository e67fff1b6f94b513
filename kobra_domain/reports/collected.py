"""What came in: over time against goals and another period; by portfolio, team, agent, bucket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kobra_domain.charts.spec import BarChart, Figure, Series
from kobra_domain.goals import Aim
from kobra_domain.metrics.asked import about
from kobra_domain.metrics.declared import COLLECTED_AMOUNT
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.reports.filter_words import span_words
from kobra_domain.reports.filters import Against, Span
from kobra_domain.reports.names import in_order
from kobra_domain.reports.purses import Purse
from kobra_domain.reports.report import Panel
from kobra_domain.reports.saying import share_words
from kobra_domain.reports.steps import Step, length_of, step_words, steps_of
from kobra_domain.words import money

_D = Dimension
_BY_CONTACT = (_D.TEAM, _D.AGENT, _D.CHANNEL)  # what a payment has by the contact before it
_SAME = 0.005  # of money: less is no difference that is worth a word
Groups = Mapping[Shown, int]  # minor units by value


def collected_panels(purse: Purse) -> tuple[Panel, ...]:
    """The panels of one currency; one sentence where nothing came in."""
    first = over_time_panel(purse)
    if first.chart is None:
        return (first,)
    panels = [first]
    for by in (_D.PORTFOLIO, _D.TEAM, _D.AGENT):
        panels += _apart(purse, by)
    panels += _apart(purse, _D.CHANNEL)
    if purse.source.books is None:
        panels += _apart(purse, _D.BUCKET)
    return tuple(panels)


def over_time_panel(purse: Purse) -> Panel:
    """What came in over time, the first of them."""
    if purse.collected(length_of(purse.first, purse.until)):
        return _over_time(purse)
    note = purse.say("nothing", currency=purse.currency, days=_days(purse))
    return Panel(key=_key("collected", purse), chart=None, notes=(note,), is_wide=True)


def _key(name: str, purse: Purse) -> str:
    return f"{name}.{purse.currency.lower()}"


def _days(purse: Purse) -> str:
    return span_words(Span(purse.first, purse.until), purse.locale)


def _over_time(purse: Purse) -> Panel:
    length = length_of(purse.first, purse.until)
    steps = steps_of(length, purse.first, purse.until)
    now, before = purse.collected(length), purse.before()
    series = [Series(name=purse.say("now"), values=_figures(now, [one.value for one in steps]))]
    was: Groups = {}
    if before is not None:
        was = before.collected(length)
        past = steps_of(length, before.first, before.until)[: len(steps)]
        values = _figures(was, [one.value for one in past])
        rest = (Figure(),) * (len(steps) - len(past))
        series.append(Series(name=_other_words(before), values=(*values, *rest)))
    aims = [purse.aim(one.first, one.until) for one in steps]
    whole = purse.aim(purse.first, purse.until)
    total = sum(now.values())
    parts = [purse.say("came", amount=money(total, purse.currency))]
    if total < 0:
        parts = [purse.say("went_back", amount=money(-total, purse.currency))]
    elif before is None:
        parts += _of_goal(purse, total, whole)
    else:
        parts += [*_of_goal(purse, total, whole), *_than(before, total, sum(was.values()))]
    chart = BarChart(
        title=", ".join(parts),
        subtitle=purse.say(f"by.{length.value}", currency=purse.currency),
        cut_off=purse.source.cut_off,
        unit=purse.unit,
        categories=tuple(step_words(length, one, purse.locale) for one in steps),
        series=tuple(series),
        goals=_goals(purse, [one.amount_minor for one in aims]),
        is_sum=True,
    )
    return Panel(
        key=_key("collected", purse),
        chart=chart,
        notes=_goal_notes(purse, whole, steps, length),
        about=about(COLLECTED_AMOUNT, purse.locale),
        behind=purse.behind(length, [one.value for one in steps]),
        is_wide=True,
    )


def _figures(held: Groups, values: Sequence[Shown]) -> tuple[Figure, ...]:
    """What came in of each, nothing where nothing did."""
    return tuple(Figure(held.get(value, 0)) for value in values)


def _other_words(before: Purse) -> str:
    if before.filters.against is Against.TEAM:
        return before.source.names.of(_D.TEAM, before.filters.against_team)
    return _days(before)


def _goals(purse: Purse, amounts: Sequence[int | None]) -> Series | None:
    if not any(amounts):
        return None
    return Series(name=purse.say("goal"), values=tuple(Figure(one) for one in amounts))


def _of_goal(purse: Purse, total: int, whole: Aim) -> list[str]:
    """Of a goal of zero nothing is a share."""
    if not whole.amount_minor:
        return []
    return [purse.say("of_goal", share=share_words(total / whole.amount_minor, purse.locale))]


def _than(before: Purse, total: int, was: int) -> list[str]:
    """More or less than what it is compared with, which is not always the days before."""
    if was <= 0:
        return []
    against = before.filters.against
    team = before.source.names.of(_D.TEAM, before.filters.against_team)
    other = team if against is Against.TEAM else before.say(f"other.{against.value}")
    change = total / was - 1
    if abs(change) < _SAME:
        return [before.say("same", other=other)]
    code = "more" if change > 0 else "less"
    return [before.say(code, share=share_words(abs(change), before.locale), other=other)]


def _goal_notes(
    purse: Purse, whole: Aim, steps: Sequence[Step], length: Dimension
) -> tuple[str, ...]:
    """What is to be known of the goals: that there are none, why, and how months are cut."""
    if not purse.has_goals:
        return (purse.say("goal_not_of_filter"),)
    if whole.amount_minor is None:
        return (purse.say("no_goal", currency=purse.currency),)
    if whole.amount_minor == 0:
        return (purse.say("goal_zero"),)
    notes = [purse.say("goal_lacking", count=whole.lacking)] if whole.lacking else []
    is_whole = purse.first.day == 1 and purse.until.day == 1
    if length is not _D.MONTH or not is_whole:
        notes.append(purse.say("goal_of_days"))
    return tuple(notes)


def _apart(purse: Purse, by: Dimension) -> list[Panel]:
    """What came in of each value, by the values' names; of one alone nothing is said."""
    now = purse.collected(by)
    if len(now) < 2:
        return []
    values = [one for one in _ordered(purse, by, now) if one or by is not _D.AGENT]
    before = purse.before()
    aims = _aims(purse, by, values)
    series = [Series(name=purse.say("now"), values=_figures(now, values))]
    # Beside a goal, or another team, the days before are one thing too many.
    if before is not None and before.filters.against is not Against.TEAM and not any(aims):
        was = before.collected(by)
        series.append(Series(name=_other_words(before), values=_figures(was, values)))
    chart = BarChart(
        title=_of_whom(purse, by, now, values, aims),
        subtitle=purse.say(f"of.{by.value}", currency=purse.currency),
        cut_off=purse.source.cut_off,
        unit=purse.unit,
        categories=tuple(_name(purse, by, value) for value in values),
        series=tuple(series),
        goals=_goals(purse, aims),
        is_horizontal=by is not _D.BUCKET,
        is_sum=True,
    )
    notes = [purse.say("attribution")] if by in (_D.TEAM, _D.AGENT) else []
    notes += _nobodys(purse, now) if by is _D.AGENT else []
    notes += [purse.say("attribution.channel")] if by is _D.CHANNEL else []
    notes += [purse.say("bucket_now")] if by is _D.BUCKET else []
    return [
        Panel(
            key=_key(f"by_{by.value}", purse),
            chart=chart,
            notes=tuple(notes),
            about=about(COLLECTED_AMOUNT, purse.locale),
            behind=purse.behind(by, values),
        )
    ]


def _nobodys(purse: Purse, held: Groups) -> list[str]:
    """What stands beside agents: it would make their bars too small to be told apart."""
    amount, total = held.get("", 0), sum(held.values())
    if not 0 < amount <= total:
        return []
    share = share_words(amount / total, purse.locale)
    return [purse.say("nobodys_came", amount=money(amount, purse.currency), share=share)]


def _ordered(purse: Purse, by: Dimension, held: Groups) -> list[Shown]:
    """Buckets in their order, all else by name: this is no list of the best. What is nobody's comes
    last.
    """
    if by is _D.BUCKET:
        return sorted(held, key=lambda one: (one == "", one))
    return sorted(held, key=lambda one: (one == "", in_order(_name(purse, by, one))))


def _name(purse: Purse, by: Dimension, value: Shown) -> str:
    if value == "" and by in _BY_CONTACT:
        return purse.say("nobodys")
    return purse.source.names.of(by, value)


def _aims(purse: Purse, by: Dimension, values: Sequence[Shown]) -> list[int | None]:
    """The goal of each team or agent."""
    if by not in (_D.TEAM, _D.AGENT) or not purse.has_goals:
        return []
    made: list[int | None] = []
    for value in values:
        whose: dict[str, tuple[str, ...]] = {by.value: (str(value),)}
        found = purse.goals.within(purse.first, purse.until, **whose)
        made.append(found.amount_minor if value else None)
    return made


def _of_whom(
    purse: Purse,
    by: Dimension,
    held: Groups,
    values: Sequence[Shown],
    aims: Sequence[int | None],
) -> str:
    """How many reach their goal; else how much of it is nobody's, or who brings the most: where
    nobody brings less than nothing.
    """
    total = sum(held.values())
    with_goal = [(held[one], aim) for one, aim in zip(values, aims, strict=False) if aim]
    if with_goal:
        reached = sum(amount >= aim for amount, aim in with_goal)
        params = {"count": reached, "of": len(with_goal)}
        return purse.say(f"reached.{by.value}", **params)
    fallen = sum(amount < 0 for amount in held.values())
    if fallen or total <= 0:  # of such a sum nothing is a share
        return purse.say("reversed", count=fallen, of=len(held)) if fallen else ""
    nobodys = held.get("", 0)
    if by is _D.CHANNEL:
        return purse.say("share_met", share=share_words(1 - nobodys / total, purse.locale))
    if by in _BY_CONTACT:
        return purse.say("share_nobodys", share=share_words(nobodys / total, purse.locale))
    most = max(values, key=lambda one: held[one])
    share = share_words(held[most] / total, purse.locale)
    return purse.say(f"share_of.{by.value}", name=_name(purse, by, most), share=share)
