"""The lawful hours of a day and the next lawful moment, by the clock at the address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kobra_domain.contact.rules import RuleSet, common_hours
from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import Party
from kobra_domain.shift import Span, local_day, spans_on

Holidays = Callable[[date], bool]
HORIZON_DAYS = 60  # what is not lawful within two months is said to have no next time


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulHours:
    """When a visit may be made: rules, time zone of the address, the country's holidays, the party.

    Without a party these are the hours of everybody who agreed nothing else.
    """

    rules: RuleSet
    zone: str
    holidays: Holidays
    party: Party | None = None

    def of_day(self, day: date) -> tuple[Span, ...]:
        """The lawful stretches of a date at the address, in order."""
        if self.is_holiday(day):
            return ()
        return spans_on(self._week(), self.zone, day)

    def is_holiday(self, day: date) -> bool:
        """Whether the date is a holiday that these rules respect; agreed hours do not lift it."""
        return self.rules.no_holidays is not None and self.holidays(day)

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

    @property
    def is_agreed(self) -> bool:
        """Whether the party's agreed hours count; they do only with their document."""
        party = self.party
        return bool(party and party.agreed_hours and party.agreed_hours_document.strip())

    def _week(self) -> tuple[ShiftSpan, ...]:
        lawful, party = self.rules.hours, self.party
        if party is None or not self.is_agreed:
            return lawful.spans
        agreed = party.agreed_hours
        return agreed if lawful.may_be_agreed else common_hours(lawful.spans, agreed)


def lawful_window(
    rules: RuleSet, day: date, zone: str, holidays: Holidays, party: Party | None = None
) -> Span | None:
    """From the first to the last lawful moment of a date at the address, None if there is none."""
    spans = LawfulHours(rules=rules, zone=zone, holidays=holidays, party=party).of_day(day)
    return Span(spans[0].start_at, spans[-1].end_at) if spans else None
