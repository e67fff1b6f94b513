"""What a submission does to its visit. Each form is asked for by itself (`ending`); the visit ends
as the form says that was ended last, in whatever order they came, and its first check-in stays the
evidence. What was promised, paid and proposed is kept of every form that no other replaces, and of
one that may not move the visit as a proposal, which a person takes or leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, select

from field_api.change_log.record import Edit, id_of
from field_api.change_log.rows import found
from field_api.money.settled import is_settled
from field_api.operations.amending import finding_edits
from field_api.operations.moments import ended_at
from field_api.operations.story import Story, story_of
from field_api.operations.visit_alerts import alert_edits
from field_api.submissions.consents import consent_edits
from field_api.submissions.ending import alone
from field_api.submissions.following import Followed, follow
from field_api.submissions.heard import heard_rows
from field_api.submissions.scene import (
    ELSEWHERE,
    OF_THE_LAST,
    UNKNOWN_ORIGINAL,
    Matter,
    Scene,
    judged_form,
    matter_of,
    scene_of,
    standing,
    with_arrival,
    word_of,
)
from field_api.tables.phone_forms import visit_rows
from kobra_domain.questionnaires.results import Result
from kobra_domain.submissions import UNFINISHED, Submission, is_taken
from kobra_domain.visits import (
    ENDED_STATES,
    NotCompletedReason,
    Visit,
    VisitState,
)

# What a photo that comes later, as files may, puts right.
WAITING_FOR_PHOTO = frozenset({"photo_needed"})
_OPEN = frozenset(
    {VisitState.ASSIGNED, VisitState.ON_PHONE, VisitState.CHECKED_IN, VisitState.EXPIRED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The submission with what was found, and the edits of everything else that goes with it."""

    submission: Submission
    edits: tuple[Edit, ...] = ()


def named_visit(
    connection: Connection, result: Result, agent_id: str, *, lock: bool = False
) -> tuple[Visit | None, str]:
    """The visit that the answers name, and the code of why the agent may not move it (no visit and
    no code: the form names none). Another's visit is known to who once had it on the phone only.
    """
    if not result.visit_id:
        return None, ""
    pair = found(connection, Visit, result.visit_id, lock=lock) if result.has_visit_id else None
    if pair is None:
        return None, "unknown_visit"
    if pair[0].agent_id == agent_id:
        return pair[0], ""
    mine = (visit_rows.c.agent_id == agent_id, visit_rows.c.visit_id == result.visit_id)
    was_mine = connection.scalar(select(exists().where(*mine)))
    return pair[0] if was_mine else None, "not_own_visit"


def settle(connection: Connection, matter: Matter) -> Settlement:
    """Move the visit as far as the rules allow. Locks the visit; records nothing."""
    submission = matter.submission
    story = story_of(connection, submission)
    last = story.last
    before = [one for one in story.forms if one.id not in (submission.id, last.id)]
    if last.id == submission.id:
        settled = _settled(connection, matter, story)
        replaced = _unburdened(before) if is_taken(settled.submission) else []
        return replace(settled, edits=(*settled.edits, *replaced))
    seen = _seen(connection, matter)
    told = _told(connection, replace(matter, submission=seen), story.with_form(seen))
    by_row: dict[str, Edit] = {id_of(edit): edit for edit in told}
    now_last = by_row.get(last.id, (last, last))[0]
    if isinstance(now_last, Submission) and is_taken(now_last):
        by_row = {**{id_of(edit): edit for edit in _unburdened(before)}, **by_row}
    mine = by_row.pop(submission.id, (seen, None))[0]
    assert isinstance(mine, Submission)
    return Settlement(submission=mine, edits=tuple(by_row.values()))


def _unburdened(forms: Iterable[Submission]) -> list[Edit]:
    """Of what was replaced nobody is asked any more why it did not end its visit."""
    return [(replace(form, problem=""), form) for form in forms if form.problem in OF_THE_LAST]


def _told(connection: Connection, matter: Matter, story: Story) -> list[Edit]:
    """The edits of a story into which a form has come that another replaces. Where the last word
    may not be taken, the one before it stands, as if it had come first.
    """
    last = story.last
    own = last.id == matter.submission.id
    settled = _settled(connection, matter if own else matter_of(last, matter), story)
    edits = [*settled.edits, *([(settled.submission, last)] if settled.submission != last else [])]
    if own or is_taken(settled.submission):
        return edits
    rest = Story(tuple(one for one in story.forms if one.id != last.id))
    return [*edits, *_told(connection, matter, rest)]


def _seen(connection: Connection, matter: Matter) -> Submission:
    """A form that another has replaced: judged, and nothing else."""
    submission = matter.submission
    visit, problem = named_visit(connection, matter.result, submission.agent_id or "")
    scene = scene_of(connection, Story((submission,)), visit) if visit else None
    return _with(judged_form(connection, matter, scene) if scene else submission, problem)


def _settled(connection: Connection, matter: Matter, story: Story) -> Settlement:
    submission, result = matter.submission, matter.result
    visit, problem = named_visit(connection, result, submission.agent_id or "", lock=True)
    correction = _correction_problem(story, submission, visit)
    if visit is None:
        return Settlement(submission=_with(submission, problem or correction))
    scene = scene_of(connection, story, visit)
    if scene is None:
        return Settlement(submission=_with(submission, "visit_refused"))
    judged = judged_form(connection, matter, scene)
    scene = replace(scene, story=story.with_form(judged))
    if problem or visit.state not in _OPEN | ENDED_STATES:
        is_paid = is_settled(connection, visit)
        over = "visited_after_paid" if is_paid else "visit_over"
        return _proposed(connection, matter, scene, problem or over)
    after, problem = alone(connection, visit, scene.portfolio, word_of(connection, matter, scene))
    if after.state not in ENDED_STATES:
        proposed = _proposed(connection, matter, scene, problem)
        return _moved(connection, proposed, scene, with_arrival(scene, after), matter.now)
    followed = _followed(connection, matter, scene, after)
    money = [code for code in (judged.problem, followed.problem) if code in UNFINISHED]
    told = (problem, *money, correction, judged.problem, followed.problem)
    kept = _with(judged, next(filter(None, told), ""))
    agreed = consent_edits(connection, scene.story.last, result, after, scene.portfolio)
    settlement = Settlement(submission=kept, edits=(*followed.edits, *agreed))
    return _moved(
        connection, settlement, scene, standing(connection, matter, scene, after), matter.now
    )


def _with(submission: Submission, problem: str) -> Submission:
    """What keeps a visit from moving goes before what could not be read of the answers."""
    return replace(submission, problem=problem) if problem else submission


def _proposed(connection: Connection, matter: Matter, scene: Scene, problem: str) -> Settlement:
    """What was said by a form that may not move its visit waits for a person."""
    last = scene.story.last
    said = replace(
        scene.visit,
        state=VisitState.ON_PHONE,
        ended_at=ended_at(scene.story.first),
        not_completed_reason=None,
    )
    heard = heard_rows(connection, last, matter.result, said, scene.portfolio)
    followed = follow(connection, [last.id], heard)
    return Settlement(submission=_with(last, problem), edits=followed.edits)


def _followed(connection: Connection, matter: Matter, scene: Scene, ended: Visit) -> Followed:
    """What was heard, in the place of what the story said before; `ended` is the visit as this form
    has it.
    """
    heard = heard_rows(connection, scene.story.last, matter.result, ended, scene.portfolio)
    return follow(connection, scene.story.ids, heard)


def _moved(
    connection: Connection, settlement: Settlement, scene: Scene, after: Visit, now: datetime
) -> Settlement:
    before = scene.visit
    if after == before:
        return settlement
    # As for any check-in; who says that the pin is wrong has said why it is far away.
    is_misplaced = after.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    filled = settlement.submission.started_at, settlement.submission.ended_at
    alerts = [] if is_misplaced else alert_edits(connection, after, before, now, filled)
    known = finding_edits(connection, after, before)
    return replace(settlement, edits=((after, before), *alerts, *known, *settlement.edits))


def _correction_problem(story: Story, form: Submission, visit: Visit | None) -> str:
    """An edit must be of the agent's own form, and had better be of the same visit."""
    if not form.replaces:
        return ""
    original = next((o for o in story.forms if o.instance_id == form.replaces), None)
    if original is None:
        return UNKNOWN_ORIGINAL
    is_elsewhere = original.visit_id not in (None, visit.id if visit else None)
    return ELSEWHERE if is_elsewhere and is_taken(original) else ""
