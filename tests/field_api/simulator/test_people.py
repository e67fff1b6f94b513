"""The people: lawful where they are visited, refused where not, and the same again by seed."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from field_api.simulator import lenders, world
from field_api.simulator.people import build_world
from field_api.simulator.script import Script
from field_api.simulator.world import Scale, World
from kobra_domain.contact import Allowed, may_visit, rules_for
from kobra_domain.documents import read_document
from kobra_domain.geo import is_inside, metres
from kobra_domain.limits import check
from kobra_domain.people import Role
from kobra_domain.places import AddressOrigin, GeocodeQuality, Point
from kobra_domain.portfolios import Address
from kobra_domain.shift import in_shift, shift_spans
from kobra_domain.together import check_together
from kobra_domain.visits import VisitState
from kobra_records.holidays import holidays_of


def _in_city(made: World) -> list[Address]:
    """The addresses of Villa Ámbar, whose true doors are known."""
    return [address for address in made.addresses if address.id in made.doors]


def _verdict(made: World, address: Address, at: datetime) -> object:
    parties = {party.id: party for party in made.parties}
    portfolio = next(p for p in made.portfolios if p.id == address.portfolio_id)
    party = parties[address.party_id]
    own = [a for a in made.accounts if a.parties[0].party_id == party.id]
    return may_visit(
        rules=rules_for(portfolio.country, portfolio.creditor_type),
        party=party,
        address=address,
        portfolio=portfolio,
        accounts=own,
        authorisations=made.authorisations,
        holidays=holidays_of(portfolio.country),
        now=at,
    )


def test_the_same_seed_and_day_give_the_same_people(script: Script) -> None:
    scale = Scale(agents=script.agents, parties=script.parties)
    later = script.now + timedelta(hours=2)
    again = build_world(script.city, script.seed, later, scale)
    assert list(again.entities()) == list(script.world.entities())
    other = build_world(script.city, script.seed + 1, later, scale)
    assert {p.id for p in other.parties}.isdisjoint(p.id for p in again.parties)


def test_everybody_is_within_the_limits_of_the_rules(script: Script) -> None:
    entities = list(script.world.entities())
    for entity in entities:
        check(entity)
        check_together(entity)
    assert len({entity.id for entity in entities}) == len(entities)


def test_whoever_is_on_a_round_may_lawfully_be_visited(script: Script) -> None:
    rounds = script.days_of_agents.rounds
    for agent in script.world.agents:
        for address in rounds.territory(agent)[:6]:
            assert isinstance(_verdict(script.world, address, script.now), Allowed)


def test_on_a_sunday_only_those_who_agreed_are_on_a_round(sunday_script: Script) -> None:
    assert sunday_script.world.is_special_hours
    rounds = sunday_script.days_of_agents.rounds
    for agent in sunday_script.world.agents:
        for address in rounds.territory(agent)[:6]:
            assert isinstance(_verdict(sunday_script.world, address, sunday_script.now), Allowed)


def test_some_never_signed_and_the_law_refuses_their_visit(script: Script) -> None:
    left_out = script.days_of_agents.rounds.unvisited
    assert 0.08 < len(left_out) / len(_in_city(script.world)) < 0.3
    for address in left_out[:20]:
        assert not isinstance(_verdict(script.world, address, script.now), Allowed)


def test_pins_are_right_wrong_or_missing(script: Script) -> None:
    kinds: Counter[str] = Counter()
    for address in _in_city(script.world):
        door = script.world.doors[address.id]
        if address.lat is None or address.lon is None:
            assert address.geocode_quality is GeocodeQuality.NONE
            kinds["missing"] += 1
        else:
            away_m = metres(address.lat, address.lon, door.lat, door.lon)
            kinds["right" if away_m < 1 else "wrong" if away_m > 150 else "near"] += 1
    assert kinds["right"] > 0.75 * len(_in_city(script.world))
    assert min(kinds[kind] for kind in ("wrong", "missing", "near")) >= 3


def test_each_agent_works_in_the_zone_of_the_team(script: Script) -> None:
    teams = {team.id: team for team in script.world.teams}
    for agent in script.world.agents:
        zone = teams[str(agent.team_id)].zone
        for address in script.days_of_agents.rounds.territory(agent):
            door = script.world.doors[address.id]
            assert is_inside(zone, Point(door.lat, door.lon))


def test_portfolios_show_what_scope_hides(script: Script) -> None:
    by_role = Counter(user.role for user in script.world.users)
    assert by_role[Role.AGENT] == script.agents
    assert by_role[Role.ADMIN] == 2
    owners = {party.portfolio_id for party in script.world.parties}
    assert owners == {portfolio.id for portfolio in script.world.portfolios}
    narrow = [user for user in script.world.users if len(user.portfolio_ids) == 1]
    assert {user.portfolio_ids for user in narrow} == {(p.id,) for p in script.world.portfolios}
    assert all(user.email.endswith(f"@{lenders.DOMAIN}") for user in script.world.users)


def test_rounds_give_every_door_its_turn_within_a_fortnight(script: Script) -> None:
    rounds = script.days_of_agents.rounds
    agent = script.world.agents[0]
    seen = set()
    for number in range(14):
        day = script.world.today + timedelta(days=number)
        for address in rounds.tour(agent, rounds.tour_number(agent, day)):
            seen.add(address.id)
    assert seen == {address.id for address in rounds.territory(agent)}


def test_ordinary_hours_are_those_of_shift_and_law() -> None:
    def at(day: int, hour: int) -> datetime:
        return datetime(2026, 11, day, hour + 5, 0, tzinfo=UTC)  # the city's clock is five behind

    assert world.is_ordinary(at(18, 9))
    assert not world.is_ordinary(at(18, 6))
    assert not world.is_ordinary(at(18, 17))
    assert world.is_ordinary(at(21, 10))
    assert not world.is_ordinary(at(21, 15))
    assert not world.is_ordinary(at(22, 10))


def test_planned_visits_are_assigned_and_numbered(script: Script) -> None:
    agent = script.world.agents[3]
    day = script.today(agent)
    assert day is not None
    assert [visit.position for visit in day.visits] == list(range(1, len(day.visits) + 1))
    assert {visit.state for visit in day.visits} == {VisitState.ASSIGNED}
    assert {visit.planned_on for visit in day.visits} == {script.world.today}


def test_on_a_holiday_agents_are_about_and_nobody_is_visited(script: Script) -> None:
    monday = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)  # Independencia de Cartagena
    holiday = Script(now=monday, agents=2, parties=40)
    assert script.now > monday
    for agent in holiday.world.agents:
        day = holiday.today(agent)
        assert day is not None
        assert not day.visits
        assert not day.findings
        assert day.journey.is_moving(day.readings.at_s).mean() > 0.2


@pytest.mark.parametrize(
    "here",
    [
        datetime(2026, 11, 18, 0, 0, 5),
        datetime(2026, 11, 18, 6, 59),
        datetime(2026, 11, 18, 16, 50),
        datetime(2026, 11, 20, 23, 59, 59),
        datetime(2026, 11, 22, 0, 10),  # Sunday
        datetime(2026, 11, 22, 20, 0),
        datetime(2026, 11, 16, 10, 30),  # a holiday
    ],
)
def test_special_hours_are_worked_around_the_demonstration_alone(here: datetime) -> None:
    now = here.replace(tzinfo=ZoneInfo(world.ZONE)).astimezone(UTC)
    script = Script(now=now, agents=2, parties=40)
    assert script.world.is_special_hours
    for agent in script.world.agents:
        check(agent)
        check_together(agent)
        week_s = sum(
            span.seconds
            for days in range(7)
            for span in shift_spans(agent, script.world.today + timedelta(days=days))
        )
        assert 40 <= week_s / 3600 <= 68
        day = script.today(agent)
        assert day is not None
        assert day.span.start_at <= now - timedelta(hours=3, minutes=59)
        assert day.span.end_at >= now + timedelta(hours=7)
        fixes = [
            event.at for event in day.events() if day.span.start_at <= event.at < day.span.end_at
        ]
        assert len(fixes) > 100
        assert all(in_shift(agent, at) for at in fixes)
        for span in shift_spans(agent, script.world.today):  # nothing of today is unexplained
            assert span.start_at >= day.span.start_at
            assert span.end_at <= day.span.end_at
        soon = now + timedelta(hours=2)
        assert any(now < at < soon for at in fixes)
        later = script.later(agent, script.world.today)
        assert later is not None
        assert later.span.start_at >= day.span.end_at


def test_one_portfolio_is_of_a_town_in_mexico(script: Script) -> None:
    made = script.world
    (shop,) = [portfolio for portfolio in made.portfolios if portfolio.country == "MX"]
    assert (shop.currency, shop.time_zone) == ("MXN", "America/Mexico_City")
    homes = [address for address in made.addresses if address.portfolio_id == shop.id]
    assert len({(home.street, home.neighbourhood) for home in homes}) == len(homes) > 20
    assert all(home.postal_code and home.neighbourhood for home in homes)
    assert {home.origin for home in homes} == set(AddressOrigin)
    assert {home.geocode_quality for home in homes} > {GeocodeQuality.DOOR, GeocodeQuality.NONE}
    people = [party for party in made.parties if party.portfolio_id == shop.id]
    for party in people:
        assert read_document("", party.document_number) == ("CURP", party.document_number)
    amounts = {account.currency for account in made.accounts if account.portfolio_id == shop.id}
    assert amounts == {"MXN"}
    ten = datetime(2026, 11, 18, 16, tzinfo=UTC)
    verdicts = {home.origin: _verdict(made, home, ten) for home in homes}
    assert isinstance(verdicts[AddressOrigin.GIVEN], Allowed)
