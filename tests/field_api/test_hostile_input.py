"""Whatever is sent, the answer is a clear refusal:
never a 500, and never a sentence about the inside.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from kobra_domain.commands import COMMANDS
from kobra_domain.kinds import KINDS
from kobra_domain.limits import field_types
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running, running
from tests.field_api.world import World, build_world, creation, edit, write

pytestmark = pytest.mark.both_engines
DOCUMENT = json.loads(Path(__file__).with_name("openapi.json").read_text())
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
LONG = 10**9
NASTY: list[Any] = [
    "\0",
    "\ud800",
    "x" * 1_000_000,
    "😀" * 500,
    "'; DROP TABLE users; --",
    10**400,
    -(10**30),
    2**63,
    1e308,
    float("nan"),
    float("inf"),
    True,
    None,
    [],
    {},
    [[]],
    {"a": {"b": [None]}},
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31",
    "2026-02-30",
    "24:00:00",
]


@dataclass(frozen=True)
class Held:
    """A server whose sessions last, what lies in it, and its administrator."""

    server: Running
    world: World
    admin: Client


@contextmanager
def held(url: str, folder: Path) -> Iterator[Held]:
    """A server over a migrated database."""
    with running(url, folder, access_token_s=LONG, refresh_token_s=LONG) as server:
        world = build_world(server.database)
        yield Held(server, world, server.client().sign_in(world.email("admin")))


@pytest.fixture(scope="module")
def on_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "kobra.db").write_bytes(sqlite_template.read_bytes())
    with held(f"sqlite:///{folder / 'kobra.db'}", folder) as made:
        yield made


@pytest.fixture(scope="module")
def on_postgresql(
    module_postgresql_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Held]:
    with held(module_postgresql_url, tmp_path_factory.mktemp("hostile")) as made:
        yield made


@pytest.fixture(scope="module")
def here(request: pytest.FixtureRequest, engine: str) -> Held:
    """One server on each engine."""
    made: Held = request.getfixturevalue(f"on_{engine}")
    return made


@pytest.fixture(scope="module")
def field(here: Held) -> Running:
    return here.server


@pytest.fixture(scope="module")
def world(here: Held) -> World:
    return here.world


@pytest.fixture(scope="module")
def admin(here: Held) -> Client:
    return here.admin


# Left out: the stream, the upload of a binary (test_tiles.py), and what would end the session.
TRIED = (
    SCHEMA.exclude(path_regex="/live$")
    .exclude(path_regex="pmtiles$", method="PUT")
    .exclude(path="/api/v1/session", method="DELETE")
)


@TRIED.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_the_document_allows_or_forbids_gives_a_500(
    case: "schemathesis.Case[Any]", on_sqlite: Held, on_postgresql: Held
) -> None:
    """On both engines at once: to make a request up costs more than to answer it."""
    for one in (on_sqlite, on_postgresql):
        one.server.clock.forward(minutes=16)  # the slowing of guesses would hide the rest
        allowed = {"Authorization": one.admin.headers["Authorization"]}
        answer = case.call(base_url=one.server.base, headers=allowed, timeout=30)
        if case.method.upper() == "HEAD":  # no answer to it has a body
            assert (answer.content, answer.status_code < 500) == (b"", True)
            continue
        # A file (a template, a picture) is no text: its bytes are looked through as they are.
        text = answer.content.decode("utf-8", errors="replace")
        _check_refusal(answer.status_code, text, answer.headers.get("content-type", [""])[0])


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_nasty_values_in_every_field_of_every_command(
    field: Running, world: World, admin: Client, command: str
) -> None:
    kind = COMMANDS[command].kind
    row = new_id()
    operations = [
        {
            "op_id": new_id(),
            "command": command,
            "entity_id": row,
            "changed": {name: [None, value]},
        }
        for name in field_types(KINDS[kind])
        for value in NASTY
        if value not in ("x" * 1_000_000,)
    ]
    for at in range(0, len(operations), 200):
        results = _post(admin, operations[at : at + 200])
        assert {result["status"] for result in results} <= {"rejected", "conflict"}


def test_nasty_values_in_rows_that_exist(field: Running, world: World, admin: Client) -> None:
    visit = world.north.visit()
    write(field.database, visit)
    acts = {
        "visit.edit": (visit.id, ("note", "account_ids", "window_start_at", "planned_on")),
        "visit.check_in": (visit.id, ("check_in",)),
        "agent.edit": (world.north.agent.id, ("shift", "name", "phone", "team_id", "time_zone")),
        "team.edit": (world.north.team.id, ("zone", "name")),
        "party.edit": (world.north.party.id, ("channels", "hours_exceptions", "document_number")),
        "portfolio.edit": (world.north.portfolio.id, ("radius_m", "fix_age_limit_s", "country")),
    }
    for command, (row, names) in acts.items():
        for name in names:
            results = _post(admin, [edit(row, command, **{name: (None, v)}) for v in NASTY])
            assert all(
                result["status"] in {"rejected", "conflict", "applied"} for result in results
            )


def test_far_dates_and_windows_are_refused(field: Running, world: World, admin: Client) -> None:
    for changes in (
        {"planned_on": "9999-12-31"},
        {"planned_on": "0001-01-01"},
        {"window_start_at": "9999-12-31T00:00:00Z", "window_end_at": "9999-12-31T23:59:59Z"},
    ):
        operation = creation(world.north.visit(), "visit.create")
        operation["changed"] |= {name: [None, value] for name, value in changes.items()}
        operation["changed"] |= {"planned_on": [None, changes.get("planned_on", "2026-03-04")]}
        [result] = _post(admin, [operation])
        assert result["status"] == "rejected", result


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b"[" * 50_000 + b"]" * 50_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
        b"[NaN]",
        b'["\\ud800"]',
        b"[" + b"9" * 10_000 + b"]",
        b"\xff\xfe\x00",
        b"",
        b"null",
        b'[{"op_id": "' + b"x" * 1_000_000 + b'"}]',
        b'[{"\\u0000": 1, "op_id": null}]',
        b'[{"changed": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}]",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_bodies_that_are_hardly_json(admin: Client, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    for method, path in (
        ("POST", "/api/v1/operations"),
        ("POST", "/api/v1/session"),
        ("POST", "/api/v1/invitations"),
        ("POST", "/api/v1/password-resets"),
    ):
        answer = admin.request(method, path, data=body, headers=headers)
        _check_refusal(answer.status_code, answer.text, answer.headers["content-type"])


@pytest.mark.parametrize("text", ["\0", "%00", "ñ" * 3000, "' OR 1=1", "\u202e", "💥"])
def test_odd_texts_in_addresses(admin: Client, text: str) -> None:
    for path, query in (
        ("/api/v1/changes", {"since": text}),
        ("/api/v1/changes", {"limit": text}),
        ("/api/v1/changes/hashes", {"kind": text}),
        ("/api/v1/audit", {"before": text}),
        ("/api/v1/positions", {"agent": text, "from": text}),
        ("/api/v1/quarantine", {"agent": text}),
        (f"/api/v1/trails/{text}", {}),
        (f"/phones/{text}", {}),
        (f"/{text}", {}),
    ):
        answer = admin.get(path, params=query, headers={"Accept-Language": text[:5].encode()})
        _check_refusal(answer.status_code, answer.text, answer.headers.get("content-type", ""))


def _post(client: Client, operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    body = json.dumps(operations)  # NaN and lone surrogates as Python writes them
    answer = client.post(
        "/api/v1/operations", data=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200, answer.text[:500]
    results: list[dict[str, Any]] = answer.json()["results"]
    assert len(results) == len(operations)
    return results


def _check_refusal(status: int, text: str, content_type: str) -> None:
    assert status < 500, text[:500]
    if status >= 400 and content_type.startswith("application/json"):
        refusal = json.loads(text)
        assert set(refusal) == {"code", "message", "params"}, refusal
        assert refusal["message"] != refusal["code"]
