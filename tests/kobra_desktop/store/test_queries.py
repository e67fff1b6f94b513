"""What screens read: joined, flagged, found without accents, within the reach."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from kobra_desktop.commands import visits
from kobra_desktop.store import latest, making
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.alerts import alert_rows
from kobra_desktop.store.queries.cards import VisitCard, visit_card, visit_cards
from kobra_desktop.store.queries.money import money_to_settle
from kobra_desktop.store.queries.people import team_rows, user_rows
from kobra_desktop.store.queries.portfolios import (
    authorisation_rows,
    party_card,
    portfolio_rows,
)
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.queries.today import just_ended, numbers, numbers_on_days
from kobra_desktop.store.queries.visits import VisitWish, visit_rows
from kobra_desktop.store.replica import Replica
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.metrics.comparing import same_weekdays
from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    DONE,
    PAYMENT_AMOUNT,
    PLANNED,
    PROMISE_AMOUNT,
    PROMISES,
    RIGHT_PARTIES,
    UNASSIGNED,
    VERIFIED,
)
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.people import Team
from kobra_domain.portfolios import Channel, ChannelKind
from kobra_domain.positions import Latest, MockReason
from kobra_domain.visits import Outcome, Verdict, VisitState
from kobra_records.sql.tables import to_ms
from tests.kobra_desktop.field import a_desk, named, take
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    AGENT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    TODAY,
    VISIT_ID,
    a_party,
    a_visit,
    an_account,
    an_address,
    an_agent,
    an_id,
)

TEAM = Team(id=an_id(60), name="Norte")
ASSIGNED = a_visit(state=VisitState.ASSIGNED, agent_id=AGENT_ID, planned_on=TODAY, assigned_at=NOW)


def test_a_visit_row_joins_what_it_names(replica: Replica) -> None:
    take(replica, (ASSIGNED, 2), (a_party(name="Íñigo Muñoz"), 2))
    (row,) = visit_rows(replica)
    assert (row.party_name, row.street, row.agent_name) == ("Íñigo Muñoz", "Calle 8 #12-40", "Ana")
    assert (row.state, row.time_zone, row.radius_m) == (
        VisitState.ASSIGNED,
        "America/Bogota",
        60.0,
    )
    assert "inigo munoz" in row.searchable
    assert (row.is_pending, row.is_held) == (False, False)


def test_a_row_whose_names_have_not_arrived_is_shown_all_the_same(replica: Replica) -> None:
    take(replica, (replace(a_visit(), id=an_id(61), party_id=an_id(404)), 2))
    (row,) = visit_rows(replica, VisitWish(ids=frozenset({an_id(61)})))
    assert (row.party_name, row.street) == ("", "Calle 8 #12-40")


def test_what_waits_is_flagged(replica: Replica) -> None:
    visits.edit_visit(a_desk(replica), VISIT_ID, note="x")
    (row,) = visit_rows(replica)
    assert (row.is_pending, row.is_held) == (True, False)


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        (Reach(), 2),
        (Reach(team_ids=frozenset({TEAM.id})), 2),
        (Reach(team_ids=frozenset({an_id(62)})), 1),  # the unassigned one is everybody's
        (Reach(portfolio_ids=frozenset({an_id(63)})), 0),
    ],
)
def test_the_reach_narrows(replica: Replica, reach: Reach, seen: int) -> None:
    assigned = replace(ASSIGNED, id=an_id(64))
    take(replica, (TEAM, 2), (an_agent(team_id=TEAM.id), 2), (assigned, 2))
    assert len(visit_rows(replica, reach=reach)) == seen


def test_days_and_open_ones(replica: Replica) -> None:
    ended = replace(
        ASSIGNED,
        id=an_id(65),
        state=VisitState.COMPLETED,
        outcome=Outcome.PROMISE,
        verdict=Verdict.AT_ADDRESS,
        ended_at=NOW,
    )
    take(replica, (ended, 2), (replace(ASSIGNED, id=an_id(66)), 2))
    assert {r.id for r in visit_rows(replica, VisitWish(open_only=True))} == {VISIT_ID, an_id(66)}
    later = VisitWish(planned_from=TODAY + timedelta(days=1))
    assert visit_rows(replica, later) == []
    since = VisitWish(ended_since=NOW + timedelta(hours=1))
    assert an_id(65) not in {row.id for row in visit_rows(replica, since)}
    asked = (PLANNED, DONE, VERIFIED, RIGHT_PARTIES, PROMISES)
    counted = numbers(replica, asked, TODAY)
    assert [counted[metric.key].n for metric in asked] == [2, 1, 1, 1, 1]
    assert numbers(replica, [UNASSIGNED], None)["unassigned"].n == 1
    assert just_ended(replica, NOW - timedelta(minutes=5)) == [an_id(65)]


def test_what_was_promised_stands_by_currency_on_the_day_of_the_address(replica: Replica) -> None:
    """23:30 in Bogotá is that day, whatever UTC says; a cancelled promise is none."""
    late = datetime.combine(TODAY, time(23, 30), ZoneInfo("America/Bogota")).astimezone(UTC)
    first = Promise(
        id=an_id(80),
        portfolio_id=PORTFOLIO_ID,
        account_id=ACCOUNT_ID,
        made_at=late,
        amount_minor=120_000_00,
        currency="COP",
        due_on=TODAY,
    )
    dollars = replace(first, id=an_id(81), amount_minor=50_00, currency="USD")
    cancelled = replace(first, id=an_id(82), state=PromiseState.CANCELLED)
    tomorrow = replace(first, id=an_id(83), made_at=late + timedelta(hours=1))
    take(replica, *((one, 2) for one in (first, dollars, cancelled, tomorrow)))
    found = numbers(replica, [PROMISE_AMOUNT], TODAY)["promise_amount"]
    assert found == Tally(2, 0, {"COP": 120_000_00, "USD": 50_00})
    elsewhere = Reach(portfolio_ids=frozenset({an_id(63)}))
    assert numbers(replica, [PROMISE_AMOUNT], TODAY, elsewhere)["promise_amount"] == Tally()


def test_one_visit_in_full(replica: Replica) -> None:
    card = visit_card(replica, VISIT_ID)
    assert card is not None
    assert card.party == a_party()
    assert [account.id for account in card.accounts] == [ACCOUNT_ID]
    assert len(card.authorisations) == 1
    assert card.version == 1
    assert visit_card(replica, an_id(404)) is None


def test_many_visits_in_full_are_read_as_few_as_one(replica: Replica) -> None:
    """The same cards as one by one, in the order asked, and no more statements."""
    more = [named(n, f"Titular {n}") for n in range(12)]
    take(replica, *((one, 2) for made in more for one in made), (ASSIGNED, 2))
    visits.edit_visit(a_desk(replica), VISIT_ID, note="x")
    ids = [made[2].id for made in more] + [an_id(404), VISIT_ID]
    alone = [visit_card(replica, one) for one in ids]

    def counted(wanted: list[str]) -> tuple[list[VisitCard], int]:
        asked: list[str] = []

        def note(*said: Any) -> None:
            asked.append(said[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            return visit_cards(replica, wanted), len(asked)
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    cards, statements = counted(ids)
    assert cards == [card for card in alone if card is not None]
    assert len(cards) == 13
    assert [op.command for op in cards[-1].operations] == ["visit.edit"]
    assert statements == counted([VISIT_ID])[1]


def test_agents_with_their_day_and_their_latest(replica: Replica) -> None:
    done = replace(ASSIGNED, id=an_id(67), state=VisitState.NOT_COMPLETED, position=0)
    take(replica, (done, 2), (replace(ASSIGNED, position=1), 2))
    here = Latest(agent_id=AGENT_ID, heard_at=NOW, lat=4.6, lon=-74.1)
    latest.keep_latest(replica, [here])
    (row,) = agent_rows(replica, TODAY)
    assert (row.planned, row.done, row.next_party) == (2, 1, "María")
    assert row.latest == here
    assert row.next_visit is not None
    assert row.next_visit.id == VISIT_ID
    assert agent_rows(replica, TODAY, reach=Reach(team_ids=frozenset({TEAM.id}))) == []


def test_positions_of_the_stream_are_read_by_name(replica: Replica) -> None:
    names = tuple(Latest.__dataclass_fields__)
    here = Latest(agent_id=AGENT_ID, heard_at=NOW, is_charging=True, mock=MockReason.FLAGGED)
    stored = [getattr(here, name) for name in names]
    stored[names.index("heard_at")] = to_ms(NOW)
    stored[names.index("is_charging")] = 1
    assert latest.read_rows(names[::-1], [stored[::-1]]) == [here]
    with pytest.raises(ValueError, match="lacks"):
        latest.read_rows(names[1:], [])


def test_alerts_with_names(replica: Replica) -> None:
    alert = Alert(
        id=an_id(68),
        kind=AlertKind.LOW_BATTERY,
        raised_at=NOW,
        last_at=NOW,
        agent_id=AGENT_ID,
        visit_id=VISIT_ID,
    )
    muted = replace(alert, id=an_id(69), muted_until_at=NOW + timedelta(hours=1))
    over = replace(alert, id=an_id(70), state=AlertState.OVER, last_at=NOW - timedelta(days=2))
    take(replica, (alert, 2), (muted, 2), (over, 2))
    assert {row.agent_name for row in alert_rows(replica)} == {"Ana"}
    assert {row.party_name for row in alert_rows(replica)} == {"María"}
    assert len(alert_rows(replica, since=NOW - timedelta(days=1))) == 2


def test_people_and_portfolios(replica: Replica) -> None:
    take(replica, (TEAM, 2), (an_agent(team_id=TEAM.id), 2))
    (team,) = team_rows(replica)
    assert (team.team, team.agents) == (TEAM, 1)
    (user,) = user_rows(replica)
    assert user.portfolio_names == ("Cartera",)
    (portfolio,) = portfolio_rows(replica)
    assert (portfolio.parties, portfolio.accounts, portfolio.open_visits) == (1, 1, 1)
    (paper,) = authorisation_rows(replica, PORTFOLIO_ID)
    assert (paper.party_name, paper.account_number) == ("María", "8841")
    card = party_card(replica, PARTY_ID)
    assert card is not None
    assert (len(card.addresses), len(card.accounts), len(card.authorisations)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("maria", {"party"}),
        ("MARÍA", {"party"}),
        ("884", {"account"}),
        ("ca 8", {"address"}),
        ("ag-01", {"agent"}),
        ("nadie", set()),
        ('"; DROP TABLE party', set()),
        ("  ", set()),
    ],
)
def test_the_palette_finds_by_the_start_of_words(
    replica: Replica, typed: str, kinds: set[str]
) -> None:
    assert {hit.kind for hit in search(replica, typed)} == kinds


def test_those_of_one_name_are_told_apart_by_document_and_street(replica: Replica) -> None:
    """And a document is found with its points or without."""
    twin = a_party(id=an_id(81), document_type="CC", document_number="52123456")
    take(replica, (twin, 2), (an_address(id=an_id(82), party_id=twin.id, street="Carrera 3"), 2))
    details = {hit.id: hit.detail for hit in search(replica, "maria", kinds=("party",))}
    assert details[twin.id] == "CC 52123456 · Carrera 3"
    assert details[PARTY_ID].endswith("Calle 8 #12-40")
    for typed in ("52.123.456", "52123456", "52.123", "52123"):
        assert [hit.id for hit in search(replica, typed, kinds=("party",))] == [twin.id], typed


def test_who_is_called_just_so_is_found_among_many_that_begin_so(replica: Replica) -> None:
    """However many longer numbers came before it."""
    longer = [an_account(id=an_id(3_000 + n), number=f"77{n:04}") for n in range(80)]
    take(replica, *((one, 2) for one in longer))
    take(replica, (an_account(id=an_id(3_900), number="77"), 2))
    first, *_ = search(replica, "77", kinds=("account",))
    assert first.title == "77"


def test_a_person_is_found_by_the_end_of_a_telephone(replica: Replica) -> None:
    """However it was written down and is typed, and no longer once it is another's."""
    phone = Channel(kind=ChannelKind.WHATSAPP, value="+57 (310) 555-0142")
    mail = Channel(kind=ChannelKind.EMAIL, value="3105550142@correo.example")
    twin = a_party(id=an_id(3_800), name="Zoraida", channels=(phone, phone))
    take(replica, (twin, 2), (a_party(id=an_id(3_801), name="Otra", channels=(mail,)), 2))

    def found(typed: str) -> list[str]:
        return [hit.id for hit in search(replica, typed)]

    for typed in ("0142", "555 0142", "310.555.01.42", "+57 310 5550142", "0057 310 555 0142"):
        assert found(typed) == [twin.id], typed
    for typed in ("142", "0143", "1 310 555 0143", "x0142", "٠١٤٢"):
        assert found(typed) == [], typed
    (hit,) = search(replica, "0142")
    assert hit.detail.startswith("573105550142")
    other = replace(phone, value="320 555 0199")
    both = (other, replace(other, kind=ChannelKind.PHONE))
    take(replica, (replace(twin, channels=both), 3))
    assert (found("0142"), found("0199")) == ([], [twin.id])
    take(replica, delete=[("party", twin.id)])
    assert found("0199") == []


def test_the_search_follows_an_edit_and_a_removal(replica: Replica) -> None:
    edit = Edit("party.edit", PARTY_ID, {"name": "Óscar Peña"})
    making.make(replica, [edit], now=NOW, new_id=lambda: an_id(71))
    assert search(replica, "maria") == []
    assert [hit.title for hit in search(replica, "oscar pena")] == ["Óscar Peña"]
    take(replica, delete=[("party", PARTY_ID)])
    assert search(replica, "oscar") == []


@pytest.mark.parametrize(
    ("metric", "index"),
    [
        (PROMISE_AMOUNT, "promise_by_made_at"),
        (PAYMENT_AMOUNT, "payment_by_paid_on"),
        (COLLECTED_AMOUNT, "bank_payment_by_booked_on"),
    ],
)
def test_what_is_counted_by_its_day_is_looked_up_by_it(
    replica: Replica, metric: Metric, index: str
) -> None:
    """Hoy counts again with every change: rows of other days are not walked through."""
    plans = plans_of(replica, lambda: numbers(replica, [metric], TODAY))
    rows = [plan for plan in plans if "pack_day" not in plan]  # what is packed is asked first
    assert rows
    assert all(index in plan for plan in rows), plans


def test_the_days_before_are_looked_up_by_their_day(replica: Replica) -> None:
    """Eight of them at once: visits of other days are not walked through."""
    moments = dict.fromkeys(same_weekdays(TODAY), NOW)
    plans = plans_of(replica, lambda: numbers_on_days(replica, [PLANNED, DONE], moments))
    assert len(plans) == 1
    assert "visit_by_day" in plans[0], plans


def test_money_that_waits_is_looked_up_by_what_is_wrong_with_it(replica: Replica) -> None:
    """And not among all answers that nobody has judged, which may be all there are."""
    unread, _ = plans_of(replica, lambda: money_to_settle(replica))
    assert "(problem=?)" in unread


def plans_of(replica: Replica, read: Callable[[], object]) -> list[str]:
    """How SQLite looks up what is read, a text for each statement."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
        asked.append((text, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with replica.reading() as connection:
        plans = [
            " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {t}", v))
            for t, v in asked
            if t.lstrip().startswith("SELECT")
        ]
    assert plans
    return plans
