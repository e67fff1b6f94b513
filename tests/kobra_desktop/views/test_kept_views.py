"""Views of lists in the real window: kept by name, found by typing, sent as a link, and what a link
names and is gone is said.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kobra_desktop.models.list_view import HEAD, ListView, read_link
from kobra_desktop.store.queries.submissions import answered_forms
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.list_box import ListBox
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import World


@pytest.fixture
def box(window: KobraWindow, qtbot: QtBot) -> ListBox:
    """The list of Visitas, loaded."""
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 60)
    return page.box


def look(box: ListBox, qtbot: QtBot) -> None:
    """A search, a day, an order and two columns."""
    box.restore({"search": "calle", "accepted": {"day": ["2026-01-01.."]}, "sort": ["party", True]})
    box.table.columns.show_only(["party", "state"])
    qtbot.waitUntil(lambda: 0 < box.table.model().rowCount() < 60)


def pick(box: ListBox, qtbot: QtBot, *path: str) -> None:
    """Choose in the list's menu, as a hand does."""
    menu = box.more.menu()
    (views,) = [one for one in menu.findChildren(QMenu) if one.title() == "Views"]
    views.aboutToShow.emit()
    place = views
    if len(path) > 1:
        (line,) = [one for one in views.actions() if one.text() == path[0]]
        place = QMenu.menuInAction(line)
    (action,) = [one for one in place.actions() if one.text() == path[-1]]
    action.trigger()


def keep(window: KobraWindow, box: ListBox, qtbot: QtBot, name: str) -> None:
    """Keep what is shown under a name."""
    pick(box, qtbot, "Keep this view…")
    dialog = visible_dialog(window)
    assert isinstance(dialog, NameDialog)
    dialog.text.setText(name)
    with qtbot.waitSignal(window.views.model.changed):
        dialog.save.click()


def found(window: KobraWindow, text: str) -> list[str]:
    """The first words of the palette's lines."""
    window.palette_model.search(text)
    model = window.palette_model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_a_view_is_kept_and_found_by_its_name(
    window: KobraWindow, box: ListBox, qtbot: QtBot
) -> None:
    """Filter, order and columns come again, from another page; Back leads there."""
    look(box, qtbot)
    shown = box.table.model().rowCount()
    keep(window, box, qtbot, "Mis callés")
    box.restore({})
    box.table.columns.show_only(["agent", "state", "party"])
    window.open_page("alerts")
    assert found(window, "mis calles")[0] == "Mis callés"
    window.palette_model.run(0)
    assert window.key == "visits"
    qtbot.waitUntil(lambda: box.table.model().rowCount() == shown)
    assert box.search.text() == "calle"
    assert box.chips["day"].values == {"2026-01-01.."}
    assert box.table.columns.shown_keys == ["party", "state"]
    assert box.state()["sort"] == ["party", True]
    window.go_back()
    assert window.key == "alerts"


def test_a_name_that_is_taken_is_replaced_only_when_asked(
    window: KobraWindow, box: ListBox, qtbot: QtBot
) -> None:
    """Renamed, replaced by what is shown, deleted: what was lost can be brought again."""
    model, view = window.views.model, window.views.shown(box)
    for name in ("Una", "Otra"):
        keep(window, box, qtbot, name)
    look(box, qtbot)
    pick(box, qtbot, "Keep this view…")
    dialog = visible_dialog(window)
    assert isinstance(dialog, NameDialog)
    dialog.text.setText("una")
    dialog.save.click()
    asked = visible_dialog(window)
    assert isinstance(asked, Question)
    asked.leave.click()
    assert [one.view.link for one in model.views] == [view.link, view.link]
    pick(box, qtbot, "Una", "Rename…")
    dialog = visible_dialog(window)
    assert isinstance(dialog, NameDialog)
    dialog.text.setText("OTRA")
    dialog.save.click()
    assert dialog.isVisible()
    dialog.text.setText("Primera")
    with qtbot.waitSignal(model.changed):
        dialog.save.click()
    with qtbot.waitSignal(model.changed):
        pick(box, qtbot, "Primera", "Replace by what is shown")
    assert [one.name for one in model.views] == ["Otra", "Primera"]
    assert model.views[1].view.link == window.views.shown(box).link
    with qtbot.waitSignal(model.changed):
        pick(box, qtbot, "Primera", "Delete")
    assert "Primera" not in found(window, "primera")
    with qtbot.waitSignal(model.changed):
        window.toast.undo()
    assert found(window, "primera")[0] == "Primera"  # pages of the help come last


def test_a_link_is_opened_by_who_gets_it(
    window: KobraWindow, box: ListBox, world: World, qtbot: QtBot
) -> None:
    """Typed where everything is looked for."""
    agent = world.visits[0].agent_id
    assert agent is not None
    box.restore({"accepted": {"agent": [agent]}})
    qtbot.waitUntil(lambda: 0 < box.table.model().rowCount() < 60)
    shown = box.table.model().rowCount()
    pick(box, qtbot, "Copy the link to this view")
    link = QGuiApplication.clipboard().text()
    assert link.startswith(HEAD)
    assert "copied" in window.toast.text
    box.restore({})
    window.open_page("alerts")
    assert found(window, link) == ["Open the view of this link"]
    window.palette_model.run(0)
    qtbot.waitUntil(lambda: box.table.model().rowCount() == shown)
    assert box.chips["agent"].values == {agent}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("kobra://list/visits/visits?is.agent=gone&is.state=draft", "no longer there: Agent"),
        ("kobra://list/visits/visits?is.day=2026-13-01..", "no longer there: Day"),
        ("kobra://list/visits/visits?column=gone&column=party", "no longer there: columns"),
        ("kobra://list/visits/visits?is.mood=bad&sort=-gone", "no longer there: order, a filter"),
        ("kobra://list/visits/visits?number=gone@2026-11-20", "no longer there: the rows of"),
        ("kobra://list/visits/visits?number=done@20", "no longer there: the rows of"),
        ("kobra://list/visits/visits?tab=gone&is.state=draft&column=gone", "there: columns"),
        ("kobra://list/planning/routes", "not there, or not for you"),
        ("kobra://list/visits", "no link to a list"),
    ],
)
def test_what_a_link_names_and_is_gone_is_said(
    window: KobraWindow, box: ListBox, qtbot: QtBot, link: str, words: str
) -> None:
    """And the rest of it is shown."""
    window.open_page("alerts")
    window.views.open_link(link)
    qtbot.waitUntil(lambda: words in window.toast.text)
    assert "gone" not in box.chips["agent"].values
    if "is.state" in link:
        assert box.chips["state"].values == {"draft"}
        qtbot.waitUntil(lambda: 0 < box.table.model().rowCount() < 60)


def test_a_list_that_the_page_does_not_have_is_said(
    window: KobraWindow, box: ListBox, qtbot: QtBot
) -> None:
    """It is waited for, because some are read when their page opens, but not for ever."""
    window.views._late.setInterval(1)
    window.views.open(ListView("visits", "routes", {}))
    qtbot.waitUntil(lambda: "not there" in window.toast.text)


def test_a_list_that_is_read_after_its_page_is_waited_for(
    world: World, window: KobraWindow, qtbot: QtBot
) -> None:
    """The answers of one questionnaire of several."""
    answer(world)
    workspace = window.workspace
    wanted = answered_forms(workspace.desk.store, workspace.reach)[-1].id
    state = {"tab": "answers", "accepted": {"review": ["approved"]}}
    window.views.open(ListView("questionnaires", f"answers {wanted}", state))

    def seen() -> list[ListBox]:
        boxes = window.page.findChildren(ListBox)
        return [one for one in boxes if one.isVisible() and one.listing == f"answers {wanted}"]

    qtbot.waitUntil(lambda: bool(seen()))
    assert seen()[0].chips["review"].values == {"approved"}
    assert window.views.shown(seen()[0]).listing == f"answers {wanted}"


def test_every_list_has_its_own_views(window: KobraWindow, box: ListBox) -> None:
    """Their names tell them apart, and a link leads to the very list."""
    view = window.views.shown(box)
    assert (view.page, view.listing) == ("visits", "visits")
    assert read_link(view.link).link == view.link
