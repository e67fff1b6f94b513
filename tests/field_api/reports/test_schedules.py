"""Reports on a schedule: each reader gets what their own scope allows, through a real mail server;
what fails is said, tried again and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from field_api.database import Database
from field_api.holding import Holding
from field_api.mail.letters.office import Office, furnished
from field_api.mail.message import Withheld
from field_api.mail.smtp import Patience
from field_api.outbox import delivery_of
from field_api.outbox.forgetting import CONTENT_DAYS
from field_api.reports.editions import Press
from field_api.reports.schedules import forget_report_mails
from field_api.reports.sending import ReportSender
from field_api.results.sender import LEASE, Sender
from field_api.tables.audit import audit
from field_api.tables.money import cuts
from field_api.tables.replicated import alerts
from field_api.tables.reports import report_links, report_mails, report_schedules
from field_api.tables.results import deliveries
from kobra_domain.alerts import AlertKind, AlertState
from kobra_domain.deliveries import Delivery, DeliveryState
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import letter, message
from tests.field_api.mail.postbox import postbox
from tests.field_api.reports.test_links import DAYS, page, visits
from tests.field_api.servers import Client, Running, running, wait_until
from tests.field_api.world import World, build_world, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
PLAIN = "directora@entidad.example"
# Tijuana's clocks went forward on Sunday 8 March 2026, four days after the tests' Wednesday.
TIJUANA = {"every": "day", "at": "07:00", "time_zone": "America/Tijuana"}


def wish(*to: str, **more: Any) -> dict[str, Any]:
    return {
        "report": "hours",
        "filters": DAYS,
        "to": list(to) or [PLAIN],
        "form": "link",
        **TIJUANA,
        **more,
    }


def put(client: Client, *to: str, schedule_id: str = "", **more: Any) -> str:
    found = schedule_id or new_id()
    answer = client.put(f"/api/v1/report-schedules/{found}", json=wish(*to, **more))
    assert answer.status_code == 204, answer.text
    return found


def told(client: Client) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/report-schedules")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def waiting(database: Database) -> dict[str, Delivery]:
    """The last mail to each address."""
    query = select(deliveries).order_by(deliveries.c.created_at)
    with database.read() as connection:
        made = [delivery_of(row) for row in connection.execute(query)]
    return {one.address: one for one in made}


def result_of(database: Database, address: str) -> str:
    mail = report_mails.c
    query = select(mail.result).where(mail.id == waiting(database)[address].target_id)
    with database.read() as connection:
        found: str = connection.scalars(query).one()
    return found


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text


def states(database: Database) -> list[tuple[str, str]]:
    a = alerts.c
    query = select(a.state, a.detail).where(a.kind == AlertKind.REPORT_FAILED)
    with database.read() as connection:
        return [(row.state.value, row.detail) for row in connection.execute(query)]


@pytest.fixture
def sender(server: Running) -> Iterator[ReportSender]:
    """Whoever sends, by hand."""
    made = ReportSender(server.database, server.settings)
    yield made
    made.ended()


def go_on(sender: ReportSender, server: Running, **later: float) -> int:
    """Let time pass, and look what is due."""
    server.clock.forward(**later)
    return sender.work(server.clock())


def settle(database: Database, state: DeliveryState = DeliveryState.SENT) -> None:
    """A mail server took them, or did not."""
    with database.begin() as connection:
        left = update(deliveries).where(deliveries.c.state == DeliveryState.WAITING)
        connection.execute(left.values(state=state, code="smtp.recipient", detail="550 no"))


def test_it_is_due_at_its_hour_across_a_change_of_the_clock(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    put(mine)
    [one] = told(mine)
    assert one["next"] == [f"2026-03-0{day}T15:00:00Z" for day in (5, 6, 7)]
    assert (one["state"], one["title"]) == ("new", "Horarios de contacto")
    assert go_on(sender, server) == 0
    assert go_on(sender, server, days=1) == 1
    assert go_on(sender, server, minutes=1) == 0  # once
    server.clock.now = datetime(2026, 3, 8, 13, 59, tzinfo=UTC)
    assert go_on(sender, server) == 1  # three times were missed: one is made up for
    assert go_on(sender, server, minutes=1) == 1  # 7:00 of the new clock
    mine = sign_in("supervisor")
    assert told(mine)[0]["next"][0] == "2026-03-09T14:00:00Z"


def test_it_can_be_sent_now_and_the_next_time_stays(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    schedule_id = put(mine)
    path = f"/api/v1/report-schedules/{schedule_id}/send"
    assert sign_in("stranger").post(path).status_code == 404
    assert mine.post(path).status_code == 204
    assert go_on(sender, server, seconds=15) == 1
    assert set(waiting(server.database)) == {PLAIN}
    [one] = told(mine)
    assert one["next"][0] == "2026-03-05T15:00:00Z"
    assert go_on(sender, server, minutes=1) == 0
    assert go_on(sender, server, days=1) == 1
    mine = sign_in("supervisor")
    put(mine, schedule_id=schedule_id, is_on=False)
    assert mine.post(path).status_code == 404


def test_each_reader_gets_what_their_own_scope_allows(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    write(server.database, *visits(world.north, 6, 2), *visits(world.south, 3, 8))
    stranger, own = world.email("stranger"), world.email("supervisor")
    put(sign_in("supervisor"), own, stranger.upper(), PLAIN, filters=[*DAYS])
    go_on(sender, server, days=1)
    database = server.database
    assert set(waiting(database)) == {own, stranger.upper(), PLAIN}
    assert "12 intentos" in result_of(database, own)
    theirs = result_of(database, stranger.upper())
    assert "24 intentos" in theirs  # three people, whom they may see
    assert "12 intentos" not in theirs
    anybody = result_of(database, PLAIN)
    assert "12 intentos" in anybody
    assert '"behind":null' in anybody
    with database.read() as connection:
        made = {row.email: row for row in connection.execute(select(report_links))}
    assert "menos de 5 personas" in made[stranger.upper()].result  # a page has no reader


def test_the_letter_says_the_answers_and_leads_to_a_page(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    write(server.database, *visits(world.north, 6, 2))
    put(sign_in("supervisor"))
    go_on(sender, server, days=1)
    found = waiting(server.database)[PLAIN]
    made = message(server.database, found)
    assert made["Subject"] == "Horarios de contacto · 5 mar 2026"
    assert made["Reply-To"] == world.email("supervisor")
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = text_of(made)
    assert "12 intentos en 1 domicilio" in text
    [path] = {line.rpartition("/shared/")[2] for line in text.split() if "/shared/" in line}
    assert len(path) == 64
    shown = page(f"{server.base}/shared/{path}")
    assert shown.status_code == 200
    assert "12 intentos" in shown.text
    assert letter(server.database, found).html.count("<script") == 0


def test_a_reader_ends_it_by_the_mail_itself(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    put(mine, PLAIN, "otro@entidad.example")
    go_on(sender, server, days=1)
    made = message(server.database, waiting(server.database)[PLAIN])
    url = server.base + "/reports/stop/" + str(made["List-Unsubscribe"])[1:-1].rpartition("/")[2]
    asked = page(url)
    assert "¿Dejar de recibir este reporte?" in asked.text
    assert told(sign_in("supervisor"))[0]["to"] == [PLAIN, "otro@entidad.example"]
    assert "ya no llega" in page(url, method="POST").text
    [one] = told(sign_in("supervisor"))
    assert (one["to"], one["is_on"]) == (["otro@entidad.example"], True)
    assert page(url, method="POST").status_code == 200  # once more is no less
    assert page(url[:-1] + ("x" if url[-1] != "x" else "y")).status_code == 404
    other = message(server.database, waiting(server.database)["otro@entidad.example"])
    last = str(other["List-Unsubscribe"])[1:-1].rpartition("/")[2]
    page(f"{server.base}/reports/stop/{last}", method="POST")
    [rests] = told(sign_in("supervisor"))
    assert (rests["to"], rests["is_on"], rests["next"]) == ([], False, [])
    assert go_on(sender, server, days=1) == 0


def test_two_failures_in_a_row_are_an_alert_until_it_is_sent(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    owner = world.users["supervisor"]
    put(sign_in("supervisor"))
    gone = server.edit(owner, is_active=False)
    assert go_on(sender, server, days=1) == 0
    [one] = told(sign_in("admin"))
    assert (one["state"], one["problem"]) == ("failing", "report_mail.owner_gone")
    assert one["again_at"] == "2026-03-05T15:05:00Z"
    assert states(server.database) == []
    assert go_on(sender, server, minutes=4) == 0
    assert told(sign_in("admin"))[0]["again_at"] == "2026-03-05T15:05:00Z"  # not yet tried
    go_on(sender, server, minutes=1)
    assert states(server.database) == [
        (AlertState.OPEN.value, "owner_gone Horarios de contacto")
    ] * len(owner.team_ids)
    go_on(sender, server, minutes=15)
    assert len(states(server.database)) == len(owner.team_ids)  # told once
    server.edit(gone, is_active=True)
    assert go_on(sender, server, hours=1) == 1
    assert {state for state, _ in states(server.database)} == {AlertState.OPEN.value}
    settle(server.database)
    go_on(sender, server, minutes=1)
    assert {state for state, _ in states(server.database)} == {AlertState.OVER.value}
    [one] = told(sign_in("supervisor"))
    assert (one["state"], one["problem"], one["again_at"]) == ("well", "", None)


def test_a_filter_of_what_is_gone_fails_and_is_said(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    put(mine)
    with server.database.begin() as connection:
        row = connection.execute(select(report_schedules)).one()
        broken = update(report_schedules).values(wish=_renamed(row.wish))
        connection.execute(broken)
    assert go_on(sender, server, days=1) == 0
    assert told(sign_in("supervisor"))[0]["problem"] == "not_found"


def _renamed(kept: Any) -> Any:
    return replace(kept, report="gone")


def test_a_report_that_the_database_refuses_holds_up_no_other(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    refused = put(mine, report="recovery")
    put(mine)
    with server.database.begin() as connection:
        connection.execute(text(f"ALTER TABLE {cuts.name} RENAME TO elsewhere"))
    assert go_on(sender, server, days=1) == 1
    found = {one["id"]: one for one in told(sign_in("supervisor"))}
    assert found[refused]["problem"] == "report_mail.not_made"


def test_who_is_out_of_service_gets_nothing_and_nobody_left_is_a_failure(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    viewer = world.users["viewer"]
    put(sign_in("supervisor"), viewer.email, PLAIN)
    alone = put(sign_in("supervisor"), viewer.email)
    server.edit(viewer, is_active=False)
    assert go_on(sender, server, days=1) == 1
    assert set(waiting(server.database)) == {PLAIN}
    found = {one["id"]: one for one in told(sign_in("supervisor"))}
    assert found[alone]["problem"] == "report_mail.nobody"
    readers = {one["email"]: one for one in found[alone]["readers"]}
    assert readers[viewer.email]["code"] == "report_mail.reader_gone"


def test_what_a_reader_may_no_longer_see_does_not_leave(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    viewer = world.users["viewer"]
    put(sign_in("supervisor"), viewer.email)
    go_on(sender, server, days=1)
    narrower = server.edit(viewer, team_ids=(), portfolio_ids=())
    with pytest.raises(Withheld) as kept:
        letter(server.database, waiting(server.database)[viewer.email])
    assert kept.value.code == "unsent.out_of_scope"
    server.edit(narrower, team_ids=viewer.team_ids, portfolio_ids=viewer.portfolio_ids)
    assert letter(server.database, waiting(server.database)[viewer.email]).subject
    server.edit(world.users["supervisor"], is_active=False)
    with pytest.raises(Withheld) as over:
        letter(server.database, waiting(server.database)[viewer.email])
    assert over.value.code == "unsent.report_owner_gone"


def test_what_was_changed_meanwhile_is_not_sent(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    mine = sign_in("supervisor")
    schedule_id = put(mine)
    server.clock.forward(days=1)
    with server.database.read() as connection:
        stale = connection.execute(select(report_schedules)).one()
    put(sign_in("supervisor"), schedule_id=schedule_id, at="09:00")
    press = Press(server.database, server.clock(), sender._printed)
    assert sender._serve(stale, press, server.clock()) is False
    assert waiting(server.database) == {}


def test_a_refused_address_is_said_on_the_schedule(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    put(sign_in("supervisor"), PLAIN)
    with postbox() as box:
        box.refused = {PLAIN: "550 no such mailbox"}
        for _ in range(2):
            go_on(sender, server, days=1)
            with mailing(server, box.url):
                wait_until(lambda: not _left(server.database))
            go_on(sender, server, minutes=1)
    [one] = told(sign_in("supervisor"))
    assert (one["state"], one["problem"], one["problem_detail"]) == (
        "failing", "report_mail.refused", PLAIN,
    )  # fmt: skip
    [reader] = one["readers"]
    assert (reader["state"], reader["code"]) == ("failed", "smtp.recipient")
    assert "no such mailbox" in reader["detail"]
    assert one["is_on"]
    assert {detail for _, detail in states(server.database)} == {"refused Horarios de contacto"}


def test_it_reaches_the_mailbox_with_its_document(database_url: str, tmp_path: Path) -> None:
    founded = Database(database_url)
    world = build_world(founded)
    write(founded, *visits(world.north, 6, 2))
    founded.close()
    own = world.email("supervisor")
    with postbox() as box, running(database_url, tmp_path) as up:
        put(up.client().sign_in(own), own, PLAIN, form="pdf", language="en")
        sender = ReportSender(up.database, up.settings)
        assert go_on(sender, up, days=1) == 1
        with mailing(up, box.url):
            wait_until(lambda: len(box.raw) == 2)
        go_on(sender, up, minutes=1)
        sender.ended()
        [one] = told(up.client().sign_in(own))
        assert [reader["state"] for reader in one["readers"]] == ["sent", "sent"]
        assert one["readers"][0]["name"] == world.users["supervisor"].name
        for mail in box.mails:
            [attached] = mail.iter_attachments()
            assert attached.get_filename() == "Contact hours 2026-03-05.pdf"
            assert attached.get_content().startswith(b"%PDF-")
            assert "/shared/" not in text_of(mail)


def test_each_sees_their_own_an_administrator_all(
    server: Running, world: World, sign_in: SignIn
) -> None:
    mine, other, admin = sign_in("supervisor"), sign_in("stranger"), sign_in("admin")
    own = put(mine)
    put(other)
    assert [one["id"] for one in told(mine)] == [own]
    assert len(told(admin)) == 2
    path = f"/api/v1/report-schedules/{own}"
    assert other.put(path, json=wish()).status_code == 404
    assert other.delete(path).status_code == 404
    put(admin, schedule_id=own, is_on=False)
    [one] = told(mine)
    assert (one["is_on"], one["made_by"]) == (False, world.users["supervisor"].id)
    assert mine.delete(path).status_code == 204
    assert told(mine) == []
    with server.database.read() as connection:
        noted = list(connection.scalars(select(audit.c.act).order_by(audit.c.id)))
    assert [one for one in noted if one.startswith("report_schedule")] == [
        *["report_schedule.save"] * 3,
        "report_schedule.remove",
    ]


def test_a_mailbox_written_twice_gets_it_once(world: World, sign_in: SignIn) -> None:
    mine = sign_in("supervisor")
    put(mine, "ana@banco.mx", "leo@banco.mx", "Ana@Banco.MX")
    assert told(mine)[0]["to"] == ["Ana@Banco.MX", "leo@banco.mx"]


def test_what_cannot_be_sent_is_said(world: World, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    refused: dict[str, tuple[dict[str, Any], int]] = {
        "nobody": ({"to": []}, 422),
        "line": ({"to": ["a@b.example\nBcc: c@d.example"]}, 422),
        "zone": ({"time_zone": "Mars/Olympus"}, 422),
        "hour": ({"at": "25:00"}, 422),
        "weekday": ({"weekday": 7}, 422),
        "report": ({"report": "nothing"}, 404),
        "filter": ({"filters": [{"name": "colour", "value": "red"}]}, 422),
    }
    answers = {
        name: client.put(
            f"/api/v1/report-schedules/{new_id()}", json={**wish(), **changes}
        ).status_code
        for name, (changes, _) in refused.items()
    }
    assert answers == {name: status for name, (_, status) in refused.items()}
    assert told(client) == []


def test_what_was_sent_long_ago_is_forgotten(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    put(sign_in("supervisor"))
    go_on(sender, server, days=1)
    later = server.clock() + timedelta(days=CONTENT_DAYS + 1)
    with server.database.begin() as connection:
        assert forget_report_mails(connection, later) == 0
    settle(server.database)
    with server.database.begin() as connection:
        assert forget_report_mails(connection, later) == 1
        assert connection.scalar(select(func.count()).select_from(report_mails)) == 0
    with pytest.raises(Withheld):
        letter(server.database, waiting(server.database)[PLAIN])


def _left(database: Database) -> bool:
    return any(
        one.state in (DeliveryState.WAITING, DeliveryState.SENDING)
        for one in waiting(database).values()
    )


@contextmanager
def mailing(server: Running, url: str, patience: Patience | None = None) -> Iterator[None]:
    """The outbox is sent as long as the block lasts."""
    settings = replace(server.settings, smtp_url=url, mail_from="kobra@kobra.example")
    key: bytes = server.app.state.signing_key
    office: Callable[[Any], Office] = partial(furnished, key=key, thumbnails=None, painter=None)
    holding = Holding(server.database, LEASE, server.clock)
    sender = Sender(server.database, holding, lambda: settings, office, patience=patience)
    for part in (holding, sender):
        part.start()
    try:
        yield
    finally:
        for part in (sender, holding):
            part.stop()
