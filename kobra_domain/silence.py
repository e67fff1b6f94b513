"""Who has not reported: never since the phone is theirs, or not today though the shift began."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.people import Agent
from kobra_domain.shift import local_day, shift_spans


class Silence(StrEnum):
    """Why nothing came of an agent who should report."""

    WITHOUT_PHONE = "without_phone"
    NEVER = "never"
    NOT_TODAY = "not_today"


@dataclass(frozen=True, slots=True)
class Silent:
    """What is missing and since when: since the phone was enrolled or the shift began. None for an
    agent without a phone.
    """

    why: Silence
    since: datetime | None = None


def silent(agent: Agent, heard_at: datetime | None, now: datetime) -> Silent | None:
    """What is missing of an agent at a moment; None when nothing is, or nothing is due. `heard_at`
    is when the phone last spoke; what another phone said before the enrolment does not count.
    """
    if not agent.is_active:
        return None
    if agent.enrolled_at is None:
        return Silent(Silence.WITHOUT_PHONE)
    if heard_at is None or heard_at < agent.enrolled_at:
        return Silent(Silence.NEVER, agent.enrolled_at)
    today = local_day(agent.time_zone, now)
    begun = [span.start_at for span in shift_spans(agent, today) if span.start_at <= now]
    if begun and local_day(agent.time_zone, heard_at) != today:
        return Silent(Silence.NOT_TODAY, begun[0])
    return None
