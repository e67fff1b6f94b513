"""500,000 accounts of 300,000 people in the table of Cartera › Cuentas, as `visit_windows` measures
visits; the same people in Titulares; and Ctrl+K over all of them. 120,000 visits name some of the
accounts. `cpu_ms` is processor time of the whole process, which a loaded machine stretches less.

`python -m benchmarks account_windows` measures all three and keeps what it found; one alone, over a
replica that stays for the next run: `python -m benchmarks.account_windows
[--part accounts|people|search] [--rows 500000] [--runs 5] [--folder DIR]`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from benchmarks._facts import machine, resident_mb, spread
from benchmarks._kept_replica import HOMES, fill, opened
from benchmarks.visit_windows import Shown, Shows, nth, p95, repeat, waited
from benchmarks.visits_table import CHANGED, Watch
from kobra_desktop.models.portfolio.account_columns import account_columns
from kobra_desktop.models.portfolio.account_source import AccountSource
from kobra_desktop.models.portfolio.party_columns import party_columns
from kobra_desktop.models.portfolio.party_source import PartySource
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.tables import RECORDS
from tests.kobra_desktop.views.world import World

PARTIES, VISITS = 300_000, 120_000
PARTS = ("accounts", "people", "search")
_PHONE = (
    """'[{"kind":"phone","value":"+57 3' || printf('%09d', (n * 104729) % 1000000000) """
    """|| '","consent":null}]'"""
)


def filled(folder: Path, count: int) -> World:
    """A world whose accounts are repeated by SQL: other people, amounts, products, agents."""
    world = World(folder, visits=HOMES)
    agents = ", ".join(f"'{agent.id}'" for agent in world.agents)
    with world.replica.pulling() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA cache_size = -600000")
        people = {
            "name": "name || ' ' || n",
            "document_number": "printf('%010d', 7919 * n)",
            "channels": _PHONE,
        }
        repeat(raw, "party", PARTIES, HOMES, people)
        holder = nth("party", PARTIES)
        door = {
            "street": "'Calle ' || n % 170 || ' # ' || n % 90 || '-' || n % 97",
            "party_id": f'(SELECT id FROM "party" p WHERE p.rowid = 1 + n % {PARTIES})',
        }
        repeat(raw, "address", PARTIES, HOMES, door)
        account = {
            "number": "printf('%012d', 7919 * n)",
            "parties": f"""'[{{"party_id":"' || {holder} || '","role":"holder","reason":""}}]'""",
            "days_past_due": "(n * 31) % 400",
            "overdue_minor": "(n * 7919) % 900000000",
            "product": "'Producto ' || n % 9",
            "segment": "char(65 + n % 5)",
            "agent_id": f"(SELECT value FROM json_each(json_array({agents})) WHERE key = n % 6)",
            "due_on": "date('2026-11-20', '-' || ((n * 31) % 400) || ' days')",
        }
        repeat(raw, "account", count - HOMES, HOMES, account)
        visit = {"account_ids": f"json_array({nth('account', count)})", "party_id": holder}
        repeat(raw, "visit", VISITS, HOMES, visit, "ended_at IS NOT NULL")
        raw.execute("PRAGMA cache_size = -16384")
    return world


def accounts(workspace: Workspace) -> WindowedList[Any]:
    """Cuentas."""
    return WindowedList(workspace, AccountSource(workspace), account_columns(workspace))


def people(workspace: Workspace) -> WindowedList[Any]:
    """Titulares."""
    return WindowedList(workspace, PartySource(workspace), party_columns(workspace))


def pull(shown: Shown, turn: int) -> Any:
    """What a pull leaves of the first accounts; the word of it is said when asked."""
    with shown.world.replica.pulling() as connection:
        ids = [one.account_ids[0] for one in shown.world.visits[:CHANGED]]
        held = rows.entities(connection, "account", ids)
        for one in held:
            changed = replace(one, days_past_due=one.days_past_due + 1, lot=f"{turn}")
            rows.write(connection, "account", changed, turn + 2)
    news = ChangeSet.of("account", [one.id for one in held])
    return lambda done: shown.painted(lambda: shown.news.send(news), done)


ROUND: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "accounts": (
        ("letter", {"search": "g"}),
        ("letter", {"search": "ga"}),
        ("number", {"search": "7919"}),
        ("phone", {"search": "3001"}),
        ("letter", {"search": ""}),
        ("bucket", {"accepted": {"bucket": frozenset({"31-60"})}}),
        ("letter", {"accepted": {}}),
        ("sort_holder", {"sort_key": "holder"}),
        ("sort_overdue", {"sort_key": "overdue"}),
        ("sort_last_visit", {"sort_key": "last"}),
        ("sort_back", {"sort_key": ""}),
    ),
    "people": (
        ("letter", {"search": "g"}),
        ("letter", {"search": "ga"}),
        ("document", {"search": "79.19"}),
        ("letter", {"search": ""}),
        ("sort_overdue", {"sort_key": "overdue"}),
        ("sort_back", {"sort_key": ""}),
    ),
}


def measured(folder: Path, count: int, runs: int, name: str, made: Shows) -> dict[str, object]:
    """All figures of one list."""
    world, watch = opened(folder, "account", count, "account_windows"), Watch()
    shown = Shown(world, made)
    waited(lambda: True)
    before_mb = resident_mb()
    if name == "accounts":
        first_ms, _ = watch.measure(shown.begin)
    else:
        first_ms, _ = watch.measure(lambda done: shown.painted(shown.list.open, done))
    all_ms = first_ms + waited(lambda: shown.list.is_loaded)
    warm_ms = waited(lambda: not shown.list.is_busy)
    warm_mb = resident_mb() - before_mb
    ms: dict[str, list[float]] = defaultdict(list)
    cpu: dict[str, list[float]] = defaultdict(list)
    own: list[float] = []
    for turn in range(runs):
        for key, changes in ROUND[name]:
            look = lambda done, c=changes: shown.painted(  # noqa: E731
                lambda: shown.list.look(**c), done
            )
            what = key if turn else f"{key}_first"
            worked = time.process_time()
            ms[what].append(watch.measure(look)[0])
            cpu[what].append((time.process_time() - worked) * 1_000)
        ms["pulled_50_rows"].append(watch.measure(pull(shown, turn))[0])
        frames = shown.scroll()
        ms["scroll_frame"] += [whole for whole, _ in frames]
        own += [one for _, one in frames]
    memory_mb = resident_mb() - before_mb
    shown.background.close(10)
    world.replica.close()
    shutil.rmtree(world.replica.path.parent)
    assert not shown.bugs, shown.bugs
    return {
        "rows": count if name == "accounts" else PARTIES,
        "first_ms": round(first_ms),
        "all_ms": round(all_ms),
        "warm_ms": round(warm_ms),
        "memory_mb": {"once_read": round(warm_mb), "at_the_end": round(memory_mb)},
        "scroll_p95_ms": p95(ms["scroll_frame"]),
        "scroll_own_ms": {"median": round(median(own), 1), "p95": p95(own)},
        "ms": {k: spread(t) if len(t) > 1 else round(t[0]) for k, t in ms.items()},
        "cpu_ms": {k: round(median(t)) for k, t in cpu.items()},
    }


def measured_search(folder: Path, count: int, runs: int) -> dict[str, object]:
    """What Ctrl+K finds, by what is typed: a common name, one of many, a document, a number, a
    street, a letter too few to tell much.
    """
    world = opened(folder, "account", count, "account_windows")
    with world.replica.reading() as connection:
        party = rows.entities(connection, "party", _one_of(connection, "party"))[0]
        account = rows.entities(connection, "account", _one_of(connection, "account"))[0]
    typed = {
        "common_name": "garcia",
        "one_of_many": party.name,
        "document": party.document_number,
        "number": account.number,
        "begun_number": account.number[:6],
        "street": "calle 45 12",
        "two_letters": "ma",
    }
    ms: dict[str, list[float]] = defaultdict(list)
    cpu: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for key, words in typed.items():
            begun, worked = time.perf_counter(), time.process_time()
            assert search(world.replica, words), key
            ms[key].append((time.perf_counter() - begun) * 1_000)
            cpu[key].append((time.process_time() - worked) * 1_000)
    world.replica.close()
    shutil.rmtree(world.replica.path.parent)
    return {
        "rows": count,
        "ms": {key: spread(taken) for key, taken in ms.items()},
        "cpu_ms": {key: round(median(taken), 1) for key, taken in cpu.items()},
    }


def _one_of(connection: Any, kind: str) -> list[str]:
    """A row in the midst."""
    asked = select(RECORDS[kind].c.id).limit(1).offset(77_777)
    return list(connection.scalars(asked))


def _part(folder: Path, part: str, asked: argparse.Namespace) -> dict[str, object]:
    """One part in a process of its own, so that what one list holds is not the other's."""
    options = ["--part", part, "--rows", str(asked.rows), "--runs", str(asked.runs)]
    itself = [sys.executable, "-m", "benchmarks.account_windows", *options]
    done = subprocess.run([*itself, "--folder", str(folder)], stdout=subprocess.PIPE, check=True)
    found: dict[str, object] = json.loads(done.stdout)[part]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        fill(asked.fill, asked.rows, filled)
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = asked.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.part is None:
            found = {part: _part(folder, part, asked) for part in PARTS}
        elif asked.part == "search":
            found = {"search": measured_search(folder, asked.rows, asked.runs)}
        else:
            application = QApplication.instance() or QApplication([])
            made = accounts if asked.part == "accounts" else people
            found = {asked.part: measured(folder, asked.rows, asked.runs, asked.part, made)}
            del application
        print(json.dumps({**machine(), **found}, indent=1))


if __name__ == "__main__":
    main()
