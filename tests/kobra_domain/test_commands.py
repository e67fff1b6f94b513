"""What each command makes of a row, and what it refuses."""

from dataclasses import fields, replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.alerts import Alert, AlertAct, AlertKind, AlertState
from kobra_domain.commands import COMMANDS, reason_for, revise
from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.errors import DomainError, Invalid, NotAllowed, UnlawfulMove
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.people import Role, User
from kobra_domain.portfolios import ChannelKind, PartyRole
from kobra_domain.scope import may
from kobra_domain.together import check_together
from kobra_domain.visit_moves import is_open_to
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome, Visit, VisitState
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    ADDRESS_ID,
    AGENT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    TODAY,
    VISIT_ID,
    a_check_in,
    a_party,
    a_visit,
    after,
    an_account,
    an_address,
    an_agent,
    an_id,
    weekly,
)

NEW_VISIT: dict[str, Any] = {
    "id": VISIT_ID,
    "portfolio_id": PORTFOLIO_ID,
    "party_id": PARTY_ID,
    "address_id": ADDRESS_ID,
    "account_ids": (ACCOUNT_ID,),
    "created_at": NOW,
}
ASSIGNED = a_visit(state=VisitState.ASSIGNED, agent_id=AGENT_ID, planned_on=TODAY)
CHECKED_IN = replace(ASSIGNED, state=VisitState.CHECKED_IN, check_in=a_check_in())
COMPLETED = replace(CHECKED_IN, state=VisitState.COMPLETED, outcome=Outcome.PAID)
ALERT = Alert(id=an_id(40), kind=AlertKind.LOW_BATTERY, raised_at=NOW, last_at=NOW)
ATTENDED: dict[str, Any] = {
    "state": AlertState.ATTENDED,
    "attended_by": an_id(30),
    "attended_at": NOW,
}


def do(name: str, before: Entity | None, **changes: Any) -> Any:
    return revise(COMMANDS[name], before, changes)


def refusal(name: str, before: Entity | None, **changes: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        do(name, before, **changes)
    return caught.value


def test_commands_write_only_fields_that_exist() -> None:
    for command in COMMANDS.values():
        assert command.fields <= {item.name for item in fields(KINDS[command.kind])}


def test_no_command_writes_what_the_server_finds_or_an_id_that_exists() -> None:
    for command in COMMANDS.values():
        assert not command.fields & {"verdict", "distance_m", "consent", "current_version_id"}
        assert "review" not in command.fields or command.name == "submission.review"
        assert command.creates or "id" not in command.fields


def test_a_visit_is_created_assigned_delivered_checked_in_and_completed() -> None:
    visit = do("visit.create", None, **NEW_VISIT)
    assert visit == a_visit()
    visit = do(
        "visit.assign", visit, state=VisitState.ASSIGNED, agent_id=AGENT_ID, planned_on=TODAY
    )
    visit = do("visit.deliver", visit, state=VisitState.ON_PHONE, on_phone_at=NOW)
    visit = do("visit.check_in", visit, state=VisitState.CHECKED_IN, check_in=a_check_in())
    visit = do("visit.complete", visit, state=VisitState.COMPLETED, outcome=Outcome.PROMISE)
    assert (visit.state, visit.outcome) == (VisitState.COMPLETED, Outcome.PROMISE)


def test_a_check_in_is_made_once_and_may_be_repeated() -> None:
    assert do("visit.check_in", CHECKED_IN, check_in=CHECKED_IN.check_in) == CHECKED_IN
    assert CHECKED_IN.check_in is not None
    elsewhere = replace(CHECKED_IN.check_in, lat=1.0)
    assert isinstance(refusal("visit.check_in", CHECKED_IN, check_in=elsewhere), UnlawfulMove)


def test_a_visit_that_fails_says_why() -> None:
    failed = do(
        "visit.fail",
        ASSIGNED,
        state=VisitState.NOT_COMPLETED,
        not_completed_reason=NotCompletedReason.MISPLACED_ADDRESS,
    )
    assert failed.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS


def test_a_cancelled_visit_is_reopened() -> None:
    cancelled = do("visit.cancel", a_visit(), state=VisitState.CANCELLED, cancel_reason="Pagó ayer")
    again = do("visit.reopen", cancelled, state=VisitState.DRAFT, cancel_reason="")
    assert again == a_visit()


@pytest.mark.parametrize(
    ("name", "before", "changes", "code", "field"),
    [
        ("visit.create", a_visit(), NEW_VISIT, "already_there", "id"),
        ("visit.edit", None, {"note": "x"}, "not_found", "id"),
        ("visit.edit", a_visit(), {"verdict": None}, "field_not_writable", "verdict"),
        ("visit.edit", a_visit(), {"account_ids": ()}, "missing", "account_ids"),
        ("visit.edit", a_visit(), {"window_start_at": NOW}, "half_a_window", "window_end_at"),
        (
            "visit.edit",
            a_visit(),
            {"window_start_at": NOW, "window_end_at": NOW},
            "ends_before_start",
            "window_end_at",
        ),
        ("visit.edit", a_visit(), {"note": "x" * 2001}, "too_long", "note"),
        ("visit.assign", a_visit(), {"state": VisitState.ASSIGNED}, "missing", "agent_id"),
        (
            "visit.assign",
            a_visit(),
            {"state": VisitState.ASSIGNED, "agent_id": AGENT_ID},
            "missing",
            "planned_on",
        ),
        ("visit.assign", a_visit(), {"agent_id": AGENT_ID}, "draft_with_agent", "agent_id"),
        ("visit.check_in", ASSIGNED, {"state": VisitState.CHECKED_IN}, "missing", "check_in"),
        ("visit.complete", CHECKED_IN, {"state": VisitState.COMPLETED}, "missing", "outcome"),
        (
            "visit.fail",
            ASSIGNED,
            {"state": VisitState.NOT_COMPLETED},
            "missing",
            "not_completed_reason",
        ),
        ("visit.cancel", a_visit(), {"state": VisitState.CANCELLED}, "missing", "cancel_reason"),
        (
            "agent.edit",
            an_agent(),
            {"shift": weekly(time(9), time(9), 1)},
            "ends_before_start",
            "shift",
        ),
        (
            "account.edit",
            an_account(),
            {"parties": (replace(an_account(PartyRole.REFERENCE).parties[0], reason=" "),)},
            "reference_without_reason",
            "parties",
        ),
        ("alert.attend", ALERT, {"state": AlertState.ATTENDED}, "missing", "attended_by"),
    ],
)
def test_what_a_command_refuses_is_named(
    name: str, before: Entity | None, changes: dict[str, Any], code: str, field: str
) -> None:
    error = refusal(name, before, **changes)
    assert isinstance(error, Invalid | NotAllowed)
    assert (error.code, error.params["field"]) == (code, field)


@pytest.mark.parametrize("name", ["id", "party_id", "account_ids", "created_at"])
def test_a_creation_names_the_field_it_lacks(name: str) -> None:
    known = {key: value for key, value in NEW_VISIT.items() if key != name}
    error = refusal("visit.create", None, **known)
    assert (error.code, error.params["field"]) == ("missing", name)


@pytest.mark.parametrize(
    ("name", "before", "changes", "code"),
    [
        ("visit.create", None, {**NEW_VISIT, "state": VisitState.CANCELLED}, "missing"),
        ("visit.create", None, {**NEW_VISIT, "state": VisitState.EXPIRED}, "unlawful_move"),
        ("visit.assign", a_visit(), {"state": VisitState.ON_PHONE}, "unlawful_move"),
        ("visit.complete", ASSIGNED, {"state": VisitState.CHECKED_IN}, "missing"),
        (
            "visit.complete",
            ASSIGNED,
            {"state": VisitState.COMPLETED, "outcome": Outcome.PAID},
            "unlawful_move",
        ),
        (
            "visit.complete",
            COMPLETED,
            {"outcome": Outcome.DISPUTE},
            "unlawful_move",
        ),
        (
            "visit.assign",
            replace(ASSIGNED, state=VisitState.CANCELLED, cancel_reason="x"),
            {"state": VisitState.DRAFT, "agent_id": None},
            "too_late_to_reassign",
        ),
        ("visit.edit", CHECKED_IN, {"note": "x"}, "too_late_to_edit"),
        ("visit.edit", COMPLETED, {"note": "x"}, "too_late_to_edit"),
    ],
)
def test_a_visit_makes_only_lawful_moves(
    name: str, before: Visit | None, changes: dict[str, Any], code: str
) -> None:
    assert refusal(name, before, **changes).code == code


@pytest.mark.parametrize("state", list(VisitState))
@pytest.mark.parametrize("name", ["visit.edit", "visit.assign", "visit.cancel", "visit.reopen"])
def test_what_is_open_to_a_state_is_what_the_rules_let_pass(name: str, state: VisitState) -> None:
    visit = replace(
        a_visit(),
        state=state,
        agent_id=None if state is VisitState.DRAFT else AGENT_ID,
        planned_on=TODAY,
        check_in=a_check_in(),
        outcome=Outcome.NO_CONTACT,
        not_completed_reason=NotCompletedReason.NO_ACCESS,
        cancel_reason="x",
    )
    draft = {"state": VisitState.DRAFT, "agent_id": None, "assigned_at": None}
    changes: dict[str, dict[str, Any]] = {
        "visit.edit": {"note": "x"},
        "visit.assign": {**draft, "on_phone_at": None},
        "visit.cancel": {"state": VisitState.CANCELLED, "cancel_reason": "x", "ended_at": NOW},
        "visit.reopen": {**draft, "cancel_reason": "", "ended_at": None},
    }
    is_lawful = True
    try:
        revise(COMMANDS[name], visit, changes[name])
    except UnlawfulMove:
        is_lawful = False
    ends = (VisitState.CANCELLED, VisitState.EXPIRED)
    is_other = {
        "visit.cancel": state is not VisitState.CANCELLED,
        "visit.reopen": state in ends,
    }.get(name, True)
    assert is_open_to(name, state) is (is_lawful and is_other)


def test_an_alert_is_attended_once_and_by_somebody() -> None:
    attended = do("alert.attend", ALERT, **ATTENDED, note="Llamada")
    assert attended.state is AlertState.ATTENDED
    assert refusal("alert.attend", attended, state=AlertState.OPEN).code == "unlawful_move"
    assert do("alert.attend", attended, note="Otra nota").note == "Otra nota"


def test_nobody_declares_an_alert_over_or_opens_it_again() -> None:
    assert refusal("alert.attend", ALERT, state=AlertState.OVER).code == "unlawful_move"
    over = replace(ALERT, state=AlertState.OVER)
    assert refusal("alert.attend", over, state=AlertState.OPEN).code == "unlawful_move"
    assert do("alert.attend", over, **ATTENDED).state is AlertState.ATTENDED


def test_an_sos_is_never_muted() -> None:
    sos = replace(ALERT, kind=AlertKind.SOS)
    assert do("alert.mute", ALERT, muted_until_at=after(3600)).muted_until_at == after(3600)
    error = refusal("alert.mute", sos, muted_until_at=after(3600))
    assert (error.code, error.params) == ("never_muted", {"kind": "sos"})


def test_only_the_server_says_that_somebody_was_told() -> None:
    step = {"id": an_id(71), "alert_id": ALERT.id, "at": NOW}
    assert do("alert_step.create", None, **step, act=AlertAct.CALLED).act is AlertAct.CALLED
    refused = refusal("alert_step.create", None, **step, act=AlertAct.TOLD)
    assert refused.code == "field_not_writable"


def test_absence_is_its_own_command() -> None:
    absent = do("agent.absence", an_agent(), absent_on=date(2026, 3, 3), absence_reason="Médico")
    assert absent.absent_on == date(2026, 3, 3)
    assert refusal("agent.absence", an_agent(), phone="1").code == "field_not_writable"


def test_an_account_with_a_reasoned_reference_and_an_agent_with_a_shift_hold_together() -> None:
    check_together(an_account(PartyRole.REFERENCE))
    check_together(an_agent(shift=weekly(time(8), time(9), 1), breaks=weekly(time(8), time(9), 2)))


@pytest.mark.parametrize("purpose", list(ContactPurpose))
def test_who_excepts_a_contact_says_what_was_asked_for(purpose: ContactPurpose) -> None:
    contact = Contact(
        id=an_id(70),
        portfolio_id=an_id(1),
        party_id=an_id(2),
        at=NOW,
        channel=ChannelKind.PHONE,
        is_two_way=True,
        purpose=purpose,
        note=" ",
    )
    check_together(replace(contact, note="Pidió su saldo"))
    if purpose is ContactPurpose.COLLECTION:
        check_together(contact)
    else:
        with pytest.raises(Invalid, match="purpose_without_note"):
            check_together(contact)


def test_a_supervisor_sets_segments_and_stops_contact_and_nothing_else_of_it() -> None:
    """Accounts and people are otherwise kept by files and administrators."""
    supervisor = User(id=an_id(90), name="S", email="s@kobra.example", role=Role.SUPERVISOR)
    for name in ("account.segment", "party.do_not_contact"):
        assert may(supervisor, COMMANDS[name].permission)
    assert not may(supervisor, COMMANDS["account.edit"].permission)
    assert do("account.segment", an_account(), segment="Norte").segment == "Norte"
    assert do("party.do_not_contact", a_party(), do_not_contact_reason="x").do_not_contact_reason
    assert refusal("account.segment", an_account(), balance_minor=0).code == "field_not_writable"


def test_a_check_in_is_checked_to_its_last_field() -> None:
    check_in = CheckIn(at=NOW, lat=91.0, lon=0.0)
    error = refusal("visit.check_in", ASSIGNED, state=VisitState.CHECKED_IN, check_in=check_in)
    assert (error.code, error.params["field"]) == ("too_large", "check_in.lat")


VISIT_COMMANDS = [name for name in COMMANDS if name.startswith("visit.") and name != "visit.create"]
START = [a_visit(), ASSIGNED, CHECKED_IN, COMPLETED]


@given(st.sampled_from(VISIT_COMMANDS), st.sampled_from(START), st.sampled_from(list(VisitState)))
def test_no_command_leads_out_of_the_table_of_moves(
    name: str, before: Visit, state: VisitState
) -> None:
    if "state" not in COMMANDS[name].fields:
        return
    try:
        then = do(name, before, state=state)
    except (Invalid, UnlawfulMove):
        return
    assert before.state not in (VisitState.COMPLETED, VisitState.NOT_COMPLETED)
    assert then.state is state


def test_a_user_who_is_an_agent_names_the_agent() -> None:
    user = User(id=an_id(8), name="Inés", email="ines@kobra.example", role=Role.AGENT)
    with pytest.raises(Invalid) as refused:
        check_together(user)
    assert refused.value.params["field"] == "agent_id"
    check_together(replace(user, agent_id=an_id(9)))


def test_an_address_has_the_key_of_its_door_whoever_writes_it() -> None:
    before = an_address(street="Vereda El Salitre")
    assert do("address.edit", before, street="CL 8 12 40", municipality="Bogotá").key == (
        "BOGOTA|CL 8 # KR 12 - 40|"
    )
    placed = do("address.place", before, street="Calle 8 # 12-40 Apto 3", municipality="BOGOTÁ")
    assert placed.key == "BOGOTA|CL 8 # KR 12 - 40|AP 3"
    assert do("address.edit", placed, key="what a client says").key == placed.key
    refused = refusal("address.place", before, party_id=before.party_id)
    assert refused.code == "field_not_writable"


def test_the_other_door_of_an_address_is_its_persons_and_has_no_pin_of_its_own_accord() -> None:
    first = an_address(street="Calle 8 # 12-40")
    shared = {name: getattr(first, name) for name in ("portfolio_id", "party_id", "kind")}
    made = do("address.split", None, id=an_id(77), street="Carrera 9 # 1-20", **shared)
    assert (made.party_id, made.lat) == (first.party_id, None)
    assert refusal("address.split", first, street="Carrera 9").code == "already_there"
    assert COMMANDS["address.split"].permission is COMMANDS["address.place"].permission


def test_a_command_that_asks_why_is_told_why() -> None:
    asks = next(one for one in COMMANDS.values() if one.asks_reason)
    assert reason_for(asks, {}, "  Lo pidió por escrito ") == "Lo pidió por escrito"
    assert reason_for(asks, {"do_not_contact_reason": "Juzgado"}, "") == "Juzgado"
    with pytest.raises(Invalid, match="missing"):
        reason_for(asks, {}, " ")
    with pytest.raises(Invalid, match="too_long"):
        reason_for(asks, {}, "x" * 100_000)
    assert reason_for(COMMANDS["visit.assign"], {}, "") == ""
