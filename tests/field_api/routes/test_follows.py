"""Who is told of what by mail, by administrators and by oneself, and by the command line."""

import json
from typing import Any

import pytest

from field_api.command_line import main
from field_api.mail.follows import all_follows
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running
from tests.field_api.world import World


def wish(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "email": "jefa@entidad.example",
        "mode": "each",
        "portfolio_ids": [world.north.portfolio.id],
        **changed,
    }


def signed_in(server: Running, world: World, who: str) -> Client:
    return server.client().sign_in(world.email(who))


def test_an_administrator_makes_changes_and_removes_one(server: Running, world: World) -> None:
    admin, url = signed_in(server, world, "admin"), f"/api/v1/follows/{new_id()}"
    made = admin.put(url, json=wish(world, mode="digest", digest_at="07:30", cap=4))
    assert made.status_code == 200, made.text
    assert made.json()["digest_at"] == "07:30:00"
    assert made.json()["user_id"] is None
    assert admin.put(url, json=wish(world, mode="alerts", digest_at="07:30")).status_code == 200
    (kept,) = admin.get("/api/v1/follows").json()
    assert (kept["mode"], kept["digest_at"], kept["cap"]) == ("alerts", None, None)
    assert admin.delete(url).status_code == 204
    assert admin.get("/api/v1/follows").json() == []
    assert admin.delete(url).status_code == 404
    acts = [line["act"] for line in admin.get("/api/v1/audit").json()["items"]]
    assert acts[:3] == ["follow.remove", "follow.save", "follow.save"]


def test_an_address_of_a_user_is_that_users(server: Running, world: World) -> None:
    admin, url = signed_in(server, world, "admin"), f"/api/v1/follows/{new_id()}"
    made = admin.put(url, json=wish(world, email=world.email("supervisor").upper()))
    assert made.json()["user_id"] == world.users["supervisor"].id
    client = wish(world, email=world.email("supervisor"), is_client=True)
    assert admin.put(url, json=client).json()["code"] == "client_is_no_user"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": '"Ana" <trick@otra.example>'}, "not_an_email"),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, "not_an_email"),
        ({"mode": "digest"}, "missing"),
        ({"portfolio_ids": []}, "missing"),
        ({"portfolio_ids": ["00000000-0000-4000-8000-000000000009"]}, "unknown_reference"),
        ({"cap": 0}, "too_small"),
        ({"language": "tlh"}, "not_a_language"),
        ({"time_zone": "Luna/Cara_Oculta"}, "not_a_time_zone"),
    ],
)
def test_what_makes_no_sense_is_refused(
    server: Running, world: World, changed: dict[str, Any], code: str
) -> None:
    admin = signed_in(server, world, "admin")
    answer = admin.put(f"/api/v1/follows/{new_id()}", json=wish(world, **changed))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_people_of_an_institution_follow_no_other(server: Running, world: World) -> None:
    both = [world.north.portfolio.id, world.south.portfolio.id]
    admin = signed_in(server, world, "admin")
    url = f"/api/v1/follows/{new_id()}"
    answer = admin.put(url, json=wish(world, is_client=True, portfolio_ids=both))
    assert answer.json()["code"] == "client_of_others"
    assert admin.put(url, json=wish(world, portfolio_ids=both)).status_code == 200


def test_each_says_what_comes_to_themselves_and_to_nobody_else(
    server: Running, world: World
) -> None:
    mine, url = signed_in(server, world, "supervisor"), f"/api/v1/own-follows/{new_id()}"
    made = mine.put(url, json={"mode": "each"})
    assert made.json()["email"] == world.email("supervisor")
    assert [one["id"] for one in mine.get("/api/v1/own-follows").json()] == [made.json()["id"]]
    other = signed_in(server, world, "stranger")
    assert other.get("/api/v1/own-follows").json() == []
    assert other.put(url, json={"mode": "each"}).status_code == 404
    assert other.delete(url).status_code == 404
    beyond = {"mode": "each", "portfolio_ids": [world.south.portfolio.id]}
    assert mine.put(url, json=beyond).json()["code"] == "unknown_reference"
    assert mine.delete(url).status_code == 204


def follow(capsys: pytest.CaptureFixture[str], url: str, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["follow", "--database-url", url, *words]) == 0, capsys.readouterr().err
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_command_makes_one_and_a_second_call_changes_it(
    server: Running, world: World, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ("--email", "Jefa@entidad.example", "--portfolio", world.north.portfolio.name.upper())
    first = follow(capsys, database_url, *common, "--each")
    assert (first["mode"], first["cap"], first["is_on"]) == ("each", None, True)
    again = ("--email", "jefa@entidad.example", "--portfolio", world.north.portfolio.name)
    second = follow(capsys, database_url, *again, "--digest", "07:30", "--cap", "5")
    assert second["id"] == first["id"]
    assert (second["mode"], second["digest_at"], second["cap"]) == ("digest", "07:30", 5)
    ended = follow(capsys, database_url, *again, "--end")
    assert (ended["id"], ended["is_on"]) == (first["id"], False)
    with server.database.read() as connection:
        assert len(all_follows(connection)) == 1


def test_a_second_call_makes_nobody_see_more_and_nobody_read_another_language(
    server: Running, world: World, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --client said again, the institution's people would be shown what users are."""
    common = ("--email", "ana@banco.example", "--portfolio", world.north.portfolio.name)
    follow(capsys, database_url, *common, "--each", "--client", "--language", "en")
    for how in (("--alerts",), ("--end",), ("--digest", "18:00")):
        follow(capsys, database_url, *common, *how)
        with server.database.read() as connection:
            [kept] = all_follows(connection)
        assert (kept.is_client, kept.language) == (True, "en")


@pytest.mark.parametrize(
    "words",
    [
        ("--portfolio", "Ninguna", "--each"),
        ("--portfolio", "Microcrédito Norte", "--digest", "25:00"),
        ("--portfolio", "Microcrédito Norte", "--each", "--cap", "0"),
        ("--portfolio", "Microcrédito Norte"),
    ],
)
def test_the_command_refuses_with_a_sentence(
    server: Running,
    world: World,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    given = ["follow", "--database-url", database_url, "--email", "a@b.example", *words]
    try:
        code = main(given)
    except SystemExit as refused:
        code = int(str(refused.code))
    assert code == 2
    assert capsys.readouterr().err
    with server.database.read() as connection:
        assert all_follows(connection) == []
