"""Alerts as a work queue: danger first, an SOS alone, muting that no SOS accepts."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import Done
from kobra_desktop.models.alerts import ATTENDED, MUTED, OPEN, AlertsModel, causes_of, is_of_file
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.outbox import next_batch
from kobra_desktop.views.sentences import sentence
from kobra_domain.alerts import AlertKind
from tests.kobra_desktop.views.world import NOW, World


def loaded(workspace: Workspace, qtbot: QtBot) -> AlertsModel:
    """A model that has read its rows."""
    model = AlertsModel(workspace)
    with qtbot.waitSignal(model.list.loaded):
        model.open()
    return model


def test_the_queue_is_ordered_by_danger(workspace: Workspace, qtbot: QtBot) -> None:
    """SOS first; every cause says whom and since when."""
    causes = loaded(workspace, qtbot).causes
    assert [cause.kind for cause in causes][:3] == [
        AlertKind.SOS,
        AlertKind.NOT_HEARD,
        AlertKind.MOCK_SUSPECTED,
    ]
    assert causes[1].words == "Iván Díaz"
    assert causes[1].detail.startswith("Sin reporte desde hace 47 min · hace ")


def test_a_cause_groups_its_alerts_but_no_sos(workspace: Workspace, qtbot: QtBot) -> None:
    """Two without signal are one line, two who ask for help are two."""
    lines = loaded(workspace, qtbot).lines(OPEN)
    doubled = [
        *lines,
        *(replace(x, row=replace(x.row, alert=replace(x.row.alert, id=x.id[::-1]))) for x in lines),
    ]
    causes = causes_of(doubled, workspace)
    assert [len(c.lines) for c in causes if c.kind is AlertKind.SOS] == [1, 1]
    silent = next(c for c in causes if c.kind is AlertKind.NOT_HEARD)
    assert len(silent.ids) == 2
    assert silent.words == "Iván Díaz: sin reporte"
    assert silent.detail == "since 09:54"


def test_attending_moves_it_with_its_note(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """Kept with who and when."""
    model = loaded(workspace, qtbot)
    sos = world.alerts[0].id
    with qtbot.waitSignal(model.list.loaded):
        model.attend([sos], "Falsa alarma")
    line = model.line_of(sos)
    assert line is not None
    assert line.tab == ATTENDED
    alert = line.row.alert
    assert (alert.note, alert.attended_at) == ("Falsa alarma", NOW)
    assert line.row.attended_by_name == "Marta Rey"


def test_muting_spares_the_sos(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """The others are silent for an hour; the refusal is told."""
    model = loaded(workspace, qtbot)
    told: list[object] = []
    model.acts.acted.connect(lambda _words, done: told.extend(done.refused))
    both = [world.alerts[0].id, world.alerts[1].id]
    with qtbot.waitSignals([model.acts.acted, model.list.loaded]):
        model.mute(both, model.in_an_hour())
    tabs = [line.tab for i in both if (line := model.line_of(i))]
    assert tabs == [OPEN, MUTED]
    assert len(told) == 1


def test_today_ends_at_midnight_where_the_user_is(workspace: Workspace) -> None:
    """05:00 UTC in Bogotá."""
    assert f"{AlertsModel(workspace).end_of_today():%d %H:%M}" == "21 05:00"


def test_attending_is_undone_until_it_is_sent_and_then_says_that_it_cannot(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Somebody was told by then: the answer stands."""
    model = loaded(workspace, qtbot)
    sos = world.alerts[0].id

    made: list[Done] = []
    model.acts.acted.connect(lambda _words, done: made.append(done))

    def attended() -> Done:
        with qtbot.waitSignals([model.acts.acted, model.list.loaded]):
            model.attend([sos])
        return made[-1]

    done = attended()
    with qtbot.waitSignals([model.acts.acted, model.list.loaded]):
        model.acts.undo(done)
    line = model.line_of(sos)
    assert line is not None
    assert line.tab == OPEN
    done = attended()
    next_batch(world.replica)  # on its way
    with qtbot.waitSignal(model.acts.failed) as told:
        model.acts.undo(done)
    assert sentence(told.args[0], "es") == "Esto ya no se puede deshacer."


def test_what_is_about_a_file_leads_to_the_imports() -> None:
    """And nothing that is about an agent does."""
    assert [kind for kind in AlertKind if is_of_file(kind)] == [
        AlertKind.IMPORT_HELD,
        AlertKind.IMPORT_MISSING,
    ]
