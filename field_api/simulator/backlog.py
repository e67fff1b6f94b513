"""Visits nobody has begun yet: those of the next working day, and drafts without an agent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from field_api.simulator.ids import SeededIds
from field_api.simulator.script import Script, next_working_day
from kobra_domain.portfolios import Address
from kobra_domain.shift import Span, day_span
from kobra_domain.visits import Priority, Purpose, Visit, VisitState

LAWFUL_DRAFTS = 24
UNLAWFUL_DRAFTS = 12
_PURPOSES = (Purpose.COLLECTION, Purpose.COLLECTION, Purpose.NOTICE, Purpose.ADDRESS_VALIDATION)
_PRIORITIES = (Priority.NORMAL, Priority.NORMAL, Priority.HIGH, Priority.URGENT, Priority.LOW)


def ahead(script: Script) -> Iterator[Visit]:
    """All visits of the future of a script."""
    yield from _next_day(script)
    yield from _drafts(script)


def _next_day(script: Script) -> Iterator[Visit]:
    day = next_working_day(script.world.today)
    for agent in script.world.agents:
        whole = day_span(agent.time_zone, day)
        planned_at = script.now - timedelta(hours=1)
        span = Span(whole.start_at + timedelta(hours=8), whole.end_at)
        for visit in script.days_of_agents.planned(agent, day, span):
            yield replace(visit, created_at=planned_at, assigned_at=planned_at)


def _drafts(script: Script) -> Iterator[Visit]:
    """Some may be assigned, some the law will not allow: no signed permission, or no wish."""
    random = Random(f"drafts {script.seed}")
    ids = SeededIds(f"drafts {script.seed} {script.world.today}")
    rounds = script.days_of_agents.rounds
    lawful = [a for agent in script.world.agents for a in rounds.territory(agent)]
    chosen = [
        *random.sample(lawful, min(LAWFUL_DRAFTS, len(lawful))),
        *random.sample(list(rounds.unvisited), min(UNLAWFUL_DRAFTS, len(rounds.unvisited))),
    ]
    for address in chosen:
        yield _draft(script, address, ids, random)


def _draft(script: Script, address: Address, ids: SeededIds, random: Random) -> Visit:
    accounts = script.days_of_agents.rounds.accounts_of[address.party_id]
    return Visit(
        id=ids.random(),
        portfolio_id=address.portfolio_id,
        party_id=address.party_id,
        address_id=address.id,
        account_ids=tuple(account.id for account in accounts),
        created_at=script.now - timedelta(minutes=random.randrange(20, 2_000)),
        created_by=script.world.users[1].id,
        purpose=random.choice(_PURPOSES),
        priority=random.choice(_PRIORITIES),
        state=VisitState.DRAFT,
    )
