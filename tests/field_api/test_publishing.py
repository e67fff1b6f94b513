"""Publishing a version: by an operation from a desk and by the command line, on both engines."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from field_api.auth.audit import audit_lines
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.command_line import main
from field_api.database import Database
from field_api.tables.phone_forms import published_forms
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_records.files.xlsform import read_workbook
from kobra_records.ids import new_id
from tests.field_api.phones.workbooks import NOTE, VISIT, Row, workbook, written
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import World, creation, edit, write

REASON: Row = ("text", "motivo_atraso", "¿Por qué no ha pagado?", "")
UNKNOWN: Row = ("texto", "nota", "Nota", "")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line speaks the system's language, whatever this machine's is."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def form_of(*rows: Row, **said: Any) -> Form:
    return read_workbook(workbook(*rows, **said), "x.xlsx")


def version_of(questionnaire: Questionnaire, form: Form, **said: Any) -> QuestionnaireVersion:
    values = {
        "id": new_id(),
        "questionnaire_id": questionnaire.id,
        "form_id": form.form_id,
        "form_version": form.form_version,
        "title": form.title,
        "document": canonical.text(form),
        "document_hash": canonical.digest(form),
    }
    return QuestionnaireVersion(**{**values, **said})


@pytest.fixture
def admin(server: Running, world: World) -> Client:
    return server.client().sign_in(world.email("admin"))


@pytest.fixture
def draft(server: Running, world: World) -> Questionnaire:
    """A draft for the portfolio of the north, which is Colombian."""
    questionnaire = Questionnaire(
        id=new_id(),
        title="Visita",
        form_id="visita_cobranza",
        document=canonical.text(form_of()),
        created_at=WEDNESDAY,
        portfolio_ids=(world.north.portfolio.id,),
    )
    write(server.database, questionnaire)
    return questionnaire


def publishing(version: QuestionnaireVersion) -> dict[str, Any]:
    operation = creation(version, "questionnaire_version.create")
    del operation["changed"]["number"]  # the server's to say
    return operation


def publish(client: Client, version: QuestionnaireVersion) -> dict[str, Any]:
    [result] = client.operate(publishing(version))
    return result


def now(server: Running, draft: Questionnaire) -> Questionnaire:
    with server.database.read() as connection:
        found = find(connection, Questionnaire, draft.id)
    assert found is not None
    return found


@pytest.mark.both_engines
def test_a_version_is_recorded_and_is_what_phones_get(
    server: Running, world: World, admin: Client, draft: Questionnaire
) -> None:
    version = version_of(draft, form_of())
    result = publish(admin, version)
    assert result["status"] == "applied", result
    body = result["body"]
    assert (body["number"], body["published_by"]) == (1, world.users["admin"].id)
    assert body["published_at"] == "2026-03-04T15:00:00Z"
    questionnaire = now(server, draft)
    assert questionnaire.state is QuestionnaireState.PUBLISHED
    assert questionnaire.current_version_id == version.id
    with server.database.read() as connection:
        kept = connection.execute(select(published_forms)).one()
    assert (kept.version_id, kept.reads_visits) == (version.id, True)
    assert b'<data id="visita_cobranza" version="1">' in kept.xform
    second = version_of(draft, form_of(version="2"))
    assert publish(admin, second)["body"]["number"] == 2
    assert now(server, draft).current_version_id == second.id
    pulled = server.client().sign_in(world.email("supervisor")).pull()
    assert pulled.put["questionnaire", draft.id]["current_version_id"] == second.id


@pytest.mark.both_engines
def test_a_retry_publishes_once(server: Running, admin: Client, draft: Questionnaire) -> None:
    operation = publishing(version_of(draft, form_of()))
    [first] = admin.operate(operation)
    [again] = admin.operate(operation)
    assert (first["status"], again["status"], again["first"]) == ("applied", "duplicate", "applied")
    with server.database.read() as connection:
        assert len(entities(connection, QuestionnaireVersion)) == 1


@pytest.mark.parametrize(
    ("rows", "said", "code"),
    [
        ((UNKNOWN,), {}, "pyxform.type_unknown"),
        ((VISIT, REASON), {}, "form.banned_reason_for_default"),
        ((), {"document_hash": "0"}, "document_hash_differs"),
        ((), {"document": "{}"}, "not_a_form"),
        ((), {"document": canonical.text(form_of(NOTE))}, "document_hash_differs"),
        ((), {"form_id": "otro"}, "form_id_differs"),
        ((), {"form_version": "9"}, "form_version_differs"),
        ((), {"questionnaire_id": new_id()}, "unknown_reference"),
    ],
)
def test_what_cannot_be_published_is_refused_and_leaves_nothing(
    server: Running,
    admin: Client,
    draft: Questionnaire,
    rows: tuple[Row, ...],
    said: dict[str, Any],
    code: str,
) -> None:
    result = publish(admin, version_of(draft, form_of(*rows), **said))
    assert (result["status"], result["code"]) == ("rejected", code), result
    assert now(server, draft) == draft
    with server.database.read() as connection:
        assert entities(connection, QuestionnaireVersion) == []
        assert connection.execute(select(published_forms)).all() == []


@pytest.mark.both_engines
def test_a_version_once_used_keeps_its_content(
    server: Running, admin: Client, draft: Questionnaire
) -> None:
    form = form_of()
    first = version_of(draft, form)
    assert publish(admin, first)["status"] == "applied"
    again = publish(admin, version_of(draft, form))
    assert (again["code"], again["params"]["number"]) == ("already_published", 1)
    other = publish(admin, version_of(draft, form_of(NOTE)))
    assert other["code"] == "form_version_used"
    assert now(server, draft).current_version_id == first.id


@pytest.mark.both_engines
def test_another_questionnaire_may_not_take_its_name(
    server: Running, admin: Client, draft: Questionnaire
) -> None:
    publish(admin, version_of(draft, form_of()))
    document = canonical.text(form_of())
    said: dict[str, Any] = {"title": "Otra", "document": document, "created_at": WEDNESDAY}
    other = Questionnaire(id=new_id(), form_id="otra", **said)
    write(server.database, other)
    taken = publish(admin, version_of(other, form_of(version="7")))
    assert taken["code"] == "form_id_used"
    [made] = admin.operate(
        creation(Questionnaire(id=new_id(), form_id="visita_cobranza", **said),
                 "questionnaire.create")
    )  # fmt: skip
    assert made["code"] == "form_id_used"


@pytest.mark.both_engines
@pytest.mark.parametrize("near", ["Visita_Cobranza", "VISITA_COBRANZA"])
def test_an_id_that_differs_in_capitals_alone_is_told(
    server: Running, admin: Client, draft: Questionnaire, near: str
) -> None:
    publish(admin, version_of(draft, form_of()))
    other = Questionnaire(
        id=new_id(),
        form_id=near,
        title="Otra",
        document=canonical.text(form_of()),
        created_at=WEDNESDAY,
    )
    [made] = admin.operate(creation(other, "questionnaire.create"))
    assert made["code"] == "form_id_near"
    assert made["params"] == {"form_id": near, "other": "visita_cobranza"}


def test_who_may_not_design_publishes_nothing(
    server: Running, world: World, draft: Questionnaire
) -> None:
    supervisor = server.client().sign_in(world.email("supervisor"))
    assert publish(supervisor, version_of(draft, form_of(UNKNOWN)))["code"] == "not_allowed"


def test_a_draft_becomes_published_by_a_version_alone(
    server: Running, world: World, admin: Client, draft: Questionnaire
) -> None:
    [early] = admin.operate(edit(draft.id, "questionnaire.edit", state=("draft", "published")))
    assert early["code"] == "publish_first"
    publish(admin, version_of(draft, form_of()))
    [back] = admin.operate(edit(draft.id, "questionnaire.edit", state=("published", "draft")))
    assert back["code"] == "publish_first"
    [retired] = admin.operate(edit(draft.id, "questionnaire.edit", state=("published", "retired")))
    assert retired["status"] == "applied"
    assert retired["body"]["edited_by"] == world.users["admin"].id
    [nowhere] = admin.operate(
        edit(draft.id, "questionnaire.edit", portfolio_ids=([world.north.portfolio.id], [new_id()]))
    )
    assert nowhere["code"] == "unknown_reference"
    [broken] = admin.operate(
        edit(draft.id, "questionnaire.edit", document=(draft.document, '{"format":1,"survey":[7]}'))
    )
    assert broken["code"] == "not_a_form"


def test_what_phones_get_or_lose_is_audited_and_a_draft_is_not(
    world: World, admin: Client, draft: Questionnaire
) -> None:
    version = version_of(draft, form_of())
    admin.operate(edit(draft.id, "questionnaire.edit", title=("Visita", "La visita")))
    operation = publishing(version)
    admin.operate(operation)
    admin.operate(operation)
    admin.operate(edit(draft.id, "questionnaire.edit", state=("published", "retired")))
    admin.operate(edit(draft.id, "questionnaire.edit", state=("retired", "published")))
    lines = admin.get("/api/v1/audit").json()["items"]
    assert [(line["act"], line["subject_kind"], line["subject_id"]) for line in lines] == [
        ("questionnaire.restore", "questionnaire", draft.id),
        ("questionnaire.retire", "questionnaire", draft.id),
        ("questionnaire.publish", "questionnaire_version", version.id),
    ]
    assert {line["user_id"] for line in lines} == {world.users["admin"].id}
    assert lines[-1]["details"] == {
        "form_id": "visita_cobranza",
        "form_version": "1",
        "number": 1,
    }


def test_what_may_be_asked_in_one_country_does_not_reach_another(
    server: Running, world: World, admin: Client, draft: Questionnaire
) -> None:
    south = world.south.portfolio
    mexican = replace(south, country="MX", currency="MXN")
    with server.database.begin() as connection:
        record_all(
            connection,
            [(mexican, south), (replace(draft, portfolio_ids=(south.id,)), draft)],
            at=WEDNESDAY,
        )
    version = version_of(draft, form_of(VISIT, REASON))
    assert publish(admin, version)["status"] == "applied"
    both = [south.id, world.north.portfolio.id]
    for wanted in (both, []):
        [result] = admin.operate(
            edit(draft.id, "questionnaire.edit", portfolio_ids=([south.id], wanted))
        )
        assert result["code"] == "form.banned_reason_for_default"
    assert now(server, draft).portfolio_ids == (south.id,)
    mended = form_of(VISIT, NOTE, version="2")
    change = edit(
        draft.id,
        "questionnaire.edit",
        portfolio_ids=([south.id], both),
        document=(draft.document, canonical.text(mended)),
    )
    [result] = admin.operate(change)
    assert result["status"] == "applied", result
    assert publish(admin, version_of(draft, mended))["status"] == "applied"


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_the_command_line_publishes_for_everybody_and_says_so(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["questionnaire", "publish", "--database-url", database_url]
    path = written(tmp_path, workbook(VISIT, REASON))
    assert main([*command, str(path)]) == 0
    first = told(capsys)
    assert (first["form_id"], first["form_version"], first["number"]) == ("visita_cobranza", "1", 1)
    assert first["is_new"]
    assert main([*command, str(path)]) == 0
    assert told(capsys) == {**first, "is_new": False}
    path.write_bytes(workbook(NOTE))
    assert main([*command, str(path)]) == 2
    assert "Version 1 of “visita_cobranza” was published with other" in capsys.readouterr().err
    path.write_bytes(workbook(NOTE, version="2", title="Otra"))
    assert main([*command, str(path)]) == 0
    assert told(capsys)["number"] == 2
    with database.read() as connection:
        [questionnaire] = entities(connection, Questionnaire)
        versions = {v.number: v for v in entities(connection, QuestionnaireVersion)}
    assert questionnaire.state is QuestionnaireState.PUBLISHED
    assert questionnaire.current_version_id == versions[2].id
    assert questionnaire.document == versions[2].document
    # An earlier version again: phones go back to it.
    path.write_bytes(workbook(VISIT, REASON))
    assert main([*command, str(path)]) == 0
    with database.read() as connection:
        [questionnaire] = entities(connection, Questionnaire)
        lines = audit_lines(connection, None, 10)
    assert questionnaire.current_version_id == versions[1].id
    assert [(line.act, line.details["number"], line.user_id) for line in lines] == [
        ("questionnaire.publish", number, None) for number in (1, 2, 1)
    ]


def test_the_command_line_names_what_the_workbook_does_not(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["questionnaire", "publish", "--database-url", database_url]
    path = written(tmp_path, workbook(NOTE, version=None), "a.xlsx")
    assert main([*command, str(path)]) == 0
    assert told(capsys)["form_version"] == ""
    path.write_bytes(workbook(VISIT, version=None))
    assert main([*command, str(path)]) == 2
    assert "give it a version" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no es un libro", "not an Excel"),
        (b"", "empty"),
        (workbook(UNKNOWN), "texto"),
    ],
)
def test_the_command_line_says_what_it_cannot_publish(
    database_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    said: str,
) -> None:
    path = written(tmp_path, content)
    assert main(["questionnaire", "publish", "--database-url", database_url, str(path)]) == 2
    assert said in capsys.readouterr().err
    missing = ["questionnaire", "publish", "--database-url", database_url, f"{path}.no"]
    assert main(missing) == 4


def test_the_command_line_says_what_phones_will_do_otherwise(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(BytesIO(workbook(("text", "a", "A", "edad ≥ 18"))))
    book["settings"]["C2"] = 1
    book["settings"]["C2"].number_format = "0000"
    path = tmp_path / "visita.xlsx"
    book.save(path)
    assert main(["questionnaire", "publish", "--database-url", database_url, str(path)]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["form_version"] == "1"
    assert all(word in said.err for word in ("settings", "0001", "survey", ">="))


def test_the_command_line_publishes_for_named_portfolios(
    database: Database,
    database_url: str,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["questionnaire", "publish", "--database-url", database_url]
    path = written(tmp_path, workbook())
    assert main([*command, str(path), "--portfolio", "microcrédito norte"]) == 0
    assert told(capsys)["portfolios"] == ["microcrédito norte"]
    with database.read() as connection:
        [questionnaire] = entities(connection, Questionnaire)
    assert questionnaire.portfolio_ids == (world.north.portfolio.id,)
    assert main([*command, str(path), "--portfolio", "ninguna"]) == 2
    assert "ninguna" in capsys.readouterr().err
