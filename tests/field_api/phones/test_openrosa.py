"""ODK Collect's own sequence against a real server, on both engines."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import requests

from field_api.change_log.rows import find
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireState
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from tests.field_api.phones.collect import HEADERS, TIMEOUT_S, Collect, sentence
from tests.field_api.phones.conftest import Post
from tests.field_api.phones.workbooks import NOTE, VISIT, Row, workbook

Phone = Callable[[], Collect]


@pytest.mark.both_engines
def test_forms_and_visits_of_the_day_come_to_the_phone_and_stay_quiet(
    post: Post, north: Phone
) -> None:
    post.publish()
    visit = post.assigned()
    phone = north()
    phone.update()
    form = phone.forms["visita_cobranza"]
    assert (form.version, form.name) == ("1", "Visita")
    assert b"jr://file-csv/visitas.csv" in form.xform
    assert list(phone.entities) == [visit.id]
    assert phone.downloads == ["visita_cobranza", "visitas.csv"]
    held = post.now(visit)
    assert (held.state, held.on_phone_at) == (VisitState.ON_PHONE, post.server.clock())
    phone.update()
    assert phone.downloads == ["visita_cobranza", "visitas.csv"]


AREA: Row = ("select_one_external barrios", "barrio", "¿Qué barrio?", "", "ciudad='bog'")
AREAS: tuple[Row, ...] = (
    ("list_name", "name", "label", "ciudad"),
    ("barrios", "palermo", "Palermo «el viejo»", "bog"),
)


def test_external_choices_come_with_their_form(post: Post, north: Phone) -> None:
    post.publish(data=workbook(VISIT, AREA, external=AREAS))
    phone = north()
    phone.update()
    assert phone.downloads == ["visita_cobranza", "visitas.csv", "itemsets.csv"]
    assert "Palermo «el viejo»" in phone.files["itemsets.csv"].decode()
    phone.update()
    assert len(phone.downloads) == 3
    with pytest.raises(Invalid):  # under the same version there is no other list
        post.publish(data=workbook(VISIT, AREA, external=(*AREAS, ("barrios", "x", "X", "bog"))))


def test_a_form_with_choices_alone_has_a_manifest_and_one_without_has_no_file(
    post: Post, north: Phone
) -> None:
    post.publish(data=workbook(NOTE, AREA, external=AREAS))
    post.publish(data=workbook(NOTE, form_id="otra"))
    phone = north()
    phone.update()
    assert [*phone.files] == ["itemsets.csv"]
    [other] = phone.listed(formID="otra")
    assert phone.get(f"{other['downloadUrl']}/itemsets.csv").status_code == 404


def test_the_list_of_forms_can_be_asked_for_one(post: Post, north: Phone) -> None:
    post.publish()
    post.publish(data=workbook(NOTE, form_id="otra", title="Otra <&>"))
    phone = north()
    assert [form["formID"] for form in phone.listed()] == ["otra", "visita_cobranza"]
    [other] = phone.listed(formID="otra")
    assert other["name"] == "Otra <&>"
    assert "manifestUrl" not in other
    assert phone.listed(formID="ninguna") == []
    assert phone.manifest(f"{other['downloadUrl']}/manifest") == []


def test_the_door_of_answers_says_204_and_how_much_it_takes(post: Post, north: Phone) -> None:
    phone = north()
    answer = requests.head(f"{phone.url}/submission", headers=HEADERS, timeout=TIMEOUT_S)
    assert answer.status_code == 204
    assert int(answer.headers["X-OpenRosa-Accept-Content-Length"]) >= 10 * 2**20
    assert answer.headers["X-OpenRosa-Version"] == "1.0"


@pytest.mark.parametrize(
    "path",
    ["formList", "submission", f"forms/{new_id()}", f"forms/{new_id()}/manifest",
     "media/0/visitas.csv", "integrity?id=a"],
    ids=["formList", "submission", "form", "manifest", "media", "integrity"],  # the same in halves
)  # fmt: skip
def test_a_key_that_is_not_or_no_longer_good_is_403_in_spanish(
    post: Post, path: str, north: Phone
) -> None:
    old = north().url
    north()  # reissued: the old one ends
    for key in (f"{post.server.base}/key/nadie", f"{post.server.base}/key/%00%ff", old):
        answer = requests.get(f"{key}/{path}", headers=HEADERS, timeout=TIMEOUT_S)
        if path == "submission":
            answer = requests.post(f"{key}/{path}", headers=HEADERS, timeout=TIMEOUT_S)
        assert answer.status_code == 403, answer.text
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert "conexión nueva" in sentence(answer)
        assert key.rpartition("/")[2] not in answer.text


def test_an_agent_who_left_has_no_key(post: Post, north: Phone) -> None:
    phone, agent = north(), post.world.north.agent
    assert phone.get(f"{phone.url}/formList").status_code == 200
    with post.server.database.read() as connection:
        now = find(connection, type(agent), agent.id)
    assert now is not None
    post.edit(now, replace(now, is_active=False))
    assert phone.get(f"{phone.url}/formList").status_code == 403


def test_what_is_not_there_is_said_as_collect_reads_it(post: Post, north: Phone) -> None:
    phone = north()
    for path in (f"forms/{new_id()}", f"forms/{new_id()}/manifest", "media/0/visitas.csv"):
        answer = phone.get(f"{phone.url}/{path}")
        assert answer.status_code == 404
        assert "actualice" in sentence(answer)
    for path, status in (("nada", 404), ("forms/x", 422), ("submission", 405)):
        answer = phone.get(f"{phone.url}/{path}")
        assert answer.status_code == status
        assert sentence(answer)


def test_a_form_of_a_portfolio_is_for_who_has_open_visits_in_it(post: Post) -> None:
    south = post.world.south
    published = post.publish(south.portfolio.id)
    north_phone, south_phone = post.phone(post.world.north.agent), post.phone(south.agent)
    assert north_phone.listed() == south_phone.listed() == []
    visit = post.assigned(south)
    [form] = south_phone.listed()
    assert north_phone.listed() == []
    assert north_phone.get(form["downloadUrl"].replace(south_phone.url, north_phone.url)
                           ).status_code == 404  # fmt: skip
    post.edit(visit, replace(visit, state=VisitState.CANCELLED, cancel_reason="no"))
    assert south_phone.listed() == []
    named = post.assigned(questionnaire_id=published.questionnaire.id)
    assert [form["formID"] for form in north_phone.listed()] == ["visita_cobranza"]
    assert named.portfolio_id != south.portfolio.id


def test_a_new_version_replaces_the_old_and_a_retired_form_vanishes(
    post: Post, north: Phone
) -> None:
    first = post.publish()
    phone = north()
    phone.update()
    post.publish(version="2", title="Visita nueva")
    phone.update()
    assert phone.forms["visita_cobranza"].version == "2"
    # A phone that was on its way gets the old one still.
    old = f"{phone.url}/forms/{first.version.id}"
    assert phone.get(old).status_code == 200
    with post.server.database.read() as connection:
        now = find(connection, Questionnaire, first.questionnaire.id)
    assert now is not None
    post.edit(now, replace(now, state=QuestionnaireState.RETIRED))
    phone.update()
    assert phone.forms == {}
    assert phone.get(old).status_code == 404


def test_a_form_without_a_version_has_none(post: Post, north: Phone) -> None:
    post.publish(version=None)
    phone = north()
    phone.update()
    assert phone.forms["visita_cobranza"].version == ""
    assert b'<data id="visita_cobranza"><' in phone.forms["visita_cobranza"].xform
