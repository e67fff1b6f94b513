"""Posts as phones make them: kept first, answered in Spanish, each instance once."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from field_api.database import Database
from field_api.submissions.reading import Reader
from field_api.submissions.store import FolderStore
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.dues import Promise
from kobra_domain.submissions import AttachmentState, Submission
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running, running
from tests.field_api.submissions.phone import (
    Phone,
    form,
    new_instance,
    photo,
    promise_of,
    publish,
)
from tests.field_api.submissions.rows import all_of, now_of, submission

pytestmark = pytest.mark.both_engines


def count_raw(database: Database) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(raw_submissions)) or 0


def names_kept(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.scalars(select(raw_parts.c.name)))


def is_message(answer: requests.Response) -> bool:
    return (
        answer.headers["X-OpenRosa-Version"] == "1.0"
        and answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        and '<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message>' in answer.text
    )


def test_a_form_with_its_photo_is_taken_and_read(
    server: Running, phone: Phone, visit: Visit
) -> None:
    instance, picture = new_instance(), photo()
    answer = phone.post(form(promise_of(visit), instance), {"fachada.jpg": picture})
    assert answer.status_code == 201
    assert is_message(answer)
    assert "Respuesta recibida" in answer.text
    read = submission(server.database)
    assert read.instance_id == instance
    assert read.is_complete
    [attached] = read.attachments
    assert (attached.name, attached.path, attached.media_type) == (
        "fachada.jpg",
        "fachada",
        "image/jpeg",
    )
    assert attached.sha256 == hashlib.sha256(picture).hexdigest()
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_a_repeat_is_one_submission(server: Running, phone: Phone, visit: Visit) -> None:
    xml = form(promise_of(visit))
    for _ in range(3):
        assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 201
    assert len(all_of(server.database, Submission)) == 1
    assert count_raw(server.database) == 1


def test_the_same_instance_with_other_answers_is_kept_aside(
    server: Running, phone: Phone, visit: Visit
) -> None:
    instance = new_instance()
    assert phone.post(form(promise_of(visit), instance)).status_code == 201
    other = phone.post(form(promise_of(visit, nota="otra cosa"), instance))
    assert other.status_code == 409
    assert "guardada aparte" in other.text
    assert count_raw(server.database) == 2
    assert submission(server.database).answers[-1].path != "nota"


def test_split_posts_are_one_submission_once_the_last_has_come(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml = form(promise_of(visit, comprobante="pago.jpg"))
    first = phone.post(xml, {"fachada.jpg": photo()}, last=False)
    assert first.status_code == 201
    waiting = submission(server.database)
    assert not waiting.is_complete
    assert [a.state for a in waiting.attachments] == [
        AttachmentState.PRESENT,
        AttachmentState.MISSING,
    ]
    assert now_of(server.database, visit).state is VisitState.ON_PHONE
    assert phone.post(xml, {"pago.jpg": photo(size=(20, 20))}).status_code == 201
    whole = submission(server.database)
    assert whole.is_complete
    assert {a.state for a in whole.attachments} == {AttachmentState.PRESENT}
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_files_that_come_later_are_added(server: Running, phone: Phone, visit: Visit) -> None:
    xml = form(promise_of(visit))
    assert phone.post(xml).status_code == 201
    assert not submission(server.database).is_complete
    assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 201
    assert submission(server.database).is_complete


def test_an_unknown_form_or_version_is_404_and_kept(server: Running, phone: Phone) -> None:
    for xml in (form({}, form_id="otro"), form({}, version="99")):
        answer = phone.post(xml, {"a.jpg": photo()})
        assert answer.status_code == 404
        assert is_message(answer)
    assert count_raw(server.database) == 2
    assert names_kept(server.database) == {"a.jpg"}


def test_a_post_without_a_form_is_400_and_its_files_are_kept(server: Running, phone: Phone) -> None:
    answer = phone.post(None, {"foto.jpg": photo()})
    assert answer.status_code == 400
    assert is_message(answer)
    assert names_kept(server.database) == {"foto.jpg"}


def test_a_wrong_key_is_403(server: Running, phone: Phone, visit: Visit) -> None:
    answer = Phone(server.base, "x" * 32).post(form(promise_of(visit)))
    assert answer.status_code == 403
    assert count_raw(server.database) == 0


def test_an_edit_names_what_it_replaces(server: Running, phone: Phone, visit: Visit) -> None:
    first, second = new_instance(), new_instance()
    assert phone.post(form(promise_of(visit), first)).status_code == 201
    deprecated = f"<orx:deprecatedID>{first}</orx:deprecatedID>"
    edited = form(promise_of(visit, nota="corregida"), second, meta=deprecated)
    assert phone.post(edited).status_code == 201
    by_instance = {s.instance_id: s for s in all_of(server.database, Submission)}
    assert by_instance[second].replaces == first
    assert by_instance[second].problem == ""
    assert by_instance[first].replaces == ""


def test_the_same_instance_on_many_connections_at_once_is_one(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml, picture = form(promise_of(visit)), photo()
    phones = [Phone(phone.base, phone.key) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda p: p.post(xml, {"fachada.jpg": picture}), phones))
    assert {answer.status_code for answer in answers} == {201}
    assert len(all_of(server.database, Submission)) == 1


def test_a_file_that_comes_while_its_form_is_read_is_not_lost(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml = form(promise_of(visit))

    class Interrupted(FolderStore):
        """Between what was noted of a form and its XML another post arrives."""

        def read(self, sha256: str) -> bytes:
            assert phone.post(xml, {"otra.jpg": photo()}).status_code == 201
            return super().read(sha256)

    assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 201
    with server.database.read() as connection:
        raw_id = connection.scalars(select(raw_submissions.c.id)).one()
    store = Interrupted(server.settings.data_folder / "attachments")
    assert Reader(server.database, store).read(raw_id, WEDNESDAY).status == 201
    [read] = all_of(server.database, Submission)
    assert {a.name for a in read.attachments} == {"fachada.jpg", "otra.jpg"}


def test_two_contents_of_one_instance_at_once_are_one_and_a_conflict(
    server: Running, phone: Phone, visit: Visit
) -> None:
    instance = new_instance()
    forms = [form(promise_of(visit, nota=f"versión {n}"), instance) for n in range(4)]
    phones = [Phone(phone.base, phone.key) for _ in forms]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda pair: pair[0].post(pair[1]), zip(phones, forms, strict=True))
        )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(all_of(server.database, Submission)) == 1
    assert count_raw(server.database) == 4


def test_what_was_refused_is_read_when_it_comes_again_and_its_form_is_there(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml = form(promise_of(visit), form_id="nuevo")
    assert phone.post(xml, {"fachada.jpg": photo()}).status_code == 404
    publish(server.database, "nuevo")
    assert phone.post(xml).status_code == 201
    assert submission(server.database).is_complete  # the photo was kept the first time
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_two_servers_over_one_database_make_one_submission(
    server: Running, phone: Phone, visit: Visit, database_url: str, tmp_path: Path
) -> None:
    xml, picture = form(promise_of(visit)), photo()
    with running(database_url, tmp_path) as other:
        phones = [Phone(base, phone.key) for base in (server.base, other.base) * 3]
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda p: p.post(xml, {"fachada.jpg": picture}), phones))
    assert {answer.status_code for answer in answers} == {201}
    assert len(all_of(server.database, Submission)) == 1
    assert len(all_of(server.database, Promise)) == 1


def test_the_phone_is_told_how_much_it_may_post(server: Running, phone: Phone) -> None:
    answer = phone.http.head(phone.url, timeout=30)
    assert answer.status_code == 204
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == str(25 * 2**20)


def test_a_full_disk_is_said_and_promises_nothing(
    server: Running, phone: Phone, visit: Visit
) -> None:
    folder = server.settings.data_folder / "attachments" / "coming"
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder any more")  # as root would write through any permission
    answer = phone.post(form(promise_of(visit)))
    assert answer.status_code == 503
    assert is_message(answer)
    assert count_raw(server.database) == 0
    assert now_of(server.database, visit) == visit
