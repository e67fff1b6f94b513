"""The tabs of Hoy on a real window."""

from __future__ import annotations

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.today.workday import WorkdayTab


def workday(window: KobraWindow) -> WorkdayTab:
    """Jornada, in front: the world's clock stands in the middle of the day."""
    page = window.page
    assert isinstance(page, TodayPage)
    made = page.tab("workday")
    assert isinstance(made, WorkdayTab)
    return made
