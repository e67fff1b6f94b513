"""How files find the answers that name them, however their names are spelt on the way."""

import unicodedata
from urllib.parse import quote

import pytest
import requests

from field_api.submissions.names import apart, clean_name, extended_name, joined, may_be, sent_name
from kobra_domain.submissions import Attachment, AttachmentState, Submission
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import Running
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.field_api.submissions.rows import all_of, now_of, submission

NAME = "fachada_niño.jpg"
APART = unicodedata.normalize("NFD", NAME)


def post(phone: Phone, answers: dict[str, str], *parts: tuple[bytes, bytes]) -> requests.Response:
    """Each part: what follows «form-data; » in its disposition, and its content."""
    xml = b'name="xml_submission_file"; filename="s.xml"', form(answers)
    body = b"".join(
        b"--b\r\nContent-Disposition: form-data; " + said + b"\r\n\r\n" + content + b"\r\n"
        for said, content in (xml, *parts)
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    return requests.post(phone.url, data=body + b"--b--\r\n", headers=kind, timeout=30)


def called(name: str, coding: str = "utf-8") -> bytes:
    return f'name="{name}"; filename="{name}"'.encode(coding)


QUOTED, LATIN = quote(NAME), quote(NAME, encoding="latin-1")
PIECES = f"filename*0*=UTF-8''{quote(NAME[:7])}; filename*1*={quote(NAME[7:])}"
SPELLINGS = {
    "nfc": called(NAME),
    "nfd": called(APART),
    "latin-1": called(NAME, "latin-1"),
    "extended": f"name=\"f\"; filename*=UTF-8''{QUOTED}".encode(),
    "both": f'name="f"; filename="x.jpg"; filename*=UTF-8\'\'{QUOTED}'.encode(),
    "extended in latin-1": f"name=\"f\"; filename*=ISO-8859-1''{LATIN}".encode(),
    "in pieces": f'name="f"; {PIECES}'.encode(),
    "percent": called(QUOTED),
    "rfc 2047 b": b'name="f"; filename="=?UTF-8?B?ZmFjaGFkYV9uacOxby5qcGc=?="',
    "rfc 2047 q": b'name="f"; filename="=?utf-8?Q?fachada=5Fni=C3=B1o.jpg?="',
    "read as western": called(NAME.encode().decode("cp1252")),
    "case": called("FACHADA_NIÑO.JPG"),
    "path": called(f"/storage/emulated/0/odk/{NAME}"),
    "windows path": called(f"C:\\\\odk\\\\{NAME}"),
    "turned around": called(f"\u202e{NAME}"),
}
THROUGH = ("nfd", "latin-1", "extended", "percent", "rfc 2047 b", "case")


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("named", [NAME, APART], ids=["nfc", "nfd"])
def test_a_file_finds_its_answer_however_its_name_is_spelt(spelling: str, named: str) -> None:
    disposition = b"form-data; " + SPELLINGS[spelling]
    raw = SPELLINGS[spelling].rpartition(b'filename="')[2].rstrip(b'"').replace(b"\\\\", b"\\")
    sent = extended_name(disposition) or sent_name(raw)
    assert joined([clean_name(named), "otra.jpg"], [sent, "b.jpg"]) == {clean_name(named): sent}


@pytest.mark.parametrize(
    "spelling", ["nfd", "latin-1", "extended", "percent", "rfc 2047 b", "case"]
)
def test_such_a_file_comes_with_its_form(
    server: Running, phone: Phone, visit: Visit, spelling: str
) -> None:
    answers = promise_of(visit, fachada=NAME)
    assert post(phone, answers, (SPELLINGS[spelling], photo())).status_code == 201
    read = submission(server.database)
    [attached] = read.attachments
    assert (attached.name, attached.path, attached.state, attached.problem) == (
        NAME,
        "fachada",
        AttachmentState.PRESENT,
        "",
    )
    assert read.is_complete


def test_where_two_would_do_none_is_taken() -> None:
    assert joined(["Foto.jpg"], ["foto.jpg", "FOTO.jpg"]) == {}
    assert joined(["a.jpg", "A.jpg"], ["a.JPG"]) == {}
    assert joined(["foto.jpg"], ["FOTO.jpg", "foto.jpg"]) == {"foto.jpg": "foto.jpg"}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("CON.jpg", "_CON.jpg"),
        ("nul", "_nul"),
        ("console.jpg", "console.jpg"),
        (".", "archivo"),
        ("..", "archivo"),
        ("a/..", "archivo"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("foto.jpg . ", "foto.jpg"),
        ("a\x00\x1b[31mb.jpg", "a[31mb.jpg"),
        ("", ""),
        ("=?klingon?B?AAAA?=", "=?klingon?B?AAAA?="),
    ],
)
def test_a_name_is_none_that_a_system_could_not_hold(raw: str, name: str) -> None:
    assert sent_name(raw.encode()) == name
    assert len(sent_name(b"x" * 500)) == 240


@pytest.mark.parametrize("disposition", [b"filename*=", b"filename*=UTF-8''%C3", b"filename*=x'y"])
def test_a_broken_extended_name_breaks_nothing(disposition: bytes) -> None:
    assert isinstance(extended_name(b"form-data; " + disposition), str)


def test_names_are_told_apart_before_their_ending() -> None:
    assert apart("a.jpg", ["a.jpg", "a (2).jpg"]) == "a (3).jpg"
    assert apart("archivo", ["archivo"]) == "archivo (2)"
    assert may_be("a.jpg", "image/png")
    assert not may_be("a.jpg", "audio/mp4")
    assert may_be("sin_ending", "audio/mp4")
    assert may_be("video.3gp", "audio/3gpp")
    assert may_be("acta.pdf", "application/pdf")


def attached(server: Running) -> list[Attachment]:
    return list(submission(server.database).attachments)


def test_the_one_missing_and_the_one_stray_are_joined_and_it_is_said(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answers = promise_of(visit, comprobante="pago.jpg")
    files = {"IMG_0001.jpg": photo(), "pago.jpg": photo(size=(9, 9))}
    assert phone.post(form(answers), files).status_code == 201
    read = submission(server.database)
    by_path = {a.path: a for a in read.attachments}
    guess = by_path["fachada"]
    assert (guess.name, guess.state, guess.problem) == (
        "IMG_0001.jpg",
        AttachmentState.PRESENT,
        "joined_by_guess",
    )
    assert read.is_complete


@pytest.mark.parametrize(
    "files",
    [
        {"uno.jpg": photo(), "dos.jpg": photo(size=(9, 9))},
        {"voz.amr": b"#!AMR\n" + b"\x3c" * 10},
    ],
    ids=["two strays", "another kind"],
)
def test_what_does_not_surely_fit_is_not_joined(
    server: Running, phone: Phone, visit: Visit, files: dict[str, bytes]
) -> None:
    phone.post(form(promise_of(visit)), files)
    assert not submission(server.database).is_complete
    assert {a.path for a in attached(server) if a.sha256} == {""}


def test_of_each_kind_one_missing_and_one_stray_are_joined(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answers = promise_of(visit, comprobante="pago.amr")
    voice = b"#!AMR\n" + b"\x3c" * 10
    phone.post(form(answers), {"IMG_1.jpg": photo(), "REC_1.amr": voice})
    assert {a.path: a.name for a in attached(server)} == {
        "fachada": "IMG_1.jpg",
        "comprobante": "REC_1.amr",
    }


def test_a_guess_gives_way_to_the_file_itself(server: Running, phone: Phone, visit: Visit) -> None:
    xml = form(promise_of(visit))
    phone.post(xml, {"otra.jpg": photo()})
    phone.post(xml, {"fachada.jpg": photo(size=(9, 9))})
    assert [(a.name, a.path, a.problem) for a in attached(server)] == [
        ("fachada.jpg", "fachada", ""),
        ("otra.jpg", "", ""),
    ]


@pytest.mark.both_engines
def test_different_contents_of_one_name_are_all_kept_and_it_is_said(
    server: Running, phone: Phone, visit: Visit
) -> None:
    contents = [photo(), photo(size=(9, 9))]
    answers = promise_of(visit, fachada="f.jpg", comprobante="f.jpg")
    assert post(phone, answers, *((called("f.jpg"), one) for one in contents)).status_code == 201
    found = attached(server)
    assert {a.path for a in found} == {"fachada", "comprobante"}
    assert len({a.sha256 for a in found}) == len({a.name for a in found}) == 2
    assert {a.problem for a in found} == {"same_name"}


def test_further_contents_of_one_name_lie_beside_the_first(
    server: Running, phone: Phone, visit: Visit
) -> None:
    contents = [photo(size=(n, n)) for n in (5, 6, 7)]
    post(phone, promise_of(visit, fachada="f.jpg"), *((called("f.jpg"), c) for c in contents))
    assert sorted(a.name for a in attached(server)) == ["f (2).jpg", "f (3).jpg", "f.jpg"]
    assert {a.path for a in attached(server)} == {"fachada"}
    post(phone, {"nota": "x"}, *((called("s.jpg"), c) for c in contents))
    [other] = [s for s in all_of(server.database, Submission) if s.visit_id is None]
    assert sorted(a.name for a in other.attachments) == ["s (2).jpg", "s (3).jpg", "s.jpg"]


def test_one_file_that_three_questions_name_is_listed_at_each(
    server: Running, phone: Phone, visit: Visit
) -> None:
    answers = promise_of(visit, fachada="f.jpg", comprobante="f.jpg", interior="f.jpg")
    phone.post(form(answers), {"f.jpg": photo()})
    found = attached(server)
    assert [a.path for a in found] == ["fachada", "comprobante", "interior"]
    assert len({a.sha256 for a in found}) == 1
    assert {a.problem for a in found} == {""}


@pytest.mark.parametrize("form_id", ["visita_niño", unicodedata.normalize("NFD", "visita_niño")])
def test_a_forms_own_name_is_found_in_either_form(
    server: Running, phone: Phone, visit: Visit, form_id: str
) -> None:
    publish(server.database, form_id)
    for normal in ("NFC", "NFD"):
        sent = unicodedata.normalize(normal, form_id)
        assert phone.post(form(promise_of(visit), form_id=sent)).status_code == 201
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert {s.form_id for s in all_of(server.database, Submission)} == {form_id}
