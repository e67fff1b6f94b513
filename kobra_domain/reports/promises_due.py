"""What fell due in some days and what became of it, by number and by amount, over time, by agent
and by portfolio. What is still open fell due all the same: it is not kept yet, and said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kobra_domain.charts.spec import BarChart, Column, StepKind, Table, Unit, UnitKind
from kobra_domain.dues import PromiseState
from kobra_domain.metrics.declared import KEPT_AMOUNT_RATE, KEPT_RATE
from kobra_domain.metrics.dimensions import Dimension, shown
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.reports.agents import difference
from kobra_domain.reports.names import in_order, month_words, short_day
from kobra_domain.reports.promises import SHOWN, Book, amounts_of, books_of, counts_of, line_of
from kobra_domain.reports.promises_asked import Promised
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import money_words, share_words, sure_words
from kobra_domain.reports.stretches import LENGTHS, step_of, steps_of
from kobra_domain.statistics.funnel import Attempts, funnel

_D, _OPEN = Dimension, PromiseState.OPEN
_SHARE = Unit(kind=UnitKind.SHARE)
Lines = Sequence[tuple[str, Book]]


def due_panels(of: Promised) -> tuple[Panel, ...]:
    """By number, and in each currency by amount."""
    found = of.by_day(of.where())
    if not found:
        return (of.nothing("due"),)
    steps, kind = steps_of([day for day, _ in found])
    folded: dict[tuple[date, PromiseState], Tally] = defaultdict(Tally)
    for (day, state), tally in found.items():
        folded[step_of(day, kind), state] += tally
    names = tuple(_step_words(of, step, kind) for step in steps)
    stacks = {state: [folded[step, state] for step in steps] for state in SHOWN}
    states = {state: sum(own, Tally()) for state, own in stacks.items()}
    whole = sum(states.values(), Tally())
    behind = _steps_behind(of, steps, kind)

    def panel(key: str, chart: BarChart, metric: Metric, notes: tuple[str, ...] = ()) -> Panel:
        about = of.about(metric, "due")
        return Panel(key=key, chart=chart, notes=notes, about=about, behind=behind, is_wide=True)

    subtitle = of.say(f"due.{kind.value}")
    chart = of.stacks(_title(of, states), subtitle, names, counts_of(stacks), Unit())
    panels = [panel("due", chart, KEPT_RATE, _over_words(of, found, states))]
    for coin in sorted(whole.amounts):
        unit = Unit(kind=UnitKind.MONEY, currency=coin)
        subtitle = of.say(f"due_amount.{kind.value}")
        title = _amount_title(of, states, coin)
        chart = of.stacks(title, subtitle, names, amounts_of(stacks, coin), unit)
        one = panel(f"due-{coin}", chart, KEPT_AMOUNT_RATE)
        # Rows are not held to a currency.
        panels.append(one if len(whole.amounts) == 1 else replace(one, behind=None))
    return tuple(panels)


def _title(of: Promised, states: Mapping[PromiseState, Tally]) -> str:
    """The share kept of all that fell due, and how many of them are open yet."""
    whole, is_open = sum(states.values(), Tally()), states[_OPEN].n
    if is_open == whole.n:
        return of.say("due.all_open", count=is_open)
    title = of.say("due", count=whole.n, **sure_words(whole.hits, whole.n, of.locale))
    return title + of.say("due.open", count=is_open) if is_open else title


def _over_words(
    of: Promised,
    found: Mapping[tuple[date, PromiseState], Tally],
    states: Mapping[PromiseState, Tally],
) -> tuple[str, ...]:
    """What was kept of those whose days of grace are over, where some are open yet."""
    over = sum((one for (day, _), one in found.items() if day < of.over_before), Tally())
    if not states[_OPEN].n or not over.n:
        return ()
    day = short_day(of.over_before, of.locale)
    sure = sure_words(over.hits, over.n, of.locale)
    return (of.say("due.over", count=over.n, day=day, **sure),)


def _amount_title(of: Promised, states: Mapping[PromiseState, Tally], coin: str) -> str:
    whole = sum(states.values(), Tally())
    amount, is_open = whole.amounts[coin], states[_OPEN].amounts.get(coin, 0)
    said = {"amount": money_words(amount, coin, of.locale)}
    if is_open == amount:
        return of.say("due_amount.all_open", **said)
    share = share_words(whole.hit_amounts.get(coin, 0) / amount, of.locale)
    title = of.say("due_amount", share=share, **said)
    if not is_open:
        return title
    return title + of.say("due_amount.open", share=share_words(is_open / amount, of.locale))


def _steps_behind(of: Promised, steps: Sequence[date], kind: StepKind) -> Behind:
    """Of each state the steps."""
    length = LENGTHS[kind]
    values = [str(shown(length, step)) for step in steps]
    return Behind(
        metric=KEPT_AMOUNT_RATE.key,
        pairs=of.pairs(),
        by=(_D.STATE, length),
        groups=tuple((state.value, value) for state in SHOWN for value in values),
    )


def _step_words(of: Promised, step: date, kind: StepKind) -> str:
    return (month_words if kind is StepKind.MONTH else short_day)(step, of.locale)


def tables(of: Promised, dimension: Dimension) -> tuple[Panel, ...]:
    """By number and by amount of each value, those of each currency apart."""
    by = (dimension, _D.STATE)
    books = books_of(of.work.amounts(KEPT_AMOUNT_RATE, by, of.where()))
    over = books_of(of.work.amounts(KEPT_AMOUNT_RATE, by, of.where_over()))
    names = {value: of.source.names.of(dimension, value) for value, _ in books}
    coins = sorted({coin for _, coin in books})
    panels = []
    for coin in coins:
        own = sorted(
            (value for value, other in books if other == coin),
            key=lambda value: (value == "", in_order(names[value]), str(value)),
        )
        behind = None
        if len(coins) == 1:  # rows are not held to a currency
            behind = Behind(
                metric=KEPT_AMOUNT_RATE.key,
                pairs=of.pairs(dimension),
                by=(dimension,),
                groups=tuple((value,) for value in own),
            )
        judged = [over.get((value, coin), Book()) for value in own]
        title = _table_title(of, dimension, judged)
        lines = [(names[value], books[value, coin]) for value in own]
        panels.append(_table(of, dimension, coin, lines, title, behind))
    return tuple(panels)


def _table(
    of: Promised,
    dimension: Dimension,
    coin: str,
    lines: Lines,
    title: str,
    behind: Behind | None,
) -> Panel:
    money = Unit(kind=UnitKind.MONEY, currency=coin)
    units = {"due": Unit(), "open": Unit(), "kept": _SHARE, "amount": money, "kept_amount": _SHARE}
    columns = [Column(name=of.say(f"column.{dimension.value}"))]
    columns += [Column(name=of.say(f"column.{name}"), unit=unit) for name, unit in units.items()]
    whole = sum((book for _, book in lines), Book())
    chart = Table(
        title=title,
        subtitle=of.say("table.metric", coin=coin),
        cut_off=of.source.cut_off,
        columns=tuple(columns),
        rows=tuple((name, *line_of(book)) for name, book in lines),
        total=(of.say("all"), *line_of(whole)),
    )
    return Panel(
        key=f"{dimension.value}-{coin}",
        chart=chart,
        about=of.about(KEPT_RATE, "table"),
        behind=behind,
        is_wide=True,
        of_people=dimension is _D.AGENT,
    )


def _table_title(of: Promised, dimension: Dimension, judged: Sequence[Book]) -> str:
    """Whether what each kept differs beyond chance, of what is over: whose promises are to come is
    not behind.
    """
    if len(judged) == 1:
        return of.say(f"{dimension.value}.one")
    found = funnel(
        Attempts(str(n), "", sum(book.kept.values()), book.n) for n, book in enumerate(judged)
    )
    code, far = ("one", 0) if found is None else difference(found)
    return of.say(f"{dimension.value}.{'few' if code == 'one' else code}", count=far)
