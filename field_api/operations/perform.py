"""Performs one operation: known already? permitted? in scope? in conflict? lawful? Then the row,
its log and the ledger in one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from field_api.auth.caller import Caller
from field_api.change_log.record import record_all
from field_api.change_log.rows import find, found
from field_api.database import Database, was_crossed
from field_api.days_due import note_carried
from field_api.money.payments import matched
from field_api.money.promises import promise_edits
from field_api.operations import ledger
from field_api.operations.amending import amendment_edits, finding_edits
from field_api.operations.audited import note_operation
from field_api.operations.compiling import ReadyForm
from field_api.operations.hours_exceptions import check_hours
from field_api.operations.institutions import institution_edits
from field_api.operations.publishing import numbered, prepared, published_edits
from field_api.operations.reading import (
    Received,
    op_id_of,
    read_operation,
    seen_values,
    settled,
    wanted_values,
)
from field_api.operations.record_times import bounded
from field_api.operations.references import check_references, check_single
from field_api.operations.review_effects import own_word, review_edits
from field_api.operations.settled import settle
from field_api.operations.visit_alerts import alert_edits
from field_api.operations.visit_rules import given_anew, is_receipt, ruled_visit
from kobra_domain.alerts import Alert, AlertStep
from kobra_domain.commands import reason_for, revise
from kobra_domain.contacts import Contact, Petition
from kobra_domain.errors import DomainError, Invalid, NotAllowed
from kobra_domain.exports import Export
from kobra_domain.house_rules import HouseRules, kept_by
from kobra_domain.kinds import KINDS, NAMES, Entity
from kobra_domain.people import Role
from kobra_domain.portfolios import Party
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireVersion
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.scope import may
from kobra_domain.visits import Visit
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form

_TRIES = 3


class _Conflict(Exception):
    """The fields that both sides changed."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Act:
    """One operation being performed: by whom, when, on what connection.

    `form` is that of a version to publish, compiled before, or why it could not be. `chain`: what
    the operations that it was made on top of wrote to its row (`ledger.Kept.wrote`).
    """

    connection: Connection
    caller: Caller
    received: Received
    now: datetime
    form: ReadyForm | DomainError | None = None
    chain: Mapping[str, str] = field(default_factory=dict)


def perform(
    database: Database, caller: Caller, raw: dict[str, Any], now: datetime
) -> OperationResult:
    """Apply one operation, or answer why not; never raises for what a client sent."""
    try:
        received = read_operation(raw)
    except DomainError as refusal:
        return _rejected(op_id_of(raw), refusal)
    form = _form_of(database, caller, received)
    for attempt in range(1, _TRIES + 1):
        try:
            with database.begin() as connection:
                return _answer(Act(connection, caller, received, now, form))
        except IntegrityError:
            # Somebody was first with the same op_id, id or single value: now it can be seen.
            if attempt == _TRIES:
                break
        except OperationalError as problem:
            if attempt == _TRIES or not was_crossed(problem):
                raise
    return _rejected(received.operation.op_id, Invalid("already_taken", field=""))


def _form_of(
    database: Database, caller: Caller, received: Received
) -> ReadyForm | DomainError | None:
    """The compiled form of a version to publish: made first, because it takes its time."""
    command = received.command
    publishes = command.creates and command.kind == NAMES[QuestionnaireVersion]
    if not publishes or not may(caller.user, command.permission):
        return None
    with database.read() as connection:
        if ledger.kept(connection, received.operation.op_id) is not None:
            return None
    try:
        wanted = wanted_values(received)
        if not {"document", "questionnaire_id"} <= wanted.keys():
            return None  # what is missing is said by the command
        return prepared(database, wanted["document"], wanted["questionnaire_id"])
    except DomainError as refusal:
        return refusal


def _answer(act: Act) -> OperationResult:
    operation, caller = act.received.operation, act.caller
    known = ledger.kept(act.connection, operation.op_id)
    if known is not None:
        return _again(act, known)
    pair = found(act.connection, KINDS[act.received.command.kind], operation.entity_id, lock=True)
    before, version = pair if pair else (None, None)
    try:
        caller.require(act.received.command.permission)
        act = replace(act, chain=_written_before(act))
        after = _revised(act, before)
    except DomainError as refusal:
        result = _rejected(operation.op_id, refusal)
        return _kept(act, _with_row(act, result, before, version))
    except _Conflict as conflict:
        result = OperationResult(
            op_id=operation.op_id, status=Status.CONFLICT, fields=conflict.fields, code="conflict"
        )
        return _kept(act, _with_row(act, result, before, version))
    return _applied(act, after, before, version)


def _revised(act: Act, before: Entity | None) -> Entity:
    """The row as the operation wants it. Raises DomainError, _Conflict."""
    command = act.received.command
    if before is not None and not act.caller.sees(before):
        raise NotAllowed("already_there" if command.creates else "not_found", field="id")
    wanted = wanted_values(act.received)
    reason_for(command, wanted, act.received.operation.reason)
    if before is not None and not command.creates:
        _check_conflicts(act, before, wanted)
        wanted |= given_anew(command, before, wanted)
    after = bounded(_own(act, revise(command, before, wanted), before), before, act.now)
    after = settled(after)
    if after.id != act.received.operation.entity_id:
        raise Invalid("not_an_id", field="id")
    if not act.caller.sees(after):
        raise NotAllowed("outside_scope", field="")
    check_references(act.connection, act.caller, after, before)
    after = matched(act.connection, after, before)
    if isinstance(after, Visit):
        previous = before if isinstance(before, Visit) else None
        after = ruled_visit(act.connection, command, after, previous, act.now)
    if isinstance(after, Party):
        check_hours(act.connection, after, before if isinstance(before, Party) else None, act.now)
    if isinstance(after, QuestionnaireVersion):
        after = _published(act, after)
    check_single(act.connection, after, before)
    return after


def _published(act: Act, after: QuestionnaireVersion) -> QuestionnaireVersion:
    if isinstance(act.form, DomainError):
        raise act.form
    if act.form is None:
        raise Invalid("form_not_compiled", field="document")
    me = act.caller.user.id
    return numbered(act.connection, after, act.form, by=me, at=act.now)


def _own(act: Act, after: Entity, before: Entity | None) -> Entity:
    """Who did it is not for the client to say."""
    me = act.caller.user.id
    if isinstance(after, Visit) and before is None:
        return replace(after, created_by=me)
    if isinstance(after, Questionnaire):
        return replace(after, edited_by=me)
    if isinstance(after, Contact | Petition) and before is None:
        return replace(after, recorded_by=me)
    if isinstance(after, AlertStep):
        alert = find(act.connection, Alert, after.alert_id)
        team_id = alert.team_id if alert else None
        return replace(after, user_id=me, who=act.caller.user.name, team_id=team_id)
    if isinstance(after, Export):
        return replace(after, made_by=me)
    if isinstance(after, HouseRules):
        return kept_by(after, before if isinstance(before, HouseRules) else None, me, act.now)
    if isinstance(after, SavedReport):
        return _own_report(act, after, before)
    if act.received.command.name == "alert.attend" and isinstance(after, Alert):
        return replace(after, attended_by=me)
    return own_word(act.connection, act.caller, after, before, act.now)


def _own_report(act: Act, after: SavedReport, before: Entity | None) -> SavedReport:
    """It is of whoever makes it, and nobody else changes it: a colleague keeps a copy. Raises
    NotAllowed.
    """
    if isinstance(before, SavedReport):
        if act.caller.user.id != before.owner_id and act.caller.user.role is not Role.ADMIN:
            raise NotAllowed("not_own_report", field="")
        return after
    return replace(after, owner_id=act.caller.user.id)


def _written_before(act: Act) -> Mapping[str, str]:
    """What the chain of operations behind this one wrote to the row, as it left it.
    Raises Invalid parked if the predecessor was not applied.
    """
    operation = act.received.operation
    if operation.after is None:
        return {}
    previous = ledger.kept(act.connection, operation.after)
    is_applied = previous is not None and previous.result.status is Status.APPLIED
    if previous is None or not is_applied or previous.user_id != act.caller.user.id:
        raise Invalid("parked", field="after")
    return previous.wrote if previous.entity_id == operation.entity_id else {}


def _check_conflicts(act: Act, before: Entity, wanted: dict[str, Any]) -> None:
    """Raise _Conflict for fields that have neither the value seen nor one of the own chain; that a
    phone has taken the visit meanwhile contradicts nobody.
    """
    seen = seen_values(act.received)
    found = []
    for name, value in wanted.items():
        current = getattr(before, name)
        is_own = act.chain.get(name) == ledger.mark(current)
        is_seen = current in (seen[name], value) or is_receipt(before, name, seen[name])
        if not is_seen and not is_own:
            found.append(name)
    if found:
        raise _Conflict(tuple(sorted(found)))


def _wrote(act: Act, after: Entity, before: Entity | None) -> dict[str, str]:
    """What this operation and its chain leave in the row: what follows from them, too."""
    made = {
        one.name: ledger.mark(value)
        for one in fields(after)
        if (value := getattr(after, one.name)) != getattr(before, one.name, None)
        or one.name in act.received.operation.changed
    }
    return {**act.chain, **made}


def _applied(
    act: Act, after: Entity, before: Entity | None, version: int | None
) -> OperationResult:
    operation, command = act.received.operation, act.received.command
    result = OperationResult(
        op_id=operation.op_id,
        status=Status.APPLIED,
        version=version,
        body=json_form.body(after),
    )
    reason = reason_for(command, wanted_values(act.received), operation.reason)
    note_operation(
        act.connection,
        command,
        after,
        before,
        changed=operation.changed,
        act_id=operation.act_id,
        reason=reason,
        by=act.caller.user.id,
        at=act.now,
    )
    _kept(act, result, _wrote(act, after, before))
    if after == before:
        return result
    more = alert_edits(act.connection, after, before, act.now)
    more += institution_edits(act.connection, after, before)
    more += review_edits(act.connection, after, before, act.now)
    more += promise_edits(act.connection, [(after, before)], act.now)
    more += finding_edits(act.connection, after, before)
    if command.asks_reason:
        more += amendment_edits(after, before, reason, by=act.caller.user.id, at=act.now)
    if isinstance(after, QuestionnaireVersion) and isinstance(act.form, ReadyForm):
        more += published_edits(act.connection, after, act.form)
    edits = [(after, before), *more]
    note_carried(act.connection, after, before, act.now)
    settle(act.connection, edits, by=act.caller.user.id, at=act.now)
    made = record_all(act.connection, edits, at=act.now)[0]
    ledger.keep_version(act.connection, operation.op_id, made)
    return replace(result, version=made)


def _again(act: Act, known: ledger.Kept) -> OperationResult:
    operation = act.received.operation
    is_same = (known.user_id, known.payload_hash) == (
        act.caller.user.id,
        act.received.payload_hash,
    )
    if not is_same:
        return _rejected(operation.op_id, Invalid("op_id_used", field="op_id"))
    pair = found(act.connection, KINDS[act.received.command.kind], operation.entity_id)
    result = replace(known.result, status=Status.DUPLICATE, first=known.result.status)
    return _with_row(act, result, *(pair or (None, None)))


def _with_row(
    act: Act, result: OperationResult, row: Entity | None, version: int | None
) -> OperationResult:
    """The answer with the row as it stands now, if the caller sees it."""
    if row is None or not act.caller.sees(row):
        return result
    return replace(result, version=version, body=json_form.body(row))


def _kept(
    act: Act, result: OperationResult, wrote: Mapping[str, str] | None = None
) -> OperationResult:
    ledger.keep(
        act.connection,
        act.received.operation,
        result,
        user_id=act.caller.user.id,
        payload_hash=act.received.payload_hash,
        at=act.now,
        wrote=wrote or {},
    )
    return result


def _rejected(op_id: str, refusal: DomainError) -> OperationResult:
    return OperationResult(
        op_id=op_id, status=Status.REJECTED, code=refusal.code, params=dict(refusal.params)
    )
