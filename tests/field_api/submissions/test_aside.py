"""What is set aside of forms and files: listed, looked at, taken after all, discarded."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError

from field_api.jobs.unsettled import settle_unsettled
from field_api.submissions import raw
from field_api.submissions.reading import REFUSALS, Reader
from field_api.submissions.store import FolderStore
from field_api.tables.audit import audit
from kobra_domain.dues import Promise
from kobra_domain.submissions import AttachmentState, Submission
from kobra_domain.visits import Visit, VisitState
from kobra_domain.words import has_words
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.phone import (
    Phone,
    form,
    new_instance,
    photo,
    promise_of,
    publish,
)
from tests.field_api.submissions.rows import all_of, now_of, only, submission
from tests.field_api.world import World

SignIn = Callable[[str], Client]


def listed(client: Client, kind: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/aside", params={"kind": kind})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def take(client: Client, item: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/v1/aside/take", json={"kind": item["kind"], "id": item["id"]})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def discard(client: Client, item: dict[str, Any]) -> int:
    wish = {
        "kind": item["kind"],
        "id": item["id"],
        "reason": "Prueba",
        "until": "2026-03-05T00:00Z",
    }
    return client.post("/api/v1/aside/discard", json=wish).status_code


@pytest.mark.both_engines
def test_a_form_is_taken_once_its_questionnaire_is_published(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    xml = form(promise_of(visit), form_id="visita_nueva")
    assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 404
    [item] = listed(admin, "forms")
    assert (item["agent"], item["reason"], item["count"]) == (
        world.north.agent.code,
        "unknown_form",
        1,
    )
    assert (item["size"], item["files"], item["received_at"]) == (
        len(xml),
        1,
        "2026-03-04T15:00:00Z",
    )
    still = take(admin, item)
    assert (still["taken"], still["left"]) == (0, 1)
    assert "no conoce este cuestionario" in still["message"]
    publish(server.database, form_id="visita_nueva")
    assert take(admin, item) == {"taken": 1, "left": 0, "message": ""}
    assert listed(admin, "forms") == []
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert only(server.database, Promise).amount_minor == 15_000_050
    with server.database.read() as connection:
        acts = list(connection.scalars(select(audit.c.act).where(audit.c.act == "aside.take")))
    assert len(acts) == 2


@pytest.mark.both_engines
def test_a_discarded_form_leaves_the_list_and_does_not_come_back_with_a_repeat(
    phone: Phone, sign_in: SignIn
) -> None:
    admin, xml = sign_in("admin"), form({}, version="7")
    phone.post(xml)
    [item] = listed(admin, "forms")
    assert discard(admin, item) == 200
    assert listed(admin, "forms") == []
    assert phone.post(xml).status_code == 404
    assert listed(admin, "forms") == []
    assert discard(admin, item) == 404


@pytest.mark.both_engines
def test_a_discarded_form_is_taken_when_its_phone_sends_it_and_it_can_be(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    admin, xml = sign_in("admin"), form(promise_of(visit), form_id="visita_nueva")
    phone.post(xml)
    assert discard(admin, listed(admin, "forms")[0]) == 200
    publish(server.database, form_id="visita_nueva")
    assert phone.post(xml).status_code == 201
    assert submission(server.database).visit_id == visit.id


@pytest.mark.both_engines
def test_files_without_a_form_are_told_looked_at_and_find_their_form(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin, picture = sign_in("admin"), photo()
    assert phone.post(None, {"FACHADA.jpg": picture}).status_code == 400
    assert listed(admin, "forms") == []
    [item] = listed(admin, "attachments")
    assert (item["agent"], item["reason"], item["name"], item["size"]) == (
        world.north.agent.code,
        "no_form",
        "FACHADA.jpg",
        len(picture),
    )
    answer = admin.get("/api/v1/aside/file", params={"id": item["id"]})
    assert (answer.status_code, answer.content) == (200, picture)
    assert take(admin, item)["message"].startswith("Ninguna respuesta")
    phone.post(form(promise_of(visit)))
    assert take(admin, item)["taken"] == 1
    [attached] = submission(server.database).attachments
    assert (attached.name, attached.state) == ("fachada.jpg", AttachmentState.PRESENT)
    assert listed(admin, "attachments") == []


@pytest.mark.both_engines
def test_files_that_no_answer_names_are_told_until_they_are_discarded(
    phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    xml = form(promise_of(visit))
    phone.post(xml, {"fachada.jpg": photo(), "otra.pdf": b"%PDF-1.7\n", "audit.csv": b"a,b\n"})
    [item] = listed(admin, "attachments")
    assert (item["name"], item["reason"]) == ("otra.pdf", "no_question")
    assert discard(admin, item) == 200
    assert phone.post(xml, {"mas.pdf": b"%PDF-1.7\n"}).status_code == 201
    assert [i["name"] for i in listed(admin, "attachments")] == ["mas.pdf"]


@pytest.mark.both_engines
def test_two_forms_that_miss_the_same_name_leave_the_file_where_it_is(
    phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    phone.post(None, {"fachada.jpg": photo()})
    for _ in range(2):
        phone.post(form({"fachada": "fachada.jpg"}, new_instance()))
    [item] = listed(admin, "attachments")
    assert take(admin, item)["taken"] == 0
    assert listed(admin, "attachments") == [item]


@pytest.mark.parametrize("locale", ["es", "en"])
def test_every_reason_of_a_form_has_its_words_and_its_remedy(locale: str) -> None:
    for reason in (*REFUSALS, raw.CONFLICT, raw.NOT_READ):
        assert has_words(f"aside.forms.{reason}", locale), reason
        assert has_words(f"aside.forms.{reason}.why", locale), reason


class Stumbling(FolderStore):
    """Trips over one content, as a reader would over what nobody foresaw."""

    sha256 = ""
    stumbles: Exception

    def read(self, sha256: str) -> bytes:
        if sha256 == self.sha256:
            raise self.stumbles
        return super().read(sha256)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "problem",
    [RuntimeError("unforeseen"), DataError("INSERT", {}, ValueError("no column holds it"))],
    ids=["reader", "column"],
)
def test_a_form_that_the_reader_stumbles_over_is_seen_and_stops_no_other(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn, problem: Exception
) -> None:
    bad, good = form({"nota": "uno"}), form(promise_of(visit))
    for xml in (bad, good):
        assert phone.post(xml, {"fachada.jpg": photo()}, last=False).status_code == 201
        server.clock.forward(seconds=1)
    store = Stumbling(server.settings.data_folder / "attachments")
    store.sha256, store.stumbles = sha256(bad).hexdigest(), problem
    server.clock.forward(minutes=20)
    assert settle_unsettled(Reader(server.database, store), server.clock()) == 2
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    admin = sign_in("admin")
    [item] = listed(admin, "forms")
    assert item["reason"] == "not_read"
    assert take(admin, item)["taken"] == 1  # the server's own store does not stumble
    assert listed(admin, "forms") == []
    assert len(all_of(server.database, Submission)) == 2


@pytest.mark.both_engines
def test_everything_is_told_together_newest_first(
    server: Running, phone: Phone, sign_in: SignIn
) -> None:
    phone.post(None, {"a.jpg": photo()})
    server.clock.forward(minutes=1)
    phone.post(form({}, version="9"))
    found = sign_in("admin").get("/api/v1/aside").json()["items"]
    assert [(i["kind"], i["received_at"]) for i in found] == [
        ("forms", "2026-03-04T15:01:00Z"),
        ("attachments", "2026-03-04T15:00:00Z"),
    ]
    assert server.clock() > WEDNESDAY


@pytest.mark.both_engines
def test_of_two_files_of_one_name_each_is_dealt_with_alone(phone: Phone, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    for content in (b"%PDF-1.7\n1", b"%PDF-1.7\n2"):
        phone.post(None, {"recibo.pdf": content})
    first, second = listed(admin, "attachments")
    assert discard(admin, first) == 200
    assert listed(admin, "attachments") == [second]
