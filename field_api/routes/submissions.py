"""Answers of questionnaires as objects, their XML and their files. The list's shape is kept stable
for programs outside.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.routes.periods import Asked
from field_api.settings import Conf
from field_api.submissions.asked import Asking, Found, found_submissions
from field_api.submissions.document import plain_path
from field_api.submissions.raw import raw_of_submission
from field_api.submissions.shown import ShownFiles, Size, file_answer
from field_api.submissions.store import AttachmentStore
from kobra_domain.limits import ID_PATTERN, Code
from kobra_domain.questionnaires.results import name_of
from kobra_domain.scope import Permission
from kobra_domain.submissions import (
    Answer,
    Attachment,
    AttachmentState,
    Difference,
    Finding,
    Submission,
)
from kobra_domain.visits import ReviewState, Verdict

router = APIRouter(tags=["submissions"])
_Reader = Annotated[Caller, permitted(Permission.READ)]
_MOST = 1_000
FILE_VIEW = "submission.view"


@dataclass(frozen=True, slots=True)
class SubmissionItem:
    """One submission. `answers` is text by question name; what stands in a repeat, or shares its
    name with another question, goes by its path («ingresos[2]/monto»).
    """

    id: str
    instance_id: str
    form_id: str
    form_version: str
    agent: str | None
    visit_id: str | None
    received_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    answers: dict[str, str]
    attachments: tuple[Attachment, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict | None
    distance_m: float | None
    logic_mismatch: bool | None
    differences: tuple[Difference, ...]
    review_state: ReviewState
    is_complete: bool
    problem: str
    replaces: str


@dataclass(frozen=True, slots=True)
class SubmissionList:
    """Newest first. `next`: ask again with it as `before`; None at the end."""

    items: list[SubmissionItem]
    next: str | None


@router.get("/submissions", response_model=SubmissionList)
def submissions(
    period: Asked,
    caller: _Reader,
    database: Db,
    questionnaire: Annotated[
        str | None, Query(max_length=240, description="The form's id as in the workbook.")
    ] = None,
    visit: Annotated[str | None, Query(pattern=f"^{ID_PATTERN.pattern}$")] = None,
    agent: Annotated[Code | None, Query(description="The agent's code.")] = None,
    before: Annotated[
        str | None, Query(pattern=f"^{ID_PATTERN.pattern}$", description="`next` of a list.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> Response:
    """Submissions of the caller's scope by time of arrival, newest first."""
    asking = Asking(
        form_id=questionnaire,
        visit_id=visit,
        agent_code=agent,
        start_at=period.start_at,
        end_at=period.end_at,
        before=before,
        limit=limit,
    )
    with database.read() as connection:
        found = found_submissions(connection, caller.keys, asking)
    more = found[limit - 1].submission.id if len(found) > limit else None
    answer = SubmissionList([_item(one) for one in found[:limit]], more)
    return Response(msgspec.json.encode(answer), media_type="application/json")


@router.get("/submissions/{submission_id}/xml", response_class=Response)
def submission_xml(
    submission_id: EntityId, caller: _Reader, request: Request, database: Db, settings: Conf
) -> Response:
    """The XML byte for byte as the phone sent it; who asked is kept in the audit."""
    with database.begin() as connection:
        _seen(connection, caller, submission_id)
        raw = raw_of_submission(connection, submission_id)
        if raw is None:
            raise ApiError("not_found", field="submission_id")
        _note(connection, caller, submission_id, "xml", settings.clock())
    store: AttachmentStore = request.app.state.attachments
    return file_answer(store.open(raw.xml_sha256), f"{submission_id}.xml", "application/xml")


@router.get(
    "/submissions/{submission_id}/attachments/{name}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def submission_attachment(
    submission_id: EntityId,
    name: Annotated[str, Path(max_length=240)],
    caller: _Reader,
    request: Request,
    database: Db,
    settings: Conf,
    size: Annotated[Size, Query()] = Size.FULL,
) -> Response:
    """A file, or an upright thumbnail of a photo; a look at the whole is audited."""
    with database.begin() as connection:
        attachment = _attachment(_seen(connection, caller, submission_id), name)
        if size is Size.FULL:
            _note(connection, caller, submission_id, name, settings.clock())
    shown: ShownFiles = request.app.state.shown_files
    return shown.answer(attachment, size)


def _seen(connection: Connection, caller: Caller, submission_id: str) -> Submission:
    """The submission; raises ApiError not_found outside the caller's scope."""
    submission = find(connection, Submission, submission_id)
    if submission is None or not caller.sees(submission):
        raise ApiError("not_found", field="submission_id")
    return submission


def _attachment(submission: Submission, name: str) -> Attachment:
    for attachment in submission.attachments:
        if attachment.name == name and attachment.state is AttachmentState.PRESENT:
            return attachment
    raise ApiError("not_found", field="name")


def _note(
    connection: Connection, caller: Caller, submission_id: str, what: str, at: datetime
) -> None:
    note(
        connection,
        at=at,
        user_id=caller.user.id,
        act=FILE_VIEW,
        subject=("submission", submission_id),
        details={"file": what},
    )


def _item(found: Found) -> SubmissionItem:
    submission = found.submission
    return SubmissionItem(
        id=submission.id,
        instance_id=submission.instance_id,
        form_id=submission.form_id,
        form_version=submission.form_version,
        agent=found.agent_code,
        visit_id=submission.visit_id,
        received_at=submission.received_at,
        started_at=submission.started_at,
        ended_at=submission.ended_at,
        answers=_by_name(submission.answers),
        attachments=submission.attachments,
        findings=submission.findings,
        verdict=submission.verdict,
        distance_m=submission.distance_m,
        logic_mismatch=submission.logic_mismatch,
        differences=submission.differences,
        review_state=submission.review,
        is_complete=submission.is_complete,
        problem=submission.problem,
        replaces=submission.replaces,
    )


def _by_name(answers: tuple[Answer, ...]) -> dict[str, str]:
    """Answers by name where it is enough to tell them apart. The form's own meta is left out."""
    told = [a for a in answers if not a.path.startswith("meta/")]
    paths: dict[str, set[str]] = {}
    for answer in told:
        paths.setdefault(name_of(answer.path), set()).add(answer.path)
    return {
        name
        if len(paths[name]) == 1 and plain_path(answer.path) == answer.path
        else answer.path: answer.value
        for answer in told
        for name in (name_of(answer.path),)
    }
