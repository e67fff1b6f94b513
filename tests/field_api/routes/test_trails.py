"""Trails in columns and positions as objects: right, in order, within scope, and audited."""

import json
import struct
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from field_api.tables.audit import audit
from kobra_domain.people import Role
from tests.field_api.servers import NOW, Running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lon": "-99.13"}
COUNT = 5


def walk(field: Running, phone: str) -> list[float]:
    """Reports COUNT fixes, newest first; answers their times in milliseconds, oldest first."""
    times = [NOW - timedelta(minutes=n) for n in range(COUNT)]
    for n, moment in enumerate(times):
        keys: dict[str, Any] = {"accuracy": 5, "charge": "true", "batt": 50} if n else {}
        stamp = str(int(moment.timestamp() * 1000))
        assert field.report(phone, **FIX, lat=f"19.{40 + n}", timestamp=stamp, **keys).ok
    return [moment.timestamp() * 1000 for moment in reversed(times)]


def unpack(body: bytes) -> tuple[int, dict[str, Any]]:
    """Reads an answer as a control center does."""
    (size,) = struct.unpack_from("<I", body)
    header = json.loads(body[4 : 4 + size])
    columns = {
        c["name"]: np.frombuffer(body[c["offset"] : c["offset"] + c["length"]], c["type"])
        for c in header["columns"]
    }
    assert all(c["offset"] % 8 == 0 for c in header["columns"])
    return header["count"], columns


def test_a_trail_comes_in_columns_in_order_of_time(field: Running) -> None:
    agent = field.add_agent()
    times = walk(field, field.phone_of(agent))
    answer = field.get(f"/trails/{agent.id}", field.sign_in())
    count, columns = unpack(answer.content)
    assert count == COUNT
    assert columns["fix_ms"].tolist() == times
    assert columns["lat"].tolist() == [19.44, 19.43, 19.42, 19.41, 19.40]
    assert columns["lon"].tolist() == [-99.13] * COUNT
    assert columns["accuracy_m"].tolist()[:-1] == [5.0] * (COUNT - 1)
    assert np.isnan(columns["accuracy_m"][-1])
    assert np.isnan(columns["speed_mps"]).all()
    assert columns["flags"].tolist() == [2] * (COUNT - 1) + [0]


def test_both_ends_of_a_period_are_included(field: Running) -> None:
    agent = field.add_agent()
    times = walk(field, field.phone_of(agent))
    watcher = field.sign_in()
    period = {
        "from": (NOW - timedelta(minutes=3)).isoformat(),
        "to": (NOW - timedelta(minutes=1)).isoformat(),
    }
    _, columns = unpack(field.get(f"/trails/{agent.id}", watcher, **period).content)
    assert columns["fix_ms"].tolist() == times[1:4]
    items = field.get("/positions", watcher, agent="ag-01", **period).json()["items"]
    assert [item["lat"] for item in items] == [19.43, 19.42, 19.41]
    none, _ = unpack(field.get(f"/trails/{agent.id}", watcher, to="2020-01-01T00:00Z").content)
    assert none == 0


@pytest.mark.parametrize(
    "end",
    ["2026-11-20T14:59:00Z", "2026-11-20T14:59:00", "2026-11-20 14:59", "2026-11-20T08:59:00-06:00",
     "2026-11-20T15:59:00 01:00", "1795186740"],
)  # fmt: skip
def test_a_period_is_read_in_every_form(field: Running, end: str) -> None:
    times = walk(field, field.phone_of(field.add_agent()))
    asked = {"from": "2026-11-20", "to": end}  # a blank is a plus sign that lost its way in a URL
    items = field.get("/positions", field.sign_in(), agent="AG-01", **asked).json()["items"]
    assert len(items) == len(times) - 1


def test_a_long_list_is_read_in_pages(field: Running) -> None:
    times = walk(field, field.phone_of(field.add_agent()))
    watcher, seen = field.sign_in(), list[float]()
    asked: dict[str, str] = {}
    while True:
        page = field.get("/positions", watcher, agent="AG-01", limit=2, **asked).json()
        seen += [item["lat"] for item in page["items"]]
        if page["next"] is None:
            break
        asked = {"from": page["next"]}
    assert len(seen) == len(set(seen)) == len(times)


def test_only_who_watches_the_team_sees_a_trail_and_it_is_noted(field: Running) -> None:
    ours, theirs = field.add_team(), field.add_team()
    agent = field.add_agent(team_id=ours.id)
    phone = field.phone_of(agent)
    walk(field, phone)
    field.report(phone, **FIX, lat="99")
    other = field.sign_in(Role.SUPERVISOR, team_ids=(theirs.id,))
    assert field.get(f"/trails/{agent.id}", other).status_code == 404
    assert field.get("/positions", other, agent="AG-01").status_code == 404
    for asked in ({}, {"agent": "AG-01"}):
        assert field.get("/quarantine", other, **asked).json() == {"items": []}
    mine = field.sign_in(Role.VIEWER, team_ids=(ours.id,))
    assert field.get(f"/trails/{agent.id}", mine).status_code == 200
    assert len(field.get("/quarantine", mine).json()["items"]) == 1
    with field.database.read() as connection:
        looked = connection.execute(select(audit).where(audit.c.act == "trail.view")).all()
    assert [row.subject_id for row in looked] == [agent.id]


def test_what_is_no_id_is_refused_before_it_is_looked_for(field: Running) -> None:
    for odd in ("AG-01", "A" * 36, "%00"):
        assert field.get(f"/trails/{odd}", field.sign_in()).status_code == 422


@pytest.mark.parametrize(
    "asked",
    [
        {"agent": "AG-01", "from": "x"},
        {"agent": "AG-01", "limit": "0"},
        {"agent": "AG-01", "from": "0001-01-01T00:00:00+14:00"},
        {},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(field: Running, asked: dict[str, str]) -> None:
    assert field.get("/positions", field.sign_in(), **asked).status_code == 422
