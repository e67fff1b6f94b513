"""Two desktops and the real server: what one does the other sees, and nothing is lost or
doubled.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kobra_desktop.api import changes
from kobra_desktop.api.errors import Offline, SignInNeeded
from kobra_desktop.api.http import FieldApi
from kobra_desktop.commands import held, visits
from kobra_desktop.store import kept, outbox, pages, references, tally
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync import check
from kobra_desktop.sync.status import Link, Step
from kobra_domain.people import Role, User
from kobra_domain.portfolios import Party
from kobra_domain.visits import Priority, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import NOW, Running
from tests.field_api.world import write
from tests.system.conftest import ADMIN, LUIS, SARA, Field
from tests.system.station import KEY, Station, station

TODAY = NOW.date()


pytestmark = pytest.mark.both_engines


def is_same(desk: Station) -> bool:
    """I3: the replica is the server's view for that user."""
    looks = (check.counts_differ, check.hashes_differ, check.dangling)
    return not any(look(desk.replica, desk.api) for look in looks)


def test_a_first_run_brings_the_scope_and_no_more(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, ADMIN) as admin:
        status = sara.sync()
        assert (status.link, status.is_synced) == (Link.ONLINE, True)
        assert tally.counts(sara.replica)["visit"] == 3
        admin.sync()
        assert tally.counts(admin.replica)["visit"] == 4
        assert is_same(sara)
        assert is_same(admin)


def test_an_edit_of_one_is_seen_by_the_other(server: Running, city: Field, tmp_path: Path) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        sara.sync()
        luis.sync()
        done = visits.assign_visits(
            sara.desk, visit_ids=[visit.id], agent_id=city.ana.id, planned_on=TODAY
        )
        assert done.refused == ()
        assert sara.engine.status.waiting == 1
        assert not sara.engine.status.is_synced
        assert sara.sync().is_synced
        luis.sync()
        seen = luis.visit(visit.id)
        assert (seen.state, seen.agent_id) == (VisitState.ASSIGNED, city.ana.id)
        assert luis.visit(visit.id) == sara.visit(visit.id)
        assert is_same(luis)


def test_two_supervisors_and_one_field_make_a_conflict_with_both_sides(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        sara.sync()
        luis.sync()
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        visits.edit_visit(luis.desk, visit.id, note="de Luis")
        visits.edit_visit(luis.desk, visit.id, priority=Priority.HIGH)
        sara.sync()
        status = luis.sync()
        assert (status.conflicts, status.parked, status.is_synced) == (1, 1, False)
        (conflict,) = op_rows(luis.replica, OpState.CONFLICT)
        (side,) = conflict.sides
        assert (side.mine, side.theirs) == ("de Luis", "de Sara")
        held.keep_mine(luis.desk, conflict.op_id)
        assert luis.sync().is_synced
        sara.sync()
        assert (sara.visit(visit.id).note, sara.visit(visit.id).priority) == ("de Luis", "high")
        assert is_same(sara)
        assert is_same(luis)


def test_different_fields_are_no_conflict(server: Running, city: Field, tmp_path: Path) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        sara.sync()
        luis.sync()
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        visits.edit_visit(luis.desk, visit.id, priority=Priority.HIGH)
        sara.sync()
        assert luis.sync().is_synced
        sara.sync()
        assert sara.visit(visit.id) == luis.visit(visit.id)
        assert sara.visit(visit.id).note == "de Sara"


def test_a_form_that_was_open_while_another_wrote_overwrites_nothing(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        sara.sync()
        luis.sync()
        opened = luis.visit(visit.id)
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        sara.sync()
        luis.sync()  # pulled under the open form
        visits.edit_visit(luis.desk, visit.id, seen=opened, priority=Priority.HIGH)
        assert luis.sync().is_synced
        visits.edit_visit(luis.desk, visit.id, seen=opened, note="de Luis")
        assert luis.sync().conflicts == 1
        (side,) = op_rows(luis.replica, OpState.CONFLICT)[0].sides
        assert (side.mine, side.theirs) == ("de Luis", "de Sara")
        sara.sync()
        assert (sara.visit(visit.id).note, sara.visit(visit.id).priority) == ("de Sara", "high")
        held.keep_mine(luis.desk, op_rows(luis.replica, OpState.CONFLICT)[0].op_id)
        assert luis.sync().is_synced
        sara.sync()
        assert sara.visit(visit.id).note == "de Luis"
        assert is_same(luis)


def test_a_note_written_on_top_of_an_assignment_overwrites_nobody_s_note(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        sara.sync()
        luis.sync()
        visits.assign_visits(
            luis.desk, visit_ids=[visit.id], agent_id=city.ana.id, planned_on=TODAY
        )
        visits.edit_visit(luis.desk, visit.id, note="de Luis")
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        sara.sync()
        assert luis.sync().conflicts == 1
        sara.sync()
        assert (sara.visit(visit.id).note, sara.visit(visit.id).agent_id) == (
            "de Sara",
            city.ana.id,
        )
        (side,) = op_rows(luis.replica, OpState.CONFLICT)[0].sides
        assert (side.mine, side.theirs) == ("de Luis", "de Sara")


def test_offline_edits_on_top_of_each_other_never_conflict_with_themselves(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        for note in ("a", "b", "a"):
            visits.edit_visit(sara.desk, visit.id, note=note)
        new = visits.create_visit(
            sara.desk,
            portfolio_id=visit.portfolio_id,
            party_id=visit.party_id,
            address_id=visit.address_id,
            account_ids=visit.account_ids,
        ).ids[0]
        visits.assign_visits(sara.desk, visit_ids=[new], agent_id=city.ana.id, planned_on=TODAY)
        visits.cancel_visits(sara.desk, visit_ids=[new], reason="duplicada")
        assert sara.sync().is_synced
        assert sara.visit(new).state is VisitState.CANCELLED
        assert is_same(sara)


def test_without_the_server_it_works_and_says_so(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        sara.engine.run(lambda: False)
    with station(server, tmp_path, SARA, address="http://127.0.0.1:9") as sara:
        visits.edit_visit(sara.desk, visit.id, note="sin red")
        with pytest.raises(Offline):
            sara.sync()
        status = sara.engine.status
        assert (status.link, status.waiting) == (Link.OFFLINE, 1)
        assert status.synced_at == NOW
        assert sara.visit(visit.id).note == "sin red"
    with station(server, tmp_path, SARA) as sara:
        assert sara.sync().is_synced


def test_the_second_user_never_sends_the_first_user_s_edits(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA, name="shared") as sara:
        sara.sync()
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
    with station(server, tmp_path, LUIS, name="shared") as luis:
        luis.replica.owner = city.users[SARA].id  # somebody opens the first user's file
        with pytest.raises(SignInNeeded):
            luis.sync()
        luis.replica.owner = luis.user.id
        luis.sync()
        assert outbox.counts(luis.replica).waiting == 1
        assert not luis.engine.status.is_synced


def test_who_loses_a_portfolio_loses_its_rows_and_keeps_the_rest(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, LUIS) as luis:
        luis.sync()
        before = city.users[LUIS]
        after = replace(before, portfolio_ids=(city.micro.id,), team_ids=(city.south.id,))
        server.edit(before, portfolio_ids=after.portfolio_ids, team_ids=after.team_ids)
        luis.sync()
        counts = tally.counts(luis.replica)
        assert (counts["visit"], counts["party"], counts["agent"], counts["team"]) == (3, 3, 1, 1)
        assert is_same(luis)
        server.edit(after, portfolio_ids=before.portfolio_ids)
        luis.sync()
        assert tally.counts(luis.replica)["visit"] == 4
        assert is_same(luis)


def test_a_demoted_admin_keeps_only_the_new_scope(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, ADMIN) as admin:
        admin.sync()
        before = city.users[ADMIN]
        server.edit(
            before, role=Role.SUPERVISOR, portfolio_ids=(city.other.id,), team_ids=(city.north.id,)
        )
        admin.sync()
        assert tally.counts(admin.replica)["visit"] == 1
        assert is_same(admin)


def test_a_lost_cursor_pulls_everything_again_and_keeps_the_edits(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        visits.edit_visit(sara.desk, visit.id, note="mía")
        pages.take_page(sara.replica, pages.Page(cursor="of-another-server", more=False, kinds=[]))
        gone = server.edit(city.visits[1], portfolio_id=city.other.id)
        assert sara.sync().is_synced
        assert sara.visit(visit.id).note == "mía"
        assert gone.id not in _visit_ids(sara.replica)
        assert is_same(sara)


def test_a_replica_that_drifted_heals(server: Running, city: Field, tmp_path: Path) -> None:
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        with sara.replica.pulling() as connection:
            connection.exec_driver_sql(f"DELETE FROM visit WHERE id = '{city.visits[0].id}'")
            connection.exec_driver_sql("UPDATE party SET version = version - 1")
        sara.sync()
        assert is_same(sara)


def test_rows_that_are_named_and_missing_are_asked_for_again(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        with sara.replica.pulling() as connection:  # as many rows as before, but not the same
            connection.exec_driver_sql(
                f"UPDATE party SET id = '{new_id()}' WHERE id = '{city.visits[0].party_id}'"
            )
        named = references.dangling(sara.replica)
        assert set(named) == {
            "visit → party", "address → party", "account → party", "authorisation → party"
        }  # fmt: skip
        server.clock.now = NOW + timedelta(minutes=11)
        server.edit(city.visits[1], note="algo llega")
        assert sara.sync().dangling == 0
        assert max(status.dangling for status in sara.said) == 4
        assert is_same(sara)
    server.clock.now = NOW


def test_what_the_server_itself_lacks_is_told_and_asked_for_once_an_hour(
    server: Running, city: Field, tmp_path: Path
) -> None:
    garcia = Party(id=city.visits[0].party_id, portfolio_id=city.micro.id, name="García")
    server.edit(garcia, portfolio_id=city.other.id)  # but not what belongs to it
    with station(server, tmp_path, SARA) as sara:
        status = sara.sync()
        assert (status.dangling, status.is_synced) == (4, True)
        asked = sum(one.step is Step.PULL for one in sara.said)
        server.clock.now = NOW + timedelta(minutes=11)
        assert sara.sync().dangling == 4
        again = sum(one.step is Step.PULL for one in sara.said)
        assert again - asked <= 2  # nothing was pulled from the beginning
        assert pages.cursor(sara.replica) is not None
    server.clock.now = NOW


def test_an_interrupted_pull_goes_on_where_it_was(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, SARA) as sara:
        calls = iter([False] * 3 + [True] * 100)
        sara.engine.run(lambda: next(calls))
        reopened = Replica(tmp_path / f"{sara.user.id}.db", KEY, sara.user.id)
        assert pages.cursor(reopened) is not None
        reopened.close()
        sara.sync()
        assert is_same(sara)


def test_a_refresh_token_is_used_once_and_kept_before_use(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with station(server, tmp_path, SARA) as sara:
        first = sara.kept[-1]
        server.clock.now = NOW.replace(hour=18)  # the access token is over
        sara.sync()
        assert len(sara.kept) == 2
        assert sara.kept[-1] != first
        server.clock.now = NOW


def test_a_signed_out_user_is_asked_to_sign_in_and_keeps_what_was_typed(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        visits.edit_visit(sara.desk, visit.id, note="mía")
        before: User = city.users[SARA]
        server.edit(before, is_active=False)
        with pytest.raises(SignInNeeded):
            sara.sync()
        assert sara.engine.status.link is Link.SIGN_IN
        assert sara.engine.status.waiting == 1
        assert sara.visit(visit.id).note == "mía"


def _visit_ids(replica: Replica) -> set[str]:
    with replica.reading() as connection:
        return {row[0] for row in connection.exec_driver_sql("SELECT id FROM visit")}


def write_party(server: Running, city: Field, name: str) -> None:
    """Somebody else writes."""
    write(server.database, Party(id=new_id(), portfolio_id=city.micro.id, name=name))


def test_what_comes_while_counts_are_asked_is_no_reason_to_pull_everything_again(
    server: Running, city: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, whole = changes.counts, list[int]()

    def while_somebody_writes(api: FieldApi) -> dict[str, int]:
        whole.append(1)
        write(
            server.database, Party(id=new_id(), portfolio_id=city.micro.id, name="Recién llegada")
        )
        return asked(api)

    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        monkeypatch.setattr(changes, "counts", while_somebody_writes)
        sara.sync()
        assert whole
        monkeypatch.undo()
        with sara.replica.reading() as connection:
            assert kept.value(connection, kept.RESYNCED_AT) is None
        sara.sync()
        assert is_same(sara)


def test_rows_that_keep_coming_are_counted_once_a_minute_and_at_rest(
    server: Running, city: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, times = changes.counts, list[datetime]()

    def counted(api: FieldApi) -> dict[str, int]:
        times.append(server.clock())
        return asked(api)

    monkeypatch.setattr(changes, "counts", counted)
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        for number in range(3):
            write(
                server.database,
                Party(id=new_id(), portfolio_id=city.micro.id, name=f"Otra {number}"),
            )
            sara.sync()
        assert len(times) == 1
        server.clock.now += check.COUNTS_EVERY
        write_party(server, city, "Una más")
        sara.sync()
        assert len(times) == 2
        sara.sync()
        assert len(times) == 3
