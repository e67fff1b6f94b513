"""Views of lists: their link says all of them and only them; each person keeps their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.list_view import ListView, is_link, read_link
from kobra_desktop.models.list_views import ListViewsModel
from kobra_desktop.models.workspace import Workspace
from kobra_domain.errors import Invalid
from tests.kobra_desktop.views.world import World

FULL = ListView(
    "visits",
    "visits",
    {
        "tab": "list",
        "search": "Núñez & hijos #2 50 % +/-=?",
        "number": "done@2026-11-20",
        "accepted": {"day": ["2026-11-03..", "none"], "agent": ["a-1"]},
        "sort": ["party", True],
        "columns": ["state", "q:/data/x y"],
        "about": {"kind": "party", "id": "p-1", "name": "Íñigo «el Güero»", "ids": []},
    },
)


def test_a_link_brings_the_very_view() -> None:
    assert is_link(f"  {FULL.link}\n")
    assert FULL.link.isascii()
    assert read_link(f"  {FULL.link}\n") == FULL


def test_any_text_goes_through_a_link() -> None:
    """Whatever letters a search, a page or a list has."""
    chance = Random(7)
    for _ in range(300):
        text = "".join(chr(chance.choice((*range(1, 500), 0x1F600))) for _ in range(12))
        made = ListView(text, text, {"search": text, "accepted": {text: [text]}, "columns": [text]})
        assert read_link(made.link) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kobra://list/",
        "kobra://list/visits",
        "kobra://map/visits/visits",
        "https://list/visits/visits",
        "kobra://list/a/b/c",
        "kobra://list/visits/visits?about={",
        "kobra://list/visits/visits?about=[1]",
        "kobra://list/visits/visits?about=%7B%22id%22%3A+%22p-1%22%7D",
        "kobra://list/visits/visits?search=%ff",
        "kobra://[list/visits/visits",
    ],
)
def test_what_is_no_link_is_said(text: str) -> None:
    with pytest.raises(Invalid):
        read_link(text)


def _model(workspace: Workspace, qtbot: QtBot) -> ListViewsModel:
    made = ListViewsModel(workspace)
    with qtbot.waitSignal(made.changed):
        pass
    return made


def test_they_are_kept_by_name_and_come_again(workspace: Workspace, qtbot: QtBot) -> None:
    """Ordered as names are; one name is one view, however it is written."""
    model = _model(workspace, qtbot)
    other = ListView("alerts", "alerts", {"accepted": {}, "columns": []})
    for name, view in (("Óscar", other), ("Orden", FULL), ("oscar", FULL), ("Pedro", other)):
        with qtbot.waitSignal(model.changed):
            model.keep(name, view)
    assert [one.name for one in _model(workspace, qtbot).views] == ["Orden", "oscar", "Pedro"]
    assert [one.name for one in model.of("visits", "visits")] == ["Orden", "oscar"]
    assert model.called(" ÓSCAR ") == model.views[1]


def test_who_uses_the_same_machine_does_not_see_them(
    workspace: Workspace, background: Background, tmp_path: Path, qtbot: QtBot
) -> None:
    """They lie in each person's own replica, not in the profile that both use."""
    model = _model(workspace, qtbot)
    with qtbot.waitSignal(model.changed):
        model.keep("Mías", FULL)
    (tmp_path / "another").mkdir()
    world = World(tmp_path / "another")
    another = replace(world.workspace(background, Relay()), memory=workspace.memory)
    assert _model(another, qtbot).views == ()
    world.replica.close()


def test_one_is_renamed_and_taken_away(workspace: Workspace, qtbot: QtBot) -> None:
    model = _model(workspace, qtbot)
    with qtbot.waitSignal(model.changed):
        model.keep("Antes", FULL)
    with qtbot.waitSignal(model.changed):
        model.keep("Después", FULL, instead_of="Antes")
    assert [one.name for one in model.views] == ["Después"]
    with qtbot.waitSignal(model.changed):
        model.forget("Después")
    assert _model(workspace, qtbot).views == ()
