"""Forms whose identifier names many, or none; posts with more than one form."""

import pytest
from requests import Response

from field_api.phones.form_keys import new_key
from kobra_domain.dues import Promise
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.submissions.phone import Phone, form, new_instance, photo, promise_of
from tests.field_api.submissions.rows import all_of, now_of, only
from tests.field_api.submissions.test_hostile import states
from tests.field_api.world import TODAY, World, write

PHOTO = {"fachada.jpg": photo()}


def second_visit(server: Running, world: World, agent_id: str) -> Visit:
    side = world.north.another()
    made = side.visit(agent_id=agent_id, planned_on=TODAY, state=VisitState.ON_PHONE)
    write(server.database, *side.of_person(), made)
    return made


def without_instance(xml: bytes, instance: str) -> bytes:
    return xml.replace(f"<orx:instanceID>{instance}</orx:instanceID>".encode(), b"")


@pytest.mark.both_engines
@pytest.mark.parametrize("is_same_agent", [True, False])
def test_an_identifier_that_names_many_keeps_nobody_out(
    server: Running, phone: Phone, visit: Visit, world: World, is_same_agent: bool
) -> None:
    agent = world.north.agent if is_same_agent else world.south.agent
    with server.database.begin() as connection:
        other_key = new_key(connection, world.south.agent.id, WEDNESDAY)
    other = phone if is_same_agent else Phone(phone.base, other_key)
    theirs = second_visit(server, world, agent.id)
    first, second = (form(promise_of(v), "v-2026-03-04") for v in (visit, theirs))
    for _ in range(2):
        assert phone.post(first, PHOTO).status_code == 201
        assert other.post(second, PHOTO).status_code == 201
    for each in (visit, theirs):
        assert now_of(server.database, each).state is VisitState.COMPLETED
    read = {s.visit_id: s for s in all_of(server.database, Submission)}
    assert len(read) == 2
    assert (read[visit.id].instance_id, read[visit.id].problem) == ("v-2026-03-04", "")
    assert read[theirs.id].problem == "instance_id_taken"
    assert len(all_of(server.database, Promise)) == 2


@pytest.mark.parametrize("how", ["none", "empty", "blank", "endless"])
def test_a_form_without_an_identifier_is_taken_once_however_often_it_comes(
    server: Running, phone: Phone, visit: Visit, how: str
) -> None:
    instance = new_instance()
    said = {"empty": "", "blank": " \n ", "endless": "v" * 300}.get(how)
    xml = form(promise_of(visit), instance)
    xml = without_instance(xml, instance) if said is None else xml.replace(
        instance.encode(), said.encode()
    )  # fmt: skip
    for files in ({}, PHOTO, PHOTO):
        assert phone.post(xml, files).status_code == 201
    read = only(server.database, Submission)
    assert (read.problem, read.is_complete) == ("no_instance_id", True)
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert len(all_of(server.database, Promise)) == 1


def test_two_agents_may_send_the_same_bytes_without_an_identifier(
    server: Running, phone: Phone, world: World
) -> None:
    instance = new_instance()
    xml = without_instance(form({"nota": "igual"}, instance), instance)
    with server.database.begin() as connection:
        key = new_key(connection, world.south.agent.id, WEDNESDAY)
    assert phone.post(xml).status_code == 201
    assert Phone(phone.base, key).post(xml).status_code == 201
    read = all_of(server.database, Submission)
    assert {s.agent_id for s in read} == {world.north.agent.id, world.south.agent.id}
    assert len({s.instance_id for s in read}) == 2


def together(phone: Phone, *forms: bytes) -> Response:
    parts = [("xml_submission_file", (f"s{n}.xml", xml, "text/xml")) for n, xml in enumerate(forms)]
    files = [(name, (name, content, "image/jpeg")) for name, content in PHOTO.items()]
    return phone.http.post(phone.url, files=[*parts, *files], timeout=60)


@pytest.mark.both_engines
def test_two_forms_in_one_post_are_refused_and_both_are_kept(
    server: Running, phone: Phone, visit: Visit
) -> None:
    forms = [form(promise_of(visit)), form({"nota": "otra"})]
    answer = together(phone, *forms)
    assert (answer.status_code, "dos respuestas" in answer.text) == (400, True)
    assert states(server.database) == [("refused", "two_forms")] * 2
    assert phone.post(forms[0]).status_code == 201  # sent alone, with the photo that came before
    assert only(server.database, Submission).is_complete
    assert together(phone, *forms).status_code == 400
    assert sorted(states(server.database)) == [("read", ""), ("refused", "two_forms")]


def test_one_form_twice_in_a_post_is_one(server: Running, phone: Phone, visit: Visit) -> None:
    xml = form(promise_of(visit))
    assert together(phone, xml, xml).status_code == 201
    assert only(server.database, Submission).is_complete


def test_a_photo_that_is_called_as_the_forms_part_is_no_form(
    server: Running, phone: Phone, visit: Visit
) -> None:
    parts = [
        ("foto", ("xml_submission_file", photo(), "image/jpeg")),
        ("xml_submission_file", ("s.xml", form(promise_of(visit, fachada="")), "text/xml")),
    ]
    assert phone.http.post(phone.url, files=parts, timeout=60).status_code == 201
    [attached] = only(server.database, Submission).attachments
    assert (attached.name, attached.media_type) == ("_xml_submission_file", "image/jpeg")
