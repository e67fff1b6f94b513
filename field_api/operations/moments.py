"""When a form was filled in or somebody stood at a door, as far as the phone's clock can be
believed: no later than it came, and no more than a month before. The law and the place are asked at
moments made here only.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kobra_domain.geo import CLOCK_LEEWAY
from kobra_domain.submissions import Finding, FindingKind, Submission

LONGEST_AGO = timedelta(days=30)
# Where the time of arrival takes the place of what the phone says.
UNBELIEVED = frozenset({FindingKind.CLOCK_AHEAD, FindingKind.CLOCK_BEHIND})


def ended_at(submission: Submission) -> datetime:
    """When the form was ended; when it came, if its clock cannot be believed or says nothing."""
    received = submission.received_at
    return believed(submission.ended_at or received, received)


def answered_at(submission: Submission, logged: datetime | None) -> datetime:
    """When the arrival was answered: by the phone's log, else the form's end, its start, its
    coming.
    """
    said = logged or submission.ended_at or submission.started_at or submission.received_at
    return believed(said, submission.received_at)


def believed(said: datetime, received: datetime) -> datetime:
    """When something was, of which a phone said when and that came then: no later, and not long
    before, where the time of arrival takes its place.
    """
    bounded = min(said, received)
    return bounded if bounded > received - LONGEST_AGO else received


def clock_findings(submission: Submission) -> tuple[Finding, ...]:
    """What is wrong with the clock of the form's phone; `detail` is by how many seconds."""
    return tuple(_clock_findings(submission))


def _clock_findings(submission: Submission) -> Iterator[Finding]:
    received, began, ended = submission.received_at, submission.started_at, submission.ended_at
    latest = max((at for at in (began, ended) if at is not None), default=received)
    if latest > received + CLOCK_LEEWAY:
        yield _finding(FindingKind.CLOCK_AHEAD, latest, latest - received)
    if ended is not None and ended <= received - LONGEST_AGO:
        yield _finding(FindingKind.CLOCK_BEHIND, ended, received - ended)
    if began is not None and ended is not None and ended < began - CLOCK_LEEWAY:
        yield _finding(FindingKind.CLOCK_TURNED_BACK, began, began - ended)


def _finding(kind: FindingKind, from_at: datetime, by: timedelta) -> Finding:
    return Finding(kind=kind, from_at=from_at, detail=f"{by.total_seconds():.0f}")
