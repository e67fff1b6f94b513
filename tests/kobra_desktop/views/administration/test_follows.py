"""Who follows what, and what comes to oneself, over a real server."""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtWidgets import QLabel

from field_api.mail.follows import all_follows, end_follow
from kobra_desktop.models.administration.follows import FollowsModel
from kobra_desktop.views.administration.follow_form import FollowDialog
from kobra_desktop.views.administration.follows import OwnFollowsDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_domain.follows import Follow, FollowMode
from tests.kobra_desktop.views.administration.conftest import Desk


def kept(desk: Desk) -> list[Follow]:
    with desk.office.server.database.read() as connection:
        return all_follows(connection)


def opened(desk: Desk) -> Any:
    tab = desk.open("sending", "follows")
    desk.until(lambda: tab.model.is_loaded)
    return tab


def lines(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def said(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def filled(desk: Desk, tab: Any, email: str) -> FollowDialog:
    tab.create_new()
    dialog: FollowDialog = desk.dialog(FollowDialog)
    shown: Any = dialog.portfolios.typing.widget
    desk.until(lambda: shown.count() > 0)
    assert dialog.email is not None
    dialog.email.put(email)
    return dialog


def first_portfolio(dialog: FollowDialog) -> str:
    shown: Any = dialog.portfolios.typing.widget
    chosen: str = shown.item(0).data(256)
    return chosen


def test_an_address_follows_with_a_digest_at_an_hour(desk: Desk) -> None:
    tab = opened(desk)
    desk.until(lambda: "A nadie le llegan" in said(tab) or "Nobody is told" in said(tab))
    dialog = filled(desk, tab, "jefa@entidad.example")
    assert not dialog.hour.isVisible()
    dialog.mode.put(FollowMode.DIGEST)
    assert dialog.hour.isVisible()
    assert not dialog.cap.isVisible()
    dialog.hour.put(time(7, 15))
    dialog.portfolios.put([first_portfolio(dialog)])
    dialog.submit()
    desk.until(lambda: len(lines(tab)) == 1)
    (made,) = kept(desk)
    assert (made.mode, made.digest_at, made.time_zone) == (FollowMode.DIGEST, time(7, 15), None)
    (line,) = lines(tab)
    assert line.how.endswith("07:15")
    assert line.who == "other"


def test_a_trick_address_is_refused_where_it_is_typed(desk: Desk) -> None:
    tab = opened(desk)
    dialog = filled(desk, tab, '"Ana" <trick@otra.example>')
    dialog.portfolios.put([first_portfolio(dialog)])
    dialog.submit()
    assert dialog.email is not None
    desk.until(lambda: bool(dialog.email and dialog.email.problem))
    assert kept(desk) == []


def test_it_is_switched_off_changed_and_removed(desk: Desk) -> None:
    tab = opened(desk)
    dialog = filled(desk, tab, "jefa@entidad.example")
    dialog.cap.put(4)
    dialog.portfolios.put([first_portfolio(dialog)])
    dialog.submit()
    desk.until(lambda: len(lines(tab)) == 1)
    tab.choose(lines(tab)[0].id)
    desk.until(lambda: tab.panel.isVisible())
    tab.panel.buttons["switch"].click()
    desk.until(lambda: [one.is_on for one in kept(desk)] == [False])
    desk.until(lambda: not lines(tab)[0].follow.is_on)
    tab.panel.buttons["edit"].click()
    again = desk.dialog(FollowDialog)
    again.is_on.put(True)
    again.submit()
    desk.until(lambda: [(one.is_on, one.cap) for one in kept(desk)] == [(True, 4)])
    tab.panel.buttons["remove"].click()
    desk.dialog(Question).accept()
    desk.until(lambda: kept(desk) == [])


def test_what_comes_to_oneself_is_ones_own(desk: Desk) -> None:
    office = desk.office
    model = FollowsModel(office.workspace, office.status, is_own=True)
    dialog = OwnFollowsDialog(desk.page.look, model, desk.page)
    dialog.open()
    desk.until(lambda: dialog.tab.model.is_loaded)
    dialog.tab.create_new()
    form = desk.dialog(FollowDialog)
    assert form.email is None
    form.mode.put(FollowMode.ALERTS)
    form.submit()
    desk.until(lambda: len(lines(dialog.tab)) == 1)
    (made,) = kept(desk)
    assert made.user_id == office.workspace.desk.who.id
    assert (made.mode, made.portfolio_ids) == (FollowMode.ALERTS, ())
    with office.server.database.begin() as connection:  # by the link of a mail
        end_follow(connection, made, office.server.clock())
    dialog.tab.on_shown()
    desk.until(lambda: not lines(dialog.tab)[0].follow.is_on)
    dialog.accept()
