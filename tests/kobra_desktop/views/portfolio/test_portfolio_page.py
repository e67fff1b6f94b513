"""The page Cartera: tabs are built when they are seen, one holder lies over them, Back returns."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.tab import PageTab, PortfolioTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.full_view import FullView
from kobra_desktop.views.widgets.layouts import column, holding, row


class Plain(PortfolioTab):
    """A tab that is one field."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.chosen = QLineEdit(), ""
        self.setLayout(column(self.field))

    def content(self) -> QWidget:
        """The field."""
        return self.field

    def filter_field(self) -> QLineEdit:
        """The field."""
        return self.field

    def choose(self, row_id: str) -> None:
        """Remember it."""
        self.chosen = row_id

    def state(self) -> dict[str, object]:
        """What is in the field."""
        return {"field": self.field.text()}

    def restore(self, state: object) -> None:
        """What was in the field."""
        if isinstance(state, dict):
            self.field.setText(state["field"])


class Busy(Plain):
    """Has acts in the head of the page, as high as those of a list."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        export = IconButton(look, "download", "Export")
        export.setFixedHeight(look.pixels(32))
        self.made = holding(row(export))

    def acts(self) -> QWidget:
        """One."""
        return self.made


class Person(FullView):
    """Somebody in full."""

    shown = ""

    @property
    def thing_id(self) -> str:
        """Who."""
        return self.shown

    def open(self, thing_id: str) -> None:
        """Show them."""
        self.shown = thing_id

    def close_thing(self) -> None:
        """Nobody."""
        self.shown = ""


def made_page(qtbot: QtBot, look: Look, workspace: Workspace, *, waiting: int = 0) -> PortfolioPage:
    """With two tabs and the page of a person."""
    tabs = {
        "accounts": PageTab("Accounts", Plain),
        "places": PageTab("Places", Plain, lambda: LiveRead(workspace, lambda: waiting)),
    }
    page = PortfolioPage(look, workspace, StatusModel(workspace.zone), tabs, Person())
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_a_tab_is_built_when_it_is_seen(qtbot: QtBot, look: Look, workspace: Workspace) -> None:
    page = made_page(qtbot, look, workspace)
    assert page.stack.count() == 1
    assert page.tab.isVisible()
    assert page.filter_field() is page.tab.findChild(QLineEdit)
    page.tabs.choose("places")
    assert page.stack.count() == 2
    assert page.focusWidget() is page.tab.content()


def test_the_tabs_stay_where_they_are_whatever_a_tab_can_do(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    tabs = {"plain": PageTab("Plain", Plain), "busy": PageTab("Busy", lambda: Busy(look))}
    page = PortfolioPage(look, workspace, StatusModel(workspace.zone), tabs)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    places = []
    for key in ("plain", "busy"):
        page.tabs.choose(key)
        QApplication.processEvents()  # what is shown is laid out
        places.append(page.tabs.mapTo(page, page.tabs.rect().topLeft()).y())
    assert len(set(places)) == 1, places


def test_the_work_that_waits_in_a_tab_is_counted_before_it_is_opened(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    page = made_page(qtbot, look, workspace, waiting=1204)
    qtbot.waitUntil(
        lambda: any(b.text() == "Places (1.204)" for b in page.tabs.findChildren(QPushButton))
    )
    assert page.stack.count() == 1


def test_a_holder_lies_over_the_tab_and_back_returns(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    """The wish goes through the window; Esc and Back come to the list as it was."""
    page = made_page(qtbot, look, workspace)
    page.restore({"tab": "places", "lists": {"field": "garcía"}})
    with qtbot.waitSignal(page.open_requested) as asked:
        page.tab.open_requested.emit("portfolio", {"party": "p-1"})
    assert asked.args == ["portfolio", {"tab": "places", "party": "p-1"}]
    before = page.state()
    page.restore(asked.args[1])
    is_over = page.is_person_open
    assert is_over
    assert page.state()["party"] == "p-1"
    assert page.filter_field() is None
    page.restore(before)
    assert not page.is_person_open
    assert page.state() == {"tab": "places", "lists": {"field": "garcía"}, "party": ""}
    page.restore({"party": "p-2", "tab": "places"})
    assert page.escape()
    assert not page.is_person_open
    assert page.focusWidget() is page.tab.content()
    assert not page.escape()


def test_a_row_is_chosen_in_the_tab_that_is_named(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    page = made_page(qtbot, look, workspace)
    page.restore({"tab": "places", "chosen": "a-7"})
    assert isinstance(page.tab, Plain)
    assert page.tab.chosen == "a-7"
    page.restore({"tab": "nowhere"})
    assert page.tabs.key == "places"
