"""Today's summary on the real window: two clicks from Hoy to a director's mailbox, through a real
server; without one the document is there and what needs it says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from field_api.tables.results import deliveries
from field_api.tables.summaries import summaries
from kobra_desktop.background import Background
from kobra_desktop.models.today.summary import READERS
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.today.summary import SummaryDialog
from tests.kobra_desktop.views.administration.office import Founded, Office, found, office
from tests.kobra_desktop.views.test_clicks import Hand
from tests.kobra_desktop.views.world import TODAY

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The field to copy."""
    return found(tmp_path_factory.mktemp("summaries"))


@pytest.fixture
def made(tmp_path: Path, background: Background, founded: Founded) -> Iterator[Office]:
    """A desktop that is signed in to a server."""
    with office(tmp_path, background, founded) as opened:
        yield opened


def shown(window: KobraWindow) -> SummaryDialog:
    """The dialog that is open."""
    [dialog] = [one for one in window.page.findChildren(SummaryDialog) if one.isVisible()]
    return dialog


def open_today(window: KobraWindow, qtbot: QtBot) -> TodayPage:
    window.open_page("today")
    page = window.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(page.summary.isVisible)
    return page


def test_it_reaches_a_director_in_two_clicks(made: Office, look: Look, qtbot: QtBot) -> None:
    made.workspace.memory.write(READERS, ["director@entidad.example", "marta@kobra.example"])
    window = KobraWindow(look, made.workspace, made.status)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    page, hand = open_today(window, qtbot), Hand(window)
    said: list[str] = []
    page.said.connect(lambda words, _: said.append(words))
    hand.click(page.summary)
    dialog = shown(window)
    qtbot.waitUntil(dialog.save.isEnabled)
    planned = next(one for one in dialog.model.summary.figures if one.metric.key == "planned")  # type: ignore[union-attr]
    hand.click(dialog.save)
    qtbot.waitUntil(lambda: bool(said))
    assert hand.steps == 2
    with made.server.database.read() as connection:
        sent = connection.execute(select(deliveries.c.address, deliveries.c.purpose)).all()
        [kept] = connection.execute(select(summaries)).all()
    assert {row.address for row in sent} == {"director@entidad.example", "marta@kobra.example"}
    assert (kept.day, kept.language) == (TODAY, "es")
    assert f'"{planned.tally.n}' in kept.facts
    text = PdfReader(io.BytesIO(kept.pdf)).pages[0].extract_text()
    assert "Resumen del día" in text
    assert not any(party in text for party in ("García", "Peña"))  # no holder is named
    window.close()


def test_whom_it_shall_reach_is_looked_at_first(made: Office, look: Look, qtbot: QtBot) -> None:
    window = KobraWindow(look, made.workspace, made.status)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    open_today(window, qtbot).summary.click()
    dialog = shown(window)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.to.value == "marta@kobra.example"  # oneself, at first
    dialog.to.typing.put("director@entidad.example, nadie")
    QTest.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()
    with made.server.database.read() as connection:
        assert connection.execute(select(deliveries.c.id)).all() == []
    window.close()


def test_without_a_server_the_document_is_there_and_sending_says_what_it_needs(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_today(window, qtbot)
    said: list[str] = []
    page.said.connect(lambda words, _: said.append(words))
    QTest.mouseClick(page.summary, LEFT)
    dialog = shown(window)
    qtbot.waitUntil(dialog.save.isEnabled)
    summary = dialog.model.summary
    assert summary is not None
    assert summary.not_done.carried is None
    assert {one.distance_m for one in summary.agents} == {None}
    target = tmp_path / "hoy.pdf"
    dialog.write_to(target)
    qtbot.waitUntil(lambda: bool(said))
    assert target.read_bytes().startswith(b"%PDF-")
    QTest.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.isVisible()
