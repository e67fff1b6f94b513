"""The form's own engine looks at what came: after the answer, against what the phone had."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from field_api.change_log.record import record
from field_api.change_log.rows import entities
from field_api.jobs.logic_check import LogicChecker
from field_api.jobs.unsettled import settle_unsettled
from field_api.phones.form_keys import new_key
from field_api.submissions.logic import LogicWorker
from field_api.submissions.reading import Reader
from field_api.submissions.store import FolderStore
from field_api.tables.phone_forms import published_forms
from field_api.tables.replicated import submissions
from field_api.tables.submissions import raw_submissions
from kobra_domain.submissions import Submission
from kobra_domain.visits import Verdict, Visit, VisitState
from kobra_records.files.compile import compile_form
from kobra_records.templates import template
from tests.field_api.servers import WEDNESDAY, Running, wait_until
from tests.field_api.submissions.phone import (
    AT_DOOR,
    ENDED,
    STARTED,
    Phone,
    form,
    photo,
    promise_of,
    publish,
)
from tests.field_api.submissions.rows import now_of, submission
from tests.field_api.world import World


@pytest.fixture(scope="module")
def worker() -> Iterator[LogicWorker]:
    """One warm engine."""
    made = LogicWorker()
    yield made
    made.close()


@pytest.fixture(scope="module")
def xform() -> str:
    """The collection visit as it is shipped."""
    compiled = compile_form(template("visita_cobro"))
    assert compiled.xform is not None, compiled.problems
    return compiled.xform


@pytest.fixture
def checker(server: Running, worker: LogicWorker) -> LogicChecker:
    """It looks when it is told to."""
    store = FolderStore(server.settings.data_folder / "attachments")
    return LogicChecker(server.database, store, worker, server.clock)


@pytest.fixture
def collect(server: Running, world: World, xform: str) -> Phone:
    """A phone of the north; the shipped form is published."""
    version_id = publish(server.database)
    with server.database.begin() as connection:
        connection.execute(
            update(published_forms)
            .where(published_forms.c.version_id == version_id)
            .values(xform=xform.encode(), reads_visits=True)
        )
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    return Phone(server.base, key)


def filled(worker: LogicWorker, xform: str, visits: str, visit: Visit) -> bytes:
    """The form as an agent at the door fills it in, on the test's day."""
    answers = {
        "visita": visit.id,
        "situacion": "en_puerta",
        "llegada": AT_DOOR,
        "atendio": "titular",
        "resultado_sel": "promise",
        "promesa_monto": "150000",
    }
    xml = worker.fill(xform, {"visitas.csv": visits}, answers, seed=1)
    for name, moment in (("start", STARTED), ("end", ENDED)):
        xml = re.sub(f"<{name}>[^<]*</{name}>", f"<{name}>{moment}</{name}>", xml)
    return xml.encode()


def test_a_form_that_obeys_its_logic_is_found_to_and_one_that_does_not_is_flagged(
    server: Running,
    collect: Phone,
    visit: Visit,
    checker: LogicChecker,
    worker: LogicWorker,
    xform: str,
) -> None:
    visits = collect.fetched_list()
    assert visit.id in visits
    xml = filled(worker, xform, visits, visit)
    answer = collect.post(xml)
    assert answer.status_code == 201, answer.text
    read = submission(server.database)
    assert (read.logic_mismatch, read.problem, read.verdict) == (None, "", Verdict.AT_ADDRESS)
    assert checker.check_all() == 1
    checked = submission(server.database)
    assert (checked.logic_mismatch, checked.differences) == (False, ())
    assert checker.check_all() == 0
    assert now_of(server.database, visit).state is VisitState.COMPLETED

    tampered = xml.replace(b"<resultado>promise<", b"<resultado>paid<")
    instance = read.instance_id.encode()
    other = tampered.replace(instance, b"uuid:11111111-1111-4111-8111-111111111111")
    assert collect.post(other).status_code == 201
    assert checker.check_all() == 1
    with server.database.read() as connection:
        [flagged] = entities(connection, Submission, submissions.c.logic_mismatch.is_(True))
    assert any(difference.path == "resultado" for difference in flagged.differences)


def test_a_list_that_is_gone_is_said_and_not_asked_again(
    server: Running,
    collect: Phone,
    checker: LogicChecker,
) -> None:
    assert collect.post(form({"nota": "x"})).status_code == 201
    assert checker.check_all() == 1
    checked = submission(server.database)
    assert checked.logic_mismatch is None
    assert [(d.kind, d.detail) for d in checked.differences] == [("broken", "visit_list")]
    assert checker.check_all() == 0


def test_a_form_that_does_not_load_is_said(
    server: Running, phone: Phone, visit: Visit, checker: LogicChecker
) -> None:
    with server.database.begin() as connection:
        connection.execute(update(published_forms).values(xform=b"<no/>"))
    phone.post(form(promise_of(visit)))
    checker.check_all()
    assert submission(server.database).differences[0].kind == "broken"


@pytest.mark.both_engines
def test_what_was_found_of_others_is_written_whatever_stops_the_next(
    server: Running, phone: Phone, worker: LogicWorker
) -> None:
    for number in range(3):
        assert phone.post(form({"nota": f"{number}"})).status_code == 201
    store = FailingStore(server.settings.data_folder / "attachments")
    checker = LogicChecker(server.database, store, worker, server.clock)
    with pytest.raises(OSError, match="the disk"):
        checker.check_all()
    assert _unjudged(server) == 1
    store.fails_after = 99
    assert checker.check_all() == 1
    assert _unjudged(server) == 0


class FailingStore(FolderStore):
    """A disk that fails after some reads."""

    fails_after = 2

    def read(self, sha256: str) -> bytes:
        self.fails_after -= 1
        if self.fails_after < 0:
            raise OSError("the disk")
        return super().read(sha256)


def _unjudged(server: Running) -> int:
    with server.database.read() as connection:
        unsaid = submissions.c.logic_mismatch.is_(None), submissions.c.differences == ()
        return len(entities(connection, Submission, *unsaid))


@pytest.mark.both_engines
def test_what_was_left_is_found_when_it_starts_and_what_comes_wakes_it(
    server: Running, collect: Phone, visit: Visit, worker: LogicWorker, xform: str
) -> None:
    visits = collect.fetched_list()
    collect.post(filled(worker, xform, visits, visit))
    store = FolderStore(server.settings.data_folder / "attachments")
    checker = LogicChecker(server.database, store, LogicWorker(), server.clock)
    checker.start()
    try:
        wait_until(lambda: submission(server.database).logic_mismatch is False, seconds=60)
    finally:
        checker.stop()


@pytest.mark.both_engines
def test_what_a_killed_server_left_is_checked_within_seconds(
    server: Running, collect: Phone, visit: Visit, worker: LogicWorker, xform: str
) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    store = FolderStore(server.settings.data_folder / "attachments")
    killed = LogicChecker(server.database, store, worker, now)
    assert killed.check_all() == 0  # and it holds what says that it is at work
    collect.post(filled(worker, xform, collect.fetched_list(), visit))
    checker = LogicChecker(server.database, store, LogicWorker(), now)
    checker.start()
    try:
        wait_until(lambda: submission(server.database).logic_mismatch is False, seconds=25)
    finally:
        checker.stop()


def test_what_was_kept_and_not_read_is_read_later(
    server: Running, phone: Phone, visit: Visit
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()}, last=False)
    assert now_of(server.database, visit).state is VisitState.ON_PHONE
    store = FolderStore(server.settings.data_folder / "attachments")
    reader = Reader(server.database, store)
    assert settle_unsettled(reader, WEDNESDAY + timedelta(minutes=10)) == 0
    assert settle_unsettled(reader, WEDNESDAY + timedelta(minutes=20)) == 1
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert settle_unsettled(reader, WEDNESDAY + timedelta(minutes=20)) == 0


def test_a_form_whose_bytes_are_gone_keeps_no_other_waiting(
    server: Running, phone: Phone, visit: Visit, tmp_path: Path
) -> None:
    xml = form(promise_of(visit))
    phone.post(xml, {"fachada.jpg": photo()}, last=False)
    lost = FolderStore(tmp_path / "empty")
    assert settle_unsettled(Reader(server.database, lost), WEDNESDAY + timedelta(hours=1)) == 1
    assert settle_unsettled(Reader(server.database, lost), WEDNESDAY + timedelta(hours=1)) == 0
    assert now_of(server.database, visit).state is VisitState.ON_PHONE
    assert phone.post(xml).status_code == 201  # sent again, it is taken after all
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_a_server_that_stopped_before_reading_reads_on(
    server: Running, phone: Phone, visit: Visit
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    read = submission(server.database)
    with server.database.begin() as connection:  # as if nothing after the bytes had happened
        connection.execute(
            update(raw_submissions).values(state="received", is_settled=False, submission_id=None)
        )
        record(connection, None, read, at=WEDNESDAY)
    store = FolderStore(server.settings.data_folder / "attachments")
    assert settle_unsettled(Reader(server.database, store), WEDNESDAY + timedelta(hours=1)) == 1
    again = submission(server.database)
    assert replace(again, id=read.id) == read
