"""The gate: who may be visited, where, with which papers, and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.contact import Allowed, Permission, Refusal, RuleSet, may_visit, rules_for
from kobra_domain.contact.gate import Door
from kobra_domain.contacts import ContactPurpose
from kobra_domain.hours_exceptions import Evidence, HoursException
from kobra_domain.people import ShiftSpan
from kobra_domain.persons import Touch
from kobra_domain.places import AddressOrigin
from kobra_domain.portfolios import (
    AccountParty,
    AddressKind,
    AuthorisedPlace,
    ChannelKind,
    CreditorType,
    Party,
    PartyRole,
    ProductType,
)
from kobra_domain.shift import Span, local_day
from tests.kobra_domain.things import (
    NOW,
    a_party,
    a_portfolio,
    an_account,
    an_address,
    an_authorisation,
    an_exception,
    an_id,
    weekly,
)

BOGOTA = ZoneInfo("America/Bogota")
CO = rules_for("CO", CreditorType.FINANCIAL)
MX = rules_for("MX", CreditorType.FINANCIAL)
EVERY_SET = [
    rules_for(country, kind)
    for country in ("CO", "MX", "PE", "CL", "EC", "BR")
    for kind in CreditorType
]


def no_holidays(day: date) -> bool:
    return False


def mondays_off(day: date) -> bool:
    return day.weekday() == 0


def ask(**changes: Any) -> Permission:
    asked: dict[str, Any] = {
        "rules": CO,
        "party": a_party(),
        "address": an_address(),
        "portfolio": a_portfolio(),
        "accounts": [an_account()],
        "authorisations": [an_authorisation()],
        "holidays": no_holidays,
        "now": NOW,
    }
    return may_visit(**{**asked, **changes})


def refused(**changes: Any) -> Refusal:
    answer = ask(**changes)
    assert isinstance(answer, Refusal)
    return answer


def bogota(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BOGOTA).astimezone(UTC)


def test_now_is_allowed_with_the_lawful_stretch_it_lies_in() -> None:
    assert ask() == Allowed(Span(bogota(3, 7), bogota(3, 19)))


@pytest.mark.parametrize(
    ("at", "next_at"),
    [
        (bogota(3, 6, 59), bogota(3, 7)),
        (bogota(3, 19), bogota(4, 7)),
        (bogota(7, 15), bogota(9, 7)),  # Saturday 15:00 → Monday
        (bogota(8, 10), bogota(9, 7)),  # Sunday
    ],
)
def test_colombia_outside_hours_says_the_next_lawful_moment(
    at: datetime, next_at: datetime
) -> None:
    answer = refused(at=at)
    assert (answer.code, answer.source) == ("visit_outside_hours", "Ley 2300, art. 3 (CO)")
    assert answer.next_allowed_at == next_at


def test_a_holiday_is_named_as_such() -> None:
    answer = refused(at=bogota(9, 10), holidays=mondays_off)
    assert (answer.code, answer.next_allowed_at) == ("visit_on_holiday", bogota(10, 7))


def test_mexico_rests_on_sundays_and_holidays_unless_that_was_loosened() -> None:
    portfolio = a_portfolio(country="MX", time_zone="America/Mexico_City", product_type="consumer")
    asked = {"rules": MX, "portfolio": portfolio, "authorisations": []}
    here = ZoneInfo("America/Mexico_City")
    friday, sunday = (datetime(2026, 3, day, 12, tzinfo=here) for day in (6, 8))
    assert refused(**asked, at=sunday).code == "visit_outside_hours"
    answer = refused(**asked, at=friday, holidays=lambda day: day.weekday() in (4, 0))
    assert answer.code == "visit_on_holiday"
    assert answer.next_allowed_at == datetime(2026, 3, 10, 7, tzinfo=here)


def test_mexico_loosened_visits_on_holidays_and_sundays_but_not_at_night() -> None:
    portfolio = a_portfolio(country="MX", time_zone="America/Tijuana", product_type="consumer")
    sunday = datetime(2026, 3, 1, 21, 59, tzinfo=ZoneInfo("America/Tijuana"))
    rules = rules_for("MX", CreditorType.FINANCIAL, business_days_only=False)
    asked = {
        "rules": rules,
        "portfolio": portfolio,
        "authorisations": [],
        "holidays": lambda _: True,
    }
    assert isinstance(ask(**asked, at=sunday), Allowed)
    assert refused(**asked, at=sunday + timedelta(minutes=1)).code == "visit_outside_hours"


def test_the_zone_of_the_address_goes_before_the_portfolios() -> None:
    madrid = an_address(time_zone="Europe/Madrid")
    assert isinstance(ask(at=bogota(3, 6)), Refusal)
    assert isinstance(ask(at=bogota(3, 6), address=madrid), Allowed)


def test_a_window_must_lie_inside_and_moves_to_where_it_fits() -> None:
    inside = Span(bogota(3, 18), bogota(3, 19))
    late = Span(bogota(3, 18, 30), bogota(3, 19, 30))
    assert isinstance(ask(window=inside), Allowed)
    assert refused(window=late).next_allowed_at == bogota(4, 7)


def test_a_window_longer_than_any_lawful_stretch_fits_nowhere() -> None:
    answer = refused(window=Span(bogota(3, 7), bogota(3, 20)))
    assert (answer.code, answer.next_allowed_at) == ("visit_window_too_long", None)


def test_a_planned_day_is_allowed_for_what_is_left_of_it() -> None:
    assert ask(planned_on=date(2026, 3, 3)) == Allowed(Span(NOW, bogota(3, 19)))
    assert ask(planned_on=date(2026, 3, 7)) == Allowed(Span(bogota(7, 8), bogota(7, 15)))


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 8), "visit_outside_hours"), (date(2026, 3, 2), "visit_outside_hours")],
)
def test_a_planned_day_without_lawful_hours_left_is_refused(day: date, code: str) -> None:
    answer = refused(planned_on=day)
    assert answer.code == code
    assert answer.next_allowed_at == (bogota(9, 7) if day.day == 8 else NOW)


def test_a_planned_holiday_is_refused_as_such() -> None:
    answer = refused(planned_on=date(2026, 3, 9), holidays=mondays_off)
    assert (answer.code, answer.next_allowed_at) == ("visit_on_holiday", bogota(10, 7))


@pytest.mark.parametrize("how", [{}, {"planned_on": date(2026, 3, 3)}])
def test_colombia_bans_visits_for_products_without_an_exception(how: dict[str, Any]) -> None:
    answer = refused(portfolio=a_portfolio(product_type=ProductType.CREDIT_CARD), **how)
    assert (answer.code, answer.source) == ("visit_banned", "Ley 2300, art. 6 (CO)")
    assert answer.next_allowed_at is None
    assert answer.params == {"product": "credit_card"}


@pytest.mark.parametrize(
    ("papers", "code"),
    [
        ([], "visit_not_authorised"),
        ([an_authorisation(account_id=an_id(99))], "visit_not_authorised"),
        ([an_authorisation(party_id=an_id(99))], "visit_not_authorised"),
        ([an_authorisation(signed_on=date(2026, 3, 4))], "visit_authorisation_over"),
        ([an_authorisation(expires_on=date(2026, 3, 2))], "visit_authorisation_over"),
        ([an_authorisation(revoked_on=date(2026, 3, 3))], "visit_authorisation_over"),
        ([an_authorisation(place=AuthorisedPlace.WORK)], "visit_authorised_elsewhere"),
    ],
)
def test_colombia_asks_for_a_paper_that_holds(papers: list[Any], code: str) -> None:
    answer = refused(authorisations=papers)
    assert (answer.code, answer.next_allowed_at) == (code, None)


@pytest.mark.parametrize(
    "paper",
    [
        an_authorisation(signed_on=date(2026, 3, 3), expires_on=date(2026, 3, 3)),
        an_authorisation(revoked_on=date(2026, 3, 4)),
        an_authorisation(place=AuthorisedPlace.HOME),
    ],
)
def test_a_paper_holds_on_its_first_and_last_day(paper: Any) -> None:
    assert isinstance(ask(authorisations=[paper]), Allowed)


def test_an_authorisation_for_work_opens_a_business() -> None:
    work = an_authorisation(place=AuthorisedPlace.WORK)
    business = an_address(kind=AddressKind.BUSINESS)
    assert isinstance(ask(address=business, authorisations=[work]), Allowed)


def test_each_account_of_the_visit_needs_its_paper() -> None:
    second = an_account(id=an_id(50), number="9")
    answer = refused(accounts=[an_account(), second])
    assert (answer.code, answer.params) == ("visit_not_authorised", {"account": "9"})


def test_a_paper_that_runs_out_before_the_next_lawful_moment_is_the_reason() -> None:
    paper = an_authorisation(expires_on=date(2026, 3, 7))
    answer = refused(at=bogota(7, 16), authorisations=[paper])
    assert (answer.code, answer.next_allowed_at) == ("visit_authorisation_over", None)


def test_whoever_may_not_be_contacted_is_not() -> None:
    answer = refused(party=a_party(do_not_contact_reason="Fallecimiento"))
    assert (answer.code, answer.params) == ("do_not_contact", {"reason": "Fallecimiento"})
    assert refused(party=a_party(restricted_at=NOW)).code == "data_restricted"


def test_a_death_that_is_known_in_any_portfolio_ends_visits_in_all() -> None:
    assert refused(party=a_party(deceased_known_at=NOW)).code == "deceased"
    there = a_party(id=an_id(21), deceased_known_at=NOW)
    assert refused(selves=(there,)).code == "deceased"


def test_who_may_not_be_contacted_in_another_portfolio_may_not_be_here() -> None:
    """What was written there stays there."""
    free, silent = a_party(id=an_id(71)), a_party(id=an_id(72), do_not_contact_reason="Queja")
    kept = a_party(id=an_id(73), restricted_at=NOW)
    assert isinstance(ask(selves=[free]), Allowed)
    answer = refused(selves=[free, silent])
    assert (answer.code, answer.params) == ("do_not_contact_elsewhere", {})
    assert refused(selves=[silent, kept]).code == "data_restricted_elsewhere"


@pytest.mark.parametrize("rules", [CO, MX])
def test_references_and_strangers_are_never_visited(rules: RuleSet) -> None:
    both = an_account(
        parties=(
            AccountParty(party_id=a_party().id, role=PartyRole.HOLDER),
            AccountParty(party_id=a_party().id, role=PartyRole.REFERENCE, reason="x"),
        )
    )
    for accounts in ([an_account(PartyRole.REFERENCE)], [an_account(parties=())], [both], []):
        assert refused(rules=rules, accounts=accounts).code == "visit_to_third_party"


def asking(spans: tuple[ShiftSpan, ...], **changes: Any) -> tuple[Party, HoursException]:
    asked = an_exception(spans, **changes)
    return a_party(hours_exceptions=(asked,)), asked


def test_hours_that_were_asked_for_replace_the_laws_in_colombia() -> None:
    party, asked = asking(weekly(time(20), time(21), 6))
    at = bogota(8, 20, 30)
    assert ask(party=party, at=at) == Allowed(Span(bogota(8, 20), bogota(8, 21)), asked)
    on_sunday = ask(party=party, planned_on=date(2026, 3, 8))
    assert isinstance(on_sunday, Allowed)
    assert on_sunday.exception == asked
    assert refused(party=party, at=bogota(3, 10)).next_allowed_at == bogota(8, 20)


@pytest.mark.parametrize(
    "changes",
    [
        {"asked_on": None},
        {"asked_on": date(2026, 3, 9)},
        {"expires_on": None},
        {"expires_on": date(2026, 3, 7)},
        {"revoked_on": date(2026, 3, 8)},
        {"contract_on": None},
        {"contract_on": date(2026, 1, 10)},
        {"evidence": Evidence.CONTRACT},
    ],
)
def test_what_was_asked_for_holds_after_the_contract_until_it_ends(changes: dict[str, Any]) -> None:
    """Of a Sunday, on which the general hours let nobody be visited."""
    party, asked = asking(weekly(time(20), time(21), 6), **changes)
    assert refused(party=party, at=bogota(8, 20, 30)).code == "visit_outside_hours"
    sound, _ = asking(asked.spans)
    assert isinstance(ask(party=sound, at=bogota(8, 20, 30)), Allowed)


def test_a_later_contract_ends_what_was_asked_for_before_it() -> None:
    party, _ = asking(weekly(time(20), time(21), 6))
    for signed, is_allowed in ((date(2026, 1, 9), True), (date(2026, 1, 10), False)):
        accounts = [an_account(), an_account(id=an_id(44), originated_on=signed)]
        papers = [an_authorisation(account_id=one.id) for one in accounts]
        answer = ask(party=party, at=bogota(8, 20, 30), accounts=accounts, authorisations=papers)
        assert isinstance(answer, Allowed) is is_allowed


def test_what_was_asked_for_last_holds() -> None:
    old, new = (
        an_exception(weekly(time(hour), time(hour + 1), 6), asked_on=date(2026, 2, day))
        for hour, day in ((9, 1), (20, 2))
    )
    party = a_party(hours_exceptions=(new, old))
    assert isinstance(ask(party=party, at=bogota(8, 20, 30)), Allowed)
    assert refused(party=party, at=bogota(8, 9, 30)).next_allowed_at == bogota(8, 20)
    only_old = replace(party, hours_exceptions=(replace(new, revoked_on=date(2026, 3, 1)), old))
    assert isinstance(ask(party=only_old, at=bogota(8, 9, 30)), Allowed)


def test_a_holiday_is_lifted_only_where_it_was_named() -> None:
    monday = weekly(time(8), time(9), 0)
    party, _ = asking(monday)
    answer = refused(party=party, at=bogota(9, 8), holidays=mondays_off)
    assert (answer.code, answer.next_allowed_at) == ("visit_without_lawful_hours", None)
    named, asked = asking(monday, names_holidays=True)
    allowed = Allowed(Span(bogota(9, 8), bogota(9, 9)), asked)
    assert ask(party=named, at=bogota(9, 8), holidays=mondays_off) == allowed
    in_mexico = refused(rules=MX, party=named, at=bogota(9, 8), holidays=mondays_off)
    assert in_mexico.code == "visit_without_lawful_hours"


def test_what_was_asked_for_only_narrows_where_the_law_knows_no_exception() -> None:
    party, _ = asking(weekly(time(5), time(9), 1))
    assert refused(rules=MX, party=party, at=bogota(3, 6)).next_allowed_at == bogota(3, 7)
    assert refused(rules=MX, party=party, at=bogota(3, 9)).next_allowed_at == bogota(10, 7)


def a_touch(at: datetime, channel: ChannelKind = ChannelKind.PHONE, **changes: Any) -> Touch:
    known = {"is_two_way": True, "kind": "contact", "id": an_id(60), **changes}
    return Touch(at=at, channel=channel, **known)


def test_after_a_call_a_person_in_colombia_is_not_visited_for_a_week() -> None:
    """Until the hour of the call, or when the hours of that day open."""
    called = a_touch(bogota(2, 16))
    answer = refused(touches=[called], at=bogota(4, 10))
    assert (answer.code, answer.rule, answer.version) == ("visit_too_soon", "co.frequency", 2)
    assert answer.next_allowed_at == bogota(9, 16)
    assert answer.params == {"channel": "phone", "contact_at": called.at.isoformat()}
    assert isinstance(ask(touches=[called], at=bogota(9, 16)), Allowed)
    late = a_touch(bogota(1, 22))  # the week is over on a Sunday at night
    assert refused(touches=[late], at=bogota(4, 10)).next_allowed_at == bogota(9, 7)


def test_after_a_visit_a_person_in_colombia_is_not_visited_again_that_day() -> None:
    visited = a_touch(bogota(4, 8), ChannelKind.VISIT)
    assert refused(touches=[visited], at=bogota(4, 15)).next_allowed_at == bogota(5, 7)
    assert isinstance(ask(touches=[visited], at=bogota(5, 7)), Allowed)
    assert refused(touches=[visited], planned_on=date(2026, 3, 4), now=bogota(4, 9)).code == (
        "visit_too_soon"
    )
    assert isinstance(ask(touches=[visited], planned_on=date(2026, 3, 5)), Allowed)


def test_a_rest_that_is_over_within_a_planned_day_leaves_its_rest() -> None:
    called = a_touch(bogota(2, 16))
    assert ask(touches=[called], planned_on=date(2026, 3, 9)) == Allowed(
        Span(bogota(9, 16), bogota(9, 19))
    )
    answer = refused(touches=[called], planned_on=date(2026, 3, 6))
    assert (answer.code, answer.next_allowed_at) == ("visit_too_soon", bogota(9, 16))
    on_sunday = refused(touches=[called], planned_on=date(2026, 3, 8))
    assert (on_sunday.code, on_sunday.next_allowed_at) == ("visit_outside_hours", bogota(9, 16))


def test_attempts_count_where_the_rule_says_so_and_what_the_person_sought_never() -> None:
    attempt = a_touch(bogota(2, 16), is_two_way=False)
    two_way = rules_for("CO", CreditorType.FINANCIAL, counts_attempts=False)
    assert isinstance(ask(touches=[attempt]), Refusal)
    assert isinstance(ask(touches=[attempt], rules=two_way), Allowed)
    assert isinstance(ask(touches=[replace(attempt, is_received=True)]), Allowed)


@pytest.mark.parametrize("purpose", list(ContactPurpose))
def test_what_the_person_asked_to_be_told_counts_where_the_law_does_not_except_it(
    purpose: ContactPurpose,
) -> None:
    told = a_touch(bogota(2, 16), purpose=purpose)
    is_excepted = purpose is not ContactPurpose.COLLECTION
    assert isinstance(ask(touches=[told]), Allowed) is is_excepted
    chile = rules_for("CL", CreditorType.FINANCIAL)
    assert isinstance(ask(touches=[told], rules=chile), Refusal)


def test_two_credits_asked_about_in_one_stay_are_one_contact() -> None:
    """In Colombia nobody is visited twice a day; who is at the door already is no second time."""
    first = a_touch(
        bogota(4, 9), ChannelKind.VISIT, agent_id=an_id(5), door="CO|1", ended_at=bogota(4, 9, 20)
    )
    asked = {"touches": [first], "agent_id": an_id(5), "address": an_address(key="CO|1")}
    assert isinstance(ask(at=bogota(4, 9, 25), **asked), Allowed)
    planned = ask(planned_on=date(2026, 3, 4), now=bogota(4, 9, 25), **asked)
    assert isinstance(planned, Allowed)
    for changes in (
        {"at": bogota(4, 9, 31)},
        {"agent_id": an_id(6)},
        {"agent_id": None},
        {"address": an_address(key="CO|2")},
    ):
        answer = refused(**{"at": bogota(4, 9, 25), **asked, **changes})
        assert (answer.code, answer.next_allowed_at) == ("visit_too_soon", bogota(5, 7))


def visited_on(*days: int, **changes: Any) -> list[Touch]:
    """Visits at nine of days in March, each of its own."""
    return [
        a_touch(bogota(day, 9), ChannelKind.VISIT, **{"id": an_id(70 + day), **changes})
        for day in days
    ]


def test_after_four_visits_in_a_month_a_person_is_left_alone_until_the_next() -> None:
    """No law says so in Mexico: the house does."""
    made = visited_on(2, 4, 6, 9)
    answer = refused(rules=MX, touches=made, at=bogota(10, 10))
    assert (answer.code, answer.rule, answer.version) == (
        "visit_month_full",
        "kobra.person_month",
        1,
    )
    assert (answer.source, answer.params) == ("Kobra", {"visits": 4})
    assert answer.next_allowed_at == bogota(1, 7, month=4)
    assert isinstance(ask(rules=MX, touches=made, at=bogota(1, 7, month=4)), Allowed)
    assert isinstance(ask(rules=MX, touches=made[1:], at=bogota(10, 10)), Allowed)


def test_a_day_of_a_full_month_has_no_room_and_the_first_of_the_next_has() -> None:
    made = visited_on(2, 4, 6, 9)
    answer = refused(rules=MX, touches=made, planned_on=date(2026, 3, 31))
    assert (answer.code, answer.next_allowed_at) == ("visit_month_full", bogota(1, 7, month=4))
    assert isinstance(ask(rules=MX, touches=made, planned_on=date(2026, 4, 1)), Allowed)


def test_a_december_is_over_when_the_year_is() -> None:
    made = [
        a_touch(bogota(day, 9, month=12), ChannelKind.VISIT, id=an_id(day)) for day in (1, 2, 3, 4)
    ]
    answer = refused(rules=MX, touches=made, at=bogota(30, 10, month=12))
    assert answer.next_allowed_at == datetime(2027, 1, 1, 7, tzinfo=BOGOTA)


@pytest.mark.parametrize(
    "others",
    [
        [*visited_on(2, 4, 6), a_touch(bogota(9, 9))],  # a call is no visit
        [*visited_on(2, 4, 6), a_touch(bogota(28, 23, month=2), ChannelKind.VISIT)],
        [*visited_on(2, 4, 6), a_touch(bogota(11, 9), ChannelKind.VISIT)],  # yet to come
        [
            a_touch(bogota(day, 9, n), ChannelKind.VISIT, id=an_id(70 + n), agent_id=an_id(5))
            for day in (2, 4)
            for n in (0, 5)
        ],  # two credits asked about in one stay
    ],
)
def test_only_visits_of_the_month_fill_it_and_a_stay_once(others: list[Touch]) -> None:
    assert isinstance(ask(rules=MX, touches=others, at=bogota(10, 10)), Allowed)


def at_the_door(*hours: int, **changes: Any) -> list[Touch]:
    """Visits to other people at one door on the 10th of March, each of its own."""
    return [
        a_touch(bogota(10, hour), ChannelKind.VISIT, **{"id": an_id(70 + hour), **changes})
        for hour in hours
    ]


def test_after_three_visits_in_a_day_a_door_is_left_alone_until_the_next() -> None:
    """Whoever was sought there, for whichever institution; Colombia's people do not rest for it."""
    made = at_the_door(8, 10, 12)
    answer = refused(at_door=made, at=bogota(10, 14))
    assert (answer.code, answer.rule, answer.version) == ("visit_door_full", "kobra.door_day", 1)
    assert (answer.params, answer.next_allowed_at) == ({"visits": 3}, bogota(11, 7))
    assert refused(at_door=made, planned_on=date(2026, 3, 10), now=bogota(10, 14)).code == (
        "visit_door_full"
    )
    assert isinstance(ask(at_door=made, at=bogota(11, 7)), Allowed)
    assert isinstance(ask(at_door=made, planned_on=date(2026, 3, 11)), Allowed)
    assert isinstance(ask(at_door=made[1:], at=bogota(10, 14)), Allowed)
    assert isinstance(ask(at_door=made, at=bogota(10, 11)), Allowed)  # the third was yet to come


def test_who_is_at_the_door_for_one_there_asks_for_another_in_the_same_stay() -> None:
    here = {"agent_id": an_id(5), "door": "CO|1"}
    made = at_the_door(8, 10) + at_the_door(12, **here, ended_at=bogota(10, 12, 20))
    asked = {"at_door": made, "address": an_address(key="CO|1"), "at": bogota(10, 12, 25)}
    assert isinstance(ask(**asked, agent_id=an_id(5)), Allowed)
    assert refused(**asked, agent_id=an_id(6)).code == "visit_door_full"


def test_of_a_rest_and_a_full_month_the_longer_is_said() -> None:
    asked = {"touches": visited_on(2, 4, 6, 9), "at": bogota(9, 12)}
    assert refused(**asked).code == "visit_month_full"
    assert refused(touches=visited_on(28, 29, 30, 31), at=bogota(31, 12)).code == "visit_too_soon"


@pytest.mark.parametrize(
    ("country", "channel", "next_at"),
    [
        ("CL", ChannelKind.PHONE, bogota(10, 9)),
        ("CL", ChannelKind.VISIT, bogota(10, 9)),
        ("CL", ChannelKind.EMAIL, None),
        ("EC", ChannelKind.EMAIL, bogota(4, 7)),
        ("EC", ChannelKind.VISIT, bogota(4, 7)),
        ("PE", ChannelKind.VISIT, None),
        ("MX", ChannelKind.VISIT, None),
    ],
)
def test_each_country_has_its_own_counter(
    country: str, channel: ChannelKind, next_at: datetime | None
) -> None:
    rules = rules_for(country, CreditorType.FINANCIAL)
    answer = ask(rules=rules, touches=[a_touch(bogota(3, 9), channel)], at=bogota(3, 15))
    assert isinstance(answer, Allowed if next_at is None else Refusal)
    if isinstance(answer, Refusal):
        assert (answer.code, answer.next_allowed_at) == ("visit_too_soon", next_at)


def test_a_rest_longer_than_the_horizon_has_no_next_time() -> None:
    called = a_touch(bogota(2, 16))
    shut = ask(touches=[called], at=bogota(4, 10), holidays=lambda day: day > date(2026, 3, 4))
    assert isinstance(shut, Refusal)
    assert (shut.code, shut.next_allowed_at) == ("visit_without_lawful_hours", None)


def test_an_address_that_somebody_found_is_not_visited_where_only_given_ones_are() -> None:
    found = an_address(origin=AddressOrigin.FOUND)
    answer = refused(rules=rules_for("MX", CreditorType.COMMERCIAL), address=found)
    assert (answer.code, answer.rule) == ("visit_to_found_address", "mx.commercial.given_only")
    assert answer.next_allowed_at is None
    assert isinstance(ask(rules=MX, address=found), Allowed)


def test_the_error_carries_law_next_time_and_doubt() -> None:
    error = refused(rules=rules_for("BR", CreditorType.FINANCIAL), at=bogota(8, 10)).error()
    assert error.code == "visit_outside_hours"
    assert (error.params["rule"], error.params["version"]) == ("strictest.hours", 1)
    assert error.params["next_allowed_at"] == "2026-03-09T13:00:00+00:00"
    assert error.params["zone"] == "America/Bogota"
    assert error.params["unverified"] is True
    assert error.params["unknown_country"] == "BR"
    assert refused(authorisations=[]).error().params["next_allowed_at"] is None


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(["America/Bogota", "America/Tijuana", "America/Santiago", "Asia/Tokyo"])
touches = st.lists(
    st.builds(
        Touch,
        at=moments,
        channel=st.sampled_from(list(ChannelKind)),
        is_two_way=st.booleans(),
        is_received=st.booleans(),
        kind=st.just("contact"),
        id=st.uuids().map(str),
    ),
    max_size=6,
)
holidays: st.SearchStrategy[Callable[[date], bool]] = st.frozensets(
    st.dates(date(2026, 1, 1), date(2027, 1, 9)), max_size=40
).map(lambda days: days.__contains__)


@given(st.sampled_from(EVERY_SET), moments, zones, holidays, st.floats(0, 1), touches)
def test_the_next_allowed_moment_is_allowed_and_none_before_it_is(
    rules: RuleSet,
    at: datetime,
    zone: str,
    is_holiday: Callable[[date], bool],
    part: float,
    known: list[Touch],
) -> None:
    asked: dict[str, Any] = {
        "rules": rules,
        "address": an_address(time_zone=zone),
        "authorisations": [an_authorisation(signed_on=date(2020, 1, 1))],
        "holidays": is_holiday,
        "touches": known,
    }
    answer = ask(**asked, at=at)
    if isinstance(answer, Allowed):
        assert answer.window.holds(at)
        return
    next_at = answer.next_allowed_at
    assert next_at is not None
    assert next_at > at
    assert isinstance(ask(**asked, at=next_at), Allowed)
    between = at + (next_at - at) * part
    assert between == next_at or isinstance(ask(**asked, at=between), Refusal)


@given(st.sampled_from(EVERY_SET), moments, zones, holidays, st.integers(1, 600), touches)
def test_a_window_moved_to_its_next_moment_is_allowed(
    rules: RuleSet,
    at: datetime,
    zone: str,
    is_holiday: Callable[[date], bool],
    minutes: int,
    known: list[Touch],
) -> None:
    lasting = timedelta(minutes=minutes)
    asked: dict[str, Any] = {
        "rules": rules,
        "address": an_address(time_zone=zone),
        "authorisations": [an_authorisation(signed_on=date(2020, 1, 1))],
        "holidays": is_holiday,
        "touches": known,
    }
    answer = ask(**asked, window=Span(at, at + lasting))
    if isinstance(answer, Refusal) and answer.next_allowed_at is not None:
        moved = answer.next_allowed_at
        assert moved > at
        assert isinstance(ask(**asked, window=Span(moved, moved + lasting)), Allowed)


@given(moments, st.sampled_from(list(CreditorType)), holidays, touches)
def test_where_nobody_read_the_law_nothing_is_allowed_that_a_known_law_forbids(
    at: datetime,
    kind: CreditorType,
    is_holiday: Callable[[date], bool],
    known: list[Touch],
) -> None:
    asked: dict[str, Any] = {
        "touches": known,
        "authorisations": [an_authorisation(signed_on=date(2020, 1, 1))],
        "holidays": is_holiday,
        "at": at,
    }
    if isinstance(ask(**asked, rules=rules_for("BR", kind)), Allowed):
        for country in ("CO", "MX", "PE", "CL", "EC"):
            assert isinstance(ask(**asked, rules=rules_for(country, kind)), Allowed)


def test_a_door_without_a_zone_has_the_portfolios() -> None:
    door = Door(
        rules=CO,
        party=a_party(),
        address=an_address(),
        portfolio=a_portfolio(),
        accounts=[],
        authorisations=[],
        holidays=no_holidays,
        now=NOW,
    )
    assert door.zone == "America/Bogota"
    assert local_day(door.zone, NOW) == date(2026, 3, 3)
