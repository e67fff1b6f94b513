"""Adds to the invented field what phones sent: a published questionnaire, answers, photos, reviews,
promises and proposals. Photos are painted, nobody's door is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kobra_desktop.store import rows
from kobra_desktop.store.photos import keep_photo
from kobra_domain.dues import Promise
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.submissions import (
    Answer,
    AnswerChange,
    Attachment,
    AttachmentState,
    Difference,
    Finding,
    FindingKind,
    Proposal,
    ProposalKind,
    Review,
    ReviewAct,
    Submission,
)
from kobra_domain.visits import Outcome, ReviewState, Visit, VisitState
from kobra_records.templates import template
from tests.kobra_desktop.views.world import NOW, World

ENDED = (VisitState.COMPLETED, VisitState.NOT_COMPLETED)


def form() -> Form:
    """The collection visit with a repeat at its end."""
    base = template("visita_cobro")
    things = Node(
        uid="bienes",
        kind=NodeKind.REPEAT,
        cells={"type": "begin_repeat", "name": "bienes", "label::Español (es)": "Acuerdo parcial",
               "label::English (en)": "Part agreement"},
        children=(
            Node(uid="b1", kind=NodeKind.QUESTION, cells={"type": "decimal", "name": "monto",
                 "label::Español (es)": "Monto", "label::English (en)": "Amount"}),
            Node(uid="b2", kind=NodeKind.QUESTION, cells={"type": "date", "name": "dia",
                 "label::Español (es)": "Día", "label::English (en)": "Day"}),
        ),
    )  # fmt: skip
    return Form(
        survey=(*base.survey, things),
        survey_columns=base.survey_columns,
        choices=base.choices,
        choice_columns=base.choice_columns,
        settings=base.settings,
        setting_columns=base.setting_columns,
    )


@dataclass
class Answered:
    """What was added; `submissions` in the order of the visits they belong to."""

    questionnaire: Questionnaire
    version: QuestionnaireVersion
    submissions: list[Submission] = field(default_factory=list)
    loose: Submission | None = None


def answer(world: World, *, reviewed: int = 2, has_photos: bool = True) -> Answered:
    """Write answers for the visits that ended; the first `reviewed` of them are judged already."""
    made_form = form()
    document, digest = canonical.text(made_form), canonical.digest(made_form)
    sheet = Questionnaire(
        id=world.new_id(),
        title="Visita de cobro",
        form_id="visita_cobro",
        document=document,
        created_at=NOW - timedelta(days=9),
        state=QuestionnaireState.PUBLISHED,
    )
    version = QuestionnaireVersion(
        id=world.new_id(),
        questionnaire_id=sheet.id,
        form_id=sheet.form_id,
        form_version="1",
        title=sheet.title,
        document=document,
        document_hash=digest,
        number=3,
        published_at=NOW - timedelta(days=2),
    )
    added = Answered(sheet, version)
    wanted: list[Entity] = [sheet, version]
    with world.replica.reading() as connection:  # as they were written: a city moves them
        held: list[Visit] = rows.entities(connection, "visit", [v.id for v in world.visits])
        agents: list[Agent] = rows.entities(connection, "agent")
    # Ids are made by chance: visits of one moment stand as the field names them.
    place = {visit.id: number for number, visit in enumerate(world.visits)}
    done = (v for v in held if v.state in ENDED)
    ended = sorted(done, key=lambda v: (v.ended_at or NOW, place[v.id]))
    for n, visit in enumerate(ended):
        team_id = next((a.team_id for a in agents if a.id == visit.agent_id), None)
        one = _submission(world, added, visit, n, team_id, is_new=n >= reviewed)
        added.submissions.append(one)
        wanted += [one, *_around(world, one, visit, n, reviewed)]
    added.loose = _loose(world, added)
    wanted.append(added.loose)
    world.pull(*wanted, version=1)
    if has_photos:
        for one in added.submissions:
            keep_photos(world, one)
    return added


def _submission(
    world: World, added: Answered, visit: Visit, n: int, team_id: str | None, *, is_new: bool
) -> Submission:
    ended = visit.ended_at or NOW
    started = ended - timedelta(minutes=8)
    portfolio = next(p for p in world.portfolios if p.id == visit.portfolio_id)
    instance = world.new_id()
    return Submission(
        id=world.new_id(),
        instance_id=f"uuid:{instance}",
        form_id="visita_cobro",
        form_version="1",
        received_at=ended + timedelta(minutes=1 + n % 4),
        questionnaire_id=added.questionnaire.id,
        version_id=added.version.id,
        agent_id=visit.agent_id,
        team_id=team_id,
        portfolio_id=portfolio.id,
        visit_id=visit.id,
        started_at=started,
        ended_at=ended,
        answers=_answers(visit, started, n),
        attachments=_attachments(visit, started, n),
        findings=_findings(started) if n % 3 == 2 else (),
        fix=visit.check_in,
        verdict=visit.verdict,
        distance_m=visit.distance_m,
        logic_mismatch=n % 3 == 2,
        differences=_differences() if n % 3 == 2 else (),
        review=ReviewState.RECEIVED if is_new else ReviewState.APPROVED,
    )


def _answers(visit: Visit, started: datetime, n: int) -> tuple[Answer, ...]:
    fix = visit.check_in
    point = f"{fix.lat:.6f} {fix.lon:.6f} 0 {fix.accuracy_m}" if fix and fix.lat else ""
    is_promise = visit.outcome is Outcome.PROMISE
    pairs = {
        "start": started.isoformat(),
        "visita_g/visita": visit.id,
        "visita_g/v_titular": "Peña García, María",
        "visita_g/v_radio": "60",
        "llegada_g/situacion": "en_puerta",
        "llegada_g/llegada": point,
        "llegada_g/fuera": "no",
        "llegada_g/foto_puerta": "fachada.jpg",
        "contacto_g/atendio": "titular",
        "resultado_g/resultado_sel": visit.outcome.value if visit.outcome else "",
        "resultado": visit.outcome.value if visit.outcome else "",
        "promesa_g/promesa_monto": "250000" if is_promise else "",
        "promesa_g/promesa_fecha": "2026-11-30" if is_promise else "",
        "datos_g/telefono_nuevo": "+57 310 555 0142" if n % 2 == 0 else "",
        "datos_g/dicho_voluntario": "",
        "cierre_g/nota": "La persona pide que la próxima visita sea después de las 4 de la tarde, "
        "cuando vuelve del trabajo; el timbre no sirve y hay que llamar desde la reja."
        if n % 2 == 0
        else "Sin novedad.",
        "bienes[1]/monto": "120000" if is_promise else "",
        "bienes[1]/dia": "2026-11-30" if is_promise else "",
        "bienes[2]/monto": "130000" if is_promise else "",
        "bienes[2]/dia": "2026-12-15" if is_promise else "",
        "meta/instanceID": f"uuid:{visit.id}",
    }
    return tuple(Answer(path=path, value=value) for path, value in pairs.items())


def _attachments(visit: Visit, started: datetime, n: int) -> tuple[Attachment, ...]:
    fix = visit.check_in
    lat, lon = (fix.lat, fix.lon) if fix else (None, None)
    names = ["fachada.jpg", "placa.jpg", "acceso.jpg", "medidor.jpg", "esquina.jpg"][: 2 + n % 4]
    made = [
        Attachment(
            name=name,
            path="llegada_g/foto_puerta" if k == 0 else "",
            media_type="image/jpeg",
            size=180_000,
            state=AttachmentState.PRESENT if k != 4 else AttachmentState.MISSING,
            lat=lat + 0.00004 * k if lat else None,
            lon=lon,
            taken_at=started + timedelta(minutes=k + 1),
        )
        for k, name in enumerate(names)
    ]
    return (*made, Attachment(name="audit.csv", state=AttachmentState.PRESENT))


def _findings(started: datetime) -> tuple[Finding, ...]:
    return (
        Finding(
            kind=FindingKind.PROVIDERS_OFF,
            from_at=started + timedelta(minutes=1),
            until_at=started + timedelta(minutes=8),
        ),
    )


def _differences() -> tuple[Difference, ...]:
    return (
        Difference(kind="value", path="llegada_g/fuera", sent="no", expected="si"),
        Difference(kind="required", path="llegada_g/motivo_fuera"),
    )


def _around(world: World, one: Submission, visit: Visit, n: int, reviewed: int) -> list[Entity]:
    """A promise, a proposal, and what was said of it already."""
    made: list[Entity] = []
    if visit.outcome is Outcome.PROMISE:
        made.append(
            Promise(
                id=world.new_id(),
                portfolio_id=visit.portfolio_id,
                account_id=visit.account_ids[0],
                made_at=one.ended_at or NOW,
                amount_minor=25_000_000,
                currency="COP",
                due_on=date(2026, 11, 30),
                visit_id=visit.id,
                submission_id=one.id,
            )
        )
    if n % 2 == 0:
        made.append(
            Proposal(
                id=world.new_id(),
                portfolio_id=visit.portfolio_id,
                party_id=visit.party_id,
                kind=ProposalKind.PHONE,
                proposed_at=one.received_at,
                visit_id=visit.id,
                submission_id=one.id,
                phone="+57 310 555 0142",
            )
        )
    if n < reviewed:
        made += _reviews(world, one)
    return made


def _reviews(world: World, one: Submission) -> list[Entity]:
    common: dict[str, Any] = {
        "submission_id": one.id,
        "visit_id": one.visit_id,
        "by": world.users[1].id,
    }
    change = AnswerChange(
        path="datos_g/telefono_nuevo", before="+57 310 555 0142", after="+57 310 555 0143"
    )
    return [
        Review(
            id=world.new_id(),
            act=ReviewAct.EDIT,
            at=one.received_at + timedelta(minutes=6),
            comment="El titular llamó: el último número era otro.",
            changes=(change,),
            **common,
        ),
        Review(
            id=world.new_id(),
            act=ReviewAct.APPROVE,
            at=one.received_at + timedelta(minutes=7),
            **common,
        ),
    ]


def _loose(world: World, added: Answered) -> Submission:
    """One that names no visit."""
    return Submission(
        id=world.new_id(),
        instance_id=f"uuid:{world.new_id()}",
        form_id="visita_cobro",
        form_version="1",
        received_at=NOW - timedelta(minutes=3),
        questionnaire_id=added.questionnaire.id,
        version_id=added.version.id,
        agent_id=world.agents[0].id,
        team_id=world.agents[0].team_id,
        answers=(Answer(path="cierre_g/nota", value="Sin visita en la lista"),),
    )


# Photos


def keep_photos(world: World, one: Submission) -> None:
    """Keep painted photos as if they had been seen; the last but one of four was not."""
    for k, file in enumerate(one.attachments):
        if file.media_type and file.state is AttachmentState.PRESENT and k != 3:
            for size, wide in (("thumbnail", 320), ("full", 1_600)):
                content = painted(k, wide)
                keep_photo(world.replica, one.id, file.name, size, content, NOW)


def painted(k: int, wide: int) -> bytes:
    """A house front in plain colours, as JPEG."""
    image = QImage(wide, wide * 3 // 4, QImage.Format.Format_RGB32)
    walls = ("#C9B79C", "#A8B5A2", "#B7A8B5", "#9FB0BF", "#BFAF9F")
    image.fill(QColor("#9CC3E0"))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = wide / 16
    painter.fillRect(QRectF(0, 9.5 * unit, wide, 3 * unit), QColor("#7B7F86"))
    painter.fillRect(QRectF(2 * unit, 2.5 * unit, 12 * unit, 7 * unit), QColor(walls[k % 5]))
    painter.fillRect(QRectF(7 * unit, 5.5 * unit, 2 * unit, 4 * unit), QColor("#5A3E2B"))
    for at in (3.5, 10.5):
        painter.fillRect(QRectF(at * unit, 4 * unit, 2 * unit, 2 * unit), QColor("#DDE8EE"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
