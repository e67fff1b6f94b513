"""What holds a file, how it goes on, when it is due, where it goes, and what stays of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.errors import ApiError
from field_api.outgoing import files, leaving
from field_api.outgoing.sending_again import send_again
from field_api.outgoing.told_terms import end_terms
from field_api.privacy.outgoing import forget_being_made, forget_left
from field_api.tables.outgoing import outgoing_told
from field_api.tables.results import deliveries
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.deliveries import DeliveryState
from kobra_domain.errors import Invalid
from kobra_domain.outgoing.answers import OutgoingFile
from kobra_domain.outgoing.fields import OutgoingField
from kobra_domain.outgoing.things import Mark, OutgoingColumn, OutgoingFormat, OutgoingState
from kobra_domain.visits import Outcome
from kobra_domain.words import alert_sentence
from kobra_records.files.outgoing.manifest import MANIFEST_ENDING
from tests.field_api.outgoing.made import CODES, SINCE, Desk, terms_with

pytestmark = pytest.mark.both_engines
WITHOUT_PROMISES = tuple(one for one in CODES if one.key != "outcome.promise")


def alerts(database: Database) -> list[AlertState]:
    with database.read() as connection:
        found = entities(connection, Alert)
    assert {one.kind for one in found} <= {AlertKind.OUTGOING_HELD}
    return [one.state for one in found]


def test_a_result_without_a_code_holds_the_file_until_it_has_one_and_then_that_days_file_goes(
    desk: Desk,
) -> None:
    desk.tell(codes=WITHOUT_PROMISES)
    desk.visit()
    desk.visit(outcome=Outcome.PROMISE)
    desk.forward(hours=1)
    due = desk.now
    held = desk.make()
    assert (held.state, held.problem, held.missing, held.sequence) == (
        OutgoingState.HELD,
        "outgoing_no_code",
        ("outcome.promise",),
        0,
    )
    assert alerts(desk.database) == [AlertState.OPEN]
    desk.forward(hours=10)
    desk.visit(outcome=Outcome.PAID)
    desk.make()  # waits behind it
    desk.maker.work(desk.now)
    assert [one.state for one in desk.files()] == [OutgoingState.WAITING, OutgoingState.HELD]
    assert alerts(desk.database) == [AlertState.OPEN]
    desk.tell()
    assert desk.maker.work(desk.now) == 2
    second, first = desk.files()
    assert (first.id, first.sequence, second.sequence) == (held.id, 1, 2)
    assert first.manifest is not None
    assert (first.manifest.until_at, first.manifest.marks) == (due, {Mark.NEW: 2})
    assert len(desk.rows(second)) == 1
    assert alerts(desk.database) == [AlertState.OVER]


def test_a_number_that_does_not_fit_its_column_holds_the_file(desk: Desk) -> None:
    narrow = (OutgoingColumn(field=OutgoingField.CREDIT, title="CRED", width=2),)
    desk.tell(format=OutgoingFormat.FIXED, columns=narrow)
    desk.visit()
    held = desk.make()
    assert (held.state, held.problem) == (OutgoingState.HELD, "outgoing_too_wide")
    assert held.params == {"title": "CRED", "width": 2, "text": "C-1"}
    desk.tell(format=OutgoingFormat.FIXED, columns=(replace(narrow[0], width=5),))
    desk.maker.work(desk.now)
    assert desk.content(desk.files()[0]).decode("utf-8-sig") == "CRED \r\nC-1  \r\n"


DAILY = {"is_on": True, "days": (0, 1, 2, 3, 4), "hour": time(20)}


def test_it_is_made_once_at_each_hour_of_its_days(desk: Desk) -> None:
    desk.tell(**DAILY)  # Wednesday, 10:00
    desk.visit()
    assert desk.maker.work(desk.now) == 0
    desk.now = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)  # 20:00 in Bogotá
    assert [desk.maker.work(desk.now) for _ in range(3)] == [1, 0, 0]
    assert desk.files()[0].name == "gestiones_20260304_0001.csv"
    desk.now = datetime(2026, 3, 9, 15, tzinfo=UTC)  # it was down from Thursday to Monday
    assert desk.maker.work(desk.now) == 1
    last = desk.files()[0]
    assert last.due_at == datetime(2026, 3, 7, 1, tzinfo=UTC)
    assert last.manifest is not None
    assert (last.manifest.rows, last.sequence) == (0, 2)


def test_an_hour_that_has_passed_when_it_is_set_is_not_made_up_for(desk: Desk) -> None:
    desk.now = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
    desk.tell(**DAILY)
    assert desk.maker.work(desk.now) == 0
    desk.tell(**{**DAILY, "hour": time(19)})
    assert desk.maker.work(desk.now) == 0


def test_no_file_without_a_row_where_none_is_wished(desk: Desk) -> None:
    desk.tell(**DAILY, leaves_empty=False)
    desk.now = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    assert desk.maker.work(desk.now) == 1
    assert desk.files() == []
    assert desk.maker.work(desk.now) == 0
    desk.visit(ended_at=desk.now - timedelta(hours=1))  # of a time that is over
    desk.now += timedelta(days=1)
    assert desk.maker.work(desk.now) == 1
    assert [row[4] for row in desk.rows(desk.files()[0])] == ["T"]


def test_it_lies_in_its_folder_whole_with_its_manifest(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "salida"
    out.mkdir()
    desk.tell(folder=str(out))
    desk.visit()
    made = desk.make()
    assert made.state is OutgoingState.OUT
    file = out / made.name
    assert file.read_bytes() == desk.content(made)
    said = msgspec.json.decode((out / (made.name + MANIFEST_ENDING)).read_bytes())
    assert made.manifest is not None
    assert (said["rows"], said["sha256"]) == (1, made.manifest.sha256)
    assert sorted(one.name for one in out.iterdir()) == [file.name, file.name + MANIFEST_ENDING]


def test_a_folder_that_cannot_be_written_to_is_told_and_tried_again(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "salida"
    out.mkdir()
    desk.tell(folder=str(out))
    out.rmdir()
    desk.visit()
    failed = desk.make()
    assert (failed.state, failed.problem) == (OutgoingState.FAILED, "outgoing_no_folder")
    assert alerts(desk.database) == [AlertState.OPEN]
    out.mkdir()
    (out / failed.name).write_text("de otro")
    desk.forward(minutes=2)
    desk.maker.work(desk.now)
    assert desk.files()[0].problem == "outgoing_name_taken"
    assert (out / failed.name).read_text() == "de otro"
    (out / failed.name).unlink()
    desk.forward(minutes=10)
    desk.maker.work(desk.now)
    assert desk.files()[0].state is OutgoingState.OUT
    assert alerts(desk.database) == [AlertState.OVER]


def test_it_goes_by_mail_once_to_each(desk: Desk) -> None:
    desk.tell(emails=("a@banco.example", "b@banco.example", "a@banco.example"))
    desk.visit()
    made = desk.make()
    with desk.database.read() as connection:
        rows = connection.execute(select(deliveries)).all()
    assert sorted(row.address for row in rows) == ["a@banco.example", "b@banco.example"]
    assert {row.target_id for row in rows} == {made.id}
    assert made.mailed_at is None
    with desk.database.begin() as connection:
        connection.execute(deliveries.update().values(state=DeliveryState.SENT, sent_at=desk.now))
    assert desk.files()[0].mailed_at == desk.now


def again(desk: Desk, file: OutgoingFile) -> None:
    with desk.database.begin() as connection:
        send_again(connection, file, desk.now)


def test_it_is_made_again_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "salida"
    out.mkdir()
    desk.tell(folder=str(out))
    visit = desk.visit()
    made = desk.make()
    before = (out / made.name).read_bytes()
    (out / made.name).unlink()
    desk.change(visit, result_note="otra")
    desk.tell(folder=str(out), columns=terms_with().columns[:1])
    again(desk, made)
    desk.maker.work(desk.now)
    assert (out / made.name).read_bytes() == before
    copy = tmp_path / "copia"
    files.write_content(desk.database, made, copy)
    assert copy.read_bytes() == before


def test_the_files_that_told_of_who_is_erased_go_and_their_counts_stay(
    desk: Desk, tmp_path: Path
) -> None:
    desk.tell()
    gone, other = desk.visit(), desk.visit()
    one = desk.make()
    desk.forward(minutes=1)
    desk.visit()
    two = desk.make()
    with desk.database.begin() as connection:
        forget_being_made(connection, desk.side.portfolio.id)
        forget_left(connection, [gone.id])
    assert (desk.content(one), desk.content(two) != b"") == (b"", True)
    kept = {file.id: file for file in desk.files()}
    assert (kept[one.id].is_kept, kept[one.id].manifest) == (False, one.manifest)
    with pytest.raises(ApiError, match="outgoing_gone"):
        files.write_content(desk.database, kept[one.id], tmp_path / "x")
    with pytest.raises(ApiError, match="outgoing_gone"):
        again(desk, kept[one.id])
    with desk.database.read() as connection:
        told = set(connection.scalars(select(outgoing_told.c.entity_id)))
    assert gone.id not in told
    assert other.id in told


def test_who_is_erased_while_a_file_is_made_is_not_in_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tell()
    gone, _ = desk.visit(), desk.visit()
    kept, tries = files.keep_made, 0

    def erased_meanwhile(*given: object) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            with desk.database.begin() as connection:
                forget_being_made(connection, desk.side.portfolio.id)
            desk.remove(gone)
        return kept(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "keep_made", erased_meanwhile)
    assert len(desk.rows(desk.make())) == 1
    assert tries == 2


def test_bytes_go_with_time_but_for_the_last(desk: Desk) -> None:
    desk.tell()
    desk.visit()
    one = desk.make()
    desk.forward(days=100)
    two = desk.make()
    assert files.forget_old(desk.database, desk.now) == 1
    assert [file.is_kept for file in desk.files()] == [True, False]
    assert (desk.content(one), desk.content(two) != b"") == (b"", True)


def test_terms_that_cannot_be(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not_a_folder"):
        desk.tell(folder=str(tmp_path / "no"))
    with pytest.raises(Invalid, match="outgoing_no_columns"):
        desk.tell(columns=())
    desk.tell()
    desk.tell(since_on=SINCE + timedelta(days=1))
    desk.visit()
    desk.make()
    with pytest.raises(Invalid, match="outgoing_since_is_set"):
        desk.tell()


def test_names_are_never_twice(desk: Desk) -> None:
    desk.tell(name="GESTION_{date}.TXT")
    for _ in range(2):
        desk.make()
        desk.forward(minutes=1)
    assert [one.name for one in desk.files()] == ["GESTION_20260304-2.TXT", "GESTION_20260304.TXT"]


def test_who_tells_no_more_leaves_what_was_told(desk: Desk) -> None:
    desk.tell()
    desk.visit()
    desk.make()
    with desk.database.begin() as connection:
        end_terms(connection, desk.side.portfolio.id)
    desk.forward(minutes=1)
    desk.ask()
    assert desk.maker.work(desk.now) == 0
    assert desk.count() == 1
    desk.tell()
    desk.visit()
    made = desk.make()
    assert (made.sequence, len(desk.rows(made))) == (2, 1)


def test_a_stopped_maker_leaves_a_file_to_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tell()
    desk.visit()
    desk.ask()
    desk.maker.stop()
    assert desk.maker.work(desk.now) == 0
    assert desk.files()[0].state is OutgoingState.WAITING
    with monkeypatch.context() as patch:
        patch.setattr(leaving, "put_waiting", lambda *_: 0)
        other = Desk(desk.database, desk.side, desk.folder, desk.now)
        assert other.maker.work(desk.now) == 1


def test_what_was_mended_by_a_correction_leaves_with_the_next_hour(desk: Desk) -> None:
    desk.tell(codes=WITHOUT_PROMISES, **DAILY)
    visit = desk.visit(outcome=Outcome.PROMISE)
    desk.now = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    desk.maker.work(desk.now)
    assert desk.files()[0].state is OutgoingState.HELD
    desk.change(visit, outcome=Outcome.PAID)
    desk.now += timedelta(days=1)
    assert desk.maker.work(desk.now) == 2
    assert [len(desk.rows(one)) for one in desk.files()] == [0, 1]


@pytest.mark.parametrize("locale", ["es", "en"])
def test_an_alert_says_why_in_words(locale: str) -> None:
    codes = ("no_code", "too_wide", "too_many_rows", "no_folder", "name_taken", "gone")
    said = {alert_sentence(AlertKind.OUTGOING_HELD, f"{one} Norte", locale) for one in codes}
    assert len(said) == len(codes)
    assert all(one.endswith(": Norte") for one in said)
