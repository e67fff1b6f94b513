"""Twenty endpoints that are told of visits as they end: how long each post takes from the visit's
end, with one endpoint that hangs against none, its peer. Receivers and sender are one process.

Alternated runs; `python -m benchmarks.webhooks [RUNS]` prints JSON. Goal: p99 of the nineteen at
most 1.1 times what it is when none hangs.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks._facts import machine
from field_api.database import Database
from field_api.results.fanning import fan_out
from field_api.settings import utc_now
from field_api.webhooks.posting import TIMEOUT_S, Poster
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import tell_webhooks
from tests.field_api.databases import create_database, migrate, postgresql_server
from tests.field_api.servers import Clock, wait_until
from tests.field_api.webhooks.conftest import Lease, Place
from tests.field_api.webhooks.receivers import Receiver, receiver
from tests.field_api.world import build_world

ENDPOINTS, VISITS, EVERY_S = 20, 60, 0.3  # 200 a minute


class Wall(Clock):
    """The clock of the wall."""

    def __call__(self) -> Any:
        return utc_now()


def one_run(url: str, folder: Path, *, hangs: bool) -> list[float]:
    """Milliseconds from each visit's end to each of the nineteen receivers."""
    with ExitStack() as stack:
        database = Database(url)
        stack.callback(database.close)
        place = Place(database, folder, build_world(database), Wall(), Lease())
        hooks = [stack.enter_context(receiver()) for _ in range(ENDPOINTS)]
        if hangs:
            hooks[0].gate = threading.Event()
        for hook in hooks:
            place.add(hook.url)
        sender = place.sender(poster=Poster(timeout_s=TIMEOUT_S), tick_s=0.5)
        stack.callback(sender.stop)
        sender.start()
        return told(place, sender, hooks[1:])


def told(place: Place, sender: WebhookSender, hooks: list[Receiver]) -> list[float]:
    """Visits end at an even pace; how long each post took."""
    ended: dict[str, float] = {}
    begun = time.perf_counter()
    for number in range(VISITS):
        time.sleep(max(0.0, begun + number * EVERY_S - time.perf_counter()))
        at = time.perf_counter()
        ended[place.end_visit().id] = at
        fan_out(place.database, place.now, (tell_webhooks,))
        sender.wake()
    wait_until(lambda: all(len(hook.got) == VISITS for hook in hooks), 120)
    return [
        1_000 * (got.at - ended[json.loads(got.body)["data"]["visit_id"]])
        for hook in hooks
        for got in hook.got
    ]


def spread(values: list[float]) -> dict[str, float]:
    """Median, and what only one in twenty and one in a hundred pass."""
    hundredths = statistics.quantiles(values, n=100, method="inclusive")
    return {
        "p50": round(statistics.median(values), 1),
        "p95": round(hundredths[94], 1),
        "p99": round(hundredths[98], 1),
        "posts": len(values),
    }


def measured(make_url: Any, folder: Path, runs: int) -> dict[str, Any]:
    """Both ways in turn, each on a fresh database."""
    took: dict[bool, list[float]] = {False: [], True: []}
    for number in range(runs):
        for hangs in (False, True):
            name = f"run{number}{int(hangs)}"
            took[hangs] += one_run(make_url(name), folder / name, hangs=hangs)
    alone, beside = spread(took[False]), spread(took[True])
    ratio = round(beside["p99"] / alone["p99"], 2)
    return {"none_hangs_ms": alone, "one_hangs_ms": beside, "p99_ratio": ratio}


def main(runs: int = 3) -> dict[str, Any]:
    """Both engines."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "pg").mkdir()
        engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))

        def sqlite(name: str) -> str:
            url = f"sqlite:///{folder / name}.db"
            migrate(url)
            return url

        def postgresql(name: str) -> str:
            url = create_database(engine, name)
            migrate(url)
            return url

        said = {
            name: measured(make, folder / name, runs)
            for name, make in (("sqlite", sqlite), ("postgresql", postgresql))
        }
        return {**machine(), "runs": runs, "endpoints": ENDPOINTS, "visits": VISITS, **said}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 3), indent=1))
