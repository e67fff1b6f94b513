"""A finished visit read and judged at two desks against a real server: photos, acts, proposals,
and two supervisors at once.
"""

from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from field_api.simulator.collect_app import LIST, stamped
from field_api.submissions.logic import LogicWorker
from kobra_desktop.api.errors import NotFound
from kobra_desktop.api.submissions import FULL, THUMBNAIL, attachment
from kobra_desktop.background import Background, Relay
from kobra_desktop.commands import agents, visits
from kobra_desktop.commands.proposals import decide
from kobra_desktop.commands.reviews import review
from kobra_desktop.models.exporting import ExportingModel
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.submissions.export import LeavingFiles
from kobra_desktop.models.submissions.photos import PhotoState, decoded
from kobra_desktop.models.submissions.table_columns import read_table
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.outbox import HELD
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.reviews import review_count, review_rows
from kobra_desktop.store.queries.submissions import answered_forms, submission_rows
from kobra_domain.portfolios import Address
from kobra_domain.submissions import AnswerChange, ProposalKind, ReviewAct, Submission
from kobra_domain.visits import NotCompletedReason, ReviewState, VisitState
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.templates import template
from tests.field_api.servers import NOW
from tests.kobra_desktop.views.fixtures import background
from tests.system.conftest import Field
from tests.system.station import Station
from tests.system.test_questionnaires import (
    Phone,
    desks,
    named_photos,
    page,
    picture,
    published,
    worker,
)

__all__ = ["background", "desks", "worker"]
HERE = {
    "situacion": "mal_ubicado",
    "ubicacion_propuesta": "4.603 -74.081 2600 9",
    "nota": "sin pin",
}


def sent(city: Field, desks: tuple[Station, Station], worker: LogicWorker) -> tuple[str, bytes]:
    """A visit whose pin was wrong, with a photo: its id and the photo."""
    admin, sara = desks
    visit = city.visits[0]
    published(admin, template("visita_cobro"))
    visits.assign_visits(
        sara.desk, visit_ids=[visit.id], agent_id=city.ana.id, planned_on=NOW.date()
    )
    sara.sync()
    phone = Phone(agents.enrol(admin.desk, city.ana.id).openrosa_url)
    filled = worker.fill(phone.xform, {LIST: phone.visits}, {"visita": visit.id, **HERE}, seed=3)
    xml = stamped(filled, {"start": NOW - timedelta(minutes=4), "end": NOW})
    photo = picture()
    names = named_photos(xml)
    assert names
    answer = phone.send(xml, dict.fromkeys(names, photo))
    assert answer.status_code == 201, answer.text
    for desk in desks:
        desk.sync()
    return visit.id, photo


def workspace_of(station: Station, background: Background) -> Workspace:
    """What models are given."""
    return Workspace(
        desk=station.desk,
        background=background,
        news=Relay(),
        heard=Relay(),
        scope=ScopeModel(),
        memory=SessionMemory(),
        locale="es",
        zone=ZoneInfo("America/Bogota"),
    )


def shown(facts: ResultFacts) -> Submission:
    """The submission of a page."""
    assert facts.submission is not None
    return facts.submission


def test_a_photo_comes_small_and_whole(
    city: Field, desks: tuple[Station, Station], worker: LogicWorker, background: Background
) -> None:
    """As it was sent; another name is not found."""
    visit_id, photo = sent(city, desks, worker)
    _, sara = desks
    facts = page(sara, visit_id, background)
    one, name = shown(facts), facts.photos[0].name
    assert attachment(sara.api, one.id, name, FULL) == photo
    small = attachment(sara.api, one.id, name, THUMBNAIL)
    assert decoded(small, THUMBNAIL).state is PhotoState.HERE
    assert len(small) <= len(photo)
    try:
        attachment(sara.api, one.id, "../../etc/passwd", FULL)
    except NotFound:
        return
    raise AssertionError


def test_an_approval_is_seen_at_the_other_desk_and_a_late_one_conflicts(
    city: Field, desks: tuple[Station, Station], worker: LogicWorker, background: Background
) -> None:
    """Both acts are kept; the state is that of the first."""
    visit_id, _ = sent(city, desks, worker)
    admin, sara = desks
    assert [row.visit_id for row in review_rows(sara.replica)] == [visit_id]
    before = shown(page(admin, visit_id, background))
    one = shown(page(sara, visit_id, background))
    review(sara.desk, one.id, ReviewAct.APPROVE, seen=one)
    assert review_count(sara.replica) == 0
    assert sara.sync().is_synced
    review(admin.desk, before.id, ReviewAct.REJECT, comment="No es la casa", seen=before)
    admin.sync()
    (held,) = op_rows(admin.replica, *HELD)
    assert held.command == "submission.review"
    facts = page(admin, visit_id, background)
    assert {line.title for line in facts.reviews} == {"Aprobada", "Rechazada"}
    sara.sync()
    seen = page(sara, visit_id, background)
    assert shown(seen).review is ReviewState.APPROVED
    assert sara.visit(visit_id).review is ReviewState.APPROVED
    assert {line.line.by_name for line in seen.reviews} >= {sara.user.name}


def test_a_correction_and_a_proposed_pin(
    city: Field, desks: tuple[Station, Station], worker: LogicWorker, background: Background
) -> None:
    """What was sent stays; the pin that is accepted becomes the door's at both desks."""
    visit_id, _ = sent(city, desks, worker)
    admin, sara = desks
    ended = sara.visit(visit_id)
    assert ended.state is VisitState.NOT_COMPLETED
    assert ended.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    facts = page(sara, visit_id, background)
    path = next(line.path for line in facts.sheet.lines() if line.value == "sin pin")
    change = AnswerChange(path=path, before="sin pin", after="pin a una cuadra")
    review(sara.desk, shown(facts).id, ReviewAct.EDIT, comment="Lo dijo Ana", changes=(change,))
    offer = next(o for o in facts.offers if o.proposal.kind is ProposalKind.PIN)
    decide(sara.desk, offer.proposal.id, accepts=True)
    assert sara.sync().is_synced
    admin.sync()
    seen = page(admin, visit_id, background)
    line = next(one for one in seen.sheet.lines() if one.path == path)
    assert line.value == "sin pin"
    assert line.correction is not None
    assert line.correction.value == "pin a una cuadra"
    assert shown(seen).review is ReviewState.EDITED
    assert not seen.offers[0].is_open
    with admin.replica.reading() as connection:
        door = rows.one(connection, "address", ended.address_id)
    assert isinstance(door, Address)
    assert (door.lat, door.lon) == (4.603, -74.081)


def test_photos_as_an_archive(
    city: Field,
    desks: tuple[Station, Station],
    worker: LogicWorker,
    background: Background,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """Fetched one by one, byte for byte, a folder each answer."""
    _visit_id, photo = sent(city, desks, worker)
    _, sara = desks
    work = workspace_of(sara, background)
    (form,) = answered_forms(sara.replica)
    rows_here = submission_rows(sara.replica, form.id)
    model = ExportingModel(work)
    path = tmp_path / "photos.zip"
    leaving = LeavingFiles(work, read_table(form, "es"), tuple(row.id for row in rows_here))
    with qtbot.waitSignal(model.finished) as done:
        model.run(leaving, path, ExportFormat.XLSX)
    assert not done.args[0].losses
    with ZipFile(path) as archive:
        contents = {archive.read(name) for name in archive.namelist()}
    assert contents == {photo}
