"""Where a form is settled: its story, its visit and what the rules need; what the form by itself
says there, and how the visit stands after its word and all others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.rows import find
from field_api.operations.moments import answered_at, ended_at
from field_api.operations.story import Story, stories_of
from field_api.submissions.beside import confirmed
from field_api.submissions.ending import Word, alone, capped
from kobra_domain.geo import judge
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.questionnaires.results import Fix, Result, result_of
from kobra_domain.submissions import UNTAKEN, Submission, is_taken
from kobra_domain.visits import ENDED_STATES, CheckIn, Verdict, Visit, VisitState

UNKNOWN_ORIGINAL, ELSEWHERE = "unknown_original", "other_visit_corrected"
# Problems that are a story's last form's alone, and are asked anew when the story grows.
OF_THE_LAST = UNTAKEN | {UNKNOWN_ORIGINAL, ELSEWHERE}


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
class Scene:
    """Where a form is settled: its story, and the visit with what its rules need."""

    story: Story
    visit: Visit
    portfolio: Portfolio
    address: Address


def scene_of(connection: Connection, story: Story, visit: Visit) -> Scene | None:
    """Where a form of a story is settled; None if what its visit names is gone."""
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    address = find(connection, Address, visit.address_id)
    if portfolio is None or address is None:
        return None
    return Scene(story=story, visit=visit, portfolio=portfolio, address=address)


def matter_of(form: Submission, matter: Matter) -> Matter:
    """A form that was settled before, to be settled again."""
    result = result_of(form.answers)
    if form.problem in OF_THE_LAST:
        form = replace(form, problem=next(iter(result.problems), ""))
    return replace(matter, submission=form, result=result, logged_at=None)


def judged_form(connection: Connection, matter: Matter, scene: Scene) -> Submission:
    """The form with where its agent was, and the verdict of that place."""
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


def word_of(connection: Connection, matter: Matter, scene: Scene) -> Word:
    """What the form says of the visit. A correction, wherever it was written, is about the contact
    that its first form reports; and who stood at the door by then has stood there.
    """
    visit, story = scene.visit, scene.story
    fix, own = story.first.fix, story.last.fix
    if fix is None:
        assert own is not None  # the last is the one being settled, and was judged
        at = ended_at(story.first)
        fix = replace(own, at=at, fix_at=at if own.fix_at else None)
    judgement = judge(
        fix, scene.address, scene.portfolio, received_at=matter.submission.received_at
    )
    stood = visit.check_in if visit.verdict is Verdict.AT_ADDRESS else None
    is_proved = stood is not None and stood.at <= fix.at
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


def _is_asked(connection: Connection, scene: Scene) -> bool:
    """Whether the law was asked when the agent arrived: with the check-in of this very contact, or
    one that no form brought. Another form is another contact.
    """
    visit = scene.visit
    if visit.state is not VisitState.CHECKED_IN:
        return False
    others = stories_of(connection, visit.id, scene.story)
    return all(form.fix != visit.check_in for other in others for form in other.forms)


def with_arrival(scene: Scene, after: Visit) -> Visit:
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


def standing(connection: Connection, matter: Matter, scene: Scene, after: Visit) -> Visit:
    """The visit as the latest word on it has it: this story's, another's, or one that no form
    said.
    """
    visit, story = with_arrival(scene, after), scene.story
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
    other = matter_of(latest.last, matter)
    scene = replace(scene, story=latest)
    again, _ = alone(connection, visit, scene.portfolio, word_of(connection, other, scene))
    return _ended_as(visit, again) if again.state in ENDED_STATES else visit


def _ended_as(visit: Visit, after: Visit) -> Visit:
    then = visit if visit.state in ENDED_STATES else after  # a later word is of the same contact
    same = replace(
        visit,
        state=after.state,
        ended_at=after.ended_at,
        outcome=after.outcome,
        not_completed_reason=after.not_completed_reason,
        result_note=after.result_note,
        proposed_lat=after.proposed_lat,
        proposed_lon=after.proposed_lon,
        bucket=then.bucket,
        overdue_minor=then.overdue_minor,
    )
    return visit if same == visit else replace(same, review=after.review)
