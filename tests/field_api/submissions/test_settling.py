"""What a form does to its visit: the same rules as any operation, in the same transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from field_api.change_log.record import record
from field_api.database import Database
from field_api.ingest.rows import write_positions
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.dues import Payment, Promise
from kobra_domain.kinds import Entity
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import Party
from kobra_domain.positions import MockReason, Position
from kobra_domain.submissions import FindingKind, Proposal, ProposalKind
from kobra_domain.visits import (
    NotCompletedReason,
    Outcome,
    ReviewState,
    Verdict,
    Visit,
    VisitState,
)
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.submissions.phone import (
    AT_DOOR,
    FAR_AWAY,
    Phone,
    form,
    photo,
    promise_of,
)
from tests.field_api.submissions.rows import all_of, now_of, only, submission
from tests.field_api.world import World, write

PHOTO = {"fachada.jpg": photo()}


def change(database: Database, before: Entity, **values: Any) -> None:
    """Change a row as its administrator would."""
    with database.begin() as connection:
        record(connection, replace(before, **values), before, at=WEDNESDAY)


@pytest.mark.both_engines
def test_a_visit_at_the_door_is_completed_with_its_promise(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    phone.post(form(promise_of(visit, nota="Paga el quince")), PHOTO)
    done, read = now_of(server.database, visit), submission(server.database)
    assert (done.state, done.outcome, done.verdict) == (
        VisitState.COMPLETED,
        Outcome.PROMISE,
        Verdict.AT_ADDRESS,
    )
    assert done.check_in is not None
    assert done.check_in.at.isoformat() == "2026-03-04T14:55:00+00:00"  # the form's end
    assert (done.review, done.result_note) == (ReviewState.RECEIVED, "Paga el quince")
    promise = only(server.database, Promise)
    assert (promise.amount_minor, promise.currency, promise.due_on) == (
        15_000_050,
        "COP",
        date(2026, 3, 15),
    )
    assert (promise.account_id, promise.submission_id) == (world.north.account.id, read.id)
    assert (read.verdict, read.visit_id, read.portfolio_id) == (
        Verdict.AT_ADDRESS,
        visit.id,
        world.north.portfolio.id,
    )
    assert (read.agent_id, read.team_id) == (world.north.agent.id, world.north.team.id)
    assert read.problem == ""


def test_a_payment_without_a_day_was_paid_on_the_day_of_the_visit(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answers = {
        "visita": visit.id,
        "llegada": AT_DOOR,
        "resultado": "paid",
        "pago_monto": "80000",
        "pago_medio": "transferencia",
        "pago_referencia": "R-1",
        "comprobante": "pago.jpg",
    }
    phone.post(form(answers), {"pago.jpg": photo()})
    payment = only(server.database, Payment)
    assert (payment.amount_minor, payment.paid_on) == (8_000_000, date(2026, 3, 4))
    assert (payment.method, payment.reference) == ("transferencia", "R-1")


def test_a_form_filled_in_away_leaves_the_visit_uncompleted_and_raises_the_alert(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answer = phone.post(form(promise_of(visit, llegada=FAR_AWAY)), PHOTO)
    assert answer.status_code == 201
    stands = now_of(server.database, visit)
    assert (stands.state, stands.verdict) == (VisitState.CHECKED_IN, Verdict.AWAY)
    assert submission(server.database).problem == "not_at_address"
    assert all_of(server.database, Promise) == []
    alert = only(server.database, Alert)
    assert (alert.kind, alert.visit_id) == (AlertKind.OUTSIDE_FENCE, visit.id)


@pytest.mark.parametrize(
    ("reason", "files", "state", "problem"),
    [
        ("Citó en el mercado", PHOTO, VisitState.COMPLETED, ""),
        ("Citó en el mercado", {}, VisitState.CHECKED_IN, "photo_needed"),
        ("", PHOTO, VisitState.CHECKED_IN, "reason_needed"),
    ],
)
def test_a_portfolio_that_allows_it_wants_a_photo_and_a_reason(
    server: Running,
    phone: Phone,
    visit: Visit,
    world: World,
    reason: str,
    files: dict[str, bytes],
    state: VisitState,
    problem: str,
) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    phone.post(form(promise_of(visit, llegada=FAR_AWAY, motivo_fuera=reason)), files)
    assert now_of(server.database, visit).state is state
    assert submission(server.database).problem == problem


@pytest.mark.both_engines
def test_the_photo_may_come_later(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    xml = form(promise_of(visit, llegada=FAR_AWAY, motivo_fuera="Citó"))
    phone.post(xml)
    assert submission(server.database).problem == "photo_needed"
    phone.post(xml, PHOTO)
    assert submission(server.database).problem == ""
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert len(all_of(server.database, Alert)) == 1


def test_a_signature_is_no_photo(server: Running, phone: Phone, visit: Visit, world: World) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    answers = promise_of(visit, llegada=FAR_AWAY, motivo_fuera="Citó", fachada="")
    phone.post(form({**answers, "firma": "firma.png"}), {"firma.png": photo()})
    assert submission(server.database).problem == "photo_needed"


def test_an_hour_the_law_forbids_moves_nothing(server: Running, phone: Phone, visit: Visit) -> None:
    answers = promise_of(visit) | {"end": "2026-03-03T22:10:00.000-05:00"}
    assert phone.post(form(answers), PHOTO).status_code == 201
    assert now_of(server.database, visit).state is VisitState.ON_PHONE
    read = submission(server.database)
    assert (read.problem, read.verdict) == ("contact_rule", Verdict.AT_ADDRESS)


def test_an_accuracy_of_zero_is_not_trusted(server: Running, phone: Phone, visit: Visit) -> None:
    phone.post(form(promise_of(visit, llegada=AT_DOOR.replace("8.5", "0.0"))), PHOTO)
    assert now_of(server.database, visit).verdict is Verdict.NOT_TRUSTED
    assert now_of(server.database, visit).state is VisitState.CHECKED_IN


def test_a_visit_that_was_not_done_ends_with_its_reason(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answers = {"visita": visit.id, "llegada": AT_DOOR, "motivo_no_realizada": "no_access"}
    phone.post(form(answers))
    done = now_of(server.database, visit)
    assert (done.state, done.not_completed_reason) == (
        VisitState.NOT_COMPLETED,
        NotCompletedReason.NO_ACCESS,
    )


def test_a_wrong_pin_ends_as_misplaced_with_a_proposed_one(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    pin = "4.671 -74.059 0 6.0"
    answers = {
        "visita": visit.id,
        "llegada": FAR_AWAY,
        "motivo_no_realizada": "misplaced_address",
        "ubicacion_propuesta": pin,
        "fachada": "fachada.jpg",
    }
    phone.post(form(answers), PHOTO)
    done, proposal = now_of(server.database, visit), only(server.database, Proposal)
    assert done.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    assert (done.proposed_lat, done.proposed_lon) == (4.671, -74.059)
    assert (proposal.kind, proposal.lat, proposal.address_id) == (
        ProposalKind.PIN,
        4.671,
        world.north.address.id,
    )
    assert submission(server.database).problem == ""
    assert all_of(server.database, Alert) == []


def test_an_address_without_a_place_is_misplaced_where_the_agent_stood(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(
        server.database,
        world.north.address,
        lat=None,
        lon=None,
        geocode_quality=GeocodeQuality.NONE,
    )
    phone.post(form(promise_of(visit)), PHOTO)
    done = now_of(server.database, visit)
    assert (done.state, done.verdict) == (VisitState.NOT_COMPLETED, Verdict.UNPLACED)
    assert done.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    assert done.outcome is Outcome.PROMISE
    assert only(server.database, Proposal).lat == pytest.approx(4.65)
    assert only(server.database, Promise).visit_id == visit.id


def test_new_telephone_and_address_are_proposed(
    server: Running, phone: Phone, visit: Visit
) -> None:
    more = {"telefono_nuevo": "300 111 2233", "domicilio_nuevo": "Calle 8 # 9-10"}
    phone.post(form(promise_of(visit, **more)), PHOTO)
    by_kind = {p.kind: p for p in all_of(server.database, Proposal)}
    assert by_kind[ProposalKind.PHONE].phone == "300 111 2233"
    assert by_kind[ProposalKind.ADDRESS].street == "Calle 8 # 9-10"


def test_the_visit_of_another_agent_is_not_touched(
    server: Running, phone: Phone, world: World
) -> None:
    foreign = world.south.visit()
    write(server.database, foreign)
    assert phone.post(form(promise_of(foreign)), PHOTO).status_code == 201
    read = submission(server.database)
    assert (read.problem, read.visit_id, read.portfolio_id) == ("not_own_visit", None, None)
    assert now_of(server.database, foreign) == foreign


@pytest.mark.parametrize("name", ["no soy un id", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_visit_is_kept(server: Running, phone: Phone, visit: Visit, name: str) -> None:
    answers = promise_of(visit) | {"visita": name}
    assert phone.post(form(answers)).status_code == 201
    assert submission(server.database).problem == "unknown_visit"


@pytest.mark.both_engines
def test_a_second_form_does_not_end_a_visit_twice(
    server: Running, phone: Phone, visit: Visit
) -> None:
    phone.post(form(promise_of(visit)), PHOTO)
    ended = now_of(server.database, visit)
    phone.post(form({"visita": visit.id, "llegada": AT_DOOR, "resultado": "refused"}))
    assert now_of(server.database, visit) == ended
    assert len(all_of(server.database, Promise)) == 1


def test_a_form_without_a_visit_lies_under_its_agents_team(
    server: Running, phone: Phone, world: World
) -> None:
    phone.post(form({"nota": "sin visita"}))
    read = submission(server.database)
    assert (read.team_id, read.portfolio_id, read.problem) == (world.north.team.id, None, "")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"promesa_monto": "mucho"}, "unreadable_amount"),
        ({"promesa_fecha": "pronto"}, "unreadable_date"),
        ({"promesa_fecha": ""}, "half_a_promise"),
    ],
)
@pytest.mark.both_engines
def test_what_cannot_be_read_is_said_and_the_visit_ends_all_the_same(
    server: Running, phone: Phone, visit: Visit, more: dict[str, str], problem: str
) -> None:
    phone.post(form(promise_of(visit) | more), PHOTO)
    assert submission(server.database).problem == problem
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert all_of(server.database, Promise) == []


@pytest.mark.parametrize(
    ("named", "problem"),
    [("C-1", ""), (" c-1 ", ""), ("", ""), ("C-2", "other_account"), ("C1", "other_account")],
)
def test_an_amount_for_an_account_of_no_such_visit_is_told(
    server: Running, phone: Phone, visit: Visit, world: World, named: str, problem: str
) -> None:
    phone.post(form(promise_of(visit, credito=named)), PHOTO)
    assert only(server.database, Promise).account_id == world.north.account.id
    assert submission(server.database).problem == problem


def test_a_death_that_a_form_tells_of_is_known_of_the_person(
    server: Running, phone: Phone, visit: Visit
) -> None:
    phone.post(form({"visita": visit.id, "llegada": AT_DOOR, "resultado": "deceased"}))
    done = now_of(server.database, visit)
    assert done.outcome is Outcome.DECEASED
    people = {one.id: one for one in all_of(server.database, Party)}
    assert people[visit.party_id].deceased_known_at == done.ended_at


def test_no_outcome_is_a_check_in_only(server: Running, phone: Phone, visit: Visit) -> None:
    phone.post(form({"visita": visit.id, "llegada": AT_DOOR}))
    assert now_of(server.database, visit).state is VisitState.CHECKED_IN
    assert submission(server.database).problem == "no_outcome"


LOG = """event,node,start,end,latitude,longitude,accuracy
form start,,1772635200000,,,,
location permissions granted,,1772635201000,,,,
location tracking disabled,,1772635300000,,,,
location tracking enabled,,1772635360000,,,,
location providers disabled,,1772635400000,,,,
question,/data/llegada,1772635500000,1772635520000,4.65,-74.06,10.0
question,/data/nota,1772635600000,1772635620000,4.70,-74.06,10.0
"""


def test_the_phones_own_log_is_read(server: Running, phone: Phone, visit: Visit) -> None:
    xml = form(promise_of(visit), meta="<orx:audit>audit.csv</orx:audit>")
    phone.post(xml, {**PHOTO, "audit.csv": LOG.encode()})
    found = {f.kind: f for f in submission(server.database).findings}
    assert set(found) == {
        FindingKind.TRACKING_OFF,
        FindingKind.PROVIDERS_OFF,
        FindingKind.FAR_FROM_ARRIVAL,
    }
    off = found[FindingKind.TRACKING_OFF]
    assert off.from_at is not None
    assert off.until_at is not None
    assert (off.until_at - off.from_at).total_seconds() == 60
    assert found[FindingKind.PROVIDERS_OFF].until_at is None
    check_in = now_of(server.database, visit).check_in
    assert check_in is not None
    assert check_in.at.timestamp() == 1772635520  # when the arrival was answered


@pytest.mark.parametrize(
    ("log", "kind"),
    [
        (None, FindingKind.NO_AUDIT),
        (b"\xff\xfe\x00garbage", FindingKind.UNREADABLE_AUDIT),
        (b"a,b\n1,2\n", FindingKind.UNREADABLE_AUDIT),
    ],
)
def test_a_log_that_is_missing_or_unreadable_is_a_finding(
    server: Running, phone: Phone, visit: Visit, log: bytes | None, kind: FindingKind
) -> None:
    files = PHOTO if log is None else {**PHOTO, "audit.csv": log}
    phone.post(form(promise_of(visit), meta="<orx:audit>audit.csv</orx:audit>"), files)
    assert [f.kind for f in submission(server.database).findings] == [kind]
    assert now_of(server.database, visit).state is VisitState.COMPLETED


UNKNOWN = AT_DOOR.rsplit(" ", 1)[0] + " 0"  # the same place, and no word on how exactly


def measured(database: Database, visit: Visit, **values: Any) -> None:
    """What the agent's phone measured a minute before the form was ended."""
    lat, lon = (float(part) for part in AT_DOOR.split()[:2])
    at = datetime(2026, 3, 4, 14, 54, tzinfo=UTC)
    known = {"lat": lat, "lon": lon, "accuracy_m": 6.0, "fix_at": at, "received_at": at}
    with database.begin() as connection:
        write_positions(connection, [Position(**{"agent_id": visit.agent_id, **known, **values})])


def test_an_arrival_of_unknown_accuracy_is_completed_by_good_fixes_of_those_minutes(
    server: Running, phone: Phone, visit: Visit
) -> None:
    measured(server.database, visit)
    phone.post(form(promise_of(visit, llegada=UNKNOWN)), PHOTO)
    done = now_of(server.database, visit)
    assert (done.state, done.verdict) == (VisitState.COMPLETED, Verdict.AT_ADDRESS)
    assert done.check_in is not None
    assert done.check_in.accuracy_m == 6.0


@pytest.mark.parametrize(
    "values",
    [
        {"lat": 4.70},
        {"accuracy_m": 0.0},
        {"mock": MockReason.FLAGGED},
        {"fix_at": datetime(2026, 3, 4, 14, 40, tzinfo=UTC)},
    ],
    ids=["elsewhere", "unknown", "mocked", "long-ago"],
)
def test_an_arrival_of_unknown_accuracy_alone_proves_nothing(
    server: Running, phone: Phone, visit: Visit, values: dict[str, Any]
) -> None:
    measured(server.database, visit, **values)
    phone.post(form(promise_of(visit, llegada=UNKNOWN)), PHOTO)
    stands = now_of(server.database, visit)
    assert (stands.state, stands.verdict) == (VisitState.CHECKED_IN, Verdict.NOT_TRUSTED)
