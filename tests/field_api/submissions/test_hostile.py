"""Forms and files made to do harm: kept, answered in Spanish, and the server goes on."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from PIL import Image
from sqlalchemy import select

from field_api.database import Database
from field_api.phones.form_keys import new_key
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.submissions import Attachment, AttachmentState
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Client, Running, running
from tests.field_api.submissions.phone import (
    FORM_ID,
    Phone,
    form,
    new_instance,
    photo,
    promise_of,
    publish,
)
from tests.field_api.submissions.rows import now_of, submission
from tests.field_api.world import build_world

META = f"<meta><instanceID>{new_instance()}</instanceID></meta>"
HEAD = f'<data id="{FORM_ID}" version="1">'
XXE = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}<nota>&x;</nota>{META}</data>'
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ja">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f"]>{HEAD}<nota>&i;</nota>{META}</data>"
)
UNREADABLE = {
    "xxe": XXE.encode(),
    "billion laughs": LAUGHS.encode(),
    "a doctype alone": f"<!DOCTYPE d>{HEAD}{META}</data>".encode(),
    "nul": f"{HEAD}<nota>a\0b</nota>{META}</data>".encode(),
    "nul by number": f"{HEAD}<nota>&#0;</nota>{META}</data>".encode(),
    "lone surrogate": f"{HEAD}<nota>".encode() + b"\xed\xa0\x80" + f"</nota>{META}</data>".encode(),
    "lone surrogate by number": f"{HEAD}<nota>&#xD800;</nota>{META}</data>".encode(),
    "deep": f"{HEAD}{'<a>' * 100_000}{'</a>' * 100_000}{META}</data>".encode(),
    "cut": f"{HEAD}<nota>hol".encode(),
    "nothing": b"",
    "no xml": b"\x89PNG\r\n\x1a\n",
    "a strange encoding": b"<?xml version='1.0' encoding='klingon'?><data/>",
    "no form": f"<data>{META}</data>".encode(),
}


def states(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        rows = connection.execute(select(raw_submissions.c.state, raw_submissions.c.problem))
        return [(row.state, row.problem) for row in rows]


def sentence(answer: requests.Response) -> str:
    return answer.text.partition("<message>")[2].partition("</message>")[0]


@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.both_engines
def test_what_cannot_be_read_is_kept_and_said(server: Running, phone: Phone, what: str) -> None:
    answer = phone.post(UNREADABLE[what], {"foto.jpg": photo()})
    assert answer.status_code == 400, answer.text
    assert "guarda" in sentence(answer)
    assert "root:" not in answer.text
    [(state, problem)] = states(server.database)
    assert state == "refused"
    assert problem
    with server.database.read() as connection:
        assert list(connection.scalars(select(raw_parts.c.name))) == ["foto.jpg"]
    assert phone.post(form({"nota": "sigue"})).status_code == 201


def test_a_form_too_large_to_read_is_kept(server: Running, phone: Phone) -> None:
    answer = phone.post(form({"nota": "x" * (9 * 2**20)}))
    assert answer.status_code == 413
    assert "demasiado grande" in sentence(answer)
    assert states(server.database) == [("refused", "xml_too_big")]


@pytest.mark.both_engines
def test_a_huge_answer_is_cut_and_flagged(server: Running, phone: Phone) -> None:
    assert phone.post(form({"nota": "ñ" * 300_000})).status_code == 201
    read = submission(server.database)
    assert read.problem == "answer_too_long"
    assert {len(a.value) for a in read.answers if a.path == "nota"} == {200_000}


def test_more_answers_than_are_shown_are_flagged(server: Running, phone: Phone) -> None:
    inside = "<ingresos><monto>1</monto></ingresos>" * 20_500
    assert phone.post(form({}, inside=inside)).status_code == 201
    read = submission(server.database)
    assert (read.problem, len(read.answers)) == ("too_many_answers", 20_000)


def test_two_hundred_photos_are_taken(server: Running, phone: Phone, visit: Visit) -> None:
    picture = photo(size=(64, 64))
    files = {f"foto{n}.jpg": picture + bytes([n]) for n in range(200)}
    assert phone.post(form(promise_of(visit, fachada="foto0.jpg")), files).status_code == 201
    attached = submission(server.database).attachments
    assert len(attached) == 200
    assert {a.state for a in attached} == {AttachmentState.PRESENT}


def test_a_photo_of_100_mb_is_refused_and_the_rest_is_kept(
    server: Running, phone: Phone, visit: Visit
) -> None:
    files = {"enorme.jpg": photo() + b"\0" * 100_000_000, "fachada.jpg": photo()}
    answer = phone.post(form(promise_of(visit, interior="enorme.jpg")), files)
    assert answer.status_code == 413
    assert "enorme.jpg" in sentence(answer)
    assert "100 MB" in sentence(answer)
    by_name = {a.name: a for a in submission(server.database).attachments}
    refused = by_name["enorme.jpg"]
    assert (refused.state, refused.problem) == (AttachmentState.REFUSED, "file_too_big")
    assert by_name["fachada.jpg"].state is AttachmentState.PRESENT
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def bomb() -> bytes:
    """A PNG of 40,000 by 40,000 pixels in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


BAD_FILES = {
    "bomb.png": (bomb(), "too_many_pixels"),
    "empty.jpg": (b"", "empty_file"),
    "page.jpg": (b"<html><script>alert(1)</script>", "unknown_type"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown_type"),
    "program.jpg": (b"MZ\x90\0\x03", "unknown_type"),
    "damaged.jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 20, "damaged_image"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_not_what_it_says_is_kept_aside(
    server: Running, phone: Phone, name: str
) -> None:
    content, problem = BAD_FILES[name]
    assert phone.post(form({"fachada": name}), {name: content}).status_code == 201
    [attached] = submission(server.database).attachments
    assert (attached.state, attached.problem) == (AttachmentState.REFUSED, problem)


def png() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


GOOD_FILES = {
    "image/png": png(),
    "application/pdf": b"%PDF-1.7\n",
    "audio/mp4": b"\0\0\0\x18ftypM4A \0\0\0\0",
    "video/mp4": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "video/3gpp": b"\0\0\0\x18ftyp3gp4\0\0\0\0",
    "audio/amr": b"#!AMR\n" + b"\x3c" * 10,
    "audio/wav": b"RIFF\0\0\0\0WAVEfmt ",
    "audio/mpeg": b"\xff\xfb\x90\x00" * 4,
    "audio/aac": b"\xff\xf1\x50\x80" * 4,
    "text/plain": "uno,dos\ntres,año\n".encode(),
}


@pytest.mark.parametrize("media_type", GOOD_FILES)
def test_the_type_of_a_file_is_read_from_its_content(
    server: Running, phone: Phone, media_type: str
) -> None:
    content = GOOD_FILES[media_type]
    assert phone.post(form({}), {"archivo.bin": content}).status_code == 201
    [attached] = submission(server.database).attachments
    assert (attached.state, attached.media_type) == (AttachmentState.PRESENT, media_type)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\..\\boot.ini", "a/b/c.jpg"])
def test_a_name_leads_nowhere(server: Running, phone: Phone, name: str) -> None:
    assert phone.post(form({}), {name: photo()}).status_code == 201
    [attached] = submission(server.database).attachments
    assert not set("/\\") & set(attached.name)
    kept = {path.name for path in server.settings.data_folder.rglob("*") if path.is_file()}
    assert attached.sha256 in kept
    assert attached.name not in kept


@pytest.mark.both_engines
def test_a_body_that_breaks_off_keeps_what_was_whole(server: Running, phone: Phone) -> None:
    xml = form({"nota": "cortada"})
    body = (
        b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="s.xml"\r\n'
        b"Content-Type: text/xml\r\n\r\n" + xml + b"\r\n--b\r\nContent-Disposition: form-data; "
        b'name="a.jpg"; filename="a.jpg"\r\n\r\n' + photo()[:200]
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = requests.post(phone.url, data=body, headers=kind, timeout=30)
    assert answer.status_code == 400
    assert "cortado" in sentence(answer)
    read = submission(server.database)
    assert not read.is_complete
    assert phone.post(xml, {"a.jpg": photo()}).status_code == 201
    assert submission(server.database).is_complete


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/xml", b"<data/>"),
        ("multipart/form-data", b"--b--"),
        ("multipart/form-data; boundary=b", b"nothing of the kind"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\n" + b"A" * 20_000 + b": 1",
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"\r\n\r\n<data',
        ),
        ("", b""),
    ],
)
def test_what_is_no_post_of_a_phone_is_400_and_is_not_said_to_be_kept(
    phone: Phone, kind: str, body: bytes
) -> None:
    answer = requests.post(phone.url, data=body, headers={"Content-Type": kind}, timeout=30)
    assert answer.status_code == 400
    assert "guard" in sentence(answer)
    assert "nada" in sentence(answer)


def test_a_file_without_a_file_name_is_kept(server: Running, phone: Phone) -> None:
    def part(said: bytes, content: bytes) -> bytes:
        return b"--b\r\nContent-Disposition: form-data; " + said + b"\r\n\r\n" + content + b"\r\n"

    body = (
        part(b'name="xml_submission_file"', form({"fachada": "a.jpg"}))
        + part(b'name="a.jpg"\r\nContent-Type: image/jpeg', photo())
        + part(b'name=""; filename=""', b"nameless")
        + part(b'name="*isIncomplete*"\r\nContent-Type: text/plain', b"yes")
        + b"--b--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = requests.post(phone.url, data=body, headers=kind, timeout=30)
    assert (answer.status_code, "faltan" in sentence(answer)) == (201, True)
    attached = submission(server.database).attachments
    assert [(a.name, a.state) for a in attached] == [
        ("a.jpg", AttachmentState.PRESENT),
        ("archivo", AttachmentState.PRESENT),
    ]


def endless() -> Iterator[bytes]:
    """A post in chunks, so that nobody knows its length: a form, and a file without an end."""
    file = b'Content-Disposition: form-data; name="xml_submission_file"; filename="s.xml"\r\n\r\n'
    yield b"--b\r\n" + file + form({}) + b"\r\n--b\r\n" + file.replace(b"xml_sub", b"video_")
    for _ in range(40):
        yield b"v" * 10_000


def test_a_post_beyond_all_measure_is_said_to_be_too_large(
    database_url: str, tmp_path: Path
) -> None:
    with running(database_url, tmp_path, largest_submission_body=300_000) as server:
        world = build_world(server.database)
        publish(server.database)
        with server.database.begin() as connection:
            key = new_key(connection, world.north.agent.id, WEDNESDAY)
        phone = Phone(server.base, key)
        announced = phone.post(form({}), {"video.mp4": b"v" * 400_000})
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        chunked = requests.post(phone.url, data=endless(), headers=kind, timeout=30)
        assert submission(server.database).attachments == ()
    for answer in (announced, chunked):
        assert answer.status_code == 413
        assert "demasiado grande" in sentence(answer)


@pytest.mark.both_engines
def test_an_attachment_is_no_more_than_its_fields_hold(
    server: Running, phone: Phone, visit: Visit
) -> None:
    place = photo((95.0, 200.0), taken="mañana")
    phone.post(form(promise_of(visit)), {"fachada.jpg": place})
    [attached] = submission(server.database).attachments
    assert isinstance(attached, Attachment)
    assert (attached.lat, attached.lon, attached.taken_at) == (None, None, None)


def test_a_photo_says_where_and_when_it_was_taken(
    server: Running, phone: Phone, visit: Visit
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo((4.5, -74.25))})
    [attached] = submission(server.database).attachments
    assert (attached.lat, attached.lon) == (4.5, -74.25)
    assert attached.taken_at is not None
    assert attached.taken_at.isoformat() == "2026-03-04T14:50:00+00:00"  # the agent's zone


def test_what_was_set_aside_can_be_had_by_who_administers(
    server: Running, phone: Phone, sign_in: Callable[[str], Client]
) -> None:
    instance = new_instance()
    phone.post(form({"nota": "una"}, instance))
    phone.post(form({"nota": "otra"}, instance), {"foto.jpg": photo()})
    phone.post(UNREADABLE["xxe"])
    admin = sign_in("admin")
    items = admin.get("/api/v1/submissions/aside").json()["items"]
    assert [(item["reason"], item["agent"]) for item in items] == [
        ("hostile_xml", "AG-01"),
        ("conflict", "AG-01"),
    ]
    assert (items[1]["instance_id"], items[1]["files"]) == (instance, ["foto.jpg"])
    told = admin.get(f"/api/v1/submissions/aside/{items[0]['id']}/xml")
    assert told.content == UNREADABLE["xxe"]
    assert told.headers["Content-Type"] == "application/octet-stream"
    taken = submission(server.database)
    assert admin.get(f"/api/v1/submissions/aside/{taken.id}/xml").status_code == 404
