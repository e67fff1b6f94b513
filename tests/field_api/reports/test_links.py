"""Links of reports over real HTTP: what they show, to whom, and how they end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.auth.tokens import hash_of
from field_api.database import Database
from field_api.reports.links import KEPT_FOR, forget_links
from field_api.tables.audit import audit
from field_api.tables.reports import report_links
from kobra_domain.people import Role
from kobra_domain.portfolios import Party
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running
from tests.field_api.world import Side, World, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
NINE = datetime(2026, 2, 25, 14, 30, tzinfo=UTC)  # Wednesday 9:30 in Bogotá
DAYS = [{"name": "from", "value": "2026-02-01"}, {"name": "to", "value": "2026-03-01"}]


def wish(**more: Any) -> dict[str, Any]:
    return {"report": "hours", "filters": DAYS, **more}


def visits(side: Side, people: int, each: int, at: datetime = NINE) -> list[Any]:
    """So many people, each visited so often at an hour; half of the visits meet them."""
    rows: list[Any] = []
    for number in range(people):
        party = Party(id=new_id(), portfolio_id=side.portfolio.id, name=f"Persona {number}")
        rows.append(party)
        rows += [
            side.visit(
                party_id=party.id,
                state=VisitState.COMPLETED,
                outcome=Outcome.PROMISE if n % 2 else Outcome.NO_CONTACT,
                ended_at=at + timedelta(minutes=number, seconds=n),
                planned_on=at.date(),
                agent_id=side.agent.id,
            )
            for n in range(each)
        ]
    return rows


def shared(client: Client, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/report-links", json=wish(**more))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def page(url: str, **more: Any) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.request(more.pop("method", "GET"), url, timeout=30, **more)


def told(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/v1/report-links").json()["items"]
    return found


def acts(database: Database) -> list[str]:
    with database.read() as connection:
        asked = select(audit.c.act).where(audit.c.act.like("report_link.%")).order_by(audit.c.id)
        return list(connection.scalars(asked))


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_a_link_shows_what_was_seen_and_nothing_comes_from_elsewhere(
    server: Running, world: World, sign_in: SignIn
) -> None:
    write(server.database, *visits(world.north, 6, 2), *visits(world.south, 40, 2))
    mine = sign_in("supervisor")
    made = shared(mine)
    found = page(made["url"])
    assert found.status_code == 200
    for name, value in {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
    }.items():
        assert found.headers[name] == value
    assert "noindex" in found.headers["X-Robots-Tag"]
    policy = found.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    tags = Tags()
    tags.feed(found.text)
    assert not tags.tags & {"script", "link", "img", "iframe", "form", "object", "a", "input"}
    names = {name for name, _ in tags.attributes}
    assert not {one for one in names if one.startswith("on")} | (names & {"style", "href", "src"})
    assert not re.search(r"url\(|@import|javascript:", found.text)
    both = [found.text.count(f'<div class="chart {theme}"><svg') for theme in ("light", "dark")]
    assert both[0] == both[1] > 0
    assert "12 intentos en 1 domicilio" in found.text
    assert '<th scope="row">9–10</th>' in found.text or "9" in found.text
    assert "50" in found.text


def test_numbers_stand_beside_each_other_as_text(
    server: Running, world: World, sign_in: SignIn
) -> None:
    """They fit a telephone, and how they are counted is said once."""
    write(server.database, *visits(world.north, 6, 2))
    found = page(shared(sign_in("supervisor"), report="mes-cliente")["url"]).text
    assert found.count('<dl class="numbers">') == 1
    assert "<dt>Visitas hechas</dt><dd><b>12</b></dd>" in found
    assert found.count("<summary>Cómo se cuenta</summary>") == 1


def test_what_is_of_few_people_is_not_shown(server: Running, world: World, sign_in: SignIn) -> None:
    """Twelve visits of three people are twelve rows and three people."""
    write(
        server.database,
        *visits(world.north, 6, 3),
        *visits(world.north, 3, 4, NINE + timedelta(hours=2)),
    )
    found = page(shared(sign_in("supervisor"))["url"]).text
    assert "1 cifra no se muestra" in found
    assert "Persona" not in found
    assert world.north.agent.name not in found


def test_a_report_of_nobody_else_is_left_out(
    server: Running, world: World, sign_in: SignIn
) -> None:
    write(server.database, *visits(world.north, 2, 8))
    found = page(shared(sign_in("supervisor"), language="en")["url"]).text
    assert "This chart is of fewer than 5 people" in found
    assert "<svg" not in found
    assert '<html lang="en">' in found


def test_it_shows_the_result_of_its_moment_until_it_is_renewed(
    server: Running, world: World, sign_in: SignIn
) -> None:
    write(server.database, *visits(world.north, 6, 2))
    mine = sign_in("supervisor")
    made = shared(mine)
    write(server.database, *visits(world.north, 6, 2, NINE + timedelta(hours=1)))
    assert "12 intentos" in page(made["url"]).text
    again = mine.post(f"/api/v1/report-links/{made['link']['id']}/renew")
    assert again.status_code == 201, again.text
    assert again.json()["url"] != made["url"]
    assert "24 intentos" in page(again.json()["url"]).text
    assert page(made["url"]).status_code == 410


def test_openings_are_counted_and_a_scanner_s_look_is_none(
    server: Running, world: World, sign_in: SignIn
) -> None:
    mine = sign_in("supervisor")
    made = shared(mine)
    assert page(made["url"], method="HEAD").status_code == 200
    assert told(mine)[0]["opened"] == 0
    for _ in range(2):
        page(made["url"])
    [one] = told(mine)
    assert (one["opened"], one["state"]) == (2, "open")
    assert one["last_opened_at"] is not None
    assert acts(server.database) == ["report_link.create", *["report_link.open"] * 2]
    with server.database.read() as connection:
        row = connection.execute(select(report_links)).one()
    token = made["url"].rpartition("/")[2]
    assert row.token_hash == hash_of(token)
    assert token not in str(tuple(row))


def test_a_link_ends_by_itself_and_by_hand(server: Running, world: World, sign_in: SignIn) -> None:
    mine = sign_in("supervisor")
    links = [shared(mine) for _ in range(3)]
    assert len({one["url"] for one in links}) == 3
    assert mine.delete(f"/api/v1/report-links/{links[0]['link']['id']}").status_code == 204
    over = page(links[0]["url"])
    assert over.status_code == 410
    assert "Este enlace fue revocado" in over.text
    assert mine.delete("/api/v1/report-links").json() == {"count": 2}
    assert page(links[1]["url"]).status_code == 410
    last = shared(mine)
    server.clock.forward(days=7)
    expired = page(last["url"])
    assert expired.status_code == 410
    assert "Este enlace venció" in expired.text
    with server.database.begin() as connection:
        assert forget_links(connection, server.clock() + KEPT_FOR - timedelta(minutes=1)) == 0
        assert forget_links(connection, server.clock() + KEPT_FOR + timedelta(days=1)) == 4
    assert page(last["url"], headers={"Accept-Language": "en"}).status_code == 404


def test_a_link_ends_when_its_owner_loses_the_scope(
    server: Running, world: World, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    owner = world.users["supervisor"]
    url = shared(sign_in("supervisor"))["url"]
    wider = server.edit(owner, team_ids=(*owner.team_ids, world.south.team.id))
    assert page(url).status_code == 200  # more is no less
    narrower = server.edit(wider, portfolio_ids=(), team_ids=())
    ended = page(url)
    assert ended.status_code == 410
    assert "ya no puede ver los datos" in ended.text
    assert told(admin)[0]["state"] == "ended"
    back = server.edit(narrower, portfolio_ids=owner.portfolio_ids, team_ids=owner.team_ids)
    assert page(url).status_code == 200
    viewer = server.edit(back, role=Role.VIEWER)
    assert page(url).status_code == 410  # who may not share does not
    server.edit(viewer, role=Role.SUPERVISOR, is_active=False)
    assert page(url).status_code == 410


def test_each_sees_and_ends_their_own_an_administrator_all(
    server: Running, world: World, sign_in: SignIn
) -> None:
    mine, other, admin = sign_in("supervisor"), sign_in("stranger"), sign_in("admin")
    link_id = shared(mine)["link"]["id"]
    shared(other)
    assert [one["id"] for one in told(mine)] == [link_id]
    assert len(told(admin)) == 2
    for path in ("", "/renew"):
        act = other.delete if not path else other.post
        assert act(f"/api/v1/report-links/{link_id}{path}").status_code == 404
    assert other.delete("/api/v1/report-links", params={"everybody": True}).status_code == 403
    everybody = admin.delete("/api/v1/report-links", params={"everybody": True})
    assert everybody.json() == {"count": 2}


def test_who_is_signed_in_opens_it_within_their_own_scope(
    server: Running, world: World, sign_in: SignIn
) -> None:
    made = shared(sign_in("supervisor"))
    token = made["url"].rpartition("/")[2]
    viewer = sign_in("viewer")
    answer = viewer.post("/api/v1/report-links/read", json={"token": token})
    assert answer.json() == {"report": "hours", "filters": DAYS, "language": "es"}
    none = viewer.post("/api/v1/report-links/read", json={"token": "x"})
    assert none.status_code == 404
    server.clock.forward(days=8)
    over = sign_in("viewer").post("/api/v1/report-links/read", json={"token": token})
    assert (over.status_code, over.json()["code"]) == (410, "link_over")


def test_what_cannot_be_shared_is_said(world: World, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    refused: dict[str, tuple[dict[str, Any], int]] = {
        "no day": ({"days": 0}, 422),
        "days": ({"days": 91}, 422),
        "report": ({"report": "nothing"}, 404),
        "filter": ({"filters": [{"name": "colour", "value": "red"}]}, 422),
        "language": ({"language": "xx"}, 422),
        "nul": ({"filters": [{"name": "zone", "value": "\x00"}]}, 422),
    }
    answers = {
        name: client.post("/api/v1/report-links", json=wish(**changes)).status_code
        for name, (changes, _) in refused.items()
    }
    assert answers == {name: status for name, (_, status) in refused.items()}
    assert told(client) == []


def test_guessing_is_slowed(server: Running, world: World) -> None:
    answers = [page(f"{server.base}/shared/x{n}").status_code for n in range(121)]
    assert set(answers[:120]) == {404}
    assert answers[120] == 429
