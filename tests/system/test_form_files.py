"""A form's own files on their whole way: chosen at a desk without a network, published with the
next run, fetched by the phone with the hashes its manifest names, filled in, seen at another desk.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from field_api.submissions.logic import LogicWorker
from kobra_desktop.api.http import FieldApi
from kobra_desktop.commands import agents, form_files
from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.store import form_files as store
from kobra_desktop.store import rows
from kobra_desktop.store.queries.questionnaires import questionnaire
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.files import with_file
from kobra_domain.questionnaires.form import Column, Form
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireState
from kobra_records.files.form_files.looking import looked_at
from tests.field_api.phones.collect import Collect
from tests.field_api.servers import Running
from tests.kobra_records.files.form_files.contents import TABLE, png
from tests.system.conftest import ADMIN, SARA, Field
from tests.system.station import Station, station

LABEL = "label::Español (es)"
CONTENTS = {"fachada.png": png(), "barrios.csv": TABLE}


@pytest.fixture
def desks(server: Running, city: Field, tmp_path: Path) -> Iterator[tuple[Station, Station]]:
    """Who designs, and who supervises."""
    with station(server, tmp_path, ADMIN) as admin, station(server, tmp_path, SARA) as sara:
        admin.sync()
        sara.sync()
        yield admin, sara


def designed(admin: Station) -> Form:
    """A form with a picture and a table, chosen as the tab Archivos does it."""
    form = Form(survey_columns=tuple(Column(key, key) for key in ("type", "name", LABEL)))
    for key, text in (("form_title", "Barrio"), ("form_id", "barrio"), ("version", "1")):
        form = acts.set_setting(form, key, text)
    asked = acts.make(
        "q", {"type": "select_one_from_file barrios.csv", "name": "barrio", LABEL: "¿Barrio?"}
    )
    shown = {"type": "note", "name": "casa", LABEL: "La casa", "image::Español (es)": "fachada.png"}
    form = acts.insert(form, (asked, acts.make("n", shown)), acts.Place(None, 0))
    for name, content in CONTENTS.items():
        file = looked_at(name, content)
        form_files.keep_contents(admin.desk, {file.sha256: content})
        form = with_file(form, file)
    return form


def published(admin: Station, form: Form) -> Questionnaire:
    made = commands.create_questionnaire(admin.desk, form).ids[0]
    commands.publish_questionnaire(admin.desk, made, form)
    assert admin.sync().is_synced
    with admin.replica.reading() as connection:
        found = rows.one(connection, "questionnaire", made)
    assert isinstance(found, Questionnaire)
    return found


@pytest.mark.parametrize("engine", ["sqlite"])
def test_chosen_offline_published_and_used_on_the_phone(
    server: Running, city: Field, desks: tuple[Station, Station]
) -> None:
    admin, sara = desks
    row = published(admin, designed(admin))
    assert row.state is QuestionnaireState.PUBLISHED
    enrolment = agents.enrol(admin.desk, city.ana.id)
    phone = Collect(enrolment.openrosa_url)
    phone.update()
    assert phone.files == CONTENTS
    (listed,) = phone.listed()
    told = {f["filename"]: f["hash"] for f in phone.manifest(listed["manifestUrl"])}
    assert told == {
        name: f"md5:{hashlib.md5(content).hexdigest()}" for name, content in CONTENTS.items()
    }
    worker = LogicWorker()
    try:
        xform = phone.forms["barrio"].xform.decode()
        tables = {"barrios.csv": phone.files["barrios.csv"].decode()}
        xml = worker.fill(xform, tables, {"barrio": "c2"}, seed=1)
    finally:
        worker.close()
    assert "<barrio>c2</barrio>" in xml
    sent = requests.post(
        f"{phone.url}/submission",
        files={"xml_submission_file": ("form.xml", xml.encode(), "text/xml")},
        headers={"X-OpenRosa-Version": "1.0"},
        timeout=30,
    )
    assert sent.status_code == 201, sent.text
    # Another desk gets the bytes when it asks for them, and has them then without a network.
    sara.sync()
    draft = questionnaire(sara.replica, row.id)
    assert draft is not None
    for file in canonical.read(draft.document).files:
        assert store.content(sara.replica, file.sha256) is None
        assert form_files.content_of(sara.desk, file) == CONTENTS[file.name]
        assert store.content(sara.replica, file.sha256) == CONTENTS[file.name]


@pytest.mark.parametrize("engine", ["sqlite"])
def test_what_nobody_has_is_said_and_what_the_server_lost_is_given_again(
    server: Running, city: Field, desks: tuple[Station, Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, _ = desks
    form = designed(admin)
    lost = replace(form.files[0], sha256="0" * 64)
    with pytest.raises(Invalid, match="not_there"):
        form_files.content_of(admin.desk, lost)
    asked: list[str] = []
    plain = FieldApi.request

    def watched(self: FieldApi, method: str, path: str, **more: object) -> requests.Response:
        asked.append(f"{method} {path.partition('?')[0]}")
        return plain(self, method, path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(FieldApi, "request", watched)
    published(admin, form)
    puts = [one for one in asked if one.startswith("PUT /form-files/")]
    assert len(puts) == 2, "each content once, though draft and version both name it"
    assert asked.index(puts[0]) < asked.index("POST /operations"), "contents come first"
    with server.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM form_files")
        connection.exec_driver_sql("DELETE FROM form_file_parts")
    changed = acts.set_setting(form, "version", "2")
    found = questionnaire(admin.replica, admin_questionnaire(admin))
    assert found is not None
    commands.publish_questionnaire(admin.desk, found.id, changed)
    assert admin.sync().is_synced
    assert len([one for one in asked if one.startswith("PUT /form-files/")]) == 4


def admin_questionnaire(admin: Station) -> str:
    with admin.replica.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT id FROM questionnaire").all()
    return str(row.id)
