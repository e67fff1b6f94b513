"""The field whose reports are clicked through, and the replica that keeps it for the next run."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from benchmarks._field_rows import AGENTS, LAST_DAY, PORTFOLIOS, TEAMS, TOWNS, Field, uid
from kobra_desktop.store import packing, rows
from kobra_desktop.store.pages import upsert_sql
from kobra_desktop.store.replica import Replica
from kobra_domain.agent_days import AgentDay
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.portfolios import Address
from kobra_records.sql.tables import feed_fields
from tests.kobra_desktop.views.world import KEY, NOW, World

DAYS, BUCKETS, _PAGE = 390, 6, 5_000


def world_of(folder: Path, visits: int) -> World:
    """A world with the field in its replica, as it was kept or made now."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"field-{visits}.db"
    with tempfile.TemporaryDirectory() as passing:
        world = World(Path(passing), visits=0)
        owner = world.replica.owner
        if not kept.exists():
            filled(world.replica, visits)
            world.replica.close()
            (Path(passing) / "replica.db").replace(kept)
        else:
            world.replica.close()
    world.replica = Replica(kept, KEY, owner)
    while packing.refresh(world.replica, NOW):
        pass
    return world


def filled(replica: Replica, visits: int) -> None:
    """Write the field, its days packed."""
    field = Field(visits, DAYS)
    made: dict[str, list[Any]] = defaultdict(list)
    for kind, entity in (*field.others(), *_promises(field), *_agent_days()):
        made[kind].append(entity)
    made["address"] = [_placed(n, one) for n, one in enumerate(made["address"])]
    with replica.pulling() as connection:
        for kind, found in made.items():
            rows.write_all(connection, kind, ((entity, 1) for entity in found))
    bucket, overdue = map(feed_fields("visit").index, ("bucket", "overdue_minor"))
    stored, contacts = [], []
    for n, (row, _, contact) in enumerate(field.rows()):
        told = [*row]
        told[bucket], told[overdue] = n % BUCKETS, n % 300 * 10_000
        stored.append(tuple(told))
        contacts.append(contact)
    paid = [row for row, _ in field.paid(contacts[::3])]
    for kind, found in (("visit", stored), ("bank_payment", paid)):
        for at in range(0, len(found), _PAGE):
            with replica.pulling() as connection:
                connection.exec_driver_sql(upsert_sql(kind), found[at : at + _PAGE])


def _placed(n: int, address: Address) -> Address:
    """Each neighbourhood has its place in a city."""
    row, column = divmod(n % TOWNS, 20)
    return replace(address, lat=4.5 + row / 80, lon=-74.2 + column / 90)


def _promises(field: Field) -> Iterator[tuple[str, Promise]]:
    """One for each eighth visit; those of the last days and of those to come are open."""
    dice, states = random.Random(9), [one for one in PromiseState if one is not PromiseState.OPEN]
    for n in range(field.visits // 8):
        due_on = LAST_DAY + timedelta(days=20 - dice.randrange(DAYS))
        is_open = due_on > LAST_DAY - timedelta(days=2)
        yield (
            "promise",
            Promise(
                id=uid(9, n),
                portfolio_id=uid(1, n % PORTFOLIOS),
                account_id=uid(7, dice.randrange(field.doors)),
                made_at=datetime.combine(due_on - timedelta(days=9), time_of_day(15), NOW.tzinfo),
                amount_minor=dice.randrange(1, 400) * 500_000,
                currency="COP",
                due_on=due_on,
                agent_id=uid(2, dice.randrange(AGENTS)),
                state=PromiseState.OPEN if is_open else dice.choice(states),
            ),
        )


def _agent_days() -> Iterator[tuple[str, AgentDay]]:
    for n in range(AGENTS * DAYS):
        who, day = n % AGENTS, LAST_DAY - timedelta(days=n // AGENTS)
        over_at = datetime.combine(day + timedelta(days=1), time_of_day(5), NOW.tzinfo)
        yield (
            "agent_day",
            AgentDay(
                id=uid(10, n),
                agent_id=uid(2, who),
                team_id=uid(3, who % TEAMS),
                day=day,
                over_at=over_at,
                counted_at=over_at,
                distance_m=20_000 + n % 9_000,
                moving_s=9_000,
                stopped_s=12_000,
                unexplained_s=n % 900,
                fixes=2_000,
            ),
        )
