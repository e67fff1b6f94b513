"""A questionnaire on its whole way: designed at a desk, published, filled in on a phone by the
form's own engine, and read on the visit page of another desk.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import pytest
import requests
from defusedxml.ElementTree import fromstring

from field_api.simulator.collect_app import LIST, stamped
from field_api.simulator.facades import facade
from field_api.submissions.logic import LogicWorker
from kobra_desktop.background import Background, Relay
from kobra_desktop.commands import agents, visits
from kobra_desktop.commands.edits import edit
from kobra_desktop.commands.questionnaires import create_questionnaire, publish_questionnaire
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.visit_result import ResultFacts, result_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.results import result_of_visit
from kobra_domain.places import GeocodeQuality
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireState
from kobra_domain.submissions import Submission
from kobra_domain.visits import Outcome, Verdict, VisitState
from kobra_records.files.validate import validate
from kobra_records.ids import new_id
from kobra_records.templates import NAMES, template
from tests.field_api.servers import NOW, Running
from tests.kobra_desktop.views.fixtures import background
from tests.system.conftest import ADMIN, SARA, Field
from tests.system.station import Station, station

__all__ = ["background"]
HEADERS = {"X-OpenRosa-Version": "1.0"}
ADDED = "color_puerta"


@pytest.fixture(scope="module")
def worker() -> Iterator[LogicWorker]:
    """The engine that fills in the forms."""
    made = LogicWorker()
    yield made
    made.close()


@pytest.fixture
def desks(server: Running, city: Field, tmp_path: Path) -> Iterator[tuple[Station, Station]]:
    """Who designs, and who supervises."""
    with station(server, tmp_path, ADMIN) as admin, station(server, tmp_path, SARA) as sara:
        admin.sync()
        sara.sync()
        yield admin, sara


def designed(name: str) -> Form:
    """A template with a question of one's own in its last group, made by acts of the editor."""
    editor = EditorModel(template(name))
    last = [node for node in editor.form.survey if node.is_container][-1]
    cells = {"type": "text", "name": ADDED, "label::Español (es)": "¿De qué color es la puerta?"}
    node = Node(uid=new_id(), kind=NodeKind.QUESTION, cells=cells)
    place = acts.Place(last.uid, len(last.children))
    editor.act("Insert", acts.insert(editor.form, (node,), place))
    editor.acts.undo()
    assert editor.form == template(name)
    editor.acts.redo()
    return editor.form


def published(admin: Station, form: Form) -> None:
    """Publish it offline; it leaves with the next run."""
    made = create_questionnaire(admin.desk, form)
    publish_questionnaire(admin.desk, made.ids[0], form, note="primera")
    assert admin.sync().is_synced
    with admin.replica.reading() as connection:
        stands = rows.one(connection, "questionnaire", made.ids[0])
    assert isinstance(stands, Questionnaire)
    assert stands.state is QuestionnaireState.PUBLISHED
    assert stands.current_version_id is not None


class Phone:
    """What ODK Collect does, as plain requests."""

    def __init__(self, url: str) -> None:
        self.url = url
        (self.form,) = self._items(f"{url}/formList")
        self.xform = self._text(self._told(self.form, "downloadUrl"))
        (file,) = self._items(self._told(self.form, "manifestUrl"))
        self.visits = self._text(self._told(file, "downloadUrl"))

    def send(self, xml: bytes, photos: dict[str, bytes]) -> requests.Response:
        """Post a submission."""
        files = {"xml_submission_file": ("form.xml", xml, "text/xml")}
        files |= {name: (name, photo, "image/jpeg") for name, photo in photos.items()}
        return requests.post(f"{self.url}/submission", files=files, headers=HEADERS, timeout=30)

    def _items(self, url: str) -> list[Element]:
        return list(fromstring(self._text(url)))

    @staticmethod
    def _text(url: str) -> str:
        answer = requests.get(url, headers=HEADERS, timeout=30)
        answer.raise_for_status()
        return answer.content.decode()

    @staticmethod
    def _told(item: Element, name: str) -> str:
        return next(str(part.text) for part in item if part.tag.rpartition("}")[2] == name)


def page(sara: Station, visit_id: str, background: Background) -> ResultFacts:
    """The visit page in Spanish."""
    found = result_of_visit(sara.replica, visit_id)
    assert found is not None
    work = Workspace(
        desk=sara.desk,
        background=background,
        news=Relay(),
        heard=Relay(),
        scope=ScopeModel(),
        memory=SessionMemory(),
        locale="es",
        zone=ZoneInfo("America/Bogota"),
    )
    return result_facts(found, work)


SAID = {
    "visita_cobro": {"resultado_sel": "promise", "promesa_monto": "150000"},
    "validacion_domicilio": {"inmueble": "casa", "senas": "reja esquina"},
    "negociacion": {"acepta": "si", "ingreso_trabajo": "900000", "salida": "dispute"},
    "entrega_aviso": {"entrega": "en_mano"},
}
OUTCOMES = {
    "visita_cobro": Outcome.PROMISE,
    "validacion_domicilio": Outcome.CONTACT_HOLDER,
    "negociacion": Outcome.DISPUTE,
    "entrega_aviso": Outcome.CONTACT_HOLDER,
}
READ = {
    "visita_cobro": ("¿Cuál fue el resultado?", "Promesa de pago"),
    "validacion_domicilio": ("Señas que ayudan a encontrarlo", "Reja o portón"),
    "negociacion": ("¿Acepta hablar de una solución?", "Sí"),
    "entrega_aviso": ("¿Cómo se entregó?", "En la mano"),
}


@pytest.mark.parametrize("name", NAMES)
def test_from_the_designer_to_the_visit_page(
    name: str,
    city: Field,
    desks: tuple[Station, Station],
    worker: LogicWorker,
    background: Background,
) -> None:
    admin, sara = desks
    visit = city.visits[0]
    changes = {"geocode_quality": GeocodeQuality.DOOR}
    edit(admin.desk, "address.edit", visit.address_id, changes)
    published(admin, designed(name))
    visits.assign_visits(
        sara.desk, visit_ids=[visit.id], agent_id=city.ana.id, planned_on=NOW.date()
    )
    sara.sync()
    phone = Phone(agents.enrol(admin.desk, city.ana.id).openrosa_url)
    assert validate(phone.xform) == ()
    sara.sync()
    assert sara.visit(visit.id).state is VisitState.ON_PHONE

    here = {"situacion": "en_puerta", "llegada": "4.6 -74.08 2600 8", "atendio": "titular"}
    given = {"visita": visit.id, **here, **SAID[name], ADDED: "Verde"}
    filled = worker.fill(phone.xform, {LIST: phone.visits}, given, seed=3)
    xml = stamped(filled, {"start": NOW - timedelta(minutes=4), "end": NOW})
    answer = phone.send(xml, {photo: picture() for photo in named_photos(xml)})
    assert answer.status_code == 201, answer.text

    sara.sync()
    seen = page(sara, visit.id, background)
    ended = sara.visit(visit.id)
    assert (ended.state, ended.outcome) == (VisitState.COMPLETED, OUTCOMES[name])
    assert ended.verdict is Verdict.AT_ADDRESS
    assert isinstance(seen.submission, Submission)
    assert seen.submission.problem == ""
    lines = {line.label: line.value for line in seen.sheet.lines()}
    assert lines["¿De qué color es la puerta?"] == "Verde"
    label, value = READ[name]
    assert value in lines[label]
    assert "0 m" in seen.verdict_words
    assert bool(seen.dues) is (name == "visita_cobro")
    assert {photo.attachment.state.value for photo in seen.photos} <= {"present"}


def named_photos(xml: bytes) -> list[str]:
    """The files that a form asks for with it."""
    texts = [(node.text or "").strip() for node in fromstring(xml).iter()]
    return sorted({text for text in texts if text.endswith((".jpg", ".png"))})


def picture() -> bytes:
    """A photo of a door."""
    return facade("puerta", 4.6, -74.08, NOW)
