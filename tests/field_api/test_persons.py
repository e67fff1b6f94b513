"""One person over the portfolios of one institution; of another institution's people nothing is
used or shown.
"""

import io
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from field_api.operations.persons import same_people
from field_api.phones.errands import todays_errands
from kobra_domain.contacts import Contact, Petition, PetitionKind
from kobra_domain.dues import BankPayment
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Channel,
    ChannelKind,
    Party,
    PartyRole,
)
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from tests.field_api.imports.made import Desk
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.rows import all_of
from tests.field_api.test_access import EXPECTED, asked
from tests.field_api.world import Side, World, creation, edit, write

SignIn = Callable[[str], Client]
DOCUMENT: dict[str, Any] = {"document_type": "CC", "document_number": "52100200"}
SECRET, PHONE = "Lo pidió ante el juez", "+57 300 555 0199"


@pytest.fixture
def here(server: Running, world: World) -> Party:
    """The north's person, with a document."""
    party: Party = server.edit(world.north.party, **DOCUMENT)
    return party


@pytest.fixture
def sister(server: Running, world: World) -> Party:
    """The same person in another portfolio of the institution, which only the admin sees."""
    portfolio = replace(world.north.portfolio, id=new_id(), name="Tarjetas Norte")
    own = (world.north.portfolio.id, portfolio.id)
    write(server.database, portfolio)
    server.edit(world.north.institution, portfolio_ids=own)
    party = Party(id=new_id(), portfolio_id=portfolio.id, name="T. Norte", **DOCUMENT)
    write(server.database, party)
    return party


@pytest.fixture
def stranger(server: Running, world: World) -> Party:
    """The same document at another institution, where nobody may be contacted."""
    channel = Channel(kind=ChannelKind.PHONE, value=PHONE)
    party: Party = server.edit(
        world.south.party, **DOCUMENT, do_not_contact_reason=SECRET, channels=(channel,)
    )
    return party


def planned(client: Client, side: Side) -> dict[str, Any]:
    """What planning a visit there today answers."""
    visit = side.visit(planned_on=WEDNESDAY.date())
    [result] = client.operate(creation(visit, "visit.create"))
    return result


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"do_not_contact_reason": SECRET}, "do_not_contact_elsewhere"),
        ({"restricted_at": WEDNESDAY}, "data_restricted_elsewhere"),
    ],
)
def test_who_may_not_be_contacted_in_one_portfolio_is_visited_from_none(
    server: Running, world: World, sign_in: SignIn, here: Party, sister: Party,
    values: dict[str, Any], code: str,
) -> None:  # fmt: skip
    supervisor = sign_in("supervisor")
    assert planned(supervisor, world.north)["status"] == "applied"
    server.edit(sister, **values)
    refused = planned(supervisor, world.north)
    assert (refused["status"], refused["code"]) == ("rejected", code)
    assert SECRET not in str(refused)


def test_another_institutions_wish_is_not_known(
    world: World, sign_in: SignIn, here: Party, stranger: Party
) -> None:
    assert planned(sign_in("supervisor"), world.north)["status"] == "applied"


def test_a_phone_loses_a_visit_that_another_portfolio_forbids(
    server: Running, world: World, here: Party, sister: Party, stranger: Party
) -> None:
    north = world.north
    visit = north.visit(
        state=VisitState.ASSIGNED, agent_id=north.agent.id, planned_on=WEDNESDAY.date()
    )
    write(server.database, visit)

    def held() -> list[str]:
        with server.database.begin() as connection:
            return [one.visit.id for one in todays_errands(connection, north.agent, WEDNESDAY)]

    assert held() == [visit.id]
    server.edit(sister, do_not_contact_reason=SECRET)
    assert held() == []


@pytest.mark.both_engines
def test_one_person_is_found_over_the_institution_only(
    server: Running, here: Party, sister: Party, stranger: Party
) -> None:
    with server.database.begin() as connection:
        assert same_people(connection, [here, sister, stranger]) == {
            here.id: (sister,),
            sister.id: (here,),
        }


def plain(content: bytes) -> str:
    """The text of an answer; of an archive that of its files."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def petition(party: Party) -> Petition:
    return Petition(
        id=new_id(), portfolio_id=party.portfolio_id, party_id=party.id,
        kind=PetitionKind.DATA_CLAIM, text="El saldo no es mío", received_at=WEDNESDAY,
        due_on=WEDNESDAY.date() + timedelta(days=21),
    )  # fmt: skip


def contact(party: Party) -> Contact:
    return Contact(
        id=new_id(), portfolio_id=party.portfolio_id, party_id=party.id, at=WEDNESDAY,
        channel=ChannelKind.PHONE, is_two_way=True, is_received=True,
    )  # fmt: skip


def test_who_wrote_a_contact_or_a_petition_down_is_the_servers_to_say(
    world: World, sign_in: SignIn, here: Party
) -> None:
    supervisor = sign_in("supervisor")
    made = [creation(contact(here), "contact.create"), creation(petition(here), "petition.create")]
    for one in made:
        one["changed"]["recorded_by"] = [None, world.users["admin"].id]
    for result in supervisor.operate(*made):
        assert result["status"] == "applied", result
        assert result["body"]["recorded_by"] == world.users["supervisor"].id


@pytest.mark.parametrize("who", ["supervisor", "viewer", "agent", "stranger", "nobody"])
def test_nobody_writes_of_people_out_of_their_scope(
    world: World, sign_in: SignIn, here: Party, who: str
) -> None:
    client = sign_in(who)
    for side, is_own in ((world.north, who == "supervisor"), (world.south, who == "stranger")):
        for one, command in ((contact, "contact.create"), (petition, "petition.create")):
            [result] = client.operate(creation(one(side.party), command))
            assert (result["status"] == "applied") is is_own, (side.team.name, result)


ROUTES = [
    path
    for (method, path), permission in EXPECTED.items()
    if permission is not None and method == "GET" and not path.endswith("/live")
]


TELLING = (
    "/api/v1/changes",
    "/api/v1/visits/{visit_id}/dossier",
    "/api/v1/parties/{party_id}/dossier",
    "/api/v1/imports/{import_id}",
    "/api/v1/imports/{import_id}/rows",
    "/api/v1/imports/{import_id}/refused",
)


def told(client: Client, words: Collection[str], side: Side, **known: str) -> dict[str, set[str]]:
    """Which of these words each route says of a side, and both forms of the feed."""
    found = {}
    for path in ROUTES:
        with asked(client, "GET", path, side, **known) as answer:
            said = plain(answer.content)
        found[path] = {one for one in words if one in said}
    rows = client.get("/api/v1/changes", headers={"Accept": "application/vnd.kobra.rows+json"})
    found["rows"] = {one for one in words if one in rows.text}
    found["pulled"] = {one for one in words if one in str(client.pull().put)}
    return {path: them for path, them in found.items() if them}


def test_no_route_tells_of_another_institutions_person(
    server: Running, world: World, sign_in: SignIn, here: Party, stranger: Party
) -> None:
    """Same document, two institutions: each route and both forms of the feed. To those who may
    know, the same walk tells all of it.
    """
    south = world.south
    visit = south.visit(planned_on=WEDNESDAY.date())
    write(server.database, contact(stranger), petition(stranger), visit)
    file = Desk(server.database, server.settings.data_folder.parent, south.portfolio)
    number = south.account.number
    owed = [f"{number};52100200;{stranger.name};;;;{balance};0" for balance in ("5.000", "no")]
    brought = file.take(*owed, now=server.clock())
    words = {
        SECRET, PHONE, stranger.id, stranger.name, south.institution.name, south.institution.id,
        south.portfolio.id, south.account.number,
    }  # fmt: skip
    known = {"visit_id": visit.id, "import_id": brought.item.id}
    theirs = told(sign_in("stranger"), words, south, **known)
    assert theirs["rows"] == theirs["pulled"] == words
    assert set(TELLING) <= set(theirs)
    for who in ("supervisor", "viewer", "agent"):
        client = sign_in(who)
        for side, ids in ((world.north, {}), (south, known)):
            assert told(client, words, side, **ids) == {}, (who, side.team.name)
        edited = edit(stranger.id, "party.edit", name=("x", "y"))
        [result] = client.operate(edited)
        assert result["status"] == "rejected"
        answer = str({**result, "op_id": ""})
        assert not [one for one in words - {stranger.id} if one in answer]


def test_what_is_written_of_a_person_stands_in_their_dossier_and_goes_with_them(
    server: Running, world: World, sign_in: SignIn, here: Party
) -> None:
    """A contact by telephone keeps the data as a visit does; what was paid on an account that
    stays names nobody.
    """
    other = Party(id=new_id(), portfolio_id=here.portfolio_id, name="Codeudora")
    shared = replace(
        world.north.account,
        id=new_id(),
        number="C-9",
        parties=(
            AccountParty(party_id=here.id, role=PartyRole.HOLDER),
            AccountParty(party_id=other.id, role=PartyRole.CODEBTOR),
        ),
    )
    heard = contact(here)
    own, joint = paid(world.north.account), paid(shared)
    write(server.database, other, shared, heard, petition(here), own, joint)
    admin = sign_in("admin")
    dossier = admin.get(f"/api/v1/parties/{here.id}/dossier")
    with zipfile.ZipFile(io.BytesIO(dossier.content)) as archive:
        assert heard.id in archive.read("contactos.json").decode()
        assert "El saldo no es mío" in archive.read("solicitudes.json").decode()
        assert own.id in archive.read("pagos_de_la_entidad.json").decode()
    erasing = f"/api/v1/parties/{here.id}/erasure", {"reason": "Solicitud 18"}
    assert admin.post(erasing[0], json=erasing[1]).json()["code"] == "kept_contacts"
    server.clock.forward(days=800)
    answer = sign_in("admin").post(erasing[0], json=erasing[1]).json()
    assert answer["is_erased"], answer
    assert [*all_of(server.database, Contact), *all_of(server.database, Petition)] == []
    [left] = all_of(server.database, BankPayment)
    assert (left.id, left.document_number) == (joint.id, "")


def paid(account: Account) -> BankPayment:
    return BankPayment(
        id=new_id(), portfolio_id=account.portfolio_id, account_id=account.id,
        account_number=account.number, amount_minor=100, currency="COP",
        value_on=WEDNESDAY.date(), booked_on=WEDNESDAY.date(),
        document_number=DOCUMENT["document_number"],
    )  # fmt: skip
