"""`python -m tests.kobra_desktop.views.administration.look DIR [scene…]`: paints the tabs and forms
in both languages and themes, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from sqlalchemy import insert, select

from field_api.configuration.stored import store
from field_api.phones import visit_list
from field_api.phones.enrolment import enrol
from field_api.tables.phones import phone_days
from field_api.tables.replicated import agents
from field_api.webhooks.endpoints import webhooks_of
from kobra_desktop.background import Background
from kobra_desktop.commands.agents import end_phone
from kobra_desktop.commands.privacy import place_hold
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.webhooks import WebhooksTab
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_domain.aside import PhoneEnd
from kobra_domain.portfolios import Party
from tests.kobra_desktop.views.administration.aside_things import send_what_cannot_be_taken
from tests.kobra_desktop.views.administration.office import Office, found, office
from tests.kobra_desktop.views.administration.sending_things import put_deliveries
from tests.kobra_desktop.views.administration.webhook_things import put_webhooks
from tests.kobra_desktop.views.look import crash, shoot, translate, wait
from tests.kobra_desktop.views.world import NOW

Scene = Callable[[AdministrationPage, Office], None]


def _tab(key: str, line: int | None = None) -> Scene:
    def show(page: AdministrationPage, made: Office) -> None:
        page.restore({"tab": key})
        tab: Any = page.tab
        if line is not None:
            wait(lambda: tab.box.table.model().rowCount() > 0)
            tab.box.table.selectRow(line)

    return show


def _press(key: str, line: int, button: str) -> Scene:
    def act(page: AdministrationPage, made: Office) -> None:
        _tab(key, line)(page, made)
        tab: Any = page.tab
        wait(lambda: tab.panel.isVisible())
        tab.panel.buttons[button].click()
        wait(lambda: bool(_dialogs(page)), 1_500)

    return act


def _new(key: str) -> Scene:
    def act(page: AdministrationPage, made: Office) -> None:
        page.restore({"tab": key})
        wait(lambda: False, 300)
        page.create_new()

    return act


def _invited(page: AdministrationPage, made: Office) -> None:
    _new("users")(page, made)
    form: Any = _dialogs(page)[-1]
    form.name.put("Pilar Ortega")
    form.email.put("pilar@kobra.example")
    form.submit()
    wait(lambda: any("Code" in type(d).__name__ for d in _dialogs(page)))


def _refused(page: AdministrationPage, made: Office) -> None:
    _new("staff")(page, made)
    form: Any = _dialogs(page)[-1]
    form.code.put("AG-77")
    form.name.put("Elena Vega")
    form.phone.put("12")
    form.week.lines["shift", 0].setText("7-12, 14-18")
    form.week.lines["shift", 1].setText("siete a doce")
    form.submit()


def _paper(page: AdministrationPage, made: Office) -> None:
    page.restore({"tab": "portfolios"})
    tab: Any = page.tab
    wait(lambda: bool(tab.papers.list.held.rows))
    tab.edit_paper("")


def _offline(page: AdministrationPage, made: Office) -> None:
    _tab("staff", 4)(page, made)
    made.go_offline()


def _held_people(page: AdministrationPage, made: Office) -> None:
    agent = made.world.agents[0]
    with made.server.database.begin() as connection:
        enrol(connection, agent.id, made.server.base, NOW)
    visit_list.offer(made.server.database, agent, NOW)
    ended = end_phone(made.workspace.desk, agent.id, PhoneEnd.LOST)
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    tab._show_people(agent, ended.id)
    wait(lambda: tab.held.box.table.model().rowCount() > 0)


def _held_nobody(page: AdministrationPage, made: Office) -> None:
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    tab._show_people(made.world.agents[1])
    wait(lambda: not tab.held.model.is_asking)


def _aside(page: AdministrationPage, made: Office) -> None:
    send_what_cannot_be_taken(made)
    _tab("aside", 1)(page, made)


def _privacy(page: AdministrationPage, made: Office) -> None:
    party = next(one for one in made.world.entities if isinstance(one, Party))
    place_hold(
        made.workspace.desk,
        party_id=party.id,
        ordered_by="Juzgado 12 Civil Municipal",
        case_number="11001-40-03-012-2026-00123",
    )
    _tab("privacy", 0)(page, made)


def _erasure(page: AdministrationPage, made: Office) -> None:
    _tab("privacy")(page, made)
    tab: Any = page.tab
    tab.erase.click()


def _in_need(page: AdministrationPage, made: Office) -> None:
    """Little space, an unnamed proxy, a phone that sent too much."""
    state = made.server.app.state
    state.room.least, state.unknown_proxy = 10**13, "10.1.2.3"
    with made.server.database.begin() as connection:
        agent_id = connection.scalar(select(agents.c.id))
        row = {"key_hash": "x", "day": NOW.date(), "agent_id": agent_id, "bytes": 268_400_000}
        connection.execute(insert(phone_days).values(**row, refused_at=NOW))
    _tab("server")(page, made)


def _sending(page: AdministrationPage, made: Office) -> None:
    put_deliveries(made)
    page.restore({"tab": "sending"})
    tab: Any = page.tab
    wait(lambda: tab.part.box.table.model().rowCount() > 0)
    tab.part.box.table.selectRow(3)


def _letter(page: AdministrationPage, made: Office) -> None:
    _sending(page, made)
    tab: Any = page.tab
    tab.part.panel.buttons["letter"].click()
    wait(lambda: bool(_dialogs(page)), 1_500)


def _paused(page: AdministrationPage, made: Office) -> None:
    _sending(page, made)
    tab: Any = page.tab
    tab.model.pause(True)
    wait(tab.paused.isVisible)


def _mail(page: AdministrationPage, made: Office) -> None:
    with made.server.database.begin() as connection:
        url = "smtp://cobros%40kobra.example:x@127.0.0.1:587"
        store(connection, made.server.settings.data_folder, "smtp_url", url, NOW)
    made.server.app.state.current.refresh()
    page.restore({"tab": "sending", "lists": {"part": "mail"}})
    tab: Any = page.tab
    wait(lambda: tab.part.model.held is not None)


def _mail_form(page: AdministrationPage, made: Office) -> None:
    _mail(page, made)
    tab: Any = page.tab
    tab.part.change.click()
    wait(lambda: bool(_dialogs(page)), 1_500)


def _webhooks(page: AdministrationPage, made: Office) -> Any:
    """Endpoints that a receiver answers now well and now badly; the tab."""
    with made.server.database.read() as connection:
        is_there = bool(webhooks_of(connection))
    if not is_there:
        put_webhooks(made)
    page.restore({"tab": "sending", "lists": {"part": "webhooks"}})
    tab: Any = page.findChildren(WebhooksTab)[-1]
    tab.refresh.click()
    wait(lambda: tab.box.table.model().rowCount() > 0)
    tab.box.table.selectRow(0)
    wait(tab.panel.isVisible)
    return tab


def _webhook(key: str) -> Scene:
    def act(page: AdministrationPage, made: Office) -> None:
        _webhooks(page, made).panel.buttons[key].click()
        wait(lambda: bool(_dialogs(page)), 1_500)

    return act


def _webhook_log(page: AdministrationPage, made: Office) -> None:
    tab = _webhooks(page, made)
    tab.panel.buttons["log"].click()
    wait(lambda: tab.log.box.table.model().rowCount() > 0)
    tab.log.box.table.selectRow(0)
    wait(lambda: tab.log.panel.again is not None)


def _webhook_secret(page: AdministrationPage, made: Office) -> None:
    tab = _webhooks(page, made)
    tab.model.renew_secret(
        tab.model.row(tab.box.chosen_id), lambda told: tab._show_secret(told, is_other=True)
    )
    wait(lambda: bool(_dialogs(page)), 1_500)


def _webhook_help(page: AdministrationPage, made: Office) -> None:
    _webhooks(page, made).help.click()
    wait(lambda: bool(_dialogs(page)), 1_500)


def _webhooks_empty(page: AdministrationPage, made: Office) -> None:
    page.restore({"tab": "sending", "lists": {"part": "webhooks"}})
    tab: Any = page.findChildren(WebhooksTab)[-1]
    wait(lambda: tab.model.is_loaded)


def _webhooks_offline(page: AdministrationPage, made: Office) -> None:
    _webhooks(page, made)
    made.go_offline()


def _sheet(page: AdministrationPage, made: Office) -> None:
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    wait(lambda: tab.box.table.model().rowCount() > 0)
    dialog = tab.bring_sheet()
    rows = "".join(f"G{n:03};Rosa Díaz {n};Equipo {n % 3};300555{n:04};\n" for n in range(120))
    dialog.model.take(
        f"codigo;nombre;equipo;telefono;turno\n{rows}G900;Luis;Norte;;de noche\nG001;Eva;;;\n"
    )
    wait(lambda: dialog.model.plan is not None)


def _silence(page: AdministrationPage) -> None:
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    wait(lambda: tab.silent.isVisible())
    tab.silent.click()
    wait(lambda: tab.silence.box.table.model().rowCount() > 0)


def _sheets(page: AdministrationPage) -> None:
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    wait(lambda: tab.box.table.model().rowCount() > 0)
    tab.make_sheets()


def _sheet_empty(page: AdministrationPage, made: Office) -> None:
    page.restore({"tab": "staff"})
    tab: Any = page.tab
    tab.bring_sheet()


SCENES: dict[str, Scene] = {
    "silence": lambda page, made: _silence(page),
    "sheets": lambda page, made: _sheets(page),
    "sheet": _sheet,
    "sheet_empty": _sheet_empty,
    "webhooks_empty": _webhooks_empty,
    "webhooks": lambda page, made: _webhooks(page, made) and None,
    "webhook_form": _webhook("edit"),
    "webhook_again": _webhook("again"),
    "webhook_log": _webhook_log,
    "webhook_secret": _webhook_secret,
    "webhook_help": _webhook_help,
    "sending_empty": _tab("sending"),
    "sending": _sending,
    "letter": _letter,
    "paused": _paused,
    "mail": _mail,
    "mail_form": _mail_form,
    "lost": _press("staff", 0, "lost"),
    "leaves": _press("staff", 1, "leave"),
    "held_people": _held_people,
    "held_nobody": _held_nobody,
    "aside_empty": _tab("aside"),
    "aside": _aside,
    "aside_look": _press("aside", 2, "look"),
    "aside_discard": _press("aside", 2, "discard"),
    "users": _tab("users", 1),
    "user_form": _new("users"),
    "user_code": _invited,
    "staff": _tab("staff", 0),
    "staff_missing": _tab("staff", 4),
    "agent_form": lambda page, made: (_press("staff", 0, "edit"))(page, made),
    "agent_refused": _refused,
    "enrolment": _press("staff", 4, "enrol"),
    "consent": _press("staff", 4, "consent"),
    "absence": _press("staff", 0, "absent"),
    "portfolios": _tab("portfolios", 1),
    "portfolio_form": _new("portfolios"),
    "paper_form": _paper,
    "audit": _tab("audit", 0),
    "server": _tab("server"),
    "server_in_need": _in_need,
    "privacy": _privacy,
    "privacy_empty": _tab("privacy"),
    "hold_form": _new("privacy"),
    "erasure_form": _erasure,
    "offline": _offline,
    "webhooks_offline": _webhooks_offline,
}


def _dialogs(page: QWidget) -> list[QDialog]:
    return [one for one in page.findChildren(QDialog) if one.isVisible()]


def main(folder: Path, only: set[str]) -> None:
    """Paint everything, or only the scenes, languages and themes that are named."""
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for locale in ("es", "en"):
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            looks = {f"{locale}-{theme}"}
            if only & {"es-light", "es-dark", "en-light", "en-dark"} and not only & looks:
                continue
            with tempfile.TemporaryDirectory() as home:
                _paint(app, folder, Path(home), locale, theme, only & SCENES.keys())


def _paint(
    app: QApplication, folder: Path, home: Path, locale: str, theme: ThemeChoice, only: set[str]
) -> None:
    translate(app, locale)
    look = Look(theme)
    look.apply(theme)
    background = Background(crash)
    with office(home, background, found(home / "founded"), locale) as made:
        window: QMainWindow = KobraWindow(look, made.workspace, made.status)
        window.resize(1366, 768)
        window.show()
        for name, scene in SCENES.items():
            if only and name not in only:
                continue
            window.open_page("administration")  # type: ignore[attr-defined]
            page = window.page  # type: ignore[attr-defined]
            assert isinstance(page, AdministrationPage)
            scene(page, made)
            wait(lambda: False, 500)
            dialogs = _dialogs(page)
            shoot(dialogs[-1] if dialogs else window, folder / f"{name}-{locale}-{theme}.png")
            for dialog in reversed(dialogs):
                dialog.done(0)
            page.escape()
        window.close()
        background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
