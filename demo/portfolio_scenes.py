"""The scenes of portfolios: each tab of Cartera and of Acuerdos, and one holder in full."""

from collections.abc import Iterator

from sqlalchemy import func, select

from demo.scene import Scene
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.person import PersonView
from kobra_desktop.views.widgets.list_stack import ListStack
from kobra_desktop.views.window import MainWindow


def scenes(window: MainWindow) -> Iterator[Scene]:
    """All of them, in the order of the rail."""
    for key in ("portfolio", "agreements"):
        if key in window.keys:
            yield from _tabs(window, key)
    if "portfolio" in window.keys:
        yield from _person(window)


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


def _person(window: MainWindow) -> Iterator[Scene]:
    window.open_page("portfolio")
    page = window.page
    assert isinstance(page, PortfolioPage)
    person = page.person
    if not isinstance(person, PersonView):
        return
    party_id = _who_has_most(person.model.workspace.desk.store)
    if not party_id:
        return
    window.open_page("portfolio", {"tab": "parties", "party": party_id})
    yield Scene(
        "person",
        window,
        lambda: person.model.facts is not None,
        end=lambda: window.open_page("portfolio", {"tab": "parties", "party": ""}),
    )


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
