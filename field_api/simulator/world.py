"""All who live, owe and work in the invented city on one day, as entities of the domain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from field_api.simulator.city import City
from field_api.simulator.doors import Door
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, ShiftSpan, Team, User
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Institution,
    Party,
    Portfolio,
)
from kobra_domain.shift import Span
from kobra_records.holidays import holidays_of

ZONE = "America/Bogota"
ORDINARY_SHIFT = (time(7, 30), time(17, 30))
SATURDAY_SHIFT = (time(8), time(14))
LUNCH = (time(12, 30), time(13, 15))
DAY_END = time(23, 59, 59, 999_000)
SPECIAL_BEFORE, SPECIAL_AFTER = timedelta(hours=4), timedelta(hours=8)
_MARGIN = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything."""

    agents: int = 24
    parties: int = 3_400

    @property
    def mexicans(self) -> int:
        """How many live in the town in Mexico."""
        return max(4, self.parties // 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The people of the city, and of the town in Mexico. `doors` are the true ones of the city,
    whatever a pin says, by address id: nobody walks in the town.

    `is_special_hours`: the demonstration runs at an hour at which the law lets nobody be visited,
    so agents work around that hour today, and many parties have agreed other hours in a document.
    """

    city: City
    seed: int
    born_at: datetime
    today: date
    is_special_hours: bool
    teams: tuple[Team, ...]
    institutions: tuple[Institution, ...]
    portfolios: tuple[Portfolio, ...]
    users: tuple[User, ...]
    agents: tuple[Agent, ...]
    parties: tuple[Party, ...]
    addresses: tuple[Address, ...]
    accounts: tuple[Account, ...]
    authorisations: tuple[Authorisation, ...]
    doors: Mapping[str, Door]

    def entities(self) -> Iterator[Entity]:
        """Everything but visits and alerts, referenced kinds first."""
        yield from self.teams
        yield from self.institutions
        yield from self.portfolios
        yield from self.agents
        yield from self.users
        yield from self.parties
        yield from self.addresses
        yield from self.accounts
        yield from self.authorisations


def local(at: datetime) -> datetime:
    """The moment by the clocks of the city."""
    return at.astimezone(ZoneInfo(ZONE))


def is_ordinary(now: datetime) -> bool:
    """Whether shift and law (Ley 2300) let agents visit then, and for a while yet."""
    here = local(now)
    if here.weekday() == 6 or is_holiday(here.date()):
        return False
    start, end = SATURDAY_SHIFT if here.weekday() == 5 else ORDINARY_SHIFT
    today = here.date()
    opens = datetime.combine(today, start, here.tzinfo)
    closes = datetime.combine(today, end, here.tzinfo)
    return opens <= here <= closes - _MARGIN


def is_holiday(day: date) -> bool:
    """Whether the law lets nobody be visited on that date, whatever was agreed."""
    return holidays_of("CO")(day)


def special_span(now: datetime) -> Span:
    """When agents work in a demonstration at an hour that is not ordinary: whole hours around it.

    It ends before the next morning's ordinary shift begins.
    """
    hour = local(now).replace(minute=0, second=0, microsecond=0)
    return Span((hour - SPECIAL_BEFORE).astimezone(UTC), (hour + SPECIAL_AFTER).astimezone(UTC))


def shift(special_at: datetime | None = None) -> tuple[ShiftSpan, ...]:
    """The weekly shift of every agent; around `special_at` that of a demonstration instead.

    That date has no other hours; what crosses midnight is added to the neighbouring date.
    """
    days = [
        ShiftSpan(weekday=day, start=ORDINARY_SHIFT[0], end=ORDINARY_SHIFT[1]) for day in range(5)
    ]
    days.append(ShiftSpan(weekday=5, start=SATURDAY_SHIFT[0], end=SATURDAY_SHIFT[1]))
    if special_at is None:
        return tuple(days)
    today = today_in(special_at).weekday()
    made = [day for day in days if day.weekday != today] + _clipped(special_span(special_at))
    return tuple(sorted(made, key=lambda span: (span.weekday, span.start)))


def _clipped(span: Span) -> list[ShiftSpan]:
    """A stretch of less than a day as weekly spans, each of which ends on its own date."""
    start, end = local(span.start_at), local(span.end_at)
    if start.date() == end.date():
        return [ShiftSpan(weekday=start.weekday(), start=start.time(), end=end.time())]
    made = [ShiftSpan(weekday=start.weekday(), start=start.time(), end=DAY_END)]
    if end.time() > time.min:
        made.append(ShiftSpan(weekday=end.weekday(), start=time.min, end=end.time()))
    return made


def breaks(special_at: datetime | None = None) -> tuple[ShiftSpan, ...]:
    """Lunch, Monday to Friday; not on the date of a demonstration at special hours."""
    special = None if special_at is None else today_in(special_at).weekday()
    return tuple(
        ShiftSpan(weekday=day, start=LUNCH[0], end=LUNCH[1]) for day in range(5) if day != special
    )


def around_the_clock() -> tuple[ShiftSpan, ...]:
    """Every hour of the week."""
    return tuple(ShiftSpan(weekday=day, start=time.min, end=DAY_END) for day in range(7))


def today_in(now: datetime) -> date:
    """The city's date at that moment."""
    return local(now).date()
