"""The gate: may this visit be made then? Allowed with its lawful window, or refused with the law.

Asked at assignment, at dispatch to the phone and at check-in. Standing reasons (the person, the
product, the paper) go before the clock, because waiting does not cure them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kobra_domain.contact.held import Held, held_up
from kobra_domain.contact.hours import Holidays, LawfulHours
from kobra_domain.contact.papers import paper_problem
from kobra_domain.contact.rules import HOUSE, Rule, RuleSet, RuleStatus
from kobra_domain.errors import Param, Refused
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.persons import Touch, before_stay, door_of
from kobra_domain.places import AddressOrigin
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Party,
    PartyRole,
    Portfolio,
)
from kobra_domain.shift import Span, day_span, local_day

BOUND_ROLES = frozenset({PartyRole.HOLDER, PartyRole.CODEBTOR, PartyRole.GUARANTOR})


@dataclass(frozen=True, slots=True)
class Allowed:
    """The visit may be made; `window` is the lawful stretch it lies in, or the rest of it today.

    `exception`: that stretch comes from hours that the person asked for themselves.
    """

    window: Span
    exception: HoursException | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The visit may not be made: `code` names the sentence, `rule` the rule in its `version`, and
    `source` the law, with what fills it.

    `next_allowed_at` None: waiting does not help.
    """

    code: str
    rule: str
    version: int
    source: str
    status: RuleStatus
    zone: str
    asked_at: datetime
    next_allowed_at: datetime | None = None
    unknown_country: str = ""
    params: dict[str, Param] = field(default_factory=dict)

    def error(self) -> Refused:
        """The refusal as an error that names itself; `say(code, params)` makes its sentence."""
        next_at = self.next_allowed_at
        return Refused(
            self.code,
            rule=self.rule,
            version=self.version,
            source=self.source,
            next_allowed_at=next_at.isoformat() if next_at else None,
            zone=self.zone,
            asked_at=self.asked_at.isoformat(),
            unverified=self.status is RuleStatus.UNVERIFIED,
            unknown_country=self.unknown_country,
            **self.params,
        )


Permission = Allowed | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who would be visited where, about what, with which papers; `now` is when it is asked."""

    rules: RuleSet
    party: Party
    address: Address
    portfolio: Portfolio
    accounts: Sequence[Account]
    authorisations: Sequence[Authorisation]
    holidays: Holidays
    now: datetime
    selves: Sequence[Party] = ()
    touches: Sequence[Touch] = ()
    at_door: Sequence[Touch] = ()
    agent_id: str | None = None

    @property
    def zone(self) -> str:
        """The time zone of the address, the portfolio's where it has none."""
        return self.address.time_zone or self.portfolio.time_zone

    @property
    def hours(self) -> LawfulHours:
        """The lawful hours at this door."""
        return LawfulHours(
            rules=self.rules,
            zone=self.zone,
            holidays=self.holidays,
            party=self.party,
            accounts=self.accounts,
        )

    def held_at(self, at: datetime) -> Held | None:
        """What was before that keeps a visit from beginning then: of several the longest."""
        if not self.touches and not self.at_door:
            return None
        others = self._before(self.touches, at)
        return held_up(self.rules, self.zone, others, self._before(self.at_door, at), at)

    def _before(self, touches: Sequence[Touch], at: datetime) -> list[Touch]:
        """Without those of the stay that a visit then would be part of."""
        return before_stay(touches, at, self.agent_id, door_of(self.address))

    def next_at(self, at: datetime, lasting: timedelta = timedelta(0)) -> datetime | None:
        """The first moment from `at` on within hours, held up by nothing; None within 60 days."""
        hours = self.hours
        while (next_at := hours.next_at(at, lasting)) is not None:
            held = self.held_at(next_at)
            if held is None:
                break
            at = held.until
        return next_at

    def refusal(
        self, code: str, rule: Rule, next_at: datetime | None = None, **params: Param
    ) -> Refusal:
        """A refusal under a rule."""
        return Refusal(
            code=code,
            rule=rule.key,
            version=rule.version,
            source=rule.citation,
            status=rule.status,
            zone=self.zone,
            asked_at=self.now,
            next_allowed_at=next_at,
            unknown_country=self.rules.country if self.rules.is_fallback else "",
            params=params,
        )


def may_visit(
    *,
    rules: RuleSet,
    party: Party,
    address: Address,
    portfolio: Portfolio,
    accounts: Sequence[Account],
    authorisations: Sequence[Authorisation],
    holidays: Holidays,
    now: datetime,
    at: datetime | None = None,
    window: Span | None = None,
    planned_on: date | None = None,
    selves: Sequence[Party] = (),
    touches: Sequence[Touch] = (),
    at_door: Sequence[Touch] = (),
    agent_id: str | None = None,
) -> Permission:
    """Ask for a window, else for a planned day, else for the moment `at`, else for now.

    `accounts` are those of the visit. `holidays` tells the public holidays of the portfolio's
    country. A planned day is allowed if lawful hours are left of it after `now`. A window must lie
    inside one lawful stretch; its `next_allowed_at` is the next start at which one as long does.
    `selves` are the same person's rows in the institution's other portfolios
    (`kobra_domain.persons`): who may not be contacted there may not be here. `touches` are how all
    of these were sought before, without the visit itself: the person rests after a contact, and is
    visited so often in a month and no more. `at_door` are the visits to this door, whoever was
    sought there for whom, without the visit itself.
    `agent_id`: who would make it; what they have just asked at this door is the same contact
    (`persons.before_stay`).
    """
    door = Door(
        rules=rules,
        party=party,
        address=address,
        portfolio=portfolio,
        accounts=accounts,
        authorisations=authorisations,
        holidays=holidays,
        now=now,
        selves=selves,
        touches=touches,
        at_door=at_door,
        agent_id=agent_id,
    )
    if window is not None:
        return _ask(door, window.start_at, window.end_at - window.start_at)
    if planned_on is not None:
        return _ask_day(door, planned_on)
    return _ask(door, at or now, timedelta(0))


def _ask_day(door: Door, day: date) -> Permission:
    """Ask for any lawful moment of a date; the past of today does not count."""
    standing = _standing(door, day)
    if standing is not None:
        return standing
    begin_at = max(day_span(door.zone, day).start_at, door.now)
    next_at = door.next_at(begin_at)
    if next_at is None or local_day(door.zone, next_at) != day:
        opens_at = door.hours.next_at(begin_at)
        held = None
        if opens_at is not None and local_day(door.zone, opens_at) == day:
            held = door.held_at(opens_at)
        return _not_then(door, begin_at, next_at, held)
    stretch = door.hours.holding(next_at)
    assert stretch is not None
    return Allowed(Span(next_at, stretch.end_at), door.hours.exception_on(day))


def _ask(door: Door, at: datetime, lasting: timedelta) -> Permission:
    standing = _standing(door, local_day(door.zone, at))
    if standing is not None:
        return standing
    stretch, held = door.hours.holding(at), None
    if stretch is not None and at + lasting <= stretch.end_at:
        held = door.held_at(at)
        if held is None:
            return Allowed(stretch, door.hours.exception_on(local_day(door.zone, at)))
    return _not_then(door, at, door.next_at(at, lasting), held)


def _not_then(
    door: Door, at: datetime, next_at: datetime | None, held: Held | None = None
) -> Refusal:
    """Refused by the clock or what holds it up; papers run out by the next moment go first."""
    rules = door.rules
    if next_at is None:
        code = "visit_window_too_long" if door.next_at(at) else "visit_without_lawful_hours"
        return door.refusal(code, rules.hours)
    later = _standing(door, local_day(door.zone, next_at))
    if later is not None:
        return later
    if held is not None:
        return door.refusal(held.code, held.rule, next_at, **held.params)
    if rules.no_holidays is not None and door.hours.is_holiday(local_day(door.zone, at)):
        return door.refusal("visit_on_holiday", rules.no_holidays, next_at)
    return door.refusal("visit_outside_hours", rules.hours, next_at)


def _standing(door: Door, day: date) -> Refusal | None:
    """What no hour of the date can cure."""
    own = _of_the_person(door)
    if own is not None:
        return own
    party, rules = door.party, door.rules
    if not door.accounts or not all(_is_bound(party, account) for account in door.accounts):
        return door.refusal("visit_to_third_party", rules.no_third_parties)
    if rules.given_only is not None and door.address.origin is AddressOrigin.FOUND:
        return door.refusal("visit_to_found_address", rules.given_only)
    ban = rules.visits
    if ban is None:
        return None
    if door.portfolio.product_type not in ban.products:
        return door.refusal("visit_banned", ban, product=door.portfolio.product_type.value)
    for account in door.accounts:
        problem = paper_problem(door.authorisations, party, account, door.address, day)
        if problem is not None:
            return door.refusal(problem, ban, account=account.number)
    return None


def _of_the_person(door: Door) -> Refusal | None:
    """What holds wherever the person lives and whatever they owe."""
    party = door.party
    if party.restricted_at is not None:
        return door.refusal("data_restricted", HOUSE)
    if party.deceased_known_at is not None:
        return door.refusal("deceased", HOUSE)
    if party.do_not_contact_reason.strip():
        return door.refusal("do_not_contact", HOUSE, reason=party.do_not_contact_reason)
    # What another portfolio wrote down is its own people's to read: only that there is something.
    if any(one.restricted_at is not None for one in door.selves):
        return door.refusal("data_restricted_elsewhere", HOUSE)
    if any(one.deceased_known_at is not None for one in door.selves):
        return door.refusal("deceased", HOUSE)  # a death is nobody's secret within an institution
    if any(one.do_not_contact_reason.strip() for one in door.selves):
        return door.refusal("do_not_contact_elsewhere", HOUSE)
    return None


def _is_bound(party: Party, account: Account) -> bool:
    """Whether the party owes or guarantees the account, and is not a reference of it as well."""
    roles = {entry.role for entry in account.parties if entry.party_id == party.id}
    return bool(roles) and roles <= BOUND_ROLES
