"""`GET /metrics…` as a program outside walks it: every metric by every listing of dimensions, the
rows behind its groups, and parameters that nobody should send.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import Any

import pytest

from kobra_domain.metrics.questions import EVERY_METRIC
from kobra_domain.metrics.tallies import Metric, Share
from tests.field_api.reports.hostile import NINE, SPAN, Hostile, visit
from tests.field_api.world import write

pytestmark = pytest.mark.both_engines

LISTED = ("weekday,hour", "day", "month", "agent", "portfolio", "bucket", "zone")
NOBODY = "00000000-0000-0000-0000-000000000000"
_TURN = count()  # each metric's rows are asked for by another listing


def said(bad: Hostile, path: str, **params: Any) -> Any:
    answer = bad.client.get(f"/api/v1/metrics/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def check_figure(metric: Metric, one: dict[str, Any]) -> None:
    """What a figure of each kind says, and nothing else."""
    value, n, low, high = (one[name] for name in ("value", "n", "low", "high"))
    amount, currency = one["amount_minor"], one["currency"]
    assert n > 0
    if metric.weighs:
        assert (type(amount), len(currency), low, high) == (int, 3, None, None), one
        is_share = isinstance(metric.expr, Share)
        assert (value is None or value >= 0) if is_share else value == amount, one
        return
    assert amount is currency is None, one
    if metric.kind == "ratio":
        assert 0 <= low <= value <= high <= 1, one
    else:
        assert (value, low, high) == (n, None, None), one


def check_total(metric: Metric, found: dict[str, Any]) -> None:
    """Law 1, of what was said."""
    total, items = found["total"], found["items"]
    counted = {tuple(one["group"].items()): one["n"] for one in items}
    assert sum(counted.values()) == total["n"]
    if metric.weighs:
        sums = Counter[str]()
        for one in items:
            sums[one["currency"]] += one["amount_minor"]
        assert {one["currency"]: one["amount_minor"] for one in total["currencies"]} == sums
    elif metric.kind == "ratio":
        hits = sum(round(one["value"] * one["n"]) for one in items)
        assert total["value"] == pytest.approx(hits / total["n"])


def check_rows(bad: Hostile, key: str, one: dict[str, Any]) -> None:
    """Law 2: a group is a question of its own, and its rows are as many as it says."""
    held = {**one["group"], **SPAN}
    ids: list[str] = []
    after: str | None = ""
    while after is not None:
        page = said(bad, f"{key}/rows", limit=4, after=after, **held)
        ids += [row["id"] for row in page["items"]]
        after = page["next"]
    assert page["count"] == one["n"] == len(ids) == len(set(ids))
    total = said(bad, key, **held)["total"]
    mine = [each for each in total["currencies"] or [total] if each["currency"] == one["currency"]]
    assert [{**one, **each} for each in mine] == [{**one, **mine[0]}]
    assert mine[0]["value"] == one["value"]


@pytest.mark.parametrize("key", EVERY_METRIC)
def test_every_metric_by_every_listing(bad: Hostile, key: str) -> None:
    metric = EVERY_METRIC[key]
    drilled = LISTED[next(_TURN) % len(LISTED)]
    for by in LISTED:
        found = said(bad, key, by=by, **SPAN)
        assert found["items"]
        for one in found["items"]:
            assert list(one["group"]) == by.split(",")
            assert {type(each) for each in one["group"].values()} <= {str, int}
            check_figure(metric, one)
        check_total(metric, found)
        if by == drilled:
            for one in found["items"][:3]:
                check_rows(bad, key, one)


@pytest.mark.parametrize(
    "key", ["done", "contact_rate", "kept_amount_rate", "collected_amount", "recovery_rate"]
)
def test_of_nothing_there_is_no_share_and_no_group(bad: Hostile, key: str) -> None:
    """A filter that excludes everything, and days that have not come."""
    for held in ({"agent": NOBODY}, {"from": "2036-01-01", "agent": "' OR 1=1 --"}):
        found = said(bad, key, by="day,agent", **held)
        value = None if EVERY_METRIC[key].kind == "ratio" else 0
        assert (found["items"], found["total"]["value"], found["total"]["n"]) == ([], value, 0)
        assert said(bad, f"{key}/rows", **held) == {"items": [], "count": 0, "next": None}


def test_pages_lose_nothing_while_rows_are_added(bad: Hostile) -> None:
    north = bad.world.north
    first = said(bad, "done/rows", limit=3)
    door = north.address
    write(bad.server.database, *(visit(north, NINE, n, door) for n in range(4)))
    ids = [one["id"] for one in first["items"]]
    after = first["next"]
    while after is not None:
        page = said(bad, "done/rows", limit=3, after=after)
        ids += [one["id"] for one in page["items"]]
        after = page["next"]
    assert len(ids) == len(set(ids)) >= first["count"]
    assert page["count"] == first["count"] + 4


@pytest.mark.parametrize(
    ("key", "query", "n"),
    [
        ("kept_rate", "from=2026-03-04&to=2026-03-04", 0),  # `to` is not within
        ("kept_rate", "from=0001-01-01&to=9999-12-31", 3),  # any span
        ("kept_rate", "from=1026-01-01&to=2026-03-05", 1),
        ("kept_rate", "portfolio=", 0),
        ("kept_rate", "&".join(f"portfolio={n}" for n in range(499)), 0),
        ("recovery_rate", "&".join(f"agent={n}" for n in range(500)), 0),
        ("kept_rate", "team=%FF%FE", 0),
        ("kept_rate", "zone=%ED%A0%80", 0),
        ("kept_rate", "by=month&by=agent,month", 3),
    ],
)
def test_what_is_odd_and_can_be_answered(bad: Hostile, key: str, query: str, n: int) -> None:
    answer = bad.client.get(f"/api/v1/metrics/{key}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"]["n"] == n


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-02-30", "from"),
        ("from=", "from"),
        ("to=20260301", "to"),
        ("day=2026-W10-1", "day"),
        ("hour=%D9%A3", "hour"),
        ("hour=1_0", "hour"),
        ("bucket=1e1", "bucket"),
        ("by=DAY", "by"),
        ("outcome=danced", "outcome"),
        ("first_attempts=", "first_attempts"),
        ("portfolio[]=1", "portfolio[]"),
        ("&".join(f"agent={n}" for n in range(501)), "agent"),
    ],
)
def test_what_cannot_be_answered_is_said(bad: Hostile, query: str, field: str) -> None:
    for path in ("done", "done/rows"):
        answer = bad.client.get(f"/api/v1/metrics/{path}?{query}")
        assert (answer.status_code, answer.json()["params"]["field"]) == (422, field)
        assert answer.json()["message"]


def test_who_has_not_signed_in_is_told_nothing(bad: Hostile) -> None:
    for path in ("", "/done", "/done/rows", "/nothing"):
        answer = bad.server.client().get(f"/api/v1/metrics{path}")
        assert (answer.status_code, set(answer.json())) == (401, {"code", "message", "params"})
