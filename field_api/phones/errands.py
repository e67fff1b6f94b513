"""The visits that an agent's phone may hold today, each with all it concerns, in few queries.

A visit is an errand when its day (at the address) has come, it is open, and the law lets it be
made that day. References of an account are never read here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find_all
from field_api.operations.persons import how_sought, same_people, who_came
from field_api.tables.replicated import authorisations, house_rules, visits
from kobra_domain.contact import LONGEST_REST, Allowed, RuleSet, may_visit, rules_of
from kobra_domain.people import Agent
from kobra_domain.persons import Touch
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Institution,
    Party,
    Portfolio,
)
from kobra_domain.shift import Span, day_span, local_day
from kobra_domain.visits import ENDED_STATES, HELD_STATES, Visit, VisitState
from kobra_records.holidays import holidays_of
from kobra_records.sql.house import house_rows

_LAST_CONTACTS = 3
# A zone may be a day ahead of UTC.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A visit with its door and what it is about; `today` is the date there, `institution` the name
    of whose debts they are, `selves` the same person's rows in its other portfolios, `touches` how
    the person was sought before by other visits and contacts, `at_door` who came to the door,
    `rules` the contact rules that hold for it.
    """

    visit: Visit
    portfolio: Portfolio
    institution: str
    party: Party
    address: Address
    accounts: tuple[Account, ...]
    authorisations: tuple[Authorisation, ...]
    last_contacts: tuple[Visit, ...]
    today: date
    rules: RuleSet
    selves: tuple[Party, ...] = ()
    touches: tuple[Touch, ...] = ()
    at_door: tuple[Touch, ...] = ()

    @property
    def zone(self) -> str:
        """The time zone of the door."""
        return self.address.time_zone or self.portfolio.time_zone

    @property
    def window(self) -> Span | None:
        """The agreed window, if it is for today."""
        start_at, end_at = self.visit.window_start_at, self.visit.window_end_at
        if start_at is None or end_at is None or local_day(self.zone, start_at) != self.today:
            return None
        return Span(start_at, end_at)


def todays_errands(connection: Connection, agent: Agent, now: datetime) -> list[Errand]:
    """What the agent's phone may hold now, in the order of the day."""
    held = entities(
        connection,
        Visit,
        visits.c.agent_id == agent.id,
        visits.c.state.in_(HELD_STATES),
        visits.c.planned_on <= now.date() + _AHEAD,
    )
    errands = [errand for errand in _whole(connection, held, now) if is_lawful(errand, now)]
    return sorted(errands, key=lambda errand: (errand.visit.position, errand.visit.id))


def is_lawful(errand: Errand, now: datetime) -> bool:
    """Whether the law lets the visit be made: from now on today if it is to be handed out.

    What the phone has already stays on it after hours, or a half-filled form would lose its visit;
    the lawful hours stand on it.
    """
    is_new = errand.visit.state is VisitState.ASSIGNED
    answer = may_visit(
        rules=errand.rules,
        party=errand.party,
        address=errand.address,
        portfolio=errand.portfolio,
        accounts=errand.accounts,
        authorisations=errand.authorisations,
        holidays=holidays_of(errand.portfolio.country),
        now=now if is_new else day_span(errand.zone, errand.today).start_at,
        window=errand.window,
        planned_on=errand.today,
        selves=errand.selves,
        touches=errand.touches,
        at_door=errand.at_door,
        agent_id=errand.visit.agent_id,
    )
    return isinstance(answer, Allowed)


def _whole(connection: Connection, held: Sequence[Visit], now: datetime) -> list[Errand]:
    portfolios = find_all(connection, Portfolio, {visit.portfolio_id for visit in held})
    owners = find_all(connection, Institution, {p.institution_id for p in portfolios.values()})
    parties = find_all(connection, Party, {visit.party_id for visit in held})
    addresses = find_all(connection, Address, {visit.address_id for visit in held})
    account_ids = {account_id for visit in held for account_id in visit.account_ids}
    accounts = find_all(connection, Account, account_ids)
    papers = _papers(connection, parties)
    contacts = _last_contacts(connection, parties)
    people = same_people(connection, parties.values())
    sought = how_sought(connection, parties.values(), people, now - LONGEST_REST)
    came = who_came(connection, addresses.values(), now - LONGEST_REST)
    house = house_rows(connection, house_rules)
    whole = []
    for visit in held:
        portfolio = portfolios.get(visit.portfolio_id)
        party, address = parties.get(visit.party_id), addresses.get(visit.address_id)
        theirs = tuple(accounts[key] for key in visit.account_ids if key in accounts)
        # The law would be asked about the rest only.
        if not (portfolio and party and address) or len(theirs) != len(visit.account_ids):
            continue
        today = local_day(address.time_zone or portfolio.time_zone, now)
        if visit.planned_on is None or visit.planned_on > today:
            continue
        owner = owners.get(portfolio.institution_id)
        whole.append(
            Errand(
                visit=visit,
                portfolio=portfolio,
                institution=owner.name if owner else "",
                party=party,
                address=address,
                accounts=theirs,
                authorisations=tuple(papers[party.id]),
                last_contacts=tuple(contacts[party.id][:_LAST_CONTACTS]),
                today=today,
                rules=rules_of(portfolio, house),
                selves=people.get(party.id, ()),
                touches=tuple(one for one in sought[party.id] if one.id != visit.id),
                at_door=tuple(one for one in came[address.id] if one.id != visit.id),
            )
        )
    return whole


def _papers(connection: Connection, party_ids: Iterable[str]) -> dict[str, list[Authorisation]]:
    found = defaultdict(list)
    for paper in entities(
        connection, Authorisation, authorisations.c.party_id.in_(list(party_ids))
    ):
        found[paper.party_id].append(paper)
    return found


def _last_contacts(connection: Connection, party_ids: Iterable[str]) -> dict[str, list[Visit]]:
    """The finished visits of each party, the latest first."""
    ended = entities(
        connection,
        Visit,
        visits.c.party_id.in_(list(party_ids)),
        visits.c.state.in_(ENDED_STATES),
        visits.c.ended_at.is_not(None),
    )
    found = defaultdict(list)
    for visit in sorted(ended, key=lambda visit: (visit.ended_at, visit.id), reverse=True):
        found[visit.party_id].append(visit)
    return found
