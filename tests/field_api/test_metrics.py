"""Numbers over HTTP: groups, totals and the rows behind them, within the reader's scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from field_api.database import Database
from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
NINE = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # Wednesday 9:30 in Bogotá


def ended(world: World, outcome: Outcome, at: datetime = NINE, **changes: Any) -> Visit:
    """A visit of the north that was made."""
    return world.north.visit(
        state=VisitState.COMPLETED,
        outcome=outcome,
        ended_at=at,
        planned_on=at.date(),
        verdict=Verdict.AT_ADDRESS,
        agent_id=world.north.agent.id,
        bucket=2,
        **changes,
    )


@pytest.fixture
def made(database: Database, world: World) -> list[Visit]:
    """Three at nine, of which two found somebody, and one at ten; one of the south."""
    visits = [
        ended(world, Outcome.PROMISE),
        ended(world, Outcome.CONTACT_THIRD_PARTY, NINE + timedelta(minutes=5)),
        ended(world, Outcome.NO_CONTACT, NINE + timedelta(minutes=9)),
        ended(world, Outcome.NO_CONTACT, NINE + timedelta(hours=1)),
    ]
    south = world.south.visit(
        state=VisitState.COMPLETED, outcome=Outcome.PROMISE, ended_at=NINE, planned_on=NINE.date()
    )
    write(database, *visits, south)
    return visits


def said(client: Client, path: str, **params: Any) -> Any:
    answer = client.get(f"/api/v1/metrics{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_all_metrics_are_declared_in_the_reader_s_language(sign_in: SignIn) -> None:
    held = {one["key"]: one for one in said(sign_in("supervisor"), "")["items"]}
    rate = held["contact_rate"]
    assert (rate["name"], rate["kind"], rate["date"]) == ("Tasa de contacto", "ratio", "ended_at")
    assert {"weekday", "hour", "agent", "bucket", "zone"} <= set(rate["by"])
    assert "hour" not in held["collected_amount"]["by"]


def test_groups_total_and_rows_are_of_one_counting(
    sign_in: SignIn, world: World, made: list[Visit]
) -> None:
    client = sign_in("supervisor")
    span = {"from": "2026-11-18", "to": "2026-11-19"}
    found = said(client, "/contact_rate", by="weekday,hour", **span)
    assert [(one["group"], one["n"]) for one in found["items"]] == [
        ({"weekday": 2, "hour": 9}, 3),
        ({"weekday": 2, "hour": 10}, 1),
    ]
    first = found["items"][0]
    assert first["value"] == pytest.approx(2 / 3)
    assert (first["low"], first["high"]) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert (found["total"]["value"], found["total"]["n"]) == (0.5, 4)
    assert "atendió" in found["formula"]
    behind = said(client, "/contact_rate/rows", **first["group"], **span, limit=2)
    assert behind["count"] == first["n"]
    rest = said(client, "/contact_rate/rows", **first["group"], **span, after=behind["next"])
    ids = {one["id"] for one in behind["items"] + rest["items"]}
    assert ids == {one.id for one in made[:3]}
    assert rest["next"] is None


def test_the_end_of_a_span_is_not_within_and_a_day_is_the_address_s(
    sign_in: SignIn, database: Database, world: World
) -> None:
    write(database, ended(world, Outcome.PROMISE, datetime(2026, 11, 19, 4, 30, tzinfo=UTC)))
    client = sign_in("supervisor")
    on = said(client, "/done", by="day", **{"from": "2026-11-18", "to": "2026-11-19"})
    assert [one["group"] for one in on["items"]] == [{"day": "2026-11-18"}]
    assert said(client, "/done", **{"from": "2026-11-19"})["total"]["n"] == 0
    assert said(client, "/done", by="month")["items"][0]["group"] == {"month": "2026-11"}


def test_nobody_is_told_of_more_than_their_scope(
    sign_in: SignIn, world: World, made: list[Visit]
) -> None:
    by = said(sign_in("supervisor"), "/done", by="portfolio")["items"]
    assert [one["group"]["portfolio"] for one in by] == [world.north.portfolio.id]
    assert said(sign_in("nobody"), "/done")["total"] == {
        "value": 0, "n": 0, "low": None, "high": None, "amount_minor": None, "currency": None,
        "currencies": [],
    }  # fmt: skip
    south = said(sign_in("supervisor"), "/done/rows", portfolio=world.south.portfolio.id)
    assert south == {"items": [], "count": 0, "next": None}


def test_what_is_known_by_what_a_visit_names(
    sign_in: SignIn, world: World, made: list[Visit]
) -> None:
    client = sign_in("supervisor")
    for name, value in (("agent", world.north.agent.id), ("team", world.north.team.id)):
        [one] = said(client, "/done", by=name)["items"]
        assert (one["group"], one["n"]) == ({name: value}, 4)
        assert said(client, "/done/rows", **{name: value})["count"] == 4
    [place] = said(client, "/done", by="zone,bucket")["items"]
    assert place["group"]["bucket"] == 2  # as it was, wherever the account stands by now
    assert said(client, "/done/rows", **place["group"])["count"] == place["n"] == 4
    assert said(client, "/done", first_attempts="true")["total"]["n"] == 1


def test_a_metric_without_an_hour_has_one_group_of_hours(
    sign_in: SignIn, world: World, made: list[Visit]
) -> None:
    [one] = said(sign_in("supervisor"), "/planned", by="weekday,hour")["items"]
    assert one["group"] == {"weekday": "", "hour": ""}
    behind = said(sign_in("supervisor"), "/planned/rows", weekday="", hour="")
    assert behind["count"] == one["n"]


def test_money_of_two_currencies_is_never_one_sum(
    sign_in: SignIn, database: Database, world: World
) -> None:
    account = world.north.account

    def paid(amount: int, currency: str, **changes: Any) -> BankPayment:
        return BankPayment(
            id=new_id(), portfolio_id=world.north.portfolio.id, account_number=account.number,
            account_id=account.id, amount_minor=amount, currency=currency,
            value_on=date(2026, 11, 17), booked_on=date(2026, 11, 17), **changes,
        )  # fmt: skip

    def due(state: PromiseState, amount: int) -> Promise:
        return Promise(
            id=new_id(), portfolio_id=world.north.portfolio.id, account_id=account.id,
            made_at=NINE, amount_minor=amount, currency="COP", due_on=date(2026, 11, 20),
            state=state,
        )  # fmt: skip

    file = Import(
        id=new_id(), portfolio_id=world.north.portfolio.id, kind=ImportKind.PAYMENTS,
        filename="p.csv", bytes=1, sha256="0" * 64, received_at=WEDNESDAY,
        state=ImportState.COMMITTED, cut_off_on=date(2026, 11, 17),
    )  # fmt: skip
    payments = [paid(500, "COP"), paid(200, "COP", is_reversal=True), paid(70, "MXN")]
    promises = [due(PromiseState.KEPT, 900), due(PromiseState.BROKEN, 100)]
    write(database, *payments, *promises, file)
    client = sign_in("supervisor")
    found = said(client, "/collected_amount", by="month")
    assert [(one["currency"], one["amount_minor"], one["value"]) for one in found["items"]] == [
        ("COP", 300, 300),
        ("MXN", 70, 70),
    ]
    assert (found["total"]["value"], found["total"]["n"]) == (None, 3)
    assert [one["currency"] for one in found["total"]["currencies"]] == ["COP", "MXN"]
    assert found["cut_off"]["payments_until"] == "2026-11-17"
    kept = said(client, "/kept_rate")["total"]
    assert (kept["value"], kept["n"]) == (0.5, 2)
    assert said(client, "/kept_amount_rate")["total"]["value"] == 0.9


@pytest.mark.parametrize(
    ("path", "params", "status", "field"),
    [
        ("/no_such", {}, 404, "key"),
        ("/done", {"form": "2026-11-18"}, 422, "form"),
        ("/done", {"from": "18/11/2026"}, 422, "from"),
        ("/done", {"from": "20261118"}, 422, "from"),
        ("/done", {"from": "2026-11-19", "to": "2026-11-18"}, 422, "to"),
        ("/done", {"by": "weekday,colour"}, 422, "by"),
        ("/done", {"by": "day,hour,agent,team,zone"}, 422, "by"),
        ("/done", {"hour": "25"}, 422, "hour"),
        ("/done/rows", {"month": "2026-13"}, 422, "month"),
        ("/done", {"month": "9999-12"}, 422, "month"),
        ("/planned", {"first_attempts": "maybe"}, 422, "first_attempts"),
        ("/kept_rate", {"first_attempts": "true"}, 422, "first_attempts"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(
    sign_in: SignIn, path: str, params: dict[str, str], status: int, field: str
) -> None:
    answer = sign_in("supervisor").get(f"/api/v1/metrics{path}", params=params)
    assert answer.status_code == status, answer.text
    assert answer.json()["params"]["field"] == field
    assert answer.json()["message"]
