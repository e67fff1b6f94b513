"""Who is told of what by mail, how often, and what waits for a digest."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from field_api.database import Database
from field_api.mail.follows import end_follow, find_follow, save_follow
from field_api.tables.follows import digest_events
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.deliveries import DeliveryPurpose
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.follows import FollowMode
from kobra_domain.people import User
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import (
    at_door,
    edit,
    end_visit,
    ended,
    fan,
    follow,
    letter,
    office,
)
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines


def waiting_lines(database: Database) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(digest_events)) or 0


def an_alert(world: World, kind: AlertKind, **changed: object) -> Alert:
    values: dict[str, object] = {
        "id": new_id(),
        "kind": kind,
        "raised_at": WEDNESDAY,
        "last_at": WEDNESDAY,
        "agent_id": world.north.agent.id,
        "team_id": world.north.team.id,
        **changed,
    }
    return Alert(**values)  # type: ignore[arg-type]


def test_each_result_of_the_portfolio_is_one_mail(database: Database, world: World) -> None:
    mine = follow(database, world.north)
    visit = end_visit(database, world.north)
    end_visit(database, world.south)
    (one,) = fan(database)
    assert (one.purpose, one.address, one.visit_id) == (DeliveryPurpose.EACH, mine.email, visit.id)
    assert (one.target_id, one.portfolio_id) == (mine.id, world.north.portfolio.id)
    assert one.next_at == WEDNESDAY


def test_what_was_recorded_before_a_follow_began_is_no_news_to_it(
    database: Database, world: World
) -> None:
    end_visit(database, world.north)
    mine = follow(database, world.north)
    later = WEDNESDAY + timedelta(hours=1)
    with database.begin() as connection:
        end_follow(connection, mine, later)
        save_follow(connection, mine, later)
    assert fan(database, later) == []


def test_who_was_switched_off_is_told_nothing(database: Database, world: World) -> None:
    mine = follow(database, world.north)
    with database.begin() as connection:
        end_follow(connection, mine, WEDNESDAY)
        assert find_follow(connection, mine.id) == replace(mine, is_on=False)
    end_visit(database, world.north)
    assert fan(database) == []


@pytest.mark.parametrize(
    ("who", "is_told"), [("supervisor", True), ("admin", True), ("stranger", False)]
)
def test_a_user_is_told_what_their_scope_sees(
    database: Database, world: World, who: str, is_told: bool
) -> None:
    user = world.users[who]
    follow(database, world.north, portfolio_ids=(), user_id=user.id, email=user.email)
    end_visit(database, world.north)
    assert bool(fan(database)) is is_told


def test_a_user_out_of_service_is_told_nothing(database: Database, world: World) -> None:
    user: User = world.users["supervisor"]
    follow(database, world.north, user_id=user.id, email=user.email)
    edit(database, (replace(user, is_active=False), user))
    end_visit(database, world.north)
    assert fan(database) == []


def test_a_promise_made_in_a_visit_is_told_with_it_and_one_made_later_alone(
    database: Database, world: World
) -> None:
    follow(database, world.north)
    there = at_door(world.north)
    write(database, there)
    promise = Promise(
        id=new_id(),
        portfolio_id=there.portfolio_id,
        account_id=there.account_ids[0],
        made_at=WEDNESDAY,
        amount_minor=25_000_000,
        currency="COP",
        due_on=date(2026, 3, 30),
        visit_id=there.id,
    )
    edit(database, (ended(there), there), (promise, None))
    assert len(fan(database)) == 1
    later = WEDNESDAY + timedelta(hours=1)
    edit(database, (replace(promise, amount_minor=30_000_000), promise), at=later)
    assert len(fan(database)) == 2


def test_only_alerts_brings_broken_promises_and_doors_and_no_results(
    database: Database, world: World
) -> None:
    follow(database, world.north, mode=FollowMode.ALERTS)
    visit = end_visit(database, world.north)
    promise = Promise(
        id=new_id(),
        portfolio_id=visit.portfolio_id,
        account_id=visit.account_ids[0],
        made_at=WEDNESDAY,
        amount_minor=1,
        currency="COP",
        due_on=date(2026, 3, 1),
    )
    write(database, promise, an_alert(world, AlertKind.OUTSIDE_FENCE, visit_id=visit.id))
    edit(database, (replace(promise, state=PromiseState.BROKEN), promise))
    told = fan(database)
    assert [one.purpose for one in told] == [DeliveryPurpose.ALERT] * 2


def test_an_sos_reaches_who_follows_a_portfolio_that_the_agent_works(
    database: Database, world: World
) -> None:
    follow(database, world.north, mode=FollowMode.ALERTS)
    follow(database, world.south, mode=FollowMode.ALERTS, email="otra@entidad.example")
    write(database, at_door(world.north))
    write(database, an_alert(world, AlertKind.SOS))
    (one,) = fan(database)
    assert one.address == "jefa@entidad.example"


def test_an_sos_of_who_works_for_no_portfolio_today_reaches_who_follows_any_and_sees_the_team(
    database: Database, world: World
) -> None:
    follow(database, world.north, mode=FollowMode.ALERTS)
    follow(database, world.south, mode=FollowMode.DIGEST, digest_at=time(18), email="b@b.example")
    follow(database, world.south, is_client=True, email="ana@banco.example")
    for who, side in (("supervisor", world.north), ("stranger", world.south)):
        user = world.users[who]
        follow(database, side, user_id=user.id, email=user.email)
    write(database, an_alert(world, AlertKind.SOS), an_alert(world, AlertKind.LOW_BATTERY))
    told = fan(database)
    assert {one.address for one in told} == {
        *("jefa@entidad.example", "b@b.example"),
        world.email("supervisor"),
    }
    for one in told:
        assert "SOS" in letter(database, one, office(database)).subject


def test_a_zone_that_is_entered_again_is_told_to_whom_its_exit_was(
    database: Database, world: World
) -> None:
    follow(database, world.north, mode=FollowMode.ALERTS)
    follow(database, world.north, is_client=True, email="ana@banco.example")
    left = an_alert(world, AlertKind.LEFT_ZONE, detail="300")
    write(database, at_door(world.north))
    write(database, left)
    (exit_mail,) = fan(database)
    assert letter(database, exit_mail, office(database)).subject == "Fuera de zona"
    back = replace(left, detail="back 15:42", state=AlertState.OVER)
    edit(database, (back, left))
    entry = next(one for one in fan(database) if one.id != exit_mail.id)
    assert len(fan(database)) == 2
    assert (entry.address, entry.purpose) == (exit_mail.address, DeliveryPurpose.ALERT)
    said = letter(database, entry, office(database))
    assert said.subject == "Volvió a su zona"
    assert "Salió de la zona; volvió a las 15:42" in said.text


def test_people_of_the_institution_hear_of_doors_and_not_of_phones(
    database: Database, world: World
) -> None:
    follow(database, world.north, is_client=True)
    there = at_door(world.north)
    write(database, there)
    write(database, an_alert(world, AlertKind.SOS), an_alert(world, AlertKind.LOW_BATTERY))
    assert fan(database) == []
    write(database, an_alert(world, AlertKind.OUTSIDE_FENCE, visit_id=there.id))
    assert len(fan(database)) == 1


def test_beyond_the_cap_the_rest_of_the_hour_is_one_digest_and_an_sos_passes(
    database: Database, world: World
) -> None:
    """WEDNESDAY is a whole hour; the digest is due when it ends."""
    mine = follow(database, world.north, cap=2)
    now = WEDNESDAY + timedelta(minutes=10)
    for _ in range(5):
        end_visit(database, world.north)
    fan(database, now)
    end_visit(database, world.north)
    write(database, an_alert(world, AlertKind.SOS))
    told = fan(database, now + timedelta(minutes=20))
    by_purpose = [one.purpose for one in told]
    assert by_purpose.count(DeliveryPurpose.EACH) == 2
    assert by_purpose.count(DeliveryPurpose.ALERT) == 1
    (digest,) = [one for one in told if one.purpose is DeliveryPurpose.DIGEST]
    assert digest.next_at == now.replace(minute=0) + timedelta(hours=1)
    assert (digest.target_id, waiting_lines(database)) == (mine.id, 4)
    end_visit(database, world.north)
    again = fan(database, now + timedelta(hours=1))
    assert [one.purpose for one in again].count(DeliveryPurpose.EACH) == 3


def test_the_cap_keeps_what_asks_for_somebody(database: Database, world: World) -> None:
    follow(database, world.north, cap=1)
    visit = end_visit(database, world.north)
    write(database, an_alert(world, AlertKind.OUTSIDE_FENCE, visit_id=visit.id))
    single = [one for one in fan(database) if one.purpose is not DeliveryPurpose.DIGEST]
    assert [one.purpose for one in single] == [DeliveryPurpose.ALERT]


def test_a_digest_comes_at_its_hour_by_the_portfolios_clock_once_a_day(
    database: Database, world: World
) -> None:
    follow(database, world.north, mode=FollowMode.DIGEST, digest_at=time(18, 30))
    for _ in range(3):
        end_visit(database, world.north)
        fan(database)
    (digest,) = fan(database)
    assert digest.next_at == datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert waiting_lines(database) == 3
    end_visit(database, world.north)
    told = fan(database, datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    assert [one.next_at for one in told][1:] == [datetime(2026, 3, 5, 23, 30, tzinfo=UTC)]


def test_the_hour_may_be_the_readers(database: Database, world: World) -> None:
    follow(
        database,
        world.north,
        mode=FollowMode.DIGEST,
        digest_at=time(18, 30),
        time_zone="America/Tijuana",
    )
    end_visit(database, world.north)
    (digest,) = fan(database)
    assert digest.next_at == datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


def test_ten_thousand_at_once_are_a_handful_of_mails(database: Database, world: World) -> None:
    """Of an outage: here 600, in three batches, told to a capped and to a daily reader."""
    follow(database, world.north, cap=3)
    follow(
        database,
        world.north,
        email="otra@entidad.example",
        mode=FollowMode.DIGEST,
        digest_at=time(20),
    )
    there = [at_door(world.north) for _ in range(600)]
    write(database, *there)
    edit(database, *((ended(one), one) for one in there))
    assert {one.state for one in there} == {VisitState.CHECKED_IN}
    told = fan(database, WEDNESDAY + timedelta(minutes=1))
    assert len(told) == 5
    assert waiting_lines(database) == 597 + 600
