"""What may be done to a row, by name: which fields a command writes, who may give it, and what it
makes of the row.

Desktop (edits made offline) and server (the operations of the wire) apply the same commands
through `revise`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from kobra_domain.alerts import NEVER_MUTED, Alert, AlertAct, AlertState, AlertStep
from kobra_domain.derived import derived
from kobra_domain.errors import Invalid, NotAllowed, UnlawfulMove
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.limits import check, check_field
from kobra_domain.scope import Permission
from kobra_domain.together import check_together
from kobra_domain.visit_moves import check_visit_move
from kobra_domain.visits import Visit
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
    "visit": {"verdict", "distance_m", "review", "bucket", "overdue_minor"},
    "agent": {"enrolled_at", "sos_tested_at", "consent"},
    "institution": {"portfolio_ids"},
    "house_rules": {"edition"},
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
# Kinds that an administrator makes and edits as wholes.
_ADMINISTERED = (
    *("team", "agent", "institution", "portfolio", "party", "address", "account"),
    *("authorisation", "legal_hold", "alert_rules", "house_rules"),
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
        _amended("party.hours", {"hours_exceptions"}, keep),
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


def _of_visits() -> list[Command]:
    """What supervisors plan and agents work off."""
    plan, work = Permission.PLAN_VISITS, Permission.WORK_VISITS
    visit = _all_fields("visit") - _FOUND_BY_SERVER["visit"]
    creatable = visit - (_PROGRESS - {"state", "assigned_at"})
    editable = creatable - {"id", "state", "assigned_at", "agent_id", "created_at", "created_by"}
    order = {"position", "expected_at", "pins"}
    assigned = {"state", "agent_id", "assigned_at", "on_phone_at", "planned_on", *order}
    return [
        Command("visit.create", "visit", frozenset(creatable), plan, creates=True),
        Command("visit.edit", "visit", frozenset(editable), plan),
        Command("visit.assign", "visit", frozenset(assigned), plan),
        Command("visit.order", "visit", frozenset(order), plan),
        Command("visit.cancel", "visit", frozenset({"state", "cancel_reason", "ended_at"}), plan),
        Command("visit.reopen", "visit", frozenset({*assigned, "cancel_reason", "ended_at"}), plan),
        Command("visit.deliver", "visit", frozenset({"state", "on_phone_at"}), work),
        Command("visit.check_in", "visit", frozenset({"state", "check_in"}), work),
        Command("visit.complete", "visit", frozenset({"state", *_RESULT}), work),
        Command("visit.fail", "visit", frozenset({"state", *_RESULT}), work),
    ]


def _of_alerts() -> list[Command]:
    attend, attended = Permission.ATTEND_ALERTS, {"state", "attended_by", "attended_at", "note"}
    step = _all_fields("alert_step") - {"email"}
    return [
        Command("alert.attend", "alert", frozenset(attended), attend),
        Command("alert_step.create", "alert_step", frozenset(step), attend, creates=True),
        Command("alert.mute", "alert", frozenset({"muted_until_at"}), attend),
    ]


def _of_places_and_goals() -> list[Command]:
    """What else whoever plans visits says."""
    plan, goal = Permission.PLAN_VISITS, _all_fields("goal")
    return [
        Command("goal.create", "goal", frozenset(goal), plan, creates=True),
        Command("goal.edit", "goal", frozenset({"amount_minor"}), plan),
        Command("address.place", "address", _PLACE, plan),
        Command("address.split", "address", _PLACE | _OF_OWNER, plan, creates=True),
    ]


def _of_the_office() -> list[Command]:
    """What the office keeps of its own."""
    absence, export = frozenset({"absent_on", "absence_reason"}), _all_fields("export")
    return [
        Command("agent.absence", "agent", absence, Permission.MARK_ABSENCE),
        Command("export.create", "export", frozenset(export), Permission.EXPORT, creates=True),
        # A user comes to be by invitation, which needs the server; edits are made anywhere.
        *[one for one in _administered("user") if not one.creates],
        *[one for kind in _ADMINISTERED for one in _administered(kind)],
    ]


_PARTS = (
    _of_visits,
    _of_alerts,
    _of_questionnaires,
    _of_people,
    _of_reports,
    _of_places_and_goals,
    _of_the_office,
)
COMMANDS: dict[str, Command] = {one.name: one for part in _PARTS for one in part()}


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
        check_visit_move(command.name, before if isinstance(before, Visit) else None, after)
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
