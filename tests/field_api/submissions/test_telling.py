"""Submissions as programs and people ask for them: the stable list, the XML, the files."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from kobra_domain.visits import Visit
from tests.field_api.servers import Client, Running
from tests.field_api.submissions.phone import (
    FORM_ID,
    Phone,
    form,
    new_instance,
    photo,
    promise_of,
)
from tests.field_api.submissions.rows import submission
from tests.field_api.world import World

SignIn = Callable[[str], Client]
LIST = "/api/v1/submissions"


def items(client: Client, **query: str | int) -> list[dict[str, Any]]:
    answer = client.get(LIST, params={"questionnaire": FORM_ID, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.both_engines
def test_the_list_has_the_promised_fields(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: SignIn
) -> None:
    instance = new_instance()
    xml = form(promise_of(visit, nota="Año & <café> ñ"), instance)
    assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 201
    [item] = items(sign_in("supervisor"))
    assert item["instance_id"] == instance
    assert (item["agent"], item["visit_id"]) == (world.north.agent.code, visit.id)
    assert item["received_at"] == "2026-03-04T15:00:00Z"
    assert (item["verdict"], item["logic_mismatch"], item["review_state"]) == (
        "at_address",
        None,
        "received",
    )
    answers = item["answers"]
    assert answers["nota"] == "Año & <café> ñ"
    assert answers["promesa_monto"] == "150000.50"
    assert "instanceID" not in answers
    [attached] = item["attachments"]
    assert (attached["name"], attached["media_type"]) == ("fachada.jpg", "image/jpeg")


@pytest.mark.both_engines
def test_repeats_go_by_their_path_and_empty_answers_are_told(
    phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    inside = (
        "<ingresos><monto>1</monto></ingresos><ingresos><monto>2</monto></ingresos>"
        "<a><x>uno</x></a><b><x>dos</x></b><solo/>"
    )
    phone.post(form({"nota": ""}, inside=inside))
    [item] = items(sign_in("supervisor"))
    answers = item["answers"]
    assert (answers["ingresos[1]/monto"], answers["ingresos[2]/monto"]) == ("1", "2")
    assert (answers["a/x"], answers["b/x"]) == ("uno", "dos")
    assert (answers["nota"], answers["solo"]) == ("", "")


def test_one_instance_of_a_repeat_goes_by_its_path_too(phone: Phone, sign_in: SignIn) -> None:
    phone.post(form({}, inside="<ingresos><monto>1</monto></ingresos>"))
    [item] = items(sign_in("admin"))
    answers = item["answers"]
    assert answers["ingresos[1]/monto"] == "1"


@pytest.mark.parametrize(
    ("who", "sees"), [("admin", 2), ("supervisor", 2), ("viewer", 2), ("stranger", 0), ("agent", 0)]
)
@pytest.mark.both_engines
def test_each_sees_what_lies_in_scope(
    phone: Phone, visit: Visit, sign_in: SignIn, who: str, sees: int
) -> None:
    phone.post(form(promise_of(visit)))
    phone.post(form({"nota": "sin visita"}))
    assert len(items(sign_in(who))) == sees


@pytest.mark.both_engines
def test_the_list_is_asked_by_visit_agent_and_time_and_comes_in_pages(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    phone.post(form(promise_of(visit)))
    for _ in range(4):
        server.clock.forward(seconds=60)
        phone.post(form({"nota": "x"}))
    client = sign_in("supervisor")
    assert len(items(client, visit=visit.id)) == 1
    assert len(items(client, agent="ag-01")) == 5
    assert items(client, agent="AG-02") == []
    assert items(client, questionnaire="otro") == []
    assert len(items(client, **{"from": "2026-03-04T15:02:00Z"})) == 3
    assert len(items(client, to="2026-03-04T15:00:00Z")) == 1
    told: list[object] = []
    before = ""
    while True:
        query: dict[str, str | int] = {"limit": 2, **({"before": before} if before else {})}
        page = client.get(LIST, params=query).json()
        told += [item["id"] for item in page["items"]]
        before = page["next"]
        if not before:
            break
    assert len(told) == len(set(told)) == 5
    assert items(client, before="00000000-0000-4000-8000-000000000000") == []


def test_the_xml_is_told_byte_for_byte(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    xml = form(promise_of(visit))
    phone.post(xml)
    made = submission(server.database)
    answer = sign_in("supervisor").get(f"{LIST}/{made.id}/xml")
    assert answer.content == xml
    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    audit = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert any(line["act"] == "submission.view" for line in audit)


def test_a_photo_is_shown_whole_and_small_and_upright(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    image, out = Image.new("RGB", (1200, 600), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    image.save(out, "JPEG", exif=exif)
    name = "la fachada ñ.jpg"
    phone.post(form(promise_of(visit, fachada=name)), {name: out.getvalue()})
    made = submission(server.database)
    url = f"{LIST}/{made.id}/attachments/la%20fachada%20%C3%B1.jpg"
    client = sign_in("viewer")
    whole = client.get(url)
    assert whole.content == out.getvalue()
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Type"] == "image/jpeg"
    assert whole.headers["Content-Disposition"].startswith("inline;")
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    for _ in range(2):  # made once, then read
        small = Image.open(io.BytesIO(client.get(url, params={"size": "thumbnail"}).content))
        assert small.size == (180, 360)


def test_what_is_kept_aside_or_missing_is_not_shown(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    phone.post(form(promise_of(visit)), {"page.html": b"<html>"})
    made = submission(server.database)
    client = sign_in("supervisor")
    for name in ("page.html", "fachada.jpg", "nada.jpg", "..%2F..%2Fkobra.db"):
        assert client.get(f"{LIST}/{made.id}/attachments/{name}").status_code == 404, name


def test_a_file_that_is_no_photo_has_no_thumbnail(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    phone.post(form(promise_of(visit)), {"acta.pdf": b"%PDF-1.7\n"})
    made = submission(server.database)
    url = f"{LIST}/{made.id}/attachments/acta.pdf"
    client = sign_in("supervisor")
    assert client.get(url).headers["Content-Disposition"].startswith("attachment;")
    assert client.get(url, params={"size": "thumbnail"}).status_code == 404


def test_files_outside_the_scope_are_not_found(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    made = submission(server.database)
    client = sign_in("stranger")
    assert client.get(f"{LIST}/{made.id}/xml").status_code == 404
    assert client.get(f"{LIST}/{made.id}/attachments/fachada.jpg").status_code == 404


@pytest.mark.both_engines
def test_the_feed_tells_a_submission_and_its_visit(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    client = sign_in("supervisor")
    cursor = client.pull().cursor
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    news = client.pull(cursor)
    made = submission(server.database)
    assert news.ids("submission") == {made.id}
    assert news.put["visit", visit.id]["state"] == "completed"
    assert len(news.ids("promise")) == 1


def test_promises_and_payments_of_a_visit_are_told_inside_its_scope(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: Callable[[str], Client]
) -> None:
    phone.post(form(promise_of(visit, pago_monto="2.5E7", pago_fecha="2026-03-03")))
    number = world.north.account.number
    viewer, stranger = sign_in("viewer"), sign_in("stranger")
    asked = {"visit": visit.id}
    assert viewer.get("/api/v1/promises", params=asked).json() == {
        "items": [
            {
                "account_number": number,
                "amount_minor": 15_000_050,
                "currency": "COP",
                "due_on": "2026-03-15",
                "state": "open",
            }
        ]
    }
    assert viewer.get("/api/v1/payments", params=asked).json() == {
        "items": [
            {
                "account_number": number,
                "amount_minor": 2_500_000_000,
                "currency": "COP",
                "paid_on": "2026-03-03",
                "state": "reported",
            }
        ]
    }
    for path in ("/api/v1/promises", "/api/v1/payments"):
        assert stranger.get(path, params=asked).json() == {"items": []}
        assert viewer.get(path, params={"visit": "ninguno"}).status_code == 422
