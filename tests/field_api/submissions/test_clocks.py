"""The end of a form is bounded by its arrival before the law and the place are asked."""

import pytest

from kobra_domain.submissions import (
    CLOCK_FINDINGS,
    Submission,
)
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.submissions.phone import (
    Phone,
    form,
    promise_of,
)
from tests.field_api.submissions.rows import now_of, only
from tests.field_api.submissions.telling import (
    amounts,
    at,
    facts,
    send,
)
from tests.field_api.submissions.test_settling import PHOTO


@pytest.mark.parametrize(
    ("end", "ended", "findings"),
    [
        ("2026-03-04T21:30:00.000-06:00", "15:00", "clock_ahead"),
        ("2036-03-04T09:30:00.000-05:00", "15:00", "clock_ahead"),
        ("2026-03-04T10:03:00.000-05:00", "15:00", ""),
        ("2015-01-01T00:00:00.000-05:00", "15:00", "clock_behind clock_turned_back"),
        ("2026-03-04T09:00:00.000-05:00", "14:00", "clock_turned_back"),
        ("2026-03-04T09:55:00.000", "15:00", ""),
    ],
)
def test_the_end_is_bounded_by_arrival_before_law_and_place_are_asked(
    server: Running, phone: Phone, visit: Visit, end: str, ended: str, findings: str
) -> None:
    send(phone, form(promise_of(visit) | {"end": end}))
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, ended)
    assert now_of(server.database, visit).verdict is Verdict.AT_ADDRESS
    assert amounts(server) == [15_000_050]
    read = only(server.database, Submission)
    found = [f.kind.value for f in read.findings if f.kind in CLOCK_FINDINGS]
    assert found == findings.split()
    assert read.problem == ("" if ended != "15:00" or not found else found[0])


def test_by_how_much_a_clock_is_ahead_is_told(server: Running, phone: Phone, visit: Visit) -> None:
    send(phone, form(promise_of(visit) | {"end": at("11:00")}))
    found = only(server.database, Submission).findings[0]
    assert found.detail == "3600"


def test_a_log_of_a_clock_that_is_ahead_is_bounded_too(
    server: Running, phone: Phone, visit: Visit
) -> None:
    ahead = int(WEDNESDAY.timestamp() + 12 * 3600) * 1000
    log = f"event,node,start,end\nquestion,/data/llegada,{ahead},{ahead}\n"
    xml = form(promise_of(visit), meta="<orx:audit>audit.csv</orx:audit>")
    assert phone.post(xml, {**PHOTO, "audit.csv": log.encode()}).status_code == 201
    assert now_of(server.database, visit).state is VisitState.COMPLETED
