"""No words are cut on the visit page, the queue and the table of answers when every sentence is
40 % longer, and everything on them has a name.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_domain.submissions import ReviewAct
from tests.kobra_desktop.views.test_accessible_names import nameless
from tests.kobra_desktop.views.test_clipping import _longer, settled
from tests.kobra_desktop.views.visits.answered import Answered

__all__ = ["_longer"]
Opener = Callable[[KobraWindow, Answered, QtBot], None]


def visits(window: KobraWindow) -> VisitsPage:
    """The page in front."""
    page = window.page
    assert isinstance(page, VisitsPage)
    return page


def result(window: KobraWindow, answered: Answered, qtbot: QtBot) -> None:
    """A visit with differences and findings."""
    window.open_page("visits", {"submission": answered.submissions[2].id})
    qtbot.waitUntil(lambda: visits(window).opened.facts is not None)


def judged(window: KobraWindow, answered: Answered, qtbot: QtBot) -> None:
    """One with corrections."""
    window.open_page("visits", {"submission": answered.submissions[0].id})
    qtbot.waitUntil(lambda: visits(window).opened.facts is not None)


def queue(window: KobraWindow, answered: Answered, qtbot: QtBot) -> None:
    """Por revisar."""
    window.open_page("visits", {"tab": "review"})
    qtbot.waitUntil(lambda: visits(window).reviews.count > 0)


def table(window: KobraWindow, answered: Answered, qtbot: QtBot) -> None:
    """Respuestas."""
    window.open_page("questionnaires", {"tab": "answers"})
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    page.tabs.choose("answers")
    tab = page.stack.tab("answers")
    qtbot.waitUntil(lambda: tab.stack.is_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("opener", [result, judged, queue, table])
def test_nothing_is_cut_and_all_is_named(
    answered: Answered, window: KobraWindow, qtbot: QtBot, opener: Opener
) -> None:
    """The window keeps its size."""
    opener(window, answered, qtbot)
    settled(window, qtbot, opener.__name__)
    assert (window.width(), window.height()) == (1366, 768)
    assert not nameless(window)


@pytest.mark.parametrize("act", [ReviewAct.REJECT, ReviewAct.EDIT])
def test_nothing_is_cut_in_what_an_act_asks(
    answered: Answered, window: KobraWindow, qtbot: QtBot, act: ReviewAct
) -> None:
    """The dialogs of a review."""
    result(window, answered, qtbot)
    visits(window).opened.ask(act)
    (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    settled(dialog, qtbot, act.value)
    assert not nameless(dialog)
