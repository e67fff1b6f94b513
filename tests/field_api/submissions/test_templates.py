"""Each shipped questionnaire, filled in by its own engine at the door, at a wrong pin and at a
closed gate: the visit ends as it should, and the form is found to obey its logic. A promise that
was asked to be confirmed ends in the mail that confirms it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from field_api.jobs.logic_check import LogicChecker
from field_api.phones.form_keys import new_key
from field_api.submissions.logic import LogicWorker
from field_api.submissions.store import FolderStore
from field_api.tables.phone_forms import published_forms
from kobra_domain.deliveries import Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.people import Consent
from kobra_domain.portfolios import Channel, ChannelKind
from kobra_domain.submissions import Proposal, Submission
from kobra_domain.visits import NotCompletedReason, Verdict, Visit, VisitState
from kobra_records.files.compile import compile_form
from kobra_records.templates import NAMES, template
from tests.field_api.mail.letter_room import edit, fan, message, text_of
from tests.field_api.servers import WEDNESDAY, Running, running
from tests.field_api.submissions.phone import AT_DOOR, ENDED, STARTED, Phone, photo, publish
from tests.field_api.submissions.rows import now_of, only
from tests.field_api.world import TODAY, World, write

FILE = re.compile(r">([^<>]+\.(?:jpg|png|m4a|mp4|csv))<")
AT_THE_DOOR = {"situacion": "en_puerta", "llegada": AT_DOOR}
WRONG_PIN = {"situacion": "mal_ubicado", "ubicacion_propuesta": "4.66 -74.06 0 6"}
PROMISED = {"acepta": "si", "salida": "promise", "resultado_sel": "promise", "atendio": "titular"}
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


def confirmation(
    field: Running, world: World, worker: LogicWorker, name: str, *, is_agreed: bool, **said: str
) -> Delivery:
    """What is written to a holder in Colombia who promises at the door; `is_agreed`: their address
    was authorised before.
    """
    side = world.north
    yes = Consent(given_at=WEDNESDAY, source="Solicitud", purpose="contact")
    mailbox = Channel(
        kind=ChannelKind.EMAIL, value="titular@correo.example", consent=yes if is_agreed else None
    )
    says_how = replace(side.portfolio, pay_how="En caja", pay_contact="601 000 0000")
    has_mailbox = replace(side.party, channels=(mailbox,))
    edit(field.database, (has_mailbox, side.party), (says_how, side.portfolio))
    _, read = sent(field, world, worker, name, {**AT_THE_DOOR, **PROMISED, **said})
    assert (read.problem, read.logic_mismatch) == ("", False)
    made = fan(field.database, has_holders=True)
    return next(one for one in made if one.purpose is DeliveryPurpose.CONFIRMATION)


@pytest.mark.parametrize("name", ["visita_cobro", "negociacion"])
def test_a_promise_asked_to_be_confirmed_at_the_door_is_confirmed_in_colombia(
    field: Running, world: World, worker: LogicWorker, name: str
) -> None:
    """The address is authorised in the same form, by signature."""
    said = {"pide_confirmacion": "si", "consiente_correo": "si", "promesa_monto": "150000"}
    made = confirmation(field, world, worker, name, is_agreed=False, **said)
    assert (made.state, made.address) == (DeliveryState.WAITING, "titular@correo.example")
    text = text_of(message(field.database, made))
    assert "$ 150.000 COP" in text
    assert "porque usted lo pidió durante la visita" in text


@pytest.mark.parametrize(
    ("is_agreed", "said", "code"),
    [
        (True, {"pide_confirmacion": "no"}, "unsent.declined"),
        (False, {"pide_confirmacion": "si", "consiente_correo": "no"}, "unsent.not_authorised"),
    ],
)
def test_a_no_at_the_door_keeps_the_confirmation_back_with_its_reason(
    field: Running,
    world: World,
    worker: LogicWorker,
    is_agreed: bool,
    said: dict[str, str],
    code: str,
) -> None:
    made = confirmation(field, world, worker, "visita_cobro", is_agreed=is_agreed, **said)
    assert (made.state, made.code) == (DeliveryState.UNSENT, code)


def test_a_form_that_does_not_put_the_question_confirms_nothing_in_colombia(
    field: Running, world: World, worker: LogicWorker
) -> None:
    """To a codebtor it is not put: the holder has asked for nothing."""
    said = {"atendio": "codeudor", "pide_confirmacion": "si"}
    made = confirmation(field, world, worker, "visita_cobro", is_agreed=True, **said)
    assert (made.state, made.code) == (DeliveryState.UNSENT, "unsent.not_asked")
