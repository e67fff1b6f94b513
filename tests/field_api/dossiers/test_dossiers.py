"""The dossier of a visit and of a person: what was sent, word for word, and who may have it."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from field_api.command_line import main
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.visits import Visit, VisitState
from kobra_records.files import dossier
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running
from tests.field_api.submissions.conftest import phone, visit
from tests.field_api.submissions.phone import Phone, form, photo, promise_of
from tests.field_api.world import World, edit, late_alert, write

__all__ = ["phone", "visit"]  # fixtures
SignIn = Callable[[str], Client]


class Opened:
    """An archive as it was answered."""

    def __init__(self, client: Client, path: str, folder: Path) -> None:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        self.path = folder / "expediente.zip"
        self.path.write_bytes(answer.content)
        assert dossier.faults(self.path) == []
        self._zip = zipfile.ZipFile(self.path)

    def told(self, name: str) -> Any:
        """One of its lists."""
        return json.loads(self._zip.read(f"{name}.json"))

    def sent(self, name: str) -> list[bytes]:
        """The bytes of all files of that name, in whichever form."""
        ends = [n for n in self._zip.namelist() if n.rpartition("/")[2] == name]
        return [self._zip.read(n) for n in ends]

    def readme(self) -> str:
        """What a person reads first."""
        return self._zip.read("LEEME.txt").decode()


@pytest.mark.both_engines
def test_a_visit_comes_with_all_that_was_sent_and_said(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World, tmp_path: Path
) -> None:
    supervisor = sign_in("supervisor")
    [answer] = supervisor.operate(edit(visit.id, "visit.edit", note=("", "Timbre roto")))
    assert answer["status"] == "applied", answer
    xml, picture = form(promise_of(visit)), photo()
    assert phone.post(xml, {"fachada.jpg": picture}).status_code == 201
    opened = Opened(supervisor, f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    assert opened.sent("submission.xml") == [xml]
    assert opened.sent("fachada.jpg") == [picture]
    [contact] = opened.told("contactos")
    assert contact["outcome"] == "promise"
    assert contact["rule"]["allowed"] is True
    assert opened.told("autorizaciones")[0]["party_id"] == visit.party_id
    assert opened.told("promesas")[0]["amount_minor"] == 15_000_050
    [edited] = opened.told("ediciones")
    assert (edited["command"], edited["by"]) == ("visit.edit", world.users["supervisor"].name)
    assert world.north.party.name in opened.readme()
    line = sign_in("admin").get("/api/v1/audit").json()["items"][0]
    assert line["act"] == "dossier.make"
    assert line["subject_id"] == visit.id
    again = Opened(supervisor, f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    assert [look["act"] for look in again.told("consultas")] == ["dossier.make"]


@pytest.mark.both_engines
def test_what_waits_and_what_was_alerted_is_in_it(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, tmp_path: Path
) -> None:
    waiting = form(promise_of(visit), form_id="desconocido")
    assert phone.post(waiting, {"fachada.jpg": photo()}).status_code == 404
    assert phone.post(form({"visita": new_id()}, form_id="desconocido")).status_code == 404
    alert = late_alert(visit)
    write(server.database, alert)
    for path in (f"visits/{visit.id}", f"parties/{visit.party_id}"):
        opened = Opened(sign_in("supervisor"), f"/api/v1/{path}/dossier", tmp_path)
        assert opened.sent("submission.xml") == [waiting]
        assert len(opened.sent("fachada.jpg")) == 1
        [line] = opened.told("formularios")
        assert (line["state"], line["problem"]) == ("refused", "unknown_form")
        assert [one["id"] for one in opened.told("alertas")] == [alert.id]


def test_what_the_law_refused_is_in_it(
    sign_in: SignIn, visit: Visit, world: World, tmp_path: Path
) -> None:
    """As far as the server still keeps what it answered."""
    supervisor = sign_in("supervisor")
    [answer] = supervisor.operate(
        edit(visit.id, "visit.edit", planned_on=("2026-03-04", "2026-03-08"))
    )
    assert answer["status"] == "rejected"
    opened = Opened(supervisor, f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    [line] = opened.told("rechazos")
    assert line["code"] == answer["code"]
    assert line["params"]["source"]


def test_a_person_comes_with_every_visit_and_no_one_else(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, world: World, tmp_path: Path
) -> None:
    other = replace(world.north.visit(state=VisitState.DRAFT), id=world.north.visit().id)
    write(server.database, other)
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    opened = Opened(sign_in("supervisor"), f"/api/v1/parties/{visit.party_id}/dossier", tmp_path)
    assert {one["id"] for one in opened.told("visitas")} == {visit.id, other.id}
    assert [one["number"] for one in opened.told("creditos")] == [world.north.account.number]
    assert opened.told("persona")[0]["id"] == visit.party_id
    assert world.south.party.id not in json.dumps(opened.told("persona"))


def test_a_photo_that_is_gone_is_named(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, tmp_path: Path
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    folder = server.settings.data_folder / "attachments"
    largest = max((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    largest.unlink()
    opened = Opened(sign_in("supervisor"), f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    assert opened.sent("fachada.jpg") == []
    assert "fachada.jpg" in opened.readme()


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("agent", 403), ("stranger", 404)])
def test_only_who_may_take_data_along_has_it(
    sign_in: SignIn, visit: Visit, who: str, status: int
) -> None:
    for path in (f"visits/{visit.id}", f"parties/{visit.party_id}"):
        assert sign_in(who).get(f"/api/v1/{path}/dossier").status_code == status


def test_the_command_finds_one_changed_byte(
    sign_in: SignIn,
    visit: Visit,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    opened = Opened(sign_in("supervisor"), f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    assert main(["dossier", "verify", str(opened.path)]) == 0
    assert capsys.readouterr().out == "El expediente está tal como se hizo.\n"
    raw = bytearray(opened.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    opened.path.write_bytes(raw)
    with pytest.raises(SystemExit) as ended:
        main(["dossier", "verify", str(opened.path)])
    assert ended.value.code == 1
    assert "cambió después de hecho" in capsys.readouterr().out
    assert main(["dossier", "verify", str(tmp_path / "no.zip")]) == 4
    assert capsys.readouterr().err == "kobra-field-api: No se pudo abrir el archivo no.zip.\n"


def test_a_form_of_which_only_the_answers_are_kept_is_named_with_its_photos(
    server: Running, sign_in: SignIn, phone: Phone, visit: Visit, tmp_path: Path
) -> None:
    picture = photo()
    phone.post(form(promise_of(visit)), {"fachada.jpg": picture})
    with server.database.begin() as connection:
        connection.execute(delete(raw_parts))
        connection.execute(delete(raw_submissions))
    opened = Opened(sign_in("supervisor"), f"/api/v1/visits/{visit.id}/dossier", tmp_path)
    assert opened.sent("fachada.jpg") == [picture]
    assert opened.sent("submission.xml") == []
    assert "submission.xml" in opened.readme()
