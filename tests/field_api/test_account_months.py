"""Numbers over accounts from corte to corte, by HTTP: what was recovered, what rolled, and the rows
behind both.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from field_api.database import Database
from field_api.tables.replicated import TABLES
from kobra_domain.portfolios import AccountState
from tests.field_api.money.made import paid
from tests.field_api.servers import Client
from tests.field_api.test_recovery_books import FEBRUARY, JANUARY, Stood, an_account, keep
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
MARCH = date(2026, 3, 31)


def asked(client: Client, path: str, **params: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/metrics/{path}", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def kept(database: Database, world: World) -> None:
    """Three accounts of the north at three cortes, one of the south."""
    side = world.north
    good, bad, gone = (an_account(side, n, agent_id=side.agent.id) for n in range(3))
    write(database, good, bad, gone)
    keep(
        database,
        side.portfolio,
        Stood(good, JANUARY, 20, 1_000, 100),
        Stood(good, FEBRUARY, 5, 900, 50),
        Stood(good, MARCH, 5, 900, 50),
        Stood(bad, JANUARY, 20, 3_000, 300),
        Stood(bad, FEBRUARY, 45, 3_100, 400),
        Stood(bad, MARCH, 70, 3_100, 400),
        Stood(gone, JANUARY, 70, 500, 500),
        Stood(gone, FEBRUARY, 99, 0, 0, AccountState.PAID),
    )
    other = an_account(world.south, 9)
    keep(database, world.south.portfolio, Stood(other, JANUARY, 20, 10**6, 10**6))
    write(
        database,
        paid(side, 999, value_on=JANUARY, account_id=good.id),  # of the month before
        paid(side, 60, value_on=date(2026, 2, 1), account_id=good.id),
        paid(side, 30, value_on=FEBRUARY, account_id=bad.id),
        paid(side, 10, value_on=FEBRUARY, account_id=bad.id, is_reversal=True),
        paid(side, 100, value_on=FEBRUARY, account_id=gone.id),
        paid(side, 45, value_on=date(2026, 3, 1), account_id=bad.id),
        paid(side, 7, value_on=date(2026, 4, 2), account_id=bad.id),
    )


@pytest.mark.usefixtures("kept")
def test_what_was_recovered_of_what_was_overdue(sign_in: SignIn) -> None:
    found = asked(sign_in("supervisor"), "recovery_rate", by="month")
    shares = {one["group"]["month"]: (one["value"], one["amount_minor"]) for one in found["items"]}
    assert shares == {
        "2026-02": (0.2, 900),  # 60 + 20 + 100
        "2026-03": (0.1, 450),
        "2026-04": (7 / 450, 450),  # until the next corte
    }
    assert found["total"]["value"] == pytest.approx((180 + 45 + 7) / 1_800)


@pytest.mark.usefixtures("kept")
def test_what_rolled_by_the_bucket_it_was_in(database: Database, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    days = {"from": "2026-02-01", "to": "2026-03-01"}
    before = asked(client, "roll_rate", by="bucket", **days)
    shares = {one["group"]["bucket"]: (one["value"], one["n"]) for one in before["items"]}
    assert shares == {2: (0.75, 2), 4: (0.0, 1)}
    with database.begin() as connection:  # a closed month stays, whatever accounts become
        connection.execute(update(TABLES["account"]).values(days_past_due=400, overdue_minor=1))
    again = asked(client, "roll_rate", by="bucket", **days)
    assert (again["items"], again["total"]) == (before["items"], before["total"])
    assert asked(client, "roll_rate", **{"from": "2026-04-01"})["total"]["n"] == 0


@pytest.mark.usefixtures("kept")
def test_the_rows_behind_are_paged_and_of_the_scope(world: World, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    held = {"month": "2026-02", "agent": world.north.agent.id}
    ids: list[str] = []
    after: str | None = ""
    while after is not None:
        page = asked(client, "recovery_rate/rows", **held, limit="2", after=after or "")
        ids += [one["id"] for one in page["items"]]
        assert page["count"] == 3
        after = page["next"]
    assert len(set(ids)) == 3
    assert page["items"][0]["cut_on"] == "2026-01-31"
    assert asked(sign_in("stranger"), "recovery_rate", **held)["total"]["n"] == 0
    answer = client.get("/api/v1/metrics/recovery_rate/rows", params={"after": "' OR 1"})
    assert answer.status_code == 422
