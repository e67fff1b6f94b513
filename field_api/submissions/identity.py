"""Which submission a form is. It says so by its `instanceID`; where a form computes that, it names
many or none, and they get an id of ours, so that nobody's answers keep others' out.
"""

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import Connection

from field_api.change_log.rows import entities, found
from field_api.submissions.raw import Raw
from field_api.tables.replicated import submissions
from kobra_domain.questionnaires.results import Result, result_of
from kobra_domain.submissions import Submission

# As phones make them: the same again with other contents is no chance.
_MADE_BY_A_PHONE = re.compile(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """`stands`: the submission as it is kept, None for a new one. `problem`: why the id is ours."""

    stands: Submission | None
    instance_id: str
    problem: str = ""


def identity_of(
    connection: Connection, raw: Raw, instance_id: str, result: Result
) -> Identity | None:
    """Whose bytes these are; None where they contradict what the same phone said of the same visit
    under an id that no form computes. Locks the submission that stands.
    """
    if raw.submission_id is not None:
        pair = found(connection, Submission, raw.submission_id, lock=True)
        if pair is not None:
            return Identity(pair[0], pair[0].instance_id, _problem_of(pair[0], instance_id))
    own_id = _own_id(raw)
    held = _held(connection, instance_id) if instance_id else None
    if not instance_id or held is not None:
        if held is not None and _contradicts(held, raw, result):
            return None
        own = _held(connection, own_id)
        return Identity(own, own_id, "instance_id_taken" if instance_id else "no_instance_id")
    return Identity(None, instance_id)


def _problem_of(stands: Submission, instance_id: str) -> str:
    if stands.instance_id == instance_id:
        return ""
    return "instance_id_taken" if instance_id else "no_instance_id"


def _held(connection: Connection, instance_id: str) -> Submission | None:
    same = entities(connection, Submission, submissions.c.instance_id == instance_id)
    return same[0] if same else None


def _contradicts(held: Submission, raw: Raw, result: Result) -> bool:
    return (
        held.agent_id == raw.agent_id
        and _MADE_BY_A_PHONE.fullmatch(held.instance_id) is not None
        and result_of(held.answers).visit_id == result.visit_id
    )


def _own_id(raw: Raw) -> str:
    """The same for the same bytes of the same agent, however often they come."""
    said = hashlib.sha256(f"{raw.agent_id} {raw.xml_sha256}".encode())
    return f"kobra:{said.hexdigest()[:32]}"
