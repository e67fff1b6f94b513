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

from benchmarks._crowd import Part, answer_until_end, say, wished
from benchmarks._facts import machine
from benchmarks._told_parts import Arrivals, of_post
from field_api.app.serving import SWITCH_S
from field_api.database import Database
from field_api.results.fanning import fan_out
from field_api.settings import utc_now
from field_api.webhooks.posting import TIMEOUT_S, Poster
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import tell_webhooks
from tests.field_api.databases import create_database, migrate, postgresql_server
from tests.field_api.servers import Clock
from tests.field_api.webhooks.conftest import Place
from tests.field_api.webhooks.receivers import receiver
from tests.field_api.world import build_world

ENDPOINTS, VISITS, EVERY_S = 20, 60, 0.3  # 200 a minute
_RECEIVERS = "--receivers"


class Wall(Clock):
    """The clock of the wall."""

    def __call__(self) -> Any:
        return utc_now()


def receivers() -> None:
    """A part: the endpoints, {hangs: whether the first one does}. Their addresses are the first
    answer; what they have seen is a list of {visit: moment}.
    """
    wish = wished()
    with ExitStack() as stack:
        hooks = [stack.enter_context(receiver()) for _ in range(ENDPOINTS)]
        came = [Arrivals(of_post) for _ in hooks]
        for hook, one in zip(hooks, came, strict=True):
            hook.got = one
        if wish["hangs"]:
            hooks[0].gate = threading.Event()
        say([hook.url for hook in hooks])
        answer_until_end([one.at for one in came])


def one_run(url: str, folder: Path, *, hangs: bool) -> list[float]:
    """Milliseconds from each visit's end to each of the nineteen receivers."""
    with ExitStack() as stack:
        database = Database(url)
        stack.callback(database.close)
        place = Place(database, folder, build_world(database), Wall())
        hooks = Part("benchmarks.webhooks", [_RECEIVERS], {"hangs": hangs})
        stack.callback(hooks.end)
        for address in hooks.heard():
            place.add(address)
        sender = place.sender(poster=Poster(timeout_s=TIMEOUT_S), tick_s=0.5)
        stack.callback(sender.stop)
        sender.start()
        return told(place, sender, hooks)


def told(place: Place, sender: WebhookSender, hooks: Part) -> list[float]:
    """Visits end at an even pace; how long each post took."""
    ended: dict[str, float] = {}
    begun = time.monotonic()
    for number in range(VISITS):
        time.sleep(max(0.0, begun + number * EVERY_S - time.monotonic()))
        at = time.monotonic()
        ended[place.end_visit().id] = at
        fan_out(place.database, place.now, (tell_webhooks,))
        sender.wake()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        came = hooks.seen()[1:]
        if all(len(one) == VISITS for one in came):
            return [1_000 * (one[visit] - at) for one in came for visit, at in ended.items()]
        time.sleep(0.5)
    raise TimeoutError("posts are missing")


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
    if sys.argv[1:] == [_RECEIVERS]:
        receivers()
    sys.setswitchinterval(SWITCH_S)  # as the server does
    print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 3), indent=1))
