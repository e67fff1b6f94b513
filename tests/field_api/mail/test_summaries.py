"""A day's summary goes to each reader once, with its numbers and its document; it is audited and
forgotten with time.
"""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from field_api.database import Database
from field_api.holding import Holding
from field_api.mail.letters.office import furnished
from field_api.mail.message import Withheld
from field_api.mail.summaries import forget_summaries
from field_api.outbox import delivery_of
from field_api.outbox.forgetting import CONTENT_DAYS
from field_api.results.sender import LEASE, Sender
from field_api.tables.audit import audit
from field_api.tables.results import deliveries
from field_api.tables.summaries import summaries
from kobra_domain.deliveries import Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import letter, message
from tests.field_api.mail.postbox import postbox
from tests.field_api.servers import WEDNESDAY, Client, Running, running, wait_until
from tests.field_api.world import TODAY, World, build_world, write

pytestmark = pytest.mark.both_engines
PDF = b"%PDF-1.7 \xff\x00 a day"


def a_summary(**changes: Any) -> dict[str, Any]:
    return {
        "id": new_id(), "day": TODAY.isoformat(), "language": "es", "scope": "Norte × <b>Todas</b>",
        "to": ["jefa@entidad.example", "yo@entidad.example"],
        "facts": [{"name": "Hechas", "value": "12"}],
        "pdf": b64encode(PDF).decode(), **changes,
    }  # fmt: skip


def waiting(database: Database) -> list[Delivery]:
    with database.read() as connection:
        return [delivery_of(row) for row in connection.execute(select(deliveries))]


@pytest.fixture
def mine(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("supervisor")


def test_each_reader_gets_it_once(server: Running, mine: Client, world: World) -> None:
    body = a_summary()
    for _ in range(2):
        answer = mine.post("/api/v1/summaries", json=body)
        assert answer.status_code == 202, answer.text
        assert answer.json() == {"waiting": 2, "has_mail": False}
    found = waiting(server.database)
    assert {one.address for one in found} == set(body["to"])
    assert {one.purpose for one in found} == {DeliveryPurpose.SUMMARY}
    with server.database.read() as connection:
        noted = connection.execute(select(audit).where(audit.c.act == "summary.send")).all()
    assert [one.user_id for one in noted] == [world.users["supervisor"].id]
    assert "jefa@entidad.example" in noted[0].details


def test_the_letter_says_the_numbers_and_carries_the_document(
    server: Running, mine: Client, world: World
) -> None:
    mine.post("/api/v1/summaries", json=a_summary())
    made = message(server.database, waiting(server.database)[0])
    assert made["Subject"] == "Resumen del día · 4 mar 2026"
    assert made["Reply-To"] == world.email("supervisor")
    text, html = made.get_body(("plain",)), made.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Hechas: 12" in text.get_content()
    assert "<b>Todas" not in html.get_content()
    [attached] = made.iter_attachments()
    assert attached.get_filename() == "Resumen 2026-03-04.pdf"
    assert attached.get_content() == PDF


def test_who_may_not_export_sends_nothing(
    server: Running, sign_in: Callable[[str], Client]
) -> None:
    assert sign_in("viewer").post("/api/v1/summaries", json=a_summary()).status_code == 403
    assert waiting(server.database) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ["jefa@entidad.example\nBcc: todos@entidad.example"]},
        {"to": ["a@b.example, c@d.example"]},
        {"to": []},
        {"pdf": b64encode(b"<html>").decode()},
        {"id": "1"},
    ],
    ids=["line", "two", "none", "html", "id"],
)
def test_what_cannot_be_sent_is_said(
    server: Running, mine: Client, changes: dict[str, Any]
) -> None:
    answer = mine.post("/api/v1/summaries", json=a_summary(**changes))
    assert answer.status_code == 422, answer.text
    assert waiting(server.database) == []


def test_it_is_forgotten_but_for_what_waits(server: Running, mine: Client) -> None:
    database = server.database
    mine.post("/api/v1/summaries", json=a_summary())
    later = WEDNESDAY + timedelta(days=CONTENT_DAYS + 1)
    with database.begin() as connection:
        assert forget_summaries(connection, later) == 0
        connection.execute(update(deliveries).values(state=DeliveryState.SENT))
        assert forget_summaries(connection, later) == 1
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(summaries)) == 0
    with pytest.raises(Withheld):
        letter(database, waiting(database)[0])


def test_the_days_of_agents_are_told_within_the_scope(
    server: Running, mine: Client, world: World
) -> None:
    """Of a day that is not kept yet what is known now; the other team's is not told."""
    write(server.database, *(
        side.visit(agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ASSIGNED)
        for side in (world.north, world.south)
    ))  # fmt: skip
    answer = mine.get("/api/v1/agent-days", params={"on": TODAY.isoformat()})
    assert answer.status_code == 200, answer.text
    [one] = answer.json()["items"]
    assert (one["agent_id"], one["planned"], one["done"]) == (world.north.agent.id, 1, 0)
    for nowhere in ("0001-01-01", "9999-12-31"):
        assert mine.get("/api/v1/agent-days", params={"on": nowhere}).status_code == 422


def test_it_reaches_the_mailbox(database_url: str, tmp_path: Path) -> None:
    """From the desktop's request to the document in a mailbox, through a real mail server."""
    founded = Database(database_url)
    email = build_world(founded).email("supervisor")
    founded.close()
    with (
        postbox() as box,
        running(database_url, tmp_path, smtp_url=box.url, mail_from="kobra@kobra.example") as up,
    ):
        client = up.client().sign_in(email)
        answer = client.post("/api/v1/summaries", json=a_summary(to=["jefa@entidad.example"]))
        assert answer.json() == {"waiting": 1, "has_mail": True}
        holding = Holding(up.database, LEASE, up.clock)
        office = partial(furnished, key=b"key", thumbnails=None, painter=None)
        sender = Sender(up.database, holding, lambda: up.settings, office)
        for part in (holding, sender):
            part.start()
        wait_until(lambda: bool(box.raw))
        for part in (sender, holding):
            part.stop()
        [mail] = box.mails
    assert mail["To"] == "jefa@entidad.example"
    [attached] = mail.iter_attachments()
    assert attached.get_content() == PDF
