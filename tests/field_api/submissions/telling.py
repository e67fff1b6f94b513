"""What an agent says of a visit, in forms and edits of them, and what stands after it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from kobra_domain.dues import Promise, PromiseState
from kobra_domain.visits import Visit
from tests.field_api.servers import Client, Running
from tests.field_api.submissions.phone import (
    AT_DOOR,
    Phone,
    form,
    new_instance,
    promise_of,
)
from tests.field_api.submissions.rows import all_of, now_of
from tests.field_api.submissions.test_settling import PHOTO

SignIn = Callable[[str], Client]
EVENING = datetime(2026, 3, 5, 2, 30, tzinfo=UTC)  # half past nine at night in Bogotá


def at(hour: str) -> str:
    """A form's end on the day of the visit, in Bogotá."""
    return f"2026-03-04T{hour}:00.000-05:00"


DAY = {"start": at("08:00")}


def not_done(visit: Visit, hour: str) -> bytes:
    answers = {"visita": visit.id, "llegada": AT_DOOR, "motivo_no_realizada": "no_access"}
    return form({**answers, **DAY, "end": at(hour)})


def promised(visit: Visit, hour: str, amount: str = "90000", **more: str) -> bytes:
    times = {**DAY, "end": at(hour)}
    return form(promise_of(visit, **times, promesa_monto=amount, **more))


def edited(visit: Visit, hour: str, original: str, instance: str = "", **more: str) -> bytes:
    """An edit as Collect makes one: another instance, which names the one it replaces."""
    meta = f"<orx:deprecatedID>{original}</orx:deprecatedID>"
    answers = promise_of(visit, **DAY, end=at(hour), **more)
    return form(answers, instance or new_instance(), meta=meta)


def send(phone: Phone, *forms: bytes) -> None:
    for xml in forms:
        assert phone.post(xml, PHOTO).status_code == 201


def amounts(server: Running, state: PromiseState = PromiseState.OPEN) -> list[int]:
    return sorted(p.amount_minor for p in all_of(server.database, Promise) if p.state is state)


def facts(server: Running, visit: Visit) -> tuple[Any, ...]:
    done = now_of(server.database, visit)
    assert done.ended_at is not None
    return done.state, done.outcome, done.ended_at.astimezone(UTC).strftime("%H:%M")
