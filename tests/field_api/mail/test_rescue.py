"""A call for help by a phone over HTTP, which nobody attends: mails over SMTP, one name after
another, until somebody does.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from field_api.change_log.rows import entities
from field_api.holding import Holding
from field_api.jobs.escalation import escalate
from field_api.mail.letters.making import letter_of
from field_api.mail.letters.office import Office, furnished
from field_api.mail.letters.rescue import call_of
from field_api.mail.message import Withheld
from field_api.outbox import delivery_of
from field_api.pictures.painter import Painter
from field_api.places.streets import load_streets
from field_api.results.sender import LEASE, Sender
from field_api.tables.results import deliveries
from kobra_domain.alerts import Alert, AlertState
from kobra_domain.deliveries import DeliveryState
from kobra_domain.people import Rescuer
from kobra_records.ids import new_id
from tests.field_api.mail.postbox import Postbox, postbox
from tests.field_api.places.maps import at, grid, write_pmtiles
from tests.field_api.servers import Running, wait_until

pytestmark = pytest.mark.both_engines

NAMES = (
    Rescuer(name="Eva Lara", email="eva@x.example"),
    Rescuer(name="Iván", email="ivan@x.example"),
)
HERE, NEAR, FAR = at(-405, 395), at(-405, 1_100), at(-405, 9_000)


@pytest.fixture(scope="module")
def painter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Painter]:
    folder = tmp_path_factory.mktemp("data")
    write_pmtiles(folder / "basemap.pmtiles", list(grid()))
    made = Painter(folder, urgent_s=30.0)
    yield made
    made.stop()


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as made:
        yield made


@pytest.fixture
def office(field: Running, box: Postbox, painter: Painter) -> Office:
    settings = replace(
        field.settings, smtp_url=box.url, mail_from="Kobra <kobra@kobra.example>", clock=field.clock
    )
    return furnished(settings, b"key", None, painter)


@pytest.fixture
def sending(field: Running, office: Office) -> Iterator[Sender]:
    holding = Holding(field.database, LEASE, field.clock)
    sender = Sender(field.database, holding, lambda: office.settings, lambda _: office)
    for part in (holding, sender):
        part.start()
    yield sender
    for part in (sender, holding):
        part.stop()


def press(field: Running, team_id: str | None) -> Alert:
    """Colleagues report, then somebody calls for help."""
    for code, place in (("AG-02", NEAR), ("AG-03", FAR)):
        phone = field.phone_of(field.add_agent(code, name=f"Colega {code}", team_id=team_id))
        field.report(phone, id=code, lat=place.lat, lon=place.lon)
    agent = field.add_agent("AG-01", name="Ana Ruiz", phone="+57 300 111 2233", team_id=team_id)
    fix = {"id": "AG-01", "lat": HERE.lat, "lon": HERE.lon, "alarm": "sos"}
    assert field.report(field.phone_of(agent), **fix).status_code == 200
    with field.database.read() as connection:
        return entities(connection, Alert)[0]


def pass_s(field: Running, sender: Sender | None, seconds: float) -> None:
    field.clock.now += timedelta(seconds=seconds)
    escalate(field.database, field.clock())
    if sender is not None:
        sender.wake()


def states(field: Running) -> list[DeliveryState]:
    with field.database.read() as connection:
        query = deliveries.select().order_by(deliveries.c.created_at)
        return [delivery_of(row).state for row in connection.execute(query)]


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    text: str = part.get_content()
    return text


def test_nobody_attends_then_somebody_does(
    field: Running, box: Postbox, office: Office, sending: Sender, tmp_path: Path
) -> None:
    tiles = write_pmtiles(tmp_path / "streets.pmtiles", list(grid()))
    load_streets(field.database, tiles, "Villa Ámbar", field.clock())
    team = field.add_team(rescuers=NAMES)
    alert = press(field, team.id)
    pass_s(field, sending, 55)
    assert states(field) == []
    pass_s(field, sending, 5)
    wait_until(lambda: states(field) == [DeliveryState.SENT])
    pass_s(field, sending, 60)
    wait_until(lambda: states(field) == [DeliveryState.SENT] * 2)
    assert box.recipients == ["eva@x.example", "ivan@x.example"]
    field.edit(alert, state=AlertState.ATTENDED, attended_by=new_id(), attended_at=field.clock())
    for _ in range(10):
        pass_s(field, sending, 60)
    assert states(field) == [DeliveryState.SENT] * 2
    first, second = box.mails
    assert first["Subject"] == "SOS: un gestor pide ayuda · 10:00"
    text = body(second, "plain")
    for said in ("Ana Ruiz", "+57 300 111 2233", "Cerca de Calle 5 / Carrera 5, Villa Ámbar"):
        assert said in text
    assert "Se avisó a Eva Lara" in text
    assert "Colega AG-02" in text
    assert "unos 6 min en moto o auto, 13 min a pie" in text
    assert "Ana Ruiz" in body(second, "html")
    (shown,) = [part for part in second.walk() if part.get_content_type() == "image/png"]
    picture: Any = shown.get_payload(decode=True)
    assert Image.open(io.BytesIO(picture)).size == (1200, 600)


def test_a_letter_that_waited_until_it_was_attended_does_not_leave(
    field: Running, office: Office
) -> None:
    alert = press(field, field.add_team(rescuers=NAMES).id)
    pass_s(field, None, 60)
    with field.database.read() as connection:
        delivery = delivery_of(connection.execute(deliveries.select()).one())
        assert letter_of(connection, delivery, office).subject.startswith("SOS")
    field.edit(alert, state=AlertState.ATTENDED, attended_by=new_id(), attended_at=field.clock())
    with field.database.read() as connection, pytest.raises(Withheld):
        letter_of(connection, delivery, office)


def test_without_a_place_or_a_team_it_says_so(field: Running, office: Office) -> None:
    field.sign_in(language="en")
    agent = field.add_agent(name="<b>Ana</b>")
    assert field.report(field.phone_of(agent), id="AG-01", alarm="sos").status_code == 200
    pass_s(field, None, 60)
    with field.database.read() as connection:
        delivery = delivery_of(connection.execute(deliveries.select()).one())
        letter = letter_of(connection, delivery, office)
        call = call_of(connection, delivery.target_id or "", field.clock())
    assert call is not None
    assert (call.near, call.place, letter.pictures) == ((), (), ())
    assert "Not known" in letter.text
    assert "No number is kept" in letter.text
    assert "<b>Ana" not in letter.html
