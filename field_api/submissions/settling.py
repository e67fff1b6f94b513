"""What a submission does to its visit. Each form is asked for by itself (`ending`); the visit ends
as the form says that was ended last, in whatever order they came, and its first check-in stays the
evidence. What was promised, paid and proposed is kept of every form that no other replaces, and of
one that may not move the visit as a proposal, which a person takes or leaves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, select

from field_api.change_log.record import Edit, id_of
from field_api.change_log.rows import find, found
from field_api.operations.moments import answered_at, ended_at
from field_api.operations.story import Story, stories_of, story_of
from field_api.operations.visit_alerts import alert_edits
from field_api.submissions.beside import confirmed
from field_api.submissions.ending import Word, alone, capped
from field_api.submissions.following import follow
from field_api.submissions.heard import heard_rows
from field_api.tables.phone_forms import visit_rows
from kobra_domain.geo import judge
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.questionnaires.results import Fix, Result, result_of
from kobra_domain.submissions import UNFINISHED, UNTAKEN, Submission, is_taken
from kobra_domain.visits import (
    ENDED_STATES,
    CheckIn,
    NotCompletedReason,
    Verdict,
    Visit,
    VisitState,
)

# What a photo that comes later, as files may, puts right.
WAITING_FOR_PHOTO = frozenset({"photo_needed"})
_UNKNOWN_ORIGINAL, _ELSEWHERE = "unknown_original", "other_visit_corrected"
_OF_THE_LAST = UNTAKEN | {_UNKNOWN_ORIGINAL, _ELSEWHERE}
_OPEN = frozenset(
    {VisitState.ASSIGNED, VisitState.ON_PHONE, VisitState.CHECKED_IN, VisitState.EXPIRED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The submission with what was found, and the edits of everything else that goes with it."""

    submission: Submission
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that is known when a submission is settled. `logged_at`: when the arrival was answered,
    by the phone's log; `has_photo` tells of any submission whether a photo came with it.
    """

    submission: Submission
    result: Result
    logged_at: datetime | None
    has_photo: Callable[[Submission], bool]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Where a form is settled: its story, and the visit with what its rules need."""

    story: Story
    visit: Visit
    portfolio: Portfolio
    address: Address


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
    return [(replace(form, problem=""), form) for form in forms if form.problem in _OF_THE_LAST]


def _told(connection: Connection, matter: Matter, story: Story) -> list[Edit]:
    """The edits of a story into which a form has come that another replaces. Where the last word
    may not be taken, the one before it stands, as if it had come first.
    """
    last = story.last
    own = last.id == matter.submission.id
    settled = _settled(connection, matter if own else _matter_of(last, matter), story)
    edits = [*settled.edits, *([(settled.submission, last)] if settled.submission != last else [])]
    if own or is_taken(settled.submission):
        return edits
    rest = Story(tuple(one for one in story.forms if one.id != last.id))
    return [*edits, *_told(connection, matter, rest)]


def _matter_of(form: Submission, matter: Matter) -> Matter:
    """A form that was settled before, to be settled again."""
    result = result_of(form.answers)
    if form.problem in _OF_THE_LAST:
        form = replace(form, problem=next(iter(result.problems), ""))
    return replace(matter, submission=form, result=result, logged_at=None)


def _seen(connection: Connection, matter: Matter) -> Submission:
    """A form that another has replaced: judged, and nothing else."""
    submission = matter.submission
    visit, problem = named_visit(connection, matter.result, submission.agent_id or "")
    scene = _scene(connection, Story((submission,)), visit) if visit else None
    return _with(_judged(connection, matter, scene) if scene else submission, problem)


def _settled(connection: Connection, matter: Matter, story: Story) -> Settlement:
    submission, result = matter.submission, matter.result
    visit, problem = named_visit(connection, result, submission.agent_id or "", lock=True)
    correction = _correction_problem(story, submission, visit)
    if visit is None:
        return Settlement(submission=_with(submission, problem or correction))
    scene = _scene(connection, story, visit)
    if scene is None:
        return Settlement(submission=_with(submission, "visit_refused"))
    judged = _judged(connection, matter, scene)
    scene = replace(scene, story=story.with_form(judged))
    if problem or visit.state not in _OPEN | ENDED_STATES:
        return _proposed(connection, matter, scene, problem or "visit_over")
    after, problem = alone(connection, visit, scene.portfolio, _word(connection, matter, scene))
    if after.state not in ENDED_STATES:
        proposed = _proposed(connection, matter, scene, problem)
        return _moved(connection, proposed, scene, _arrived(scene, after), matter.now)
    edits, unheard = _followed(connection, matter, scene, after)
    money = [code for code in (judged.problem, unheard) if code in UNFINISHED]
    told = (problem, *money, correction, judged.problem, unheard)
    kept = _with(judged, next(filter(None, told), ""))
    settlement = Settlement(submission=kept, edits=edits)
    return _moved(
        connection, settlement, scene, _standing(connection, matter, scene, after), matter.now
    )


def _with(submission: Submission, problem: str) -> Submission:
    """What keeps a visit from moving goes before what could not be read of the answers."""
    return replace(submission, problem=problem) if problem else submission


def _proposed(connection: Connection, matter: Matter, scene: _Scene, problem: str) -> Settlement:
    """What was said by a form that may not move its visit waits for a person."""
    last = scene.story.last
    said = replace(
        scene.visit,
        state=VisitState.ON_PHONE,
        ended_at=ended_at(scene.story.first),
        not_completed_reason=None,
    )
    heard = heard_rows(connection, last, matter.result, said, scene.portfolio)
    edits = follow(connection, [last.id], heard)
    return Settlement(submission=_with(last, problem), edits=tuple(edits))


def _followed(
    connection: Connection, matter: Matter, scene: _Scene, ended: Visit
) -> tuple[tuple[Edit, ...], str]:
    """What was heard, in the place of what the story said before; `ended` is the visit as this form
    has it.
    """
    heard = heard_rows(connection, scene.story.last, matter.result, ended, scene.portfolio)
    return tuple(follow(connection, scene.story.ids, heard)), heard.problem


def _moved(
    connection: Connection, settlement: Settlement, scene: _Scene, after: Visit, now: datetime
) -> Settlement:
    before = scene.visit
    if after == before:
        return settlement
    # As for any check-in; who says that the pin is wrong has said why it is far away.
    is_misplaced = after.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    alerts = [] if is_misplaced else alert_edits(connection, after, before, now)
    return replace(settlement, edits=((after, before), *alerts, *settlement.edits))


def _scene(connection: Connection, story: Story, visit: Visit) -> _Scene | None:
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    address = find(connection, Address, visit.address_id)
    if portfolio is None or address is None:
        return None
    return _Scene(story=story, visit=visit, portfolio=portfolio, address=address)


def _judged(connection: Connection, matter: Matter, scene: _Scene) -> Submission:
    submission, result = matter.submission, matter.result
    said = _check_in(result.stood, answered_at(submission, matter.logged_at))
    fix = confirmed(connection, submission.agent_id, said)
    judgement = judge(fix, scene.address, scene.portfolio, received_at=submission.received_at)
    return replace(
        submission, fix=fix, verdict=judgement.verdict, distance_m=capped(judgement.distance_m)
    )


def _check_in(arrival: Fix | None, at: datetime) -> CheckIn:
    if arrival is None:
        return CheckIn(at=at)
    return CheckIn(
        at=at,
        fix_at=at,
        lat=arrival.lat,
        lon=arrival.lon,
        accuracy_m=arrival.accuracy_m,
        # A phone writes an accuracy of nothing for what was mocked, set by hand, or not known.
        is_mock=False,
    )


def _word(connection: Connection, matter: Matter, scene: _Scene) -> Word:
    """What the form says of the visit. A correction, wherever it was written, is about the contact
    that its first form reports; and who stood at the door once has stood there.
    """
    visit, story = scene.visit, scene.story
    stood = story.first.fix or story.last.fix
    assert stood is not None  # the last is the one being settled, and was judged
    at = story.first.fix.at if story.first.fix else ended_at(story.first)
    fix = replace(stood, at=at, fix_at=at if stood.fix_at else None)
    judgement = judge(
        fix, scene.address, scene.portfolio, received_at=matter.submission.received_at
    )
    is_proved = visit.verdict is Verdict.AT_ADDRESS
    here = (judgement.verdict, capped(judgement.distance_m))
    return Word(
        result=matter.result,
        fix=fix,
        place=(visit.verdict, visit.distance_m) if is_proved else here,
        is_asked=_is_asked(connection, scene),
        ended_at=ended_at(story.first),
        has_photo=any(matter.has_photo(form) for form in story.forms),
        now=matter.now,
    )


def _is_asked(connection: Connection, scene: _Scene) -> bool:
    """Whether the law was asked when the agent arrived: with the check-in of this very contact, or
    one that no form brought. Another form is another contact.
    """
    visit = scene.visit
    if visit.state is not VisitState.CHECKED_IN:
        return False
    others = stories_of(connection, visit.id, scene.story)
    return all(form.fix != visit.check_in for other in others for form in other.forms)


def _correction_problem(story: Story, form: Submission, visit: Visit | None) -> str:
    """An edit must be of the agent's own form, and had better be of the same visit."""
    if not form.replaces:
        return ""
    original = next((o for o in story.forms if o.instance_id == form.replaces), None)
    if original is None:
        return _UNKNOWN_ORIGINAL
    is_elsewhere = original.visit_id not in (None, visit.id if visit else None)
    return _ELSEWHERE if is_elsewhere and is_taken(original) else ""


def _arrived(scene: _Scene, after: Visit) -> Visit:
    """The visit with a check-in, if it is the first: that one is the evidence, whatever comes."""
    visit = scene.visit
    # An edit that came before what it edits was taken for the first word, and is not.
    is_own = scene.story.first.id != scene.story.last.id and visit.check_in == scene.story.last.fix
    if after.check_in is None or (visit.check_in is not None and not is_own):
        return visit
    state = visit.state if visit.state in ENDED_STATES else VisitState.CHECKED_IN
    return replace(
        visit,
        state=state,
        check_in=after.check_in,
        verdict=after.verdict,
        distance_m=after.distance_m,
    )


def _standing(connection: Connection, matter: Matter, scene: _Scene, after: Visit) -> Visit:
    """The visit as the latest word on it has it: this story's, another's, or one that no form
    said.
    """
    visit, story = _arrived(scene, after), scene.story
    if scene.visit.state not in ENDED_STATES:
        return _ended_as(visit, after)
    others = [o for o in stories_of(connection, visit.id, story) if is_taken(o.last)]
    at_its_end = [o for o in others if o.rank[0] == visit.ended_at]
    author = max(at_its_end, key=lambda one: one.rank, default=None)
    mine = {moment for form in story.forms for moment in (ended_at(form), story.rank[0])}
    if author is None and visit.ended_at is not None and visit.ended_at not in mine:
        return _ended_as(visit, after) if story.rank[0] > visit.ended_at else visit
    latest = max([*others, story], key=lambda one: one.rank)
    if author is not None and latest.rank <= author.rank:
        return visit
    if latest is story:
        return _ended_as(visit, after)
    other = _matter_of(latest.last, matter)
    scene = replace(scene, story=latest)
    again, _ = alone(connection, visit, scene.portfolio, _word(connection, other, scene))
    return _ended_as(visit, again) if again.state in ENDED_STATES else visit


def _ended_as(visit: Visit, after: Visit) -> Visit:
    same = replace(
        visit,
        state=after.state,
        ended_at=after.ended_at,
        outcome=after.outcome,
        not_completed_reason=after.not_completed_reason,
        result_note=after.result_note,
        proposed_lat=after.proposed_lat,
        proposed_lon=after.proposed_lon,
    )
    return visit if same == visit else replace(same, review=after.review)
