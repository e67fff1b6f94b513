"""What follows the news by itself: only what it read, only while it is seen, and in place."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.people import TeamRow, team_rows
from kobra_domain.visits import Outcome
from tests.kobra_desktop.views.world import World


def rename(world: World, kind: str, entity: object, **changes: str) -> None:
    """As a pull would: the row is written, then it is said which changed."""
    fresh = replace(entity, **changes)  # type: ignore[type-var]
    with world.replica.pulling() as connection:
        rows.write(connection, kind, fresh, 9)  # type: ignore[arg-type]
    world.replica.tell(ChangeSet.of(kind, [fresh.id]))  # type: ignore[attr-defined]


def names_of(workspace: Workspace) -> list[str]:
    """The teams' names."""
    return [row.team.name for row in team_rows(workspace.desk.store)]


def agents_shown(visits: VisitsModel) -> set[str]:
    """Whom the list of visits names."""
    model = visits.list.model
    column = [one.key for one in model.columns].index("agent")
    return {model.index(line, column).data() for line in range(model.rowCount())}


def test_only_what_was_read_is_followed(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """News of other kinds wake nobody; of its own they do, though nobody listed kinds."""
    live = LiveRead(workspace, lambda: names_of(workspace))
    with qtbot.waitSignal(live.loaded):
        live.open()
    assert "team" in live.kinds
    assert "portfolio" not in live.kinds
    loads: list[None] = []
    live.loaded.connect(lambda: loads.append(None))
    rename(world, "portfolio", world.portfolios[0], name="Otra")
    rename(world, "team", world.teams[0], name="Poniente")
    qtbot.waitUntil(lambda: "Poniente" in (live.value or []))
    assert len(loads) == 1


def test_what_nobody_sees_reads_nothing_until_it_is_seen(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """News unseen only make it stale."""
    reads: list[None] = []

    def read() -> list[str]:
        reads.append(None)
        return names_of(workspace)

    live = LiveRead(workspace, read)
    with qtbot.waitSignal(live.loaded):
        live.open()
    live.rest()
    seen = LiveRead(workspace, lambda: names_of(workspace))
    with qtbot.waitSignal(seen.loaded):
        seen.open()
    rename(world, "team", world.teams[0], name="Poniente")
    qtbot.waitUntil(lambda: "Poniente" in (seen.value or []))
    assert len(reads) == 1
    live.open()
    qtbot.waitUntil(lambda: "Poniente" in (live.value or []))


def test_an_agent_that_is_renamed_is_renamed_in_visits_and_alerts(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Neither is a list of agents."""
    visits, alerts = VisitsModel(workspace), AlertsModel(workspace)
    with qtbot.waitSignals([visits.list.loaded, alerts.list.loaded]):
        visits.open()
        alerts.open()
    alert = next(one for one in world.alerts if one.agent_id)
    agent = next(one for one in world.agents if one.id == alert.agent_id)
    rename(world, "agent", agent, name="Zoraida Ñáñez")
    qtbot.waitUntil(
        lambda: (
            "Zoraida Ñáñez" in agents_shown(visits)
            and any(line.row.agent_name == "Zoraida Ñáñez" for line in alerts.list.held.rows)
        )
    )
    offered = dict(visits.list.options["agent"])
    assert offered[agent.id] == "Zoraida Ñáñez"


def test_a_reading_that_waits_is_not_lost_when_the_list_is_looked_at_otherwise(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """What filters read of the rows became another while the news waited for their turn."""
    alerts = AlertsModel(workspace)
    with qtbot.waitSignal(alerts.list.loaded):
        alerts.open()
    qtbot.waitUntil(lambda: not alerts.list._is_busy)
    alerts.list.reload_soon()
    qtbot.waitUntil(lambda: alerts.list._later.isActive() or alerts.list._is_busy)
    qtbot.waitUntil(lambda: not alerts.list._is_busy)
    alert = next(one for one in world.alerts if one.agent_id)
    agent = next(one for one in world.agents if one.id == alert.agent_id)
    rename(world, "agent", agent, name="Zoraida Ñáñez")
    qtbot.waitUntil(alerts.list._later.isActive)
    alerts.list.mark_anew()
    qtbot.waitUntil(
        lambda: any(line.row.agent_name == "Zoraida Ñáñez" for line in alerts.list.held.rows)
    )


def test_a_changed_visit_is_patched_and_nothing_is_reset(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Only its line is told to have changed."""
    visits = VisitsModel(workspace)
    with qtbot.waitSignal(visits.list.loaded):
        visits.open()
    qtbot.waitUntil(lambda: visits.law.is_loaded and not visits.list.is_busy)
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    visits.list.model.modelReset.connect(lambda: resets.append(None))
    visits.list.model.dataChanged.connect(lambda a, b: changed.append((a.row(), b.row())))
    visit = world.visits[0]
    line = visits.list.model.line_of(visit.id)
    rename(world, "visit", visit, outcome=Outcome.REFUSED)
    qtbot.waitUntil(lambda: bool(changed))
    assert changed[0] == (line, line)
    assert not resets


def test_one_list_stands_behind_all_who_show_it(workspace: Workspace) -> None:
    """The bell, Hoy and the page of alerts."""
    assert AlertsModel(workspace).list is AlertsModel(workspace).list


def test_who_points_at_a_list_and_searches_finds(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Lines stay under the hand when news come, not when the person asks for others."""
    alerts = AlertsModel(workspace)
    with qtbot.waitSignal(alerts.list.loaded):
        alerts.open()
    assert alerts.list.model.rowCount()
    alerts.list.keep_order(is_kept=True)
    alerts.list.look(search="nadie se llama así")
    qtbot.waitUntil(lambda: alerts.list.model.rowCount() == 0)


def test_what_goes_stays_under_the_pointer_until_it_leaves(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Nothing moves under a hand; what came meanwhile stands at the end."""
    teams = team_list(workspace)
    with qtbot.waitSignal(teams.loaded):
        teams.open()
    before = ids_of(teams)
    teams.keep_order(is_kept=True)
    with qtbot.waitSignal(teams.loaded):
        gone(world, "team", before[0])
    assert ids_of(teams) == before
    with qtbot.waitSignal(teams.loaded):
        rename(world, "team", world.teams[1], name="AAA")
    assert ids_of(teams) == before
    teams.keep_order(is_kept=False)
    qtbot.waitUntil(lambda: before[0] not in ids_of(teams))


def test_an_act_of_ones_own_moves_lines_under_the_pointer(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """It is told with the operation that waits, and takes what was late with it."""
    teams = team_list(workspace)
    with qtbot.waitSignal(teams.loaded):
        teams.open()
    first, *_, last = ids_of(teams)
    teams.keep_order(is_kept=True)
    with qtbot.waitSignal(teams.loaded):
        rename(world, "team", next(t for t in world.teams if t.id == first), name="Zzz")
    assert ids_of(teams)[0] == first
    with world.replica.pulling() as connection:
        fresh = replace(next(t for t in world.teams if t.id == last), name="Aaa")
        rows.write(connection, "team", fresh, 9)
    with qtbot.waitSignal(teams.loaded):
        world.replica.tell(ChangeSet.of("team", [last]) | ChangeSet.of("outbox", [last]))
    assert (ids_of(teams)[0], ids_of(teams)[-1]) == (last, first)


def test_who_comes_later_is_told_what_is_read_already(workspace: Workspace, qtbot: QtBot) -> None:
    teams, told = team_list(workspace), []
    with qtbot.waitSignal(teams.loaded):
        teams.open(workspace.news)
    teams.tell(lambda: told.append(teams.model.rowCount()))
    teams.open(workspace.heard)
    assert told == [teams.model.rowCount()]


def team_list(workspace: Workspace) -> LiveList[TeamRow]:
    """Teams by their names, each read alone when it changed."""
    store = workspace.desk.store

    def load_ids(ids: frozenset[str]) -> list[TeamRow]:
        return [row for row in team_rows(store) if row.team.id in ids]

    listing: Listing[TeamRow] = Listing(
        name="teams",
        load=lambda: team_rows(store),
        identity=lambda row: row.team.id,
        words=lambda row: row.team.name,
        columns=[Column("name", "Name", lambda row: row.team.name, lambda row: row.team.name)],
        kind="team",
        load_ids=load_ids,
    )
    return LiveList(workspace, listing, View(sort_key="name"))


def ids_of(listed: LiveList[TeamRow]) -> list[str]:
    """The ids on the lines of the screen."""
    return [listed.model.id_at(line) for line in range(listed.model.rowCount())]


def gone(world: World, kind: str, entity_id: str) -> None:
    """As a pull would take a row away."""
    with world.replica.pulling() as connection:
        rows.remove(connection, kind, [entity_id])
    world.replica.tell(ChangeSet.of(kind, [entity_id]))
