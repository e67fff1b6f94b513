"""The source that reports are built from, over a replica or the server's database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, func, select

from kobra_domain.goals import Goal
from kobra_domain.house_rules import HouseRules
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.kinds import Entity
from kobra_domain.metrics.answered import Answered, Question
from kobra_domain.metrics.dimensions import By, Dimension, terms_by, told, zone_of
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.people import Agent, Team
from kobra_domain.portfolios import Institution, Party, Portfolio
from kobra_domain.reports.books import Books
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.names import Names, names_of
from kobra_domain.reports.papers import Agreed, Complaints, Knock, Signed
from kobra_domain.reports.source import Grouped, cut_off_words
from kobra_domain.reports.work import Amount, Trail, Walk
from kobra_records.sql import papers, work
from kobra_records.sql.answered import question_of, questions_of
from kobra_records.sql.house import house_rows
from kobra_records.sql.metrics import tallies
from kobra_records.sql.people import doors
from kobra_records.sql.tables import entity_of

E = TypeVar("E", bound=Entity)
Within = Callable[[str], ColumnElement[bool]]  # of a kind, which rows the reader may see


class SqlSource:
    """`kobra_domain.reports.source.Source` over a connection; `when`: how fresh its rows are, as
    the reader's clock says it.
    """

    def __init__(
        self,
        connection: Connection,
        tables: Mapping[str, Table],
        within: Within,
        *,
        today: date,
        when: str,
        locale: str,
    ) -> None:
        self.connection, self.tables, self.within = connection, tables, within
        self._today, self._when, self._locale = today, when, locale

    @property
    def locale(self) -> str:
        """In which language is spoken."""
        return self._locale

    @property
    def today(self) -> date:
        """The day that periods are told by."""
        return self._today

    @cached_property
    def names(self) -> Names:
        """How things are called."""
        return names_of(self.portfolios, self._all(Team), self._agents, self._locale)

    @cached_property
    def portfolios(self) -> Sequence[Portfolio]:
        """Those that the reader sees."""
        return self._all(Portfolio)

    @cached_property
    def house(self) -> Sequence[HouseRules]:
        """What the company sets beside the law: whoever may count visits is told by it."""
        return house_rows(self.connection, self.tables["house_rules"])

    @cached_property
    def institutions(self) -> Sequence[Institution]:
        """Whose portfolios those are."""
        return self._all(Institution)

    @cached_property
    def cut_off(self) -> str:
        """How far what is counted reaches, in words."""
        until = payments_until(self.connection, self.tables, self.within)
        return cut_off_words(self._when, until, self._today, self._locale)

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        """What metrics of one kind of rows count of each group."""
        first = metrics[0]
        mine = [self.within(first.rows)]
        found = tallies(
            self.connection, self.tables, metrics, where, terms_by(first, by), within=mine
        )
        made: dict[tuple[str | int, ...], dict[str, Tally]] = {}
        for metric in metrics:
            for key, tally in told(metric, by, found).items():
                made.setdefault(key, {})[metric.key] = tally
        return made

    def doors(self, metric: Metric, where: Predicate) -> int:
        """At how many addresses a metric's rows were."""
        return doors(self.connection, self.tables, metric, where, [self.within(metric.rows)])

    def amounts(
        self, metric: Metric, by: Sequence[Dimension], where: Predicate
    ) -> Mapping[Amount, int]:
        """Of a metric's rows, how many there are of each amount."""
        mine = self.within(metric.rows)
        return work.amounts(self.connection, self.tables, metric, by, where, mine)

    def walks(self, where: Predicate, span: Span) -> Mapping[str, Walk]:
        """By agent the order that visits were made in, and the time between them."""
        return work.walks(self.connection, self.tables, where, span, self.within("visit"))

    def trails(
        self, span: Span, agents: Sequence[str], teams: Sequence[str]
    ) -> Mapping[str, Trail]:
        """By agent what the trails of a span's days say together."""
        mine = self.within("agent_day")
        return work.trails(self.connection, self.tables, span, agents, teams, mine)

    @cached_property
    def goals(self) -> Sequence[Goal]:
        """Those that the reader sees."""
        return self._all(Goal)

    @cached_property
    def members(self) -> Mapping[str, Sequence[str]]:
        """The agents of each team, by their ids."""
        made: dict[str, list[str]] = {team_id: [] for team_id in self.names.teams}
        for agent in self._agents:
            if agent.team_id is not None:
                made.setdefault(agent.team_id, []).append(agent.id)
        return made

    @property
    def books(self) -> Books | None:
        """No replica has them."""
        return None

    @cached_property
    def _agents(self) -> Sequence[Agent]:
        return self._all(Agent)

    def question(self, asked: Answered) -> Question | None:
        """The question of a dimension, in the reader's language; None: no version asks it."""
        return question_of(self.connection, self.tables, asked, self._locale)

    def questions(self) -> Sequence[Question]:
        """All that numbers may be told apart by."""
        ids = self.connection.scalars(select(self.tables["questionnaire"].c.id)).all()
        return questions_of(self.connection, self.tables, ids, self._locale)

    def zone_places(self) -> Mapping[str, tuple[float, float]]:
        """The middle of the doors of each zone."""
        address = self.tables["address"].c
        near, town = address.neighbourhood, address.municipality
        query = (
            select(near, town, func.avg(address.lat), func.avg(address.lon))
            .where(self.within("address"), address.lat.is_not(None), address.lon.is_not(None))
            .group_by(near, town)
        )
        found = self.connection.execute(query)
        named = ((zone_of(near, town) or "", lat, lon) for near, town, lat, lon in found)
        return {zone: (float(lat), float(lon)) for zone, lat, lon in named}

    def people(self) -> Sequence[Agent]:
        """The agents that the reader sees."""
        return self._agents

    def signed(self, on: date) -> Mapping[str, Signed]:
        """By portfolio what is signed for its accounts."""
        return papers.signed(self.connection, self.tables, on, self.within("account"))

    def agreed(self, on: date) -> Mapping[str, Agreed]:
        """By portfolio who asked for other hours."""
        return papers.agreed(self.connection, self.tables, on, self.within("party"))

    def complaints(self, span: Span, on: date) -> Mapping[str, Complaints]:
        """By portfolio what people complained of."""
        return papers.complaints(self.connection, self.tables, span, on, self.within("petition"))

    def knocks(self, where: Predicate) -> Sequence[Knock]:
        """When agents stood at doors."""
        return papers.knocks(self.connection, self.tables, where, self.within("visit"))

    def parties(self, ids: Collection[str]) -> Sequence[Party]:
        """Those of them that the reader sees."""
        return papers.parties(self.connection, self.tables, ids, self.within("party"))

    def _all(self, kind: type[E]) -> list[E]:
        name = kind.__name__.lower()
        rows = self.connection.execute(select(self.tables[name]).where(self.within(name)))
        return [entity_of(kind, row) for row in rows]


def owner_of(source: SqlSource, filters: Filters, *, for_client: bool) -> Institution | None:
    """Whose paper a report is: the one institution of the portfolios it is held to; of a client's
    report also of all that there are.
    """
    held = filters.values(Dimension.PORTFOLIO)
    if not held and not for_client:
        return None
    chosen = [one for one in source.portfolios if not held or one.id in held]
    owners = {one.institution_id for one in chosen}
    found = [one for one in source.institutions if one.id in owners]
    return found[0] if len(owners) == 1 and found else None


def payments_until(
    connection: Connection, tables: Mapping[str, Table], within: Within
) -> date | None:
    """The last day of the last file of payments, where files said none that of the last payment;
    None: there is none. `within` is of a kind, which rows the reader may see.
    """
    imports = tables["import"]
    query = select(func.max(imports.c.cut_off_on)).where(
        imports.c.kind == ImportKind.PAYMENTS,
        imports.c.state == ImportState.COMMITTED,
        within("import"),
    )
    found: date | None = connection.scalar(query)
    if found is None:
        booked = tables["bank_payment"].c.booked_on
        found = connection.scalar(select(func.max(booked)).where(within("bank_payment")))
    return found
