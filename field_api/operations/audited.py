"""Which operations stand in the audit, and what is noted of them; `audit` keeps the lines."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from field_api.auth import audit
from kobra_domain.commands import Command
from kobra_domain.exports import Export
from kobra_domain.house_rules import VALUES, HouseRules, no_house
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.scope import Permission
from kobra_domain.submissions import Review
from kobra_records import json_form

PUBLISH, RETIRE, RESTORE = "questionnaire.publish", "questionnaire.retire", "questionnaire.restore"
# What a supervisor decides for others, or of what others have done.
_DECIDED = frozenset(
    {
        "proposal.decide",
        "alert.attend",
        "alert.mute",
        "agent.absence",
        "goal.create",
        "goal.edit",
        "visit.assign",
        "visit.cancel",
        "visit.reopen",
    }
)


def note_operation(
    connection: Connection,
    command: Command,
    after: Entity,
    before: Entity | None,
    *,
    changed: Collection[str],
    act_id: str | None,
    reason: str,
    by: str,
    at: datetime,
) -> None:
    """Add the line of an operation that is applied, if it is one to be noted; lines of one act
    over several rows say so.
    """
    act, details = "", dict[str, Any](fields=sorted(changed))
    if isinstance(after, QuestionnaireVersion):
        note_published(connection, after, by=by, at=at)
        return
    if isinstance(after, Export):
        act = f"export.{after.way}"
        details = {"listing": after.listing, "rows": after.rows, "filter": after.filter}
    elif isinstance(after, Review):
        act, details = f"{NAMES[Review]}.{after.act}", {}
    elif isinstance(after, Questionnaire):
        act = _life_act(after, before if isinstance(before, Questionnaire) else None)
        details = {"form_id": after.form_id}
    elif is_noted(command):
        act = command.name
    if isinstance(after, HouseRules):
        details |= _house_details(after, before if isinstance(before, HouseRules) else None)
    if act:
        if act_id is not None:
            details = {**details, "act_id": act_id}
        if reason:
            details = {**details, "reason": reason}
        subject = command.kind, after.id
        audit.note(connection, at=at, user_id=by, act=act, subject=subject, details=details)


def is_noted(command: Command) -> bool:
    """Whether it is one of the acts that stand in the audit by their own name."""
    decided = command.asks_reason or command.name in _DECIDED
    return command.permission is Permission.ADMINISTER or decided


def note_published(
    connection: Connection, version: QuestionnaireVersion, *, by: str | None, at: datetime
) -> None:
    """Add the line of a version that phones get; `by` None: from the server's command line."""
    audit.note(
        connection,
        at=at,
        user_id=by,
        act=PUBLISH,
        subject=(NAMES[QuestionnaireVersion], version.id),
        details={
            "form_id": version.form_id,
            "form_version": version.form_version,
            "number": version.number,
        },
    )


def _house_details(after: HouseRules, before: HouseRules | None) -> dict[str, Any]:
    """Which text holds from now on under which edition, and why, where it is looser than the law:
    what a refusal's version refers to.
    """
    known = before or no_house(after.country, after.creditor_type)
    said = {
        name: json_form.builtin(getattr(after, name))
        for name in VALUES
        if getattr(after, name) != getattr(known, name)
    }
    notes = [*after.loosened, *after.read_again]
    new = [one for one in notes if one not in (*known.loosened, *known.read_again)]
    return {
        "country": after.country,
        "creditor_type": after.creditor_type.value,
        "edition": after.edition,
        **({"set_to": said} if said else {}),
        **({"notes": {one.rule: one.text for one in new}} if new else {}),
    }


def _life_act(after: Questionnaire, before: Questionnaire | None) -> str:
    """Drafts are written all day; that phones lose a form, or get it back, is an act."""
    if before is None or before.state is after.state:
        return ""
    if after.state is QuestionnaireState.RETIRED:
        return RETIRE
    return RESTORE if before.state is QuestionnaireState.RETIRED else ""
