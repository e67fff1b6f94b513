"""What may be done to a row, by name: which fields a command writes, who may give it, and what it
makes of the row.

Desktop (edits made offline) and server (the operations
of the wire) apply the same commands through `revise`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from kobra_domain.alert_rules import AlertRules, check_rules
from kobra_domain.alerts import NEVER_MUTED, Alert, AlertAct, AlertState, AlertStep
from kobra_domain.buckets import check_bounds
from kobra_domain.derived import derived
from kobra_domain.documents import MINORS
from kobra_domain.errors import Invalid, NotAllowed, UnlawfulMove
from kobra_domain.goals import Goal, check_goal
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.limits import check, check_field
from kobra_domain.people import Agent, Role, ShiftSpan, User
from kobra_domain.portfolios import Account, AccountParty, Party, PartyRole, Portfolio
from kobra_domain.reports.custom.things import SavedReport, check_saved
from kobra_domain.scope import Permission
from kobra_domain.visits import (
    MOVES,
    OPEN_STATES,
    REASSIGNABLE_STATES,
    Visit,
    VisitState,
    check_move,
)
from kobra_domain.wire import Operation


@dataclass(frozen=True, slots=True)
class Command:
    """One act on one kind. `creates`: there must be no row yet, else there must be one.
    `asks_reason`: it is done only with a reason, which is kept.
    """

    name: str
    kind: str
    fields: frozenset[str]
    permission: Permission
    creates: bool = False
    asks_reason: bool = False


def _all_fields(kind: str) -> set[str]:
    return {item.name for item in fields(KINDS[kind])}


# The server's own findings are never written by an operation.
_FOUND_BY_SERVER = {
    "visit": {"verdict", "distance_m", "review", "bucket"},
    "agent": {"enrolled_at", "sos_tested_at", "consent"},
    "institution": {"portfolio_ids"},
    "questionnaire": {"current_version_id"},
    "questionnaire_version": {"number", "published_at", "published_by"},
}
_RESULT = {
    "ended_at",
    "outcome",
    "not_completed_reason",
    "result_note",
    "proposed_lat",
    "proposed_lon",
}
_PROGRESS = {"state", "on_phone_at", "check_in", "assigned_at", "cancel_reason", *_RESULT}


# The words of an address, without its pin.
ADDRESS_WORDS = frozenset(
    {"street", "neighbourhood", "municipality", "region", "postal_code", "directions"}
)
# A pin that a person puts or accepts, and words of the address that were wrong.
_PLACE = frozenset(
    {
        *("lat", "lon", "geocode_source", "geocode_quality", "place_radius_m"),
        *("place_accepted_at", "verified_at"),
        *ADDRESS_WORDS,
    }
)
# What the second door of an address has from the first.
_OF_OWNER = frozenset({"id", "portfolio_id", "party_id", "kind", "origin", "time_zone"})


def _kept_by(kind: str, permission: Permission) -> list[Command]:
    writable = _all_fields(kind) - _FOUND_BY_SERVER.get(kind, set())
    return [
        Command(f"{kind}.create", kind, frozenset(writable), permission, creates=True),
        Command(f"{kind}.edit", kind, frozenset(writable - {"id"}), permission),
    ]


def _administered(kind: str) -> list[Command]:
    return _kept_by(kind, Permission.ADMINISTER)


# Who a person is and how they may be reached, as they told it.
_TOLD = {
    *("name", "document_type", "document_number"),
    *("channels", "preferred_channel", "preferred_hours", "language"),
}


def _amended(name: str, fields: Iterable[str], permission: Permission) -> Command:
    """What is changed of a person by hand, which nobody does without saying why."""
    return Command(name, name.partition(".")[0], frozenset(fields), permission, asks_reason=True)


def _of_people() -> list[Command]:
    """What is written down of people between visits."""
    keep = Permission.KEEP_PEOPLE
    contact = _all_fields("contact") - {"import_id"}
    return [
        Command("contact.create", "contact", frozenset(contact), keep, creates=True),
        _amended("party.do_not_contact", {"do_not_contact_reason"}, keep),
        _amended("party.keep", _TOLD, keep),
        _amended("party.deceased", {"deceased_known_at"}, keep),
        _amended("party.restriction", {"restricted_at"}, Permission.ADMINISTER),
        _amended("address.correct", ADDRESS_WORDS, keep),
        Command("account.segment", "account", frozenset({"segment"}), keep),
        *_kept_by("petition", keep),
        Command("bank_payment.match", "bank_payment", frozenset({"account_id"}), keep),
    ]


def _of_questionnaires() -> list[Command]:
    design, review = Permission.DESIGN, Permission.REVIEW
    published = _all_fields("questionnaire_version") - _FOUND_BY_SERVER["questionnaire_version"]
    return [
        *_kept_by("questionnaire", design),
        *_kept_by("library_block", design),
        Command(
            "questionnaire_version.create",
            "questionnaire_version",
            frozenset(published),
            design,
            creates=True,
        ),
        Command("review.create", "review", frozenset(_all_fields("review")), review, creates=True),
        Command("submission.review", "submission", frozenset({"review"}), review),
        Command(
            "proposal.decide",
            "proposal",
            frozenset({"state", "decided_by", "decided_at", "note"}),
            review,
        ),
    ]


def _of_reports() -> list[Command]:
    """A report is put together by whoever reads; that it is its owner who changes it is asked of
    the caller.
    """
    own = _all_fields("saved_report")
    return [
        Command("saved_report.create", "saved_report", frozenset(own), Permission.READ, True),
        Command(
            "saved_report.edit",
            "saved_report",
            frozenset(own - {"id", "owner_id"}),
            Permission.READ,
        ),
    ]


def _commands() -> list[Command]:
    plan, work = Permission.PLAN_VISITS, Permission.WORK_VISITS
    visit = _all_fields("visit") - _FOUND_BY_SERVER["visit"]
    creatable = visit - (_PROGRESS - {"state", "assigned_at"})
    editable = creatable - {"id", "state", "assigned_at", "agent_id", "created_at", "created_by"}
    assigned = {"state", "agent_id", "assigned_at", "on_phone_at", "planned_on", "position"}
    acts = [
        Command("visit.create", "visit", frozenset(creatable), plan, creates=True),
        Command("visit.edit", "visit", frozenset(editable), plan),
        Command("visit.assign", "visit", frozenset(assigned), plan),
        Command("visit.cancel", "visit", frozenset({"state", "cancel_reason", "ended_at"}), plan),
        Command("visit.reopen", "visit", frozenset({*assigned, "cancel_reason", "ended_at"}), plan),
        Command("visit.deliver", "visit", frozenset({"state", "on_phone_at"}), work),
        Command("visit.check_in", "visit", frozenset({"state", "check_in"}), work),
        Command("visit.complete", "visit", frozenset({"state", *_RESULT}), work),
        Command("visit.fail", "visit", frozenset({"state", *_RESULT}), work),
        Command(
            "alert.attend",
            "alert",
            frozenset({"state", "attended_by", "attended_at", "note"}),
            Permission.ATTEND_ALERTS,
        ),
        Command(
            "alert_step.create",
            "alert_step",
            frozenset(_all_fields("alert_step") - {"email"}),
            Permission.ATTEND_ALERTS,
            creates=True,
        ),
        Command("alert.mute", "alert", frozenset({"muted_until_at"}), Permission.ATTEND_ALERTS),
        Command(
            "agent.absence",
            "agent",
            frozenset({"absent_on", "absence_reason"}),
            Permission.MARK_ABSENCE,
        ),
        # A user comes to be by invitation, which needs the server; edits are made anywhere.
        *[c for c in _administered("user") if not c.creates],
        Command(
            "export.create", "export", frozenset(_all_fields("export")), Permission.EXPORT, True
        ),
        *_of_questionnaires(),
        *_of_people(),
        Command("goal.create", "goal", frozenset(_all_fields("goal")), plan, creates=True),
        Command("goal.edit", "goal", frozenset({"amount_minor"}), plan),
        *_of_reports(),
        Command("address.place", "address", _PLACE, plan),
        Command("address.split", "address", _PLACE | _OF_OWNER, plan, creates=True),
    ]
    for kind in (
        "team",
        "agent",
        "institution",
        "portfolio",
        "party",
        "address",
        "account",
        "authorisation",
        "legal_hold",
        "alert_rules",
    ):
        acts += _administered(kind)
    return acts


COMMANDS: dict[str, Command] = {command.name: command for command in _commands()}
_STATE_OF_COMMAND = {
    "visit.create": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.assign": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.cancel": {VisitState.CANCELLED},
    "visit.reopen": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.deliver": {VisitState.ON_PHONE},
    "visit.check_in": {VisitState.CHECKED_IN},
    "visit.complete": {VisitState.COMPLETED},
    "visit.fail": {VisitState.NOT_COMPLETED},
}


def reason_for(command: Command, changes: Mapping[str, Any], reason: str) -> str:
    """Why a command is given. That nobody is to be contacted says it itself. Raises Invalid where
    it is asked for and there is none, or too much of it.
    """
    said = reason.strip() or str(changes.get("do_not_contact_reason") or "").strip()
    check_field(Operation, "reason", said)
    if command.asks_reason and not said:
        raise Invalid("missing", field="reason")
    return said


def revise(command: Command, before: Entity | None, changes: Mapping[str, Any]) -> Entity:
    """The row after the command; `changes` are typed values by field.

    Raises Invalid (fields, limits, what belongs together), UnlawfulMove, NotAllowed (a field the
    command does not write). Permission, scope and the contact rules are asked by the caller, who
    knows the person and the place.
    """
    strange = changes.keys() - command.fields
    if strange:
        raise NotAllowed("field_not_writable", field=min(strange), command=command.name)
    after = _written(command, before, changes)
    check(after)
    after = derived(after)
    check_together(after)
    if isinstance(after, Visit):
        _check_visit_move(command, before if isinstance(before, Visit) else None, after)
    if isinstance(after, AlertStep) and after.act is AlertAct.TOLD:
        raise NotAllowed("field_not_writable", field="act", command=command.name)
    if isinstance(after, Alert) and isinstance(before, Alert):
        _check_alert_move(before, after)
    return after


def _written(command: Command, before: Entity | None, changes: Mapping[str, Any]) -> Entity:
    if before is not None:
        if command.creates:
            raise Invalid("already_there", field="id")
        return replace(before, **changes)
    if not command.creates:
        raise Invalid("not_found", field="id")
    try:
        return KINDS[command.kind](**changes)
    except TypeError as problem:
        raise Invalid("missing", field=_missing_field(command.kind, changes)) from problem


def _missing_field(kind: str, changes: Mapping[str, Any]) -> str:
    needed = {f.name for f in fields(KINDS[kind]) if f.default is MISSING}
    return min(needed - changes.keys())


def check_together(entity: Entity) -> None:
    """Raise Invalid for fields that are each lawful but not together."""
    match entity:
        case Visit():
            _check_visit_fields(entity)
        case Account():
            _check_parties(entity.parties)
        case AlertRules():
            check_rules(entity)
        case Goal():
            check_goal(entity)
        case SavedReport():
            check_saved(entity)
        case Portfolio():
            check_bounds(entity.buckets)
        case Party() if entity.document_type in MINORS:
            raise Invalid("minors_document", field="document_type")
        case Agent():
            _check_spans((*entity.shift, *entity.breaks))
        case User() if entity.role is Role.AGENT and entity.agent_id is None:
            raise Invalid("missing", field="agent_id")


def _check_parties(parties: Iterable[AccountParty]) -> None:
    for entry in parties:
        if entry.role is PartyRole.REFERENCE and not entry.reason.strip():
            raise Invalid("reference_without_reason", field="parties")


def _check_spans(spans: Iterable[ShiftSpan]) -> None:
    if any(span.end <= span.start for span in spans):
        raise Invalid("ends_before_start", field="shift")


def _check_visit_fields(visit: Visit) -> None:
    state = visit.state
    if not visit.account_ids:
        raise Invalid("missing", field="account_ids")
    if (visit.window_start_at is None) != (visit.window_end_at is None):
        raise Invalid("half_a_window", field="window_end_at")
    if (
        visit.window_start_at
        and visit.window_end_at
        and visit.window_end_at <= visit.window_start_at
    ):
        raise Invalid("ends_before_start", field="window_end_at")
    if state is VisitState.ASSIGNED and (visit.agent_id is None or visit.planned_on is None):
        raise Invalid("missing", field="agent_id" if visit.agent_id is None else "planned_on")
    if state is VisitState.DRAFT and visit.agent_id is not None:
        raise Invalid("draft_with_agent", field="agent_id")
    if state is VisitState.CHECKED_IN and visit.check_in is None:
        raise Invalid("missing", field="check_in")
    if state is VisitState.COMPLETED and visit.outcome is None:
        raise Invalid("missing", field="outcome")
    if state is VisitState.NOT_COMPLETED and visit.not_completed_reason is None:
        raise Invalid("missing", field="not_completed_reason")
    if state is VisitState.CANCELLED and not visit.cancel_reason.strip():
        raise Invalid("missing", field="cancel_reason")


def _check_visit_move(command: Command, before: Visit | None, after: Visit) -> None:
    allowed = _STATE_OF_COMMAND.get(command.name, {before.state} if before else set())
    if after.state not in allowed:
        raise UnlawfulMove(
            "unlawful_move", before=before.state if before else "", after=after.state.value
        )
    if before is None:
        return
    check_move(before.state, after.state)
    if command.name == "visit.check_in" and before.check_in not in (None, after.check_in):
        # The first fix is the evidence; a retry repeats it.
        raise UnlawfulMove("unlawful_move", before=before.state.value, after=after.state.value)
    if command.name == "visit.edit" and not is_open_to("visit.edit", before.state):
        raise UnlawfulMove("too_late_to_edit", before=before.state.value, after=after.state.value)
    if before.state is after.state and not MOVES[before.state]:  # an end is written once
        raise UnlawfulMove("unlawful_move", before=before.state.value, after=after.state.value)
    if command.name == "visit.assign" and not is_open_to("visit.assign", before.state):
        raise UnlawfulMove(
            "too_late_to_reassign", before=before.state.value, after=after.state.value
        )


def is_open_to(command: str, state: VisitState) -> bool:
    """Whether a visit in this state may be edited, assigned, cancelled or reopened, and it would
    become another one.
    """
    if command == "visit.cancel":
        return VisitState.CANCELLED in MOVES[state]
    if command == "visit.reopen":
        return state not in OPEN_STATES and VisitState.DRAFT in MOVES[state]
    return state in REASSIGNABLE_STATES


def _check_alert_move(before: Alert, after: Alert) -> None:
    if before.kind in NEVER_MUTED and after.muted_until_at is not None:
        raise NotAllowed("never_muted", kind=before.kind.value)
    # Only the server finds an alert to be over, and none is opened again.
    if after.state is not before.state and after.state is not AlertState.ATTENDED:
        raise UnlawfulMove("unlawful_move", before=before.state.value, after=after.state.value)
    if after.state is AlertState.ATTENDED and (
        after.attended_by is None or after.attended_at is None
    ):
        raise Invalid("missing", field="attended_by")
