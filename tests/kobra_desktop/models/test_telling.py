"""What is told at once: what is new, once, as few notices as can be, and nothing of the past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models import telling
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.telling import Tellings, Told
from kobra_desktop.models.telling_wishes import TellingWishes, Wishes
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.errors import Locked
from kobra_desktop.store.queries.happenings import Happening, Telling
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.visits import Outcome, Visit, VisitState
from tests.kobra_desktop.views.world import NOW, World


class Listener:
    """Who hears the notices of a window."""

    def __init__(self, workspace: Workspace, world: World) -> None:
        self.workspace, self.world = workspace, world
        self.status = StatusModel(workspace.zone)
        self.synced(NOW)
        self.wishes = TellingWishes(workspace.memory, workspace.desk.who.id)
        self.tellings = Tellings(workspace, self.status, self.wishes)
        self.heard: list[Told] = []
        self.tellings.told.connect(self.heard.append)

    def synced(self, at: Any) -> None:
        self.status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=at))

    def come(self, *entities: Any) -> None:
        """Rows come in by one pull."""
        news = ChangeSet()
        with self.world.replica.pulling() as connection:
            for one in entities:
                kind = type(one).__name__.lower()
                rows.write(connection, kind, one, 99)
                news |= ChangeSet.of(kind, [one.id])
        self.world.replica.tell(news)

    @property
    def titles(self) -> list[str]:
        return [told.title for told in self.heard]


@pytest.fixture
def listener(workspace: Workspace, world: World, qtbot: QtBot) -> Listener:
    """It knows what there was."""
    made = Listener(workspace, world)
    qtbot.waitUntil(lambda: made.tellings._known is not None)
    return made


def open_visits(world: World) -> list[Visit]:
    return [v for v in world.visits if v.agent_id and v.ended_at is None and v.planned_on]


def ended(visit: Visit, outcome: Outcome = Outcome.NO_CONTACT) -> Visit:
    return replace(visit, state=VisitState.COMPLETED, outcome=outcome, ended_at=NOW)


def locked(*_asked: object) -> list[Happening]:
    raise Locked


def promise(world: World, visit: Visit, **changes: Any) -> Promise:
    made = Promise(
        id=world.new_id(),
        portfolio_id=visit.portfolio_id,
        account_id=visit.account_ids[0],
        made_at=NOW,
        amount_minor=25_000_000,
        currency="COP",
        due_on=date(2026, 11, 30),
        visit_id=visit.id,
        agent_id=visit.agent_id,
    )
    return replace(made, **changes)


def sos(world: World) -> Alert:
    agent = world.agents[2]
    return replace(world.alerts[0], id=world.new_id(), agent_id=agent.id, raised_at=NOW)


def test_a_visit_that_ends_is_told_and_opened(
    listener: Listener, world: World, qtbot: QtBot
) -> None:
    """Without a name; once, whatever else becomes of it."""
    visit = open_visits(world)[0]
    listener.come(ended(visit))
    qtbot.waitUntil(lambda: len(listener.heard) == 1)
    told = listener.heard[0]
    assert told.opens == ("visits", {"visit": visit.id, "chosen": visit.id})
    party = next(e for e in world.entities if e.id == visit.party_id)
    agent = next(one for one in world.agents if one.id == visit.agent_id)
    assert party.name not in told.title + told.body  # type: ignore[union-attr]
    assert agent.name not in told.title + told.body
    assert party.name in told.named  # type: ignore[union-attr]
    assert agent.name in told.named
    listener.come(replace(ended(visit), result_note="Vive con su madre"))
    listener.come(ended(open_visits(world)[1]), sos(world))
    qtbot.waitUntil(lambda: any(told.is_urgent for told in listener.heard))
    assert listener.titles == ["A visit has ended", "Somebody calls for help"]


def test_a_zone_that_is_entered_again_is_told_once_more(
    listener: Listener, world: World, qtbot: QtBot
) -> None:
    left = replace(sos(world), kind=AlertKind.LEFT_ZONE, detail="300", last_at=NOW)
    listener.come(left)
    qtbot.waitUntil(lambda: listener.titles == ["Fuera de zona"])
    listener.tellings._quiet.stop()
    back = replace(left, detail="back 15:42", state=AlertState.OVER)
    listener.come(back)
    qtbot.waitUntil(lambda: listener.titles == ["Fuera de zona", "Volvió a su zona"])


def test_many_at_once_are_one_notice(listener: Listener, world: World, qtbot: QtBot) -> None:
    """Counted, with what else there was; it opens Hoy."""
    visits = open_visits(world)[:14]
    listener.come(*map(ended, visits), promise(world, visits[0]))
    qtbot.waitUntil(lambda: bool(listener.heard))
    told = listener.heard[0]
    assert (told.title, told.body) == ("1 promise(s) to pay", "13 visit(s) ended")
    assert told.opens == ("today", {"tab": "workday"})


def test_what_follows_a_notice_is_told_together(
    listener: Listener, world: World, qtbot: QtBot
) -> None:
    """A busy hour is no row of notices; a call for help does not wait."""
    listener.tellings._quiet.setInterval(60_000)
    first, *others = open_visits(world)[:5]
    listener.come(ended(first))
    qtbot.waitUntil(lambda: len(listener.heard) == 1)
    for one in others:
        listener.come(ended(one))
    listener.come(sos(world))
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.heard[1].is_urgent
    assert listener.heard[1].opens == ("map", {"agent": world.agents[2].id})
    qtbot.waitUntil(lambda: len(listener.tellings._gathered) == 4)
    listener.tellings._quiet.timeout.emit()
    assert listener.heard[2].title == "4 visit(s) ended"


def test_after_an_absence_there_is_one_summary(
    listener: Listener, world: World, qtbot: QtBot
) -> None:
    """However many pages it came in; then all is told as it comes again."""
    listener.synced(NOW - timedelta(hours=2))
    visits = open_visits(world)[:6]
    listener.come(*map(ended, visits[:3]))
    listener.come(*map(ended, visits[3:5]), sos(world))
    qtbot.waitUntil(lambda: len(listener.tellings._gathered) == 6)
    assert listener.heard == []
    listener.synced(NOW)
    qtbot.waitUntil(lambda: len(listener.heard) == 1)
    told = listener.heard[0]
    assert told.title == "While you were away"
    assert told.body == "1 call(s) for help · 5 visit(s) ended"
    listener.come(ended(visits[5]))
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.heard[1].title == "A visit has ended"


def test_what_could_not_be_read_is_told_later(
    listener: Listener, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is lost when the replica is locked for a moment."""
    with monkeypatch.context() as patch:
        patch.setattr(telling, "happenings", locked)
        with qtbot.waitSignal(listener.workspace.background.met):
            listener.come(*map(ended, open_visits(world)[:2]))
    assert listener.heard == []
    listener.synced(NOW + timedelta(seconds=1))
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.titles == ["2 visit(s) ended"]


def test_a_first_reading_that_fails_is_made_again(
    workspace: Workspace, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing were told for as long as the window is open."""
    with monkeypatch.context() as patch:
        patch.setattr(telling, "happenings", locked)
        with qtbot.waitSignal(workspace.background.met):
            listener = Listener(workspace, world)
    listener.synced(NOW + timedelta(seconds=1))
    qtbot.waitUntil(lambda: listener.tellings._known is not None)
    listener.come(ended(open_visits(world)[0]))
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.titles == ["A visit has ended"]


def test_what_is_old_is_no_news(listener: Listener, world: World, qtbot: QtBot) -> None:
    """A visit that a phone gives back two days later stands in the lists."""
    old, new = open_visits(world)[:2]
    listener.come(replace(ended(old), ended_at=NOW - timedelta(days=2)))
    listener.come(ended(new))
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert [told.opens[1]["visit"] for told in listener.heard] == [new.id]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("payment", "Payment reported"),
        ("broken", "Broken promise"),
        ("away", "Check-in away from the door"),
        ("battery", "Batería baja"),
    ],
)
def test_each_kind_says_what_it_is(
    listener: Listener, world: World, qtbot: QtBot, kind: str, title: str
) -> None:
    """The visit's own end goes without saying."""
    visit = open_visits(world)[0]
    makers: dict[str, Callable[[], list[Any]]] = {
        "payment": lambda: [
            Payment(
                id=world.new_id(),
                portfolio_id=visit.portfolio_id,
                account_id=visit.account_ids[0],
                reported_at=NOW,
                amount_minor=9_000_000,
                currency="COP",
                paid_on=date(2026, 11, 20),
                visit_id=visit.id,
            ),
            ended(visit),
        ],
        "broken": lambda: [
            promise(
                world,
                visit,
                made_at=NOW - timedelta(days=9),
                due_on=date(2026, 11, 16),
                state=PromiseState.BROKEN,
            )
        ],
        "away": lambda: [
            replace(sos(world), kind=AlertKind.OUTSIDE_FENCE, visit_id=visit.id, detail="430")
        ],
        "battery": lambda: [replace(sos(world), kind=AlertKind.LOW_BATTERY, detail="9")],
    }
    listener.come(*makers[kind]())
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.titles == [title]
    amount = {"payment": "90.000", "broken": "250.000"}.get(kind, "")
    assert amount in listener.heard[0].named
    assert not amount or amount not in listener.heard[0].title + listener.heard[0].body


def test_what_is_not_wanted_is_not_told(listener: Listener, world: World, qtbot: QtBot) -> None:
    """A kind, or another team; a call for help always is."""
    listener.wishes.write(Wishes(silent=frozenset({Telling.VISIT_ENDED, Telling.SOS})))
    listener.workspace.scope.choose(Scope(world.teams[1].id, None))
    visit = next(v for v in open_visits(world) if v.agent_id == world.agents[0].id)
    other = next(v for v in open_visits(world) if v.agent_id == world.agents[1].id)
    listener.come(ended(other), ended(visit), promise(world, visit))
    listener.come(promise(world, other))
    qtbot.waitUntil(lambda: bool(listener.heard))
    listener.come(sos(world))
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.titles == ["Promise to pay", "Somebody calls for help"]
    assert listener.heard[0].opens[1]["visit"] == other.id


def test_wishes_are_each_persons(listener: Listener, world: World) -> None:
    """Who signs in beside them has their own; what cannot be read is as at first."""
    memory = listener.workspace.memory
    mine = Wishes(silent=frozenset({Telling.PROMISE_MADE}), has_names=True, is_of_scope=False)
    listener.wishes.write(mine)
    assert TellingWishes(memory, listener.workspace.desk.who.id).read() == mine
    assert TellingWishes(memory, world.users[2].id).read() == Wishes()
    memory.write("tellings:x", {"silent": ["nothing", 4], "has_names": "yes"})
    assert TellingWishes(memory, "x").read() == Wishes()
