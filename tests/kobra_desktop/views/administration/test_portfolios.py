"""Portfolios with their law, and the papers that permit visits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kobra_desktop.store.queries.portfolios import authorisation_rows, portfolio_rows
from kobra_desktop.views.administration.authorisation_form import AuthorisationDialog
from kobra_desktop.views.administration.portfolio_form import PortfolioDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_domain.portfolios import AuthorisedPlace, Portfolio, ProductType
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import TODAY


def _store(desk: Desk) -> Any:
    return desk.office.workspace.desk.store


def _micro(desk: Desk) -> Portfolio:
    return next(
        row.portfolio
        for row in portfolio_rows(_store(desk))
        if row.portfolio.product_type is ProductType.MICROCREDIT
    )


def _papers(desk: Desk) -> Any:
    tab = desk.open("portfolios")
    tab.choose(_micro(desk).id)

    def shown() -> set[str]:
        return {row.authorisation.portfolio_id for row in tab.papers.list.held.rows}

    desk.until(lambda: shown() == {_micro(desk).id})
    return tab


def test_a_country_brings_its_zone_money_and_law(desk: Desk) -> None:
    desk.open("portfolios")
    desk.page.create_new()
    form = desk.dialog(PortfolioDialog)

    def law() -> str:
        return str(form.law.itemAt(0).widget().accessibleName())

    before = law()
    form.country.put("MX")
    assert (form.currency.value, form.zone.value) == ("MXN", "America/Mexico_City")
    assert law() != before
    form.name.put("Consumo Norte")
    form.institution.editor.setEditText("Entidad")
    form.away.put(True)
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    made = next(
        row.portfolio for row in portfolio_rows(_store(desk)) if row.portfolio.country == "MX"
    )
    assert (made.name, made.currency, made.allows_away_completion) == ("Consumo Norte", "MXN", True)


def test_a_portfolio_without_a_name_is_refused_where_it_is_missing(desk: Desk) -> None:
    desk.open("portfolios")
    desk.page.create_new()
    form = desk.dialog(PortfolioDialog)
    form.institution.editor.setEditText("Banco")
    form.save.click()
    assert form.name.problem


def test_a_paper_is_kept_for_a_holder_found_by_typing(desk: Desk) -> None:
    tab = _papers(desk)
    known = tab.papers.list.held.rows[0]
    tab.edit_paper("")
    form = desk.dialog(AuthorisationDialog)
    form.document.put("AUT")
    form.save.click()
    assert form.holder.problem
    finder = form.finder
    finder.line.setFocus()
    QTest.keyClicks(finder.line, known.account_number)
    desk.until(finder.hits.isVisible)
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    desk.until(lambda: form.account.editor.count() == 1)
    form.document.put("AUT-NUEVA")
    form.place.put(AuthorisedPlace.HOME)
    form.expires.typing.box.setChecked(True)
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    rows = authorisation_rows(_store(desk), _micro(desk).id)
    made = next(row for row in rows if row.authorisation.document == "AUT-NUEVA")
    assert made.account_number == known.account_number
    assert made.authorisation.place is AuthorisedPlace.HOME
    assert made.authorisation.expires_on == date(2027, 11, 20)
    assert not made.is_pending


def test_a_paper_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    tab = _papers(desk)
    tab.edit_paper(tab.papers.list.held.rows[0].authorisation.id)
    form = desk.dialog(AuthorisationDialog)
    form.expires.typing.box.setChecked(True)
    form.expires.put(form.signed.value - timedelta(days=1))
    form.save.click()
    assert form.expires.problem
    assert form.isVisible()


def test_revoking_is_asked_about_shown_and_undone(desk: Desk) -> None:
    tab = _papers(desk)
    paper = tab.papers.list.held.rows[0].authorisation
    tab.papers_box.choose(paper.id)
    desk.until(tab.revoke.isEnabled)
    tab.revoke.click()
    desk.dialog(Question).act.click()
    desk.until(lambda: desk.said)

    def held() -> Any:
        return tab.papers.row(paper.id)

    desk.until(lambda: held().authorisation.revoked_on == TODAY)
    assert tab.papers.state(held()) == "revoked"
    undo = desk.undo[-1]
    assert undo is not None
    undo()
    desk.until(lambda: held().authorisation.revoked_on is None)
