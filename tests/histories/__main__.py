"""`python dev.py test --histories N [--seed S] [--engine sqlite|postgresql] [--road direct|http]`:
as many random histories, from a seed on. Without an engine or a road, each in turn.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import product
from pathlib import Path

from tests.field_api.databases import postgresql_server
from tests.histories.ground import EngineName, Ground, ground
from tests.histories.history import Failed, History
from tests.histories.roads import RoadName

ENGINES: tuple[EngineName, ...] = ("sqlite", "postgresql")
ROADS: tuple[RoadName, ...] = ("direct", "http")


def main(argv: list[str]) -> int:
    """Run them all, and tell each that fails with the words that run it again."""
    parser = argparse.ArgumentParser(prog="dev.py test --histories", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--road", choices=ROADS)
    asked = parser.parse_args(argv)
    engines = (asked.engine,) if asked.engine else ENGINES
    ways = list(product(engines, (asked.road,) if asked.road else ROADS))
    failed = 0
    with ExitStack() as stack:
        grounds = {engine: _ground(stack, engine) for engine in engines}
        for place, (engine, road) in enumerate(ways):
            mine = range(asked.seed + place, asked.seed + asked.number, len(ways))
            seeds = mine if len(ways) > 1 else range(asked.seed, asked.seed + asked.number)
            failed += _run(grounds[engine], road, seeds)
    _say(f"{failed} of {asked.number} histories failed")
    return 1 if failed else 0


def _ground(stack: ExitStack, engine: EngineName) -> Ground:
    def server() -> str:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kobra-postgresql-"))
        return stack.enter_context(postgresql_server(Path(folder)))

    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kobra-ground-"))
    return ground(Path(folder), engine, server)


def _run(made: Ground, road: RoadName, seeds: range) -> int:
    begun, failed = time.monotonic(), 0
    for seed in seeds:
        history = History(seed, made, road)
        try:
            history.run()
        except Exception as problem:
            failed += 1
            told = [] if isinstance(problem, Failed) else [*history.told, history.again]
            _say(f"seed {seed}: {type(problem).__name__}: {problem}", *told)
    minutes = (time.monotonic() - begun) / 60
    if seeds:
        _say(f"{made.engine} {road}: {len(seeds) / minutes:.0f} histories a minute")
    return failed


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
