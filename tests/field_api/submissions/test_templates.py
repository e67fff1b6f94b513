"""Each shipped questionnaire, filled in by its own engine at the door, at a wrong pin and at a
closed gate: the visit ends as it should, and the form is found to obey its logic.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from field_api.jobs.logic_check import LogicChecker
from field_api.phones.form_keys import new_key
from field_api.submissions.logic import LogicWorker
from field_api.submissions.store import FolderStore
from field_api.tables.phone_forms import published_forms
from kobra_domain.submissions import Proposal, Submission
from kobra_domain.visits import NotCompletedReason, Verdict, Visit, VisitState
from kobra_records.files.compile import compile_form
from kobra_records.templates import NAMES, template
from tests.field_api.servers import WEDNESDAY, Running, running
from tests.field_api.submissions.phone import AT_DOOR, ENDED, STARTED, Phone, photo, publish
from tests.field_api.submissions.rows import now_of, only
from tests.field_api.world import TODAY, World, write

FILE = re.compile(r">([^<>]+\.(?:jpg|png|m4a|mp4|csv))<")
AT_THE_DOOR = {"situacion": "en_puerta", "llegada": AT_DOOR}
WRONG_PIN = {"situacion": "mal_ubicado", "ubicacion_propuesta": "4.66 -74.06 0 6"}
CLOSED_GATE = {"situacion": "sin_acceso", "motivo_no_sel": "no_access"}


@pytest.fixture(scope="module")
def worker() -> Iterator[LogicWorker]:
    """One warm engine."""
    made = LogicWorker()
    yield made
    made.close()


@pytest.fixture
def field(sqlite_url: str, tmp_path: Path) -> Iterator[Running]:
    """What is asked here does not depend on the database's engine."""
    with running(sqlite_url, tmp_path) as up:
        yield up


@pytest.fixture
def world(field: Running, sqlite_field: World) -> World:
    """What `field` has a copy of."""
    del field
    return sqlite_field


def sent(
    field: Running, world: World, worker: LogicWorker, name: str, answers: dict[str, str]
) -> tuple[Visit, Submission]:
    """The visit and the submission after a form of that questionnaire was sent and checked."""
    form, xform = template(name), compile_form(template(name)).xform
    assert xform is not None
    version_id = publish(field.database, form.form_id, form.form_version)
    agent_id = world.north.agent.id
    visit = world.north.visit(agent_id=agent_id, planned_on=TODAY, state=VisitState.ASSIGNED)
    write(field.database, visit)
    with field.database.begin() as connection:
        mine = published_forms.c.version_id == version_id
        values = {"xform": xform.encode(), "reads_visits": True}
        connection.execute(update(published_forms).where(mine).values(values))
        phone = Phone(field.base, new_key(connection, agent_id, WEDNESDAY))
    visits = phone.fetched_list()
    xml = worker.fill(xform, {"visitas.csv": visits}, {"visita": visit.id, **answers}, seed=3)
    for question, moment in (("start", STARTED), ("end", ENDED)):
        xml = re.sub(f"<{question}>[^<]*<", f"<{question}>{moment}<", xml)
    answer = phone.post(xml.encode(), {file: photo() for file in FILE.findall(xml)})
    assert answer.status_code == 201, answer.text
    store = FolderStore(field.settings.data_folder / "attachments")
    assert LogicChecker(field.database, store, worker, field.clock).check_all() == 1
    return now_of(field.database, visit), only(field.database, Submission)


@pytest.mark.parametrize("name", NAMES)
def test_at_the_door_it_is_completed(
    field: Running, world: World, worker: LogicWorker, name: str
) -> None:
    visit, read = sent(field, world, worker, name, AT_THE_DOOR)
    assert (read.problem, read.verdict, read.logic_mismatch) == ("", Verdict.AT_ADDRESS, False)
    assert visit.state is VisitState.COMPLETED
    assert visit.outcome is not None


@pytest.mark.parametrize("name", NAMES)
def test_at_a_wrong_pin_it_ends_as_misplaced_with_a_proposal(
    field: Running, world: World, worker: LogicWorker, name: str
) -> None:
    visit, read = sent(field, world, worker, name, WRONG_PIN)
    assert (read.problem, read.verdict, read.logic_mismatch) == ("", Verdict.AWAY, False)
    assert visit.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    assert only(field.database, Proposal).lat == 4.66


@pytest.mark.parametrize("name", NAMES)
def test_at_a_closed_gate_it_ends_with_its_reason(
    field: Running, world: World, worker: LogicWorker, name: str
) -> None:
    visit, read = sent(field, world, worker, name, CLOSED_GATE)
    assert (read.problem, read.logic_mismatch) == ("", False)
    assert visit.not_completed_reason is NotCompletedReason.NO_ACCESS
