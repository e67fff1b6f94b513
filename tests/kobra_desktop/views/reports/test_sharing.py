"""Reports shared from the screen, over a real server: links that are made, renewed and revoked, and
schedules with their next times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.finder import PaletteFinder
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.today.sources import _OF_KIND
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.links import LinkDialog, LinkReadyDialog
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.schedules import ScheduleDialog
from kobra_desktop.views.reports.shared import MAILS, SharedDialog
from kobra_desktop.views.theme import Look
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.reports.filters import Filters, Period
from kobra_domain.reports.schedules import LAST_DAY, Every
from tests.kobra_desktop.views.administration.office import Founded, Office, found, office
from tests.kobra_desktop.views.world import NOW, World

D = TypeVar("D", bound=QDialog)


class Desk:
    """Reportes in front of a person."""

    def __init__(self, page: ReportsPage, made: Office, qtbot: QtBot) -> None:
        self.page, self.office, self.qtbot = page, made, qtbot
        self.said: list[str] = []
        page.said.connect(lambda words, _: self.said.append(words))

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()))

    def act(self, number: int) -> None:
        """An entry of the menu «Compartir»."""
        self.page.share.menu().actions()[number - 3].trigger()  # behind those of files

    def dialog(self, kind: type[D]) -> Any:
        def shown() -> list[D]:
            return [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.until(shown)
        return shown()[-1]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return found(tmp_path_factory.mktemp("sharing"))


@pytest.fixture
def desk(
    tmp_path: Path, qtbot: QtBot, look: Look, background: Background, founded: Founded
) -> Iterator[Desk]:
    with office(tmp_path, background, founded) as made:
        page = ReportsPage(look, made.workspace, made.status)
        qtbot.addWidget(page)
        page.resize(1178, 700)
        page.restore({"tab": "hours", "filters": [["period", "last_month"]]})
        page.show()
        desk = Desk(page, made, qtbot)
        desk.until(lambda: page.tab.report is not None)
        yield desk
        assert background.close(10)


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def lines(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def opened(url: str) -> int:
    session = requests.Session()
    session.trust_env = False
    return session.get(url, timeout=20).status_code


def linked(desk: Desk) -> str:
    """A link made by the menu; its address."""
    desk.act(0)
    dialog = desk.dialog(LinkDialog)
    dialog.fields["days"].put(3)
    dialog.submit()
    ready = desk.dialog(LinkReadyDialog)
    url: str = ready.address.text()
    ready.accept()
    return url


def test_a_link_is_made_copied_opened_renewed_and_revoked(desk: Desk) -> None:
    desk.act(0)
    dialog = desk.dialog(LinkDialog)
    assert "Mes pasado" in said(dialog)
    dialog.submit()
    ready = desk.dialog(LinkReadyDialog)
    ready.copy.click()
    url = QGuiApplication.clipboard().text()
    assert url == ready.address.text()
    assert opened(url) == 200
    ready.accept()
    desk.act(2)
    lists: SharedDialog = desk.dialog(SharedDialog)
    tab = lists.links
    desk.until(lambda: len(lines(tab)) == 1)
    assert lines(tab)[0].opened == 1
    tab.box.choose(lines(tab)[0].id)
    desk.until(lambda: tab.panel.isVisible())
    tab.panel.buttons["renew"].click()
    desk.dialog(Question).accept()
    again = desk.dialog(LinkReadyDialog)
    other = again.address.text()
    again.accept()
    assert (opened(url), opened(other)) == (410, 200)
    desk.until(lambda: len(lines(tab)) == 2)
    assert tab.end_all.isEnabled()
    tab.end_all.click()
    desk.dialog(Question).accept()
    desk.until(lambda: opened(other) == 410)
    desk.until(lambda: not tab.end_all.isEnabled())
    desk.until(lambda: "1" in lists.told.text())


def test_days_beyond_the_limit_are_refused_where_they_are_typed(desk: Desk) -> None:
    desk.act(0)
    dialog = desk.dialog(LinkDialog)
    dialog.fields["days"].put(91)
    dialog.submit()
    desk.until(lambda: bool(dialog.fields["days"].problem))
    dialog.reject()


def test_a_schedule_shows_its_next_times_and_is_changed_and_removed(desk: Desk) -> None:
    desk.act(1)
    dialog = desk.dialog(ScheduleDialog)
    assert dialog.save.isEnabled()  # as it is proposed
    assert dialog.weekday.isVisible()
    assert not dialog.month_day.isVisible()
    dialog.every.put(Every.MONTH)
    dialog.month_day.put(LAST_DAY)
    dialog.at.put(time(6, 30))
    assert not dialog.weekday.isVisible()
    assert dialog.next.text().count(", 06:30") == 3
    dialog.to.put(("jefa@entidad.example", "ana@entidad.example"))
    dialog.submit()
    desk.until(lambda: any("Saved" in words for words in desk.said))
    desk.act(2)
    lists: SharedDialog = desk.dialog(SharedDialog)
    lists.tabs.choose(MAILS)
    tab = lists.mails
    desk.until(lambda: len(lines(tab)) == 1)
    [row] = lines(tab)
    assert (row.every, row.month_day, row.at, len(row.next)) == (
        Every.MONTH, LAST_DAY, time(6, 30), 3,
    )  # fmt: skip
    assert [one.value for one in row.filters] == ["last_month"]
    tab.box.choose(row.id)
    desk.until(lambda: tab.panel.isVisible())
    assert "el último día" in said(tab.panel)
    assert "Mes pasado" in said(tab.panel)
    tab.panel.buttons["edit"].click()
    again = desk.dialog(ScheduleDialog)
    assert not again.save.isEnabled()  # until something else is wanted
    again.is_on.put(False)
    again.submit()
    desk.until(lambda: not lines(tab)[0].is_on)
    tab.panel.buttons["switch"].click()
    desk.until(lambda: lines(tab)[0].is_on)
    sent: list[str] = []
    tab.model.said.connect(sent.append)
    desk.until(lambda: tab.panel.buttons["send"].isEnabled())
    tab.panel.buttons["send"].click()
    desk.dialog(Question).accept()
    desk.until(lambda: bool(sent))
    assert sent == ["It is on its way"]
    tab.panel.buttons["remove"].click()
    desk.dialog(Question).accept()
    desk.until(lambda: lines(tab) == [])


def test_an_address_that_is_none_is_refused_where_it_is_typed(desk: Desk) -> None:
    desk.act(1)
    dialog = desk.dialog(ScheduleDialog)
    dialog.to.put(("jefa",))
    dialog.submit()
    desk.until(lambda: bool(dialog.to.problem))
    dialog.to.put(())
    dialog.submit()
    desk.until(lambda: bool(dialog.to.problem))
    dialog.done(0)


def test_a_line_opens_its_report_with_its_own_filters(desk: Desk) -> None:
    url = linked(desk)
    asked: list[Any] = []
    desk.page.open_requested.connect(lambda key, state: asked.append((key, state)))
    wanted = ("reports", {"tab": "hours", "filters": [["period", "last_month"]]})
    desk.act(2)
    lists: SharedDialog = desk.dialog(SharedDialog)
    desk.until(lambda: len(lines(lists.links)) == 1)
    lists.links.box.choose(lines(lists.links)[0].id)
    desk.until(lambda: lists.links.panel.isVisible())
    lists.links.panel.buttons["open"].click()
    assert asked == [wanted]
    finder = PaletteFinder(desk.office.workspace, desk.page)
    finder.open_requested.connect(lambda key, state: asked.append((key, state)))
    offered: list[list[Entry]] = []
    finder.find(url, offered.append)
    offered[-1][0].run()
    desk.until(lambda: asked == [wanted, wanted])
    problems: list[Any] = []
    finder.failed.connect(problems.append)
    finder.find(url[:-3] + "xyz", offered.append)
    offered[-1][0].run()
    desk.until(lambda: [one.code for one in problems] == ["not_found"])


def test_what_is_shared_is_what_is_shown(desk: Desk) -> None:
    shown = desk.page._shown()
    assert shown.filters == Filters(period=Period.LAST_MONTH)
    assert [(one.name, one.value) for one in shown.pairs] == [("period", "last_month")]


def test_an_alert_leads_to_what_is_sent_by_mail(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    alert = Alert(
        id=world.new_id(),
        kind=AlertKind.REPORT_FAILED,
        raised_at=NOW,
        last_at=NOW,
        team_id=world.teams[0].id,
        detail="refused Horarios de contacto",
    )
    world.pull(alert)
    act = _OF_KIND[alert.kind](alert)
    assert act.opens is not None
    window.open_page(*act.opens)
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(SharedDialog)))
    [lists] = page.findChildren(SharedDialog)
    assert lists.stack.currentWidget() is lists.mails
    lists.accept()
