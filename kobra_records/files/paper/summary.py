"""A day of work in the field on one or two pages, for who answers for it: numbers with what is
usual, money by currency, agents, what was not done and why. It names no holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kobra_domain.alerts import AlertKind
from kobra_domain.metrics.asked import figure_words, name_of, share_words
from kobra_domain.metrics.comparing import Usual
from kobra_domain.metrics.declared import PROMISES, RIGHT_PARTIES, VERIFIED
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.visits import NotCompletedReason
from kobra_domain.words import (
    day_words,
    distance,
    full_day,
    hour,
    monies,
    number,
    say,
    weekday_words,
    word,
)
from kobra_records.files.paper.blocks import Block, Column, Paper, Run, Section, Table, Text, Words

# What stands of each agent beside the plan, and the column's share: named as the day's numbers are.
_OF_AGENT = ((VERIFIED, 1.3), (RIGHT_PARTIES, 1.7), (PROMISES, 1.0))
MOST_AGENTS = 40  # of more, those who had most to do; the total is of all


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the share of it that is said beside it, and what is usual on such a day at this
    hour; None where there is none.
    """

    metric: Metric
    tally: Tally
    part: Metric | None = None
    of_part: Tally | None = None
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class AgentLine:
    """What one agent did; `distance_m` None: not known."""

    name: str
    planned: int = 0
    done: int = 0
    at_address: int = 0
    right_parties: int = 0
    promises: int = 0
    distance_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """What was planned and is not done: nobody has begun it, nobody has it, its form is still on a
    phone, it was called off, moved to another day (None: not known), or ended without being done.
    """

    waiting: int = 0
    unassigned: int = 0
    begun: int = 0
    cancelled: int = 0
    carried: int | None = None
    reasons: Mapping[NotCompletedReason, int] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[str, int]]:
        """By the code of its words, what there is of each."""
        named = {
            "summary.waiting": self.waiting,
            "summary.unassigned": self.unassigned,
            "summary.begun": self.begun,
            "summary.carried": self.carried or 0,
            "summary.cancelled": self.cancelled,
        }
        return [(code, n) for code, n in named.items() if n]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """`made_at` is when it was counted, by the clock of `zone`. `agents` as they shall stand, by
    name. `alerts`: kind, how many, how many
    of them somebody attended. `due`: promises due on the next day, in each currency.
    """

    day: date
    scope: str
    made_at: datetime
    zone: str
    figures: tuple[Figure, ...]
    amounts: tuple[tuple[Metric, Tally], ...]
    agents: tuple[AgentLine, ...]
    not_done: NotDone
    due_on: date
    due_count: int = 0
    due: Mapping[str, int] = field(default_factory=dict)
    alerts: tuple[tuple[AlertKind, int, int], ...] = ()
    balances: str = ""
    printed_by: str = ""


def summary_paper(summary: DaySummary, locale: str) -> Paper:
    """The document in the reader's language."""
    said = _Said(summary, locale)
    return Paper(
        title=said.say("title"),
        locale=locale,
        made_at=summary.made_at,
        blocks=tuple(said.blocks()),
        subtitle=f"{full_day(summary.day, locale)} · {summary.scope}",
        footer=summary.printed_by,
    )


def facts_of(summary: DaySummary, locale: str) -> list[tuple[str, str]]:
    """The few numbers that are read without opening the document."""
    said = _Said(summary, locale)
    made = [(name_of(one.metric, locale), said.figure(one)) for one in summary.figures]
    made += [(name_of(m, locale), figure_words(m, tally, locale)) for m, tally in summary.amounts]
    return [*made, (said.say("due", day=day_words(summary.due_on, locale)), said.due())]


class _Said:
    def __init__(self, summary: DaySummary, locale: str) -> None:
        self._of, self.locale = summary, locale

    def say(self, code: str, **params: object) -> str:
        """A word of the summary."""
        return say(f"summary.{code}", params, self.locale)  # type: ignore[arg-type]

    def blocks(self) -> Iterator[Block]:
        """What it says, in order."""
        at = hour(self._of.made_at, self._of.zone)
        told = (self.say("as_of", hour=at), self._of.balances)
        yield Text((Run(" ".join(filter(None, told)), "quiet"),))
        yield Section(self.say("numbers"))
        yield self._numbers()
        yield Section(self.say("money"))
        yield self._money()
        yield Section(self.say("not_done"))
        yield from self._not_done()
        yield Section(self.say("agents"))
        yield from self._agents()
        yield Section(self.say("alerts"))
        yield from self._alerts()

    def figure(self, one: Figure) -> str:
        """The number with its share."""
        words = figure_words(one.metric, one.tally, self.locale)
        if one.part is None or one.of_part is None:
            return words
        return f"{words} ({share_words(one.part, one.of_part, self.locale)})"

    def due(self) -> str:
        """How many promises, and how much in each currency."""
        amounts = monies(self._of.due)
        return " · ".join((number(self._of.due_count, self.locale), *amounts))

    def _numbers(self) -> Table:
        columns = (
            Column(self.say("number"), 2.6),
            Column(self.say("today"), 1, is_right=True),
            Column(self.say("share"), 3.6),
            Column(self.say("compared", weekday=weekday_words(self._of.day, self.locale)), 3.6),
        )
        rows = tuple(
            (
                name_of(one.metric, self.locale),
                (Run(figure_words(one.metric, one.tally, self.locale), "strong"),),
                share_words(one.part, one.of_part, self.locale)
                if one.part is not None and one.of_part is not None
                else "",
                self._compared(one),
            )
            for one in self._of.figures
        )
        return Table(columns, rows)

    def _compared(self, one: Figure) -> str:
        if one.usual is None:
            return self.say("too_few")
        more = one.usual.more(one.tally.n)
        usual = one.usual.median
        known = number(usual, self.locale, 0 if usual.is_integer() else 1)
        code = "as_usual" if more == 0 else "more" if more > 0 else "fewer"
        return self.say(code, count=number(abs(more), self.locale), usual=known)

    def _money(self) -> Table:
        columns = (Column(self.say("number"), 3), Column(self.say("amount"), 4, is_right=True))
        rows = [
            (name_of(metric, self.locale), figure_words(metric, tally, self.locale))
            for metric, tally in self._of.amounts
        ]
        rows.append((self.say("due", day=day_words(self._of.due_on, self.locale)), self.due()))
        return Table(columns, tuple(rows))

    def _not_done(self) -> Iterator[Block]:
        held = self._of.not_done
        lines = [(say(code, None, self.locale), n) for code, n in held.lines]
        ended = sorted(held.reasons.items(), key=lambda pair: -pair[1])
        lines += [
            (self.say("ended", reason=word(reason, self.locale)), n) for reason, n in ended if n
        ]
        if not lines:
            yield self._quiet("all_done")
            return
        columns = (Column(self.say("why"), 5), Column(self.say("visits"), 1, is_right=True))
        yield Table(columns, tuple((words, number(n, self.locale)) for words, n in lines))
        if held.carried is None:
            yield self._quiet("carried_unknown")

    def _agents(self) -> Iterator[Block]:
        if not self._of.agents:
            yield self._quiet("no_agents")
            return
        columns = (
            Column(self.say("agent"), 3.2),
            Column(self.say("done_of"), 1.1, is_right=True),
            *(
                Column(name_of(metric, self.locale), share, is_right=True)
                for metric, share in _OF_AGENT
            ),
            Column(self.say("distance"), 1.1, is_right=True),
        )
        places = range(len(self._of.agents))
        most = sorted(places, key=lambda at: -self._of.agents[at].planned)[:MOST_AGENTS]
        shown = [self._of.agents[at] for at in sorted(most)]
        rows = [self._agent(one) for one in shown]
        total = self._agent(_total(self._of.agents, self.say("total")))
        rows.append(tuple((Run(str(cell), "strong"),) for cell in total))
        yield Table(columns, tuple(rows))
        left = len(self._of.agents) - len(shown)
        if left:
            yield self._quiet("more_agents", count=number(left, self.locale))
        if any(one.distance_m is None for one in self._of.agents):
            yield self._quiet("distance_unknown")

    def _agent(self, one: AgentLine) -> tuple[Words, ...]:
        counts = (one.at_address, one.right_parties, one.promises)
        return (
            one.name,
            f"{number(one.done, self.locale)}/{number(one.planned, self.locale)}",
            *(number(n, self.locale) for n in counts),
            "–" if one.distance_m is None else distance(one.distance_m, self.locale),
        )

    def _alerts(self) -> Iterator[Block]:
        if not self._of.alerts:
            yield self._quiet("no_alerts")
            return
        columns = (
            Column(self.say("alert"), 5),
            Column(self.say("raised"), 1.4, is_right=True),
            Column(self.say("attended"), 1.4, is_right=True),
        )
        rows = tuple(
            (word(kind, self.locale), number(raised, self.locale), number(seen, self.locale))
            for kind, raised, seen in self._of.alerts
        )
        yield Table(columns, rows)

    def _quiet(self, code: str, **params: object) -> Text:
        return Text((Run(self.say(code, **params), "quiet"),))


def _total(agents: tuple[AgentLine, ...], name: str) -> AgentLine:
    known = [one.distance_m for one in agents if one.distance_m is not None]
    return AgentLine(
        name,
        sum(one.planned for one in agents),
        sum(one.done for one in agents),
        sum(one.at_address for one in agents),
        sum(one.right_parties for one in agents),
        sum(one.promises for one in agents),
        sum(known) if known else None,
    )
