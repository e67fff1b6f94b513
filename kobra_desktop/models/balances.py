"""Of which day the balances on the screen are, in one line."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.imports import BalancesOf, balances_of
from kobra_domain.words import day_words

translate = QCoreApplication.translate


def balances_words(workspace: Workspace) -> str:
    """«Saldos al jueves 19 nov», or by portfolio where their days differ; "" where no file has
    brought any. Runs on a worker.
    """
    found = balances_of(workspace.desk.store, workspace.reach)
    days = [(one.portfolio, day) for one in found if (day := _day(one, workspace)) is not None]
    if not days:
        return ""
    locale, today = workspace.locale, workspace.today
    if len({day for _, day in days}) == 1:
        said = day_words(days[0][1], locale, today)
        return translate("Today", "Balances of {day}").format(day=said)
    parts = [f"{name}: {day_words(day, locale, today)}" for name, day in days]
    return translate("Today", "Balances · {days}").format(days=" · ".join(parts))


def _day(one: BalancesOf, workspace: Workspace) -> date | None:
    """The file's cut-off; of one that names none the day on which it was taken."""
    if one.cut_off_on is not None or one.taken_at is None:
        return one.cut_off_on
    return one.taken_at.astimezone(workspace.zone).date()
