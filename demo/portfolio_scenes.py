"""The scenes of portfolios: each tab of Cartera and of Acuerdos, a row of each chosen, one holder
in full, and money of nobody.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget
from sqlalchemy import func, select

from demo import import_scenes, outgoing_scenes
from demo.scene import Scene, acted, in_turn
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.windowed_rows import WindowedModel
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_desktop.views.agreements.match import MatchDialog
from kobra_desktop.views.agreements.payments import PaymentsTab
from kobra_desktop.views.portfolio.accounts import AccountsTab
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.person import PersonView
from kobra_desktop.views.portfolio.unplaced import UnplacedTab
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.list_stack import ListStack
from kobra_desktop.views.window import MainWindow
from kobra_domain.collected import PaymentStanding


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """All of them, in the order of the rail."""
    if "portfolio" in window.keys:
        yield from _tabs(window, "portfolio")
        yield from _chosen_account(window)
        yield from _chosen_door(window)
        yield from _person(window)
        yield from import_scenes.scenes(window, files)
        yield from outgoing_scenes.scenes(window)
    if "agreements" in window.keys:
        yield from _tabs(window, "agreements")
        yield from _money(window)


def _page(window: MainWindow, key: str, tab: str) -> PortfolioPage:
    window.open_page(key, {"tab": tab})
    page = window.page
    assert isinstance(page, PortfolioPage)
    return page


def _tabs(window: MainWindow, key: str) -> Iterator[Scene]:
    window.open_page(key)
    page = window.page
    assert isinstance(page, PortfolioPage)
    for tab in page.tab_keys:
        window.open_page(key, {"tab": tab})
        yield Scene(f"{key}-{tab}", window, lambda: _has_rows(page))


def _has_rows(page: PortfolioPage) -> bool:
    """Whether each list of the tab in front has shown what it found."""
    lists = [one for one in page.tab.findChildren(ListStack) if one.isVisible()]
    return not any(one.is_loading for one in lists)


def _top(box: ListBox) -> str:
    """The row at the top; empty while there is none."""
    model = box.table.model()
    assert isinstance(model, RowsModel | WindowedModel)
    return model.id_at(0) if model.rowCount() else ""


def _chosen(box: ListBox) -> Callable[[], bool]:
    """Steps: the first row is there, and is chosen."""
    return in_turn(lambda: _top(box), lambda: _choose_top(box))


def _choose_top(box: ListBox) -> bool:
    box.choose(_top(box))
    return bool(box.chosen_id)


def _chosen_account(window: MainWindow) -> Iterator[Scene]:
    tab = _page(window, "portfolio", "accounts").tab
    if isinstance(tab, AccountsTab):
        there = in_turn(_chosen(tab.box), tab.panel.isVisible)
        yield Scene("portfolio-account", window, there, tab.escape)


def _chosen_door(window: MainWindow) -> Iterator[Scene]:
    tab = _page(window, "portfolio", "places").tab
    if isinstance(tab, UnplacedTab):
        there = in_turn(_chosen(tab.box), lambda: not tab.model.is_asking)
        yield Scene("portfolio-door", window, there, tab.escape)


def _person(window: MainWindow) -> Iterator[Scene]:
    person = _page(window, "portfolio", "parties").person
    if not isinstance(person, PersonView):
        return
    party_id = _who_has_most(person.model.workspace.desk.store)
    if not party_id:
        return
    window.open_page("portfolio", {"tab": "parties", "party": party_id})
    yield Scene("person", window, lambda: person.model.facts is not None)
    down = in_turn(acted(lambda: _scroll_to(person.timeline)))
    leave = partial(window.open_page, "portfolio", {"tab": "parties", "party": ""})
    yield Scene("person-timeline", window, down, leave)


def _scroll_to(widget: QWidget) -> None:
    """The top of it at the top of what scrolls around it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert area is not None
    inside = area.widget()
    assert inside is not None
    area.verticalScrollBar().setValue(widget.mapTo(inside, QPoint()).y())


def _money(window: MainWindow) -> Iterator[Scene]:
    """What is of nobody yet, and whose it may be."""
    tab = _page(window, "agreements", "payments").tab
    if not isinstance(tab, PaymentsTab):
        return
    wanted = {"accepted": {"standing": [PaymentStanding.UNMATCHED.value]}}
    tab.box.restore(wanted)
    settled = in_turn(lambda: tab.model.list.is_settled, _chosen(tab.box))
    yield Scene("agreements-unmatched", window, settled)
    if not tab.may_match or not tab.box.chosen_id:
        return
    asked = in_turn(acted(tab.match.click), lambda: _dialog(tab) is not None)
    yield Scene("agreements-match", window, asked, lambda: _close(tab), lambda: _dialog(tab))


def _dialog(tab: PaymentsTab) -> MatchDialog | None:
    return next((one for one in tab.findChildren(MatchDialog) if one.isVisible()), None)


def _close(tab: PaymentsTab) -> None:
    if (dialog := _dialog(tab)) is not None:
        dialog.done(0)
    tab.box.clear_filters()


def _who_has_most(replica: Replica) -> str:
    """Who has promised most often: a story of visits, promises and payments."""
    visit, promise = RECORDS["visit"].c, RECORDS["promise"].c
    with replica.reading() as connection:
        promised = select(promise.visit_id).where(promise.visit_id.is_not(None))
        query = (
            select(visit.party_id)
            .where(visit.id.in_(promised))
            .group_by(visit.party_id)
            .order_by(func.count().desc(), visit.party_id)
            .limit(1)
        )
        found: str | None = connection.scalar(query)
    return found or ""
