"""A person's data goes for good, or is only kept, by what the law, a court and the accounts say."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from field_api.change_log.record import record
from field_api.jobs.retention import forget_submissions
from field_api.operations.settled import settle
from field_api.privacy import contents
from field_api.privacy.contents import remove_contents
from field_api.results.fanning import fan_out
from field_api.submissions.store import FolderStore
from field_api.tables.imports import former_values, settled_fields
from field_api.tables.operations import operations
from field_api.tables.phone_forms import published_forms, visit_lists
from field_api.tables.places import place_arrivals
from field_api.tables.results import deliveries, events
from field_api.tables.submissions import erased_contents, raw_submissions
from kobra_domain.alerts import Alert
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose
from kobra_domain.dues import Promise
from kobra_domain.events import Event
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account, AccountParty, Party, PartyRole
from kobra_domain.privacy import LegalHold
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.conftest import phone, visit
from tests.field_api.submissions.phone import Phone, form, photo, promise_of
from tests.field_api.submissions.rows import all_of
from tests.field_api.world import World, creation, edit, late_alert, write

__all__ = ["phone", "visit"]  # fixtures
SignIn = Callable[[str], Client]
LATER = timedelta(days=800)


def changed(server: Running, before: Entity, **values: Any) -> None:
    with server.database.begin() as connection:
        record(connection, replace(before, **values), before, at=WEDNESDAY)


def owing(server: Running, world: World) -> None:
    """Something is owed."""
    changed(server, world.north.account, balance_minor=1)


def hold_of(world: World) -> LegalHold:
    return LegalHold(
        id=new_id(),
        portfolio_id=world.north.portfolio.id,
        party_id=world.north.party.id,
        ordered_by="Juzgado 12 Civil",
        case_number="2026-00123",
        placed_at=WEDNESDAY,
    )


def erase(client: Client, world: World) -> dict[str, Any]:
    path = f"/api/v1/parties/{world.north.party.id}/erasure"
    answer = client.request("POST", path, json={"reason": "Solicitud 18"})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def visited(server: Running, phone: Phone, visit: Visit) -> None:
    with server.database.begin() as connection:
        connection.execute(update(published_forms).values(reads_visits=True))
    assert visit.id in phone.fetched_list()
    sent = phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    assert sent.status_code == 201, sent.text


def told_to_the_boss(
    _connection: Connection, found: Sequence[Event], now: datetime
) -> Sequence[Delivery]:
    """One mail each, to the same person; that of the promise does not name the visit."""
    return [
        Delivery(
            id=new_id(),
            channel=DeliveryChannel.MAIL,
            purpose=DeliveryPurpose.EACH,
            address="jefa@kobra.example",
            created_at=now,
            next_at=now,
            event_id=one.id,
            visit_id=one.subject_id if one.subject_kind == "visit" else None,
        )
        for one in found
    ]


@pytest.mark.both_engines
def test_all_of_a_person_goes_from_the_server_and_from_replicas(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World
) -> None:
    visited(server, phone, visit)
    assert fan_out(server.database, WEDNESDAY, [told_to_the_boss]) == 2  # its end and the promise
    admin, supervisor = sign_in("admin"), sign_in("supervisor")
    before = supervisor.pull()
    assert visit.id in before.ids("visit")
    server.clock.forward(days=LATER.days)
    admin, supervisor = sign_in("admin"), sign_in("supervisor")
    assert erase(admin, world) == {"is_erased": True, "code": "", "message": ""}
    for kind in (Party, Visit, Submission, Promise, Account):
        mine = [one for one in all_of(server.database, kind) if world.north.party.id in str(one)]
        assert mine == [], kind
    gone = supervisor.pull(before.cursor).gone
    assert {("party", world.north.party.id), ("visit", visit.id)} <= gone
    with server.database.read() as connection:
        lists = connection.scalars(select(visit_lists.c.content)).all()
        assert connection.execute(select(events)).all() == []
        assert connection.execute(select(deliveries)).all() == []
    assert all(visit.id.encode() not in content for content in lists)
    line = admin.get("/api/v1/audit").json()["items"][0]
    assert (line["act"], line["details"]) == ("party.erase", {"reason": "Solicitud 18"})
    assert admin.get(f"/api/v1/parties/{world.north.party.id}/dossier").status_code == 404


@pytest.mark.both_engines
def test_their_bytes_leave_the_disk(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World
) -> None:
    visited(server, phone, visit)
    server.clock.forward(days=LATER.days)
    erase(sign_in("admin"), world)
    folder = server.settings.data_folder / "attachments"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 2  # the form and its photo
    stores = [FolderStore(folder)]
    assert remove_contents(server.database, stores) == 0  # a post may be on its way
    for path in files:
        os.utime(path, (0, 0))
    assert remove_contents(server.database, stores) == 2
    assert not any(path.exists() for path in files)


@pytest.mark.both_engines
def test_what_names_their_visits_goes_too(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World
) -> None:
    visited(server, phone, visit)
    answers = promise_of(visit)
    assert phone.post(form(answers, form_id="desconocido")).status_code == 404  # waits for a person
    assert phone.post(form({"visita": new_id()}, form_id="desconocido")).status_code == 404
    [sent] = all_of(server.database, Submission)
    # Of an agent who might not visit there: filed under no visit.
    astray = replace(sent, id=new_id(), instance_id="uuid:1", visit_id=None, portfolio_id=None)
    alert = late_alert(visit)
    write(server.database, astray)
    write(server.database, alert)
    values = {"visit_id": visit.id, "municipality": "VILLA", "method": PlaceMethod.CORNER}
    with server.database.begin() as connection:
        connection.execute(insert(place_arrivals).values(**values, distance_m=3.0, at=WEDNESDAY))
    with server.database.begin() as connection:
        corrected = replace(world.north.party, name="Otro Nombre")
        settle(connection, [(corrected, world.north.party)], by=new_id(), at=WEDNESDAY)
    server.clock.forward(days=LATER.days)
    assert erase(sign_in("admin"), world)["is_erased"]
    assert all_of(server.database, Submission) == []
    assert alert.id not in {one.id for one in all_of(server.database, Alert)}
    with server.database.read() as connection:
        [left] = connection.execute(select(raw_submissions)).all()
        marks = connection.scalars(
            select(operations.c.wrote).where(operations.c.entity_id == visit.id)
        )
        assert set(marks) <= {"{}"}
        for said in (place_arrivals, former_values, settled_fields):
            assert connection.execute(select(said)).all() == []
    assert left.problem == "unknown_form"


def test_a_content_that_another_form_names_stays(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World
) -> None:
    visited(server, phone, visit)
    phone.post(form({"visita": new_id()}), {"fachada.jpg": photo()})  # nobody's visit
    server.clock.forward(days=LATER.days)
    erase(sign_in("admin"), world)
    folder = server.settings.data_folder / "attachments"
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
    remove_contents(server.database, [FolderStore(folder)])
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert len(left) == 2  # the other form, and the photo that is also its own


def test_a_codebtors_account_stays_without_them(
    server: Running, sign_in: SignIn, world: World
) -> None:
    other = replace(world.north.party, id=new_id(), name="Otra persona")
    write(server.database, other)
    both = (
        *world.north.account.parties,
        AccountParty(party_id=other.id, role=PartyRole.CODEBTOR),
    )
    changed(server, world.north.account, parties=both)
    assert erase(sign_in("admin"), world)["is_erased"]
    [left] = [a for a in all_of(server.database, Account) if a.id == world.north.account.id]
    assert [one.party_id for one in left.parties] == [other.id]


@pytest.mark.both_engines
@pytest.mark.parametrize("why", ["kept_account_open", "kept_for_court", "kept_contacts"])
def test_what_must_be_kept_is_restricted_instead(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World, why: str
) -> None:
    admin = sign_in("admin")
    if why == "kept_account_open":
        owing(server, world)
    if why == "kept_for_court":
        [held] = admin.operate(creation(hold_of(world), "legal_hold.create"))
        assert held["status"] == "applied", held
    if why == "kept_contacts":
        visited(server, phone, visit)
    told = erase(admin, world)
    assert (told["is_erased"], told["code"]) == (False, why)
    assert ("2028" in told["message"]) is (why == "kept_contacts"), told["message"]
    [party] = [p for p in all_of(server.database, Party) if p.id == world.north.party.id]
    assert party.restricted_at == WEDNESDAY
    [refused] = sign_in("supervisor").operate(
        edit(visit.id, "visit.edit", planned_on=("2026-03-04", "2026-03-05"))
    )
    if why != "kept_contacts":  # there the visit is over
        assert refused["code"] == "data_restricted"
    line = admin.get("/api/v1/audit").json()["items"][0]
    assert line["act"] == "party.restrict"


def test_a_lifted_hold_holds_no_longer(server: Running, sign_in: SignIn, world: World) -> None:
    admin, hold = sign_in("admin"), hold_of(world)
    admin.operate(creation(hold, "legal_hold.create"))
    admin.operate(edit(hold.id, "legal_hold.edit", lifted_at=(None, "2026-03-04T15:00:00Z")))
    assert erase(admin, world)["is_erased"]


@pytest.mark.both_engines
@pytest.mark.parametrize("kept", ["", "hold", "account"])
def test_old_forms_go_by_portfolio_with_their_files(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World, kept: str
) -> None:
    visited(server, phone, visit)
    changed(server, world.north.portfolio, submissions_kept_days=60)
    if kept == "account":
        owing(server, world)
    if kept == "hold":
        write(server.database, hold_of(world))
    soon, later = WEDNESDAY + timedelta(days=59), WEDNESDAY + timedelta(days=61)
    assert forget_submissions(server.database, soon) == 0
    assert forget_submissions(server.database, later) == (0 if kept else 1)
    assert len(all_of(server.database, Submission)) == (1 if kept else 0)
    [promise] = all_of(server.database, Promise)
    assert (promise.submission_id is None) is (not kept)
    assert len(all_of(server.database, Visit)) >= 1  # the contact itself stays


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("viewer", 403), ("agent", 403)])
def test_only_administrators_erase(sign_in: SignIn, world: World, who: str, status: int) -> None:
    path = f"/api/v1/parties/{world.north.party.id}/erasure"
    answer = sign_in(who).request("POST", path, json={"reason": "x"})
    assert answer.status_code == status


def test_a_content_that_cannot_go_keeps_no_other(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are taken at once, the first of them held by the disk."""
    monkeypatch.setattr(contents, "_AT_ONCE", 2)
    names = [f"{n:064x}" for n in range(5)]
    with server.database.begin() as connection:
        rows = [{"sha256": name, "erased_at": WEDNESDAY} for name in names]
        connection.execute(insert(erased_contents), rows)

    class Held(FolderStore):
        def forget(self, sha256: str) -> None:
            if sha256 == names[0]:
                raise PermissionError(sha256)

    store = Held(server.settings.data_folder / "attachments")
    assert remove_contents(server.database, [store]) == 4
    with server.database.read() as connection:
        assert connection.scalars(select(erased_contents.c.sha256)).all() == names[:1]
