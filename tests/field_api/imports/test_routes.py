"""Files over HTTP: brought, read in a process, looked at, taken, taken back; scopes and roles."""

import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from field_api.change_log.record import record_all
from field_api.change_log.rows import find
from field_api.imports import stage as stages
from field_api.imports.work import files_of
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Account, AccountState
from kobra_records.files.portfolio_files.packing import MOST_BYTES
from tests.field_api.imports.made import ANA, HEADERS, LUIS
from tests.field_api.servers import Client, Running, wait_until
from tests.field_api.world import World

API = "/api/v1/imports"
FILE = "\n".join([HEADERS, ANA, LUIS, "TOTAL;;;;;;2.000.000;"]).encode()
BIG_WAIT_S = 60


def bring(client: Client, portfolio: str, content: bytes = FILE, **query: Any) -> dict[str, Any]:
    """A file on the server, read to its plan."""
    asked = {"portfolio": portfolio, "filename": "cartera.csv", **query}
    answer = client.post(API, params=asked, data=content)
    assert answer.status_code == 201, answer.text
    return settled(client, answer.json()["item"]["id"])


def settled(client: Client, import_id: str) -> dict[str, Any]:
    """The file once nothing is done to it."""
    found: dict[str, Any] = {}

    def is_settled() -> bool:
        answer = client.get(f"{API}/{import_id}")
        assert answer.status_code == 200, answer.text
        found.update(answer.json())
        return found["step"] == "" and found["item"]["state"] not in ("received", "reading")

    wait_until(is_settled, BIG_WAIT_S)
    return found


@pytest.fixture
def supervisor(sign_in: Callable[[str], Client]) -> Client:
    """Who may import into the northern portfolio."""
    return sign_in("supervisor")


def test_a_file_is_brought_read_taken_and_taken_back(
    supervisor: Client, world: World, server: Running
) -> None:
    ready = bring(supervisor, world.north.portfolio.id)
    assert ready["item"]["state"] == "ready", ready["problem"]
    assert ready["fates"] == {"new": 2, "changed": 0, "same": 0, "refused": 1, "absent": 1}
    assert ready["look"]["headers"][0] == "credito"
    assert ready["reading"]["detected"]["delimiter"] == ";"
    one = f"{API}/{ready['item']['id']}"
    page = supervisor.get(f"{one}/rows?fate=new&limit=1").json()
    assert (page["total"], page["items"][0]["key"]) == (2, "CR1")
    shown = {(c["kind"], c["field"]): c["new"] for c in page["items"][0]["changes"]}
    assert shown["party", "name"] == "Ana Gómez"
    assert shown["account", "balance_minor"] == 120_000_000
    rest = supervisor.get(f"{one}/rows", params={"fate": "new", "after": page["next"]}).json()
    assert [row["key"] for row in rest["items"]] == ["CR2"]
    (refused,) = supervisor.get(f"{one}/rows", params={"fate": "refused"}).json()["items"]
    assert (refused["line"], refused["code"]) == (4, "row_code.totals")
    (absent,) = supervisor.get(f"{one}/rows", params={"fate": "absent"}).json()["items"]
    assert absent["id"] == world.north.account.id
    for after in (-1, 10**20):
        wrong = supervisor.get(f"{one}/rows?fate=new&after={after}")
        assert wrong.status_code == 422
    file = supervisor.get(f"{one}/refused")
    assert file.status_code == 200
    assert "TOTAL" in file.content.decode()

    taken = supervisor.post(f"{one}/commit", json={}).json()
    assert taken["item"]["state"] == "committed"
    assert taken["item"]["committed_by"] == world.users["supervisor"].id
    assert supervisor.post(f"{one}/commit", json={}).json()["item"] == taken["item"]
    assert {"CR1", "CR2"} <= {
        body["number"] for key, body in supervisor.pull().put.items() if key[0] == "account"
    }
    preview = supervisor.post(f"{one}/undo/preview").json()
    assert (preview["rows"], preview["staying"], preview["visits"]) == (6, [], [])
    undone = supervisor.post(f"{one}/undo", json={}).json()
    assert undone["item"]["state"] == "undone"
    pulled = supervisor.pull()
    assert [body["number"] for key, body in pulled.put.items() if key[0] == "account"] == [
        world.north.account.number
    ]


def test_another_mapping_reads_it_anew(supervisor: Client, world: World) -> None:
    found = bring(supervisor, world.north.portfolio.id, b"a;b\nX1;Ana\nX2;Luis\n")
    assert found["item"]["state"] == "failed"
    assert found["problem"]["code"] == "file_code.column_missing"
    assert found["look"]["headers"] == ["a", "b"]
    columns = [{"header": "a", "target": "credito"}, {"header": "b", "target": "nombre"}]
    one = f"{API}/{found['item']['id']}"
    answer = supervisor.post(
        f"{one}/reading", json={"mapping": {"kind": "accounts", "columns": columns}}
    )
    assert answer.status_code == 202, answer.text
    ready = settled(supervisor, found["item"]["id"])
    assert (ready["item"]["state"], ready["fates"]["new"]) == ("ready", 2)
    supervisor.post(f"{one}/commit", json={})
    remembered = bring(supervisor, world.north.portfolio.id, b"a;b\nX1;Ana\nX3;Eva\n")
    assert remembered["is_remembered"]
    assert remembered["fates"] == {"new": 1, "changed": 0, "same": 1, "refused": 0, "absent": 2}
    hostile = supervisor.post(f"{one}/reading", json={"mapping": {"columns": "x" * 50}})
    assert hostile.status_code == 422


def test_rows_of_a_file_that_goes_in_this_moment_are_not_there(
    supervisor: Client, world: World, server: Running
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    files = files_of(server.settings.data_folder, found["item"]["id"])
    files.part.write_bytes(b"what a killed process left")
    files.remove()
    answer = supervisor.get(f"{API}/{files.id}/refused")
    assert (answer.status_code, answer.json()["code"]) == (422, "import_stage_lost")
    assert list(files.folder.iterdir()) == []


def acts(one: str) -> list[tuple[str, str, Any]]:
    """All that can be asked of a file."""
    return [
        ("get", one, None),
        ("get", f"{one}/rows?fate=new", None),
        ("get", f"{one}/refused", None),
        ("post", f"{one}/reading", {}),
        ("post", f"{one}/reading/stop", None),
        ("post", f"{one}/commit", {}),
        ("post", f"{one}/undo/preview", None),
        ("post", f"{one}/undo", {}),
        ("delete", one, None),
    ]


def test_nobody_else_sees_or_touches_it(
    supervisor: Client, sign_in: Callable[[str], Client], world: World
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    one = f"{API}/{found['item']['id']}"
    for method, path, body in acts(one):
        refused = getattr(sign_in("viewer"), method)(path, json=body)
        assert refused.status_code == 403, (method, path)
    assert (
        supervisor.post(API, params={"portfolio": world.south.portfolio.id}, data=FILE).status_code
        == 404
    )


def test_a_supervisor_of_another_portfolio_finds_nothing(
    server: Running, world: World, sign_in: Callable[[str], Client]
) -> None:
    admin = sign_in("admin")
    found = bring(admin, world.south.portfolio.id)
    assert found["item"]["state"] == "ready"
    supervisor = sign_in("supervisor")
    one = f"{API}/{found['item']['id']}"
    before = admin.get(one).json()
    for method, path, body in acts(one):
        for who in (supervisor, sign_in("nobody")):
            refused = getattr(who, method)(path, json=body)
            assert refused.status_code in (403, 404), (method, path)
            told = refused.text
            assert "cartera.csv" not in told, (method, path)
            assert world.south.portfolio.name not in told, (method, path)
            assert "Ana" not in told, (method, path)
    by_name = {"portfolio": world.south.portfolio.name}
    assert supervisor.post(API, params=by_name, data=FILE).status_code == 404
    assert admin.get(one).json() == before
    pulled = supervisor.pull()
    assert ("import", found["item"]["id"]) not in pulled.put


def test_a_change_since_the_plan_is_told_and_planned_anew(
    supervisor: Client, sign_in: Callable[[str], Client], world: World
) -> None:
    first = bring(supervisor, world.north.portfolio.id)
    second = bring(sign_in("admin"), world.north.portfolio.id)
    assert supervisor.post(f"{API}/{first['item']['id']}/commit", json={}).status_code == 200
    late = supervisor.post(f"{API}/{second['item']['id']}/commit", json={})
    assert (late.status_code, late.json()["code"]) == (409, "changed_since")
    again = settled(supervisor, second["item"]["id"])
    assert again["fates"] == {"new": 0, "changed": 0, "same": 2, "refused": 1, "absent": 1}
    assert again["item"]["state"] == "ready"


def test_a_discarded_file_is_gone(supervisor: Client, world: World, server: Running) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    one = f"{API}/{found['item']['id']}"
    assert supervisor.delete(one).status_code == 204
    assert supervisor.get(one).json()["item"]["state"] == "discarded"
    assert supervisor.post(f"{one}/commit", json={}).status_code == 409
    assert not list((server.settings.data_folder / "imports").glob("*.raw"))


def test_what_cannot_be_answered_leaves_no_file(
    supervisor: Client, world: World, server: Running
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    files = files_of(server.settings.data_folder, found["item"]["id"])
    files.stage.unlink()
    answer = supervisor.get(f"{API}/{files.id}/refused")
    assert answer.json()["code"] == "import_stage_lost"
    assert [path.name for path in files.folder.glob("refused-*")] == []


def test_absent_accounts_are_closed_if_it_is_wished(
    supervisor: Client, world: World, server: Running
) -> None:
    one = f"{API}/{bring(supervisor, world.north.portfolio.id)['item']['id']}"
    wrong = supervisor.post(f"{one}/commit", json={"absent": "ask"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid")
    taken = supervisor.post(f"{one}/commit", json={"absent": "close"}).json()
    assert (taken["item"]["state"], taken["item"]["absent"]) == ("committed", 1)

    def state() -> AccountState | None:
        with server.database.read() as connection:
            found = find(connection, Account, world.north.account.id)
        return found.state if found else None

    assert state() not in (None, AccountState.ACTIVE)
    assert supervisor.post(f"{one}/undo", json={}).json()["item"]["state"] == "undone"
    assert state() is AccountState.ACTIVE


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    supervisor: Client, world: World, server: Running
) -> None:
    host, port = urlsplit(server.base).netloc.split(":")
    with socket.create_connection((host, int(port)), 20) as line:
        key = supervisor.headers["Authorization"]
        path = f"{API}?portfolio={world.north.portfolio.id}"
        head = f"POST {path} HTTP/1.1\r\nHost: kobra\r\nAuthorization: {key!s}\r\n"
        line.sendall(f"{head}Content-Length: {MOST_BYTES + 1}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(4096), b"")).decode()  # it is closed
    assert answer.startswith("HTTP/1.1 413")
    assert '"too_big"' in answer
    folder = server.settings.data_folder / "imports"
    assert not folder.exists() or not any(folder.iterdir())


def test_a_template_of_each_kind_is_offered(supervisor: Client) -> None:
    for kind in ("accounts", "payments", "contacts"):
        answer = supervisor.get(f"{API}/template", params={"kind": kind, "country": "MX"})
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")


def test_a_server_that_stopped_while_it_read_reads_again(
    supervisor: Client, world: World, server: Running
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    with server.database.begin() as connection:
        item = find(connection, Import, found["item"]["id"])
        assert item is not None
        killed = replace(item, state=ImportState.READING)
        record_all(connection, [(killed, item)], at=server.clock())
    server.app.state.importer.start()
    assert settled(supervisor, found["item"]["id"])["item"]["state"] == "ready"


def test_what_could_not_be_ended_is_not_said_to_be_read_for_ever(
    supervisor: Client, world: World, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer = server.app.state.importer
    import_id = bring(supervisor, world.north.portfolio.id)["item"]["id"]
    end, ends = importer._end, list[int]()

    def breaks(times: int) -> Callable[..., None]:
        def broken(*said: Any) -> None:
            ends.append(1)
            if len(ends) <= times:
                raise RuntimeError
            end(*said)

        ends.clear()
        return broken

    monkeypatch.setattr(importer, "_end", breaks(1))
    assert supervisor.post(f"{API}/{import_id}/reading", json={}).status_code == 202
    told = settled(supervisor, import_id)
    assert (told["item"]["state"], told["problem"]["code"]) == ("failed", "import_interrupted")

    monkeypatch.setattr(importer, "_end", breaks(2))  # nothing can be written at all
    assert supervisor.post(f"{API}/{import_id}/reading", json={}).status_code == 202
    wait_until(lambda: len(ends) == 2, BIG_WAIT_S)
    assert supervisor.get(f"{API}/{import_id}").json()["item"]["state"] == "reading"
    importer.look()
    assert settled(supervisor, import_id)["item"]["state"] == "ready"


def test_what_cannot_be_written_is_told_so_and_can_be_tried_again(
    supervisor: Client, world: World, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    importer = server.app.state.importer
    one = f"{API}/{bring(supervisor, world.north.portfolio.id)['item']['id']}"
    with monkeypatch.context() as nothing_fits:
        nothing_fits.setattr("field_api.imports.importer.commit", broken)
        answer = supervisor.post(f"{one}/commit", json={})
        assert (answer.status_code, answer.json()["code"]) == (503, "import_not_written")
        assert supervisor.get(one).json()["problem"]["code"] == "import_not_written"
        nothing_fits.setattr(importer, "_failed", broken)  # nor can that be written down
        supervisor.post(f"{one}/commit", json={})
    assert supervisor.get(one).json()["step"] == "committing"
    importer.look()
    assert supervisor.get(one).json()["step"] == ""
    assert supervisor.post(f"{one}/commit", json={}).json()["item"]["state"] == "committed"


def test_another_database_that_is_full_is_no_plan_that_was_lost(tmp_path: Path) -> None:
    with stages.made(tmp_path / "one.stage"):
        pass
    with closing(sqlite3.connect(tmp_path / "full.db")) as full:
        full.execute("PRAGMA max_page_count = 1")
        with (
            pytest.raises(sqlite3.OperationalError, match="full"),
            stages.opened(tmp_path / "one.stage"),
        ):
            full.execute("CREATE TABLE more (one)")


def test_what_was_stopped_stays_so(supervisor: Client, world: World, server: Running) -> None:
    import_id = bring(supervisor, world.north.portfolio.id)["item"]["id"]
    stopped = supervisor.post(f"{API}/{import_id}/reading/stop")
    assert stopped.status_code == 200
    before = stopped.json()["item"]["state"]
    server.app.state.importer.look()
    assert supervisor.get(f"{API}/{import_id}").json()["item"]["state"] == before


AGENTS = b"codigo_gestor;nombre\nZ9;Zoe\n"


def test_agents_come_only_by_who_administers(
    supervisor: Client, sign_in: Callable[[str], Client], world: World
) -> None:
    north = world.north.portfolio.id
    asked = {"portfolio": north, "kind": "agents"}
    assert supervisor.post(API, params=asked, data=AGENTS).status_code == 403
    mine = f"{API}/{bring(supervisor, north, AGENTS)['item']['id']}"
    for body in ({"kind": "agents"}, {"mapping": {"kind": "agents"}}):
        assert supervisor.post(f"{mine}/reading", json=body).status_code == 403
    found = bring(sign_in("admin"), north, AGENTS, kind="agents")
    assert found["item"]["state"] == "ready", found["problem"]
    one = f"{API}/{found['item']['id']}"
    assert supervisor.get(f"{one}/rows", params={"fate": "new"}).status_code == 403
    assert supervisor.post(f"{one}/commit", json={}).status_code == 403
    assert sign_in("admin").post(f"{one}/commit", json={}).status_code == 200
    assert supervisor.post(f"{one}/undo", json={}).status_code == 403


def test_two_wishes_for_one_commit_leave_no_step_behind(
    supervisor: Client, world: World, server: Running
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    import_id = found["item"]["id"]
    importer = server.app.state.importer
    wishes = [importer.commit(import_id, None, closes_absent=False) for _ in range(2)]
    assert [one.result(60).state for one in wishes] == [ImportState.COMMITTED] * 2
    late = importer.commit(import_id, None, closes_absent=False)
    assert late.result(60).state is ImportState.COMMITTED
    assert supervisor.get(f"{API}/{import_id}").json()["step"] == ""


def test_a_commit_that_breaks_is_told_and_can_be_wished_again(
    supervisor: Client, world: World, server: Running
) -> None:
    found = bring(supervisor, world.north.portfolio.id)
    import_id = found["item"]["id"]
    with server.database.begin() as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO audit_away"))
    answer = supervisor.post(f"{API}/{import_id}/commit", json={})
    with server.database.begin() as connection:
        connection.execute(text("ALTER TABLE audit_away RENAME TO audit"))
    assert answer.status_code >= 500
    told = supervisor.get(f"{API}/{import_id}").json()
    assert (told["step"], told["problem"]["code"]) == ("", "import_not_written")
    again = supervisor.post(f"{API}/{import_id}/commit", json={}).json()
    assert again["item"]["state"] == "committed"
