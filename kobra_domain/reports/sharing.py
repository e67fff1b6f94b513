"""A report on its way to others: links that can be ended, and mails on a schedule. What is shared
has filters of its own, which are the pairs of `filters.said`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

from kobra_domain.errors import Invalid
from kobra_domain.limits import (
    Count,
    DayOfMonth,
    Id,
    Language,
    Length,
    Line,
    MailAddress,
    Name,
    Range,
    TimeZone,
    Weekday,
    check,
)
from kobra_domain.mailboxes import mailbox
from kobra_domain.reports.filters import Filters, read_filters
from kobra_domain.reports.schedules import Every, Rhythm

MOST_DAYS, USUAL_DAYS = 90, 7
MOST_READERS = 20
MOST_PAIRS = 3_000
LinkDays = Annotated[int, Range(1, MOST_DAYS)]
Value = Annotated[str, Length(0, 500)]


@dataclass(frozen=True, slots=True)
class Pair:
    """One of the pairs that say filters."""

    name: Name
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A report with its own filters, in the language that it speaks."""

    report: Name
    filters: tuple[Pair, ...] = ()
    language: Language = "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWish(Shared):
    """A link to be made, which ends by itself."""

    days: LinkDays = USUAL_DAYS


class LinkState(StrEnum):
    """Whether a link opens. `ended`: whoever made it may no longer see what it shows."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSaid(Shared):
    """A link as it stands. `title` and `about` are what it was held to when it was made; `email`:
    in whose mail it stands, empty for one that a person made.
    """

    id: Id
    title: Line
    about: str
    made_by: Id
    made_by_name: str
    made_at: datetime
    expires_at: datetime
    state: LinkState
    opened: Count = 0
    last_opened_at: datetime | None = None
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksSaid:
    """Links, the newest first."""

    items: tuple[LinkSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkToken:
    """What the address of a link ends with."""

    token: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMade:
    """The address is told once: it is not kept."""

    link: LinkSaid
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """So many links ended."""

    count: Count


class ReportForm(StrEnum):
    """What a mail brings: the document, or the way to the page."""

    PDF = "pdf"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleWish(Shared):
    """A report to be sent again and again (`Rhythm`'s fields). A reader who is a user gets what
    their own scope lets them see, any other address what holds for nobody alone.
    """

    every: Every
    at: time
    time_zone: TimeZone
    weekday: Weekday = 0
    month_day: DayOfMonth = 1
    to: tuple[MailAddress, ...] = ()
    form: ReportForm = ReportForm.PDF
    is_on: bool = True

    @property
    def rhythm(self) -> Rhythm:
        """When it is due."""
        return Rhythm(
            every=self.every,
            at=self.at,
            time_zone=self.time_zone,
            weekday=self.weekday,
            month_day=self.month_day,
        )


class ScheduleState(StrEnum):
    """How the last time went. `new`: there was none yet."""

    NEW = "new"
    WELL = "well"
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSaid:
    """What came of the last mail to a reader: `code` and `detail` as *Envíos* says them, empty
    where there was none. `name`: of the user whose address it is, empty for any other.
    """

    email: str
    name: str = ""
    state: str = ""
    code: str = ""
    detail: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSaid(ScheduleWish):
    """A schedule as it stands; `about`: what its filters say today. `problem` and `problem_detail`
    are why the last try failed, `again_at` when it is tried again; `next` the next times that it is
    due.
    """

    id: Id
    title: Line
    about: str
    made_by: Id
    made_by_name: str
    state: ScheduleState
    problem: str = ""
    problem_detail: str = ""
    again_at: datetime | None = None
    sent_at: datetime | None = None
    next: tuple[datetime, ...] = ()
    readers: tuple[ReaderSaid, ...] = ()
    has_mail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulesSaid:
    """Schedules, those that rest last."""

    items: tuple[ScheduleSaid, ...]


def filters_of(shared: Shared) -> Filters:
    """What it is held to. Raises Invalid."""
    check(shared)
    if len(shared.filters) > MOST_PAIRS:
        raise Invalid("too_many", field="filters", limit=MOST_PAIRS)
    return read_filters((one.name, one.value) for one in shared.filters)


def check_schedule(wish: ScheduleWish) -> None:
    """Raise Invalid for what cannot be sent."""
    filters_of(wish)
    if not wish.to:
        raise Invalid("missing", field="to")
    if len(wish.to) > MOST_READERS:
        raise Invalid("too_many", field="to", limit=MOST_READERS)
    for one in wish.to:
        mailbox(one)
