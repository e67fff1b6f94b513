"""Letters of a made-up visit, one of each kind, to be looked at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from field_api.database import Database
from field_api.mail.message import Letter
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.follows import FollowMode
from kobra_domain.portfolios import Shown
from kobra_domain.submissions import Attachment, AttachmentState, Submission
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, VisitState
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import at_door, edit, ended, fan, follow, letter, office
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import World, write

ALL = tuple(Shown)


def a_picture(width: int = 320, height: int = 240, kind: str = "JPEG") -> bytes:
    """A door, as a child would draw it."""
    image = Image.new("RGB", (width, height), "#c9b79c")
    pen = ImageDraw.Draw(image)
    pen.rectangle((width * 0.4, height * 0.3, width * 0.6, height), fill="#5a4632")
    pen.rectangle((width * 0.1, height * 0.35, width * 0.3, height * 0.6), fill="#dfe9f0")
    made = BytesIO()
    image.save(made, kind)
    return made.getvalue()


def a_promise(visit: Any, **changed: Any) -> Promise:
    """250,000 pesos until the end of the month."""
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": visit.portfolio_id,
        "account_id": visit.account_ids[0],
        "made_at": WEDNESDAY,
        "amount_minor": 25_000_000,
        "currency": "COP",
        "due_on": date(2026, 3, 30),
        "visit_id": visit.id,
        **changed,
    }
    return Promise(**values)


def a_payment(visit: Any, **changed: Any) -> Payment:
    """120,000 pesos, today."""
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": visit.portfolio_id,
        "account_id": visit.account_ids[0],
        "reported_at": WEDNESDAY,
        "amount_minor": 12_000_000,
        "currency": "COP",
        "paid_on": date(2026, 3, 4),
        "visit_id": visit.id,
        "method": "Consignación",
        "reference": "A-20391",
        **changed,
    }
    return Payment(**values)


def a_form(visit: Any, photos: int = 1) -> Submission:
    """A form with photos that have come."""
    found = tuple(
        Attachment(
            name=f"foto{n}.jpg",
            media_type="image/jpeg",
            sha256=f"{n:064x}",
            state=AttachmentState.PRESENT,
        )
        for n in range(photos)
    )
    return Submission(
        id=new_id(),
        instance_id=f"uuid:{new_id()}",
        form_id="visita",
        received_at=WEDNESDAY,
        portfolio_id=visit.portfolio_id,
        visit_id=visit.id,
        attachments=found,
    )


def letters(database: Database, world: World, language: str) -> Iterator[tuple[str, Letter]]:
    """Each kind of letter, by a short name."""
    north = world.north
    portfolio = replace(north.portfolio, mail_shows=ALL)
    edit(database, (portfolio, north.portfolio))
    desk = office(
        database,
        WEDNESDAY + timedelta(seconds=2),
        thumbnail=lambda _sha: a_picture(),
        drawn=lambda *_: a_picture(1200, 600, "PNG"),
    )
    follow(database, north, language=language)
    follow(
        database,
        world.south,
        language=language,
        email="cartera@banco.example",
        is_client=True,
    )
    there = at_door(north)
    write(database, there, a_form(there))
    edit(database, (ended(there), there), (a_promise(there), None))
    yield "visit-all", letter(database, fan(database)[-1], desk)

    edit(
        database,
        (portfolio := replace(portfolio, mail_shows=()), replace(portfolio, mail_shows=ALL)),
    )
    away = at_door(north, verdict=Verdict.AWAY, distance_m=412.0)
    moved = replace(away.check_in, lat=4.6537) if away.check_in else None
    away = replace(away, check_in=moved)
    write(database, away)
    failed = replace(
        away,
        state=VisitState.NOT_COMPLETED,
        not_completed_reason=NotCompletedReason.NO_ACCESS,
        ended_at=WEDNESDAY,
    )
    edit(database, (failed, away))
    yield "visit-thin", letter(database, fan(database)[-1], desk)

    south = at_door(world.south)
    write(database, south)
    edit(database, (ended(south, Outcome.CONTACT_HOLDER), south))
    client = next(one for one in fan(database) if one.address == "cartera@banco.example")
    yield "client", letter(database, client, desk)

    for name, kind, detail in (
        ("sos", AlertKind.SOS, ""),
        ("alert", AlertKind.OUTSIDE_FENCE, "412"),
    ):
        raised = Alert(
            id=new_id(),
            kind=kind,
            raised_at=WEDNESDAY,
            last_at=WEDNESDAY,
            agent_id=north.agent.id,
            team_id=north.team.id,
            visit_id=there.id if kind is AlertKind.OUTSIDE_FENCE else None,
            detail=detail,
            lat=4.65,
            lon=-74.06,
        )
        write(database, at_door(north), raised)
        told = next(one for one in reversed(fan(database)) if one.purpose.value == "alert")
        yield name, letter(database, told, desk)

    promise = a_promise(there, due_on=date(2026, 3, 1))
    write(database, promise)
    edit(database, (replace(promise, state=PromiseState.BROKEN), promise))
    told = next(one for one in reversed(fan(database)) if one.purpose.value == "alert")
    yield "broken", letter(database, told, desk)

    follow(
        database,
        north,
        language=language,
        email="resumen@entidad.example",
        mode=FollowMode.DIGEST,
        digest_at=time(18),
    )
    for number in range(46):
        one = at_door(north, verdict=list(Verdict)[number % 6])
        write(database, one)
        edit(database, (ended(one, list(Outcome)[number % 12]), one))
    digest = next(one for one in fan(database) if one.purpose.value == "digest")
    yield "digest", letter(database, digest, desk)
