"""Institutions: what they say of portfolios is the server's; who sees one of these sees them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kobra_domain.portfolios import Institution
from kobra_records.ids import new_id
from tests.field_api.servers import Client
from tests.field_api.world import World, creation, edit

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]


def seen(client: Client) -> dict[str, list[str]]:
    """What the feed tells of institutions: name → their portfolios."""
    rows = client.pull().put
    return {
        body["name"]: body["portfolio_ids"]
        for (kind, _), body in rows.items()
        if kind == "institution"
    }


def test_an_institution_is_seen_by_who_sees_one_of_its_portfolios(
    sign_in: SignIn, world: World
) -> None:
    assert seen(sign_in("supervisor")) == {"Banco Norte": [world.north.portfolio.id]}
    assert seen(sign_in("stranger")) == {"Banco Sur": [world.south.portfolio.id]}
    assert seen(sign_in("nobody")) == {}


def test_a_new_portfolio_makes_its_institution_seen(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    bank = Institution(id=new_id(), name="Banco Nuevo", tax_number="NIT 900123456")
    second = replace(world.north.portfolio, id=new_id(), name="Otra", institution_id=bank.id)
    first, made = admin.operate(
        creation(bank, "institution.create"), creation(second, "portfolio.create")
    )
    assert (first["status"], made["status"]) == ("applied", "applied")
    assert seen(admin)["Banco Nuevo"] == [second.id]


def test_a_portfolio_that_changes_hands_takes_its_readers_along(
    sign_in: SignIn, world: World
) -> None:
    admin, supervisor = sign_in("admin"), sign_in("supervisor")
    north, south = world.north, world.south
    [moved] = admin.operate(
        edit(
            north.portfolio.id,
            "portfolio.edit",
            institution_id=(north.institution.id, south.institution.id),
        )
    )
    assert moved["status"] == "applied", moved
    assert seen(supervisor) == {"Banco Sur": [south.portfolio.id, north.portfolio.id]}
    assert seen(admin)["Banco Norte"] == []


def test_nobody_says_which_portfolios_are_an_institutions(sign_in: SignIn, world: World) -> None:
    wish = edit(
        world.south.institution.id,
        "institution.edit",
        portfolio_ids=([world.south.portfolio.id], [world.north.portfolio.id]),
    )
    [result] = sign_in("admin").operate(wish)
    assert (result["status"], result["code"]) == ("rejected", "field_not_writable")


def test_two_institutions_have_no_one_name(sign_in: SignIn, world: World) -> None:
    twin = Institution(id=new_id(), name=" banco NORTE ")
    [result] = sign_in("admin").operate(creation(twin, "institution.create"))
    assert (result["status"], result["code"]) == ("rejected", "already_taken")
