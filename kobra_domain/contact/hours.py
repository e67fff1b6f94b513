"""The lawful hours of a day and the next lawful moment, by the clock at the address."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kobra_domain.contact.exceptions import exception_on
from kobra_domain.contact.rules import RuleSet, common_hours
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import Account, Party
from kobra_domain.shift import Span, local_day, spans_on

Holidays = Callable[[date], bool]
HORIZON_DAYS = 60  # what is not lawful within two months is said to have no next time


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulHours:
    """When a visit may be made: rules, time zone of the address, the country's holidays, the party
    and the accounts it is about.

    Without a party these are the hours of everybody who asked for no others.
    """

    rules: RuleSet
    zone: str
    holidays: Holidays
    party: Party | None = None
    accounts: Sequence[Account] = ()

    def of_day(self, day: date) -> tuple[Span, ...]:
        """The lawful stretches of a date at the address, in order."""
        if self.is_holiday(day):
            return ()
        return spans_on(self._week(day), self.zone, day)

    def is_holiday(self, day: date) -> bool:
        """Whether the date is a holiday that these rules respect: the person named no holidays."""
        if self.rules.no_holidays is None or not self.holidays(day):
            return False
        asked = self.exception_on(day) if self.rules.hours.may_be_agreed else None
        return asked is None or not asked.names_holidays

    def exception_on(self, day: date) -> HoursException | None:
        """The other hours that the person asked for and that stand on a date."""
        return exception_on(self.party, self.accounts, day)

    def holding(self, at: datetime) -> Span | None:
        """The lawful stretch that a moment lies in."""
        spans = self.of_day(local_day(self.zone, at))
        return next((span for span in spans if span.holds(at)), None)

    def next_at(self, at: datetime, lasting: timedelta = timedelta(0)) -> datetime | None:
        """The first moment from `at` on when a visit this long may begin; None within 60 days."""
        for span in self._from(at):
            begins_at = max(span.start_at, at)
            if begins_at < span.end_at and begins_at + lasting <= span.end_at:
                return begins_at
        return None

    def _from(self, at: datetime) -> Iterator[Span]:
        first = local_day(self.zone, at)
        for days in range(HORIZON_DAYS + 1):
            yield from self.of_day(first + timedelta(days=days))

    def _week(self, day: date) -> tuple[ShiftSpan, ...]:
        lawful, asked = self.rules.hours, self.exception_on(day)
        if asked is None:
            return lawful.spans
        return asked.spans if lawful.may_be_agreed else common_hours(lawful.spans, asked.spans)


def lawful_window(
    rules: RuleSet,
    day: date,
    zone: str,
    holidays: Holidays,
    party: Party | None = None,
    accounts: Sequence[Account] = (),
) -> Span | None:
    """From the first to the last lawful moment of a date at the address, None if there is none."""
    spans = LawfulHours(
        rules=rules, zone=zone, holidays=holidays, party=party, accounts=accounts
    ).of_day(day)
    return Span(spans[0].start_at, spans[-1].end_at) if spans else None
