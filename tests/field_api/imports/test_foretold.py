"""What is told of a file before it is taken: whose its rows are, what closing absent accounts does,
and that it is perhaps another portfolio's.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kobra_domain.portfolios import Portfolio
from kobra_records.ids import new_id
from tests.field_api.imports.made import ANA, HEADERS, LUIS
from tests.field_api.imports.test_routes import API, bring
from tests.field_api.servers import Client, Running
from tests.field_api.world import World, write

SignIn = Callable[[str], Client]
NAMELESS = "CR3;79400501;;3104445567;Carrera 7 # 45-11;Bogotá;800.000;12"
BROKEN = "CR4;79400502;Eva Ríos;3104445568;Carrera 7 # 45-12;Bogotá;mucho;12"


def file(*rows: str, headers: str = HEADERS) -> bytes:
    return "\n".join([headers, *rows]).encode()


def rows(client: Client, found: dict[str, Any], fate: str, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/{found['item']['id']}/rows", params={"fate": fate, **asked})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_rows_that_are_not_taken_and_absent_accounts_say_whose_they_are(
    sign_in: SignIn, world: World
) -> None:
    supervisor, north = sign_in("supervisor"), world.north
    found = bring(supervisor, north.portfolio.id, file(ANA, NAMELESS, BROKEN))
    said = [(one["line"], one["key"], one["name"]) for one in rows(supervisor, found, "refused")]
    assert said == [(3, "CR3", ""), (4, "CR4", "Eva Ríos")]
    (absent,) = rows(supervisor, found, "absent")
    assert (absent["key"], absent["name"]) == (north.account.number, north.party.name)


def test_money_is_shown_with_whose_it_is(sign_in: SignIn, world: World) -> None:
    """A bank's file names nobody, and one of its lines no account that is here."""
    supervisor, north = sign_in("supervisor"), world.north
    lines = (f"{number};10.000,50;25/10/2026" for number in (north.account.number, "X-9"))
    content = file(*lines, headers="credito;valor_pago;fecha_pago")
    found = bring(supervisor, north.portfolio.id, content, kind="payments")
    said = [(one["key"], one["name"]) for one in rows(supervisor, found, "new")]
    assert said == [(north.account.number, north.party.name), ("X-9", "")]


@pytest.mark.parametrize("name", ["[{no es JSON", "[]a", '{"a'])
def test_words_that_look_like_json_are_words(sign_in: SignIn, world: World, name: str) -> None:
    supervisor = sign_in("supervisor")
    found = bring(supervisor, world.north.portfolio.id, file(ANA.replace("Ana Gómez", name)))
    (new,) = rows(supervisor, found, "new")
    said = {(one["kind"], one["field"]): one["new"] for one in new["changes"]}
    assert said["party", "name"] == name
    assert said["party", "channels"][0]["value"] == "+573001112233"


def test_rows_that_the_book_refuses_say_it_too(sign_in: SignIn, world: World) -> None:
    supervisor = sign_in("supervisor")
    content = file("CR9;52100200;Calle 8 # 12-40", headers="credito;documento;direccion")
    found = bring(supervisor, world.north.portfolio.id, content, kind="addresses")
    (refused,) = rows(supervisor, found, "refused")
    assert (refused["line"], refused["key"], refused["code"]) == (
        *(2, "CR9"),
        "row_code.unknown_account",
    )


def test_visits_are_counted_as_they_will_be(server: Running, sign_in: SignIn, world: World) -> None:
    """Kept accounts keep their visits; of closed ones these are named, and so it is done."""
    supervisor, north = sign_in("supervisor"), world.north
    planned = north.visit()
    write(server.database, planned, at=server.clock())
    found = bring(supervisor, north.portfolio.id, file(ANA))
    assert (found["visits"], found["closing_visits"]) == (0, 1)
    assert rows(supervisor, found, "visits") == []
    (visit,) = rows(supervisor, found, "visits", absent="close")
    assert (visit["id"], visit["name"]) == (planned.id, north.party.name)
    path = f"{API}/{found['item']['id']}"
    taken = supervisor.post(f"{path}/commit", json={"absent": "close"}).json()
    assert (taken["visits"], taken["closing_visits"]) == (1, 1)
    bodies = supervisor.pull().put
    assert bodies["visit", planned.id]["state"] == "cancelled"


@pytest.mark.parametrize("kind", ["accounts", "payments"])
def test_a_file_of_another_portfolio_is_told_to_who_sees_that(
    server: Running, sign_in: SignIn, world: World, kind: str
) -> None:
    """Only of the same institution, and named to nobody else."""
    admin, supervisor, north = sign_in("admin"), sign_in("supervisor"), world.north.portfolio
    sister = replace(north, id=new_id(), name="Tarjetas Norte")
    write(server.database, sister, at=server.clock())
    there = bring(admin, sister.id, file(ANA, LUIS))
    assert there["elsewhere"] is None
    admin.post(f"{API}/{there['item']['id']}/commit", json={})
    content = file(ANA, LUIS)
    if kind == "payments":
        content = file(
            *(f"{number};10.000,50;25/10/2026" for number in ("CR1", "CR2")),
            headers="credito;valor_pago;fecha_pago",
        )
    found = bring(admin, north.id, content, kind=kind)
    assert found["elsewhere"] == {"portfolio": sister.name, "found": 2, "asked": 2}
    seen = supervisor.get(f"{API}/{found['item']['id']}").json()
    assert (seen["item"]["id"], seen["elsewhere"]) == (found["item"]["id"], None)
    other = bring(admin, world.south.portfolio.id, content, kind=kind)
    assert other["elsewhere"] is None


def test_a_few_new_accounts_are_no_other_portfolio(
    server: Running, sign_in: SignIn, world: World
) -> None:
    admin, north = sign_in("admin"), world.north
    sister: Portfolio = replace(north.portfolio, id=new_id(), name="Tarjetas Norte")
    write(server.database, sister, at=server.clock())
    there = bring(admin, sister.id, file(ANA))
    admin.post(f"{API}/{there['item']['id']}/commit", json={})
    mine = f"{north.account.number};;{north.party.name};;;;500.000;0"
    found = bring(admin, north.portfolio.id, file(ANA, mine))
    assert found["elsewhere"] is None
