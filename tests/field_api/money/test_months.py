"""The routes of the days of corte."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from field_api.money.snapshots import take_cut
from field_api.tables.audit import audit
from tests.field_api.money.made import noon
from tests.field_api.servers import Client, Running
from tests.field_api.world import World

SignIn = Callable[[str], Client]


def test_a_month_is_closed_once_and_audited(server: Running, world: World, sign_in: SignIn) -> None:
    portfolio = world.north.portfolio
    path = f"/api/v1/portfolios/{portfolio.id}/cuts"
    for cut_on in (date(2026, 1, 31), date(2026, 2, 28)):
        with server.database.begin() as connection:
            take_cut(connection, portfolio, cut_on, noon(cut_on), cut_on)
    supervisor, admin = sign_in("supervisor"), sign_in("admin")
    listed = supervisor.get(path).json()["items"]
    assert [(one["cut_on"], one["closed_at"]) for one in listed] == [
        ("2026-02-28", None),
        ("2026-01-31", None),
    ]
    assert supervisor.post(f"{path}/closing", json={"cut_on": "2026-02-28"}).status_code == 403
    for _ in range(2):
        answer = admin.post(f"{path}/closing", json={"cut_on": "2026-02-28"})
        assert [one["closed_by"] for one in answer.json()["items"]] == ["Admin", "Admin"]
    with server.database.read() as connection:
        lines = connection.execute(select(audit).where(audit.c.act == "month.close")).all()
    assert [line.subject_id for line in lines] == [portfolio.id]
    missing = admin.post(f"{path}/closing", json={"cut_on": "2026-03-31"})
    assert (missing.status_code, missing.json()["code"]) == (422, "cut_not_taken")


def test_anothers_portfolio_is_not_there(world: World, sign_in: SignIn) -> None:
    path = f"/api/v1/portfolios/{world.north.portfolio.id}/cuts"
    assert sign_in("stranger").get(path).status_code == 404
    assert sign_in("viewer").get(path).status_code == 403
