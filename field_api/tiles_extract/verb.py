"""The verb `tiles extract`: a region of somebody's map in place of the server's own."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from field_api.database import Database
from field_api.places.archive import BASEMAP
from field_api.places.streets import load_streets, named_town
from field_api.settings import Settings
from field_api.tiles_extract.boxes import read_box
from field_api.tiles_extract.extract import Around, Asked, estimate, extract
from field_api.tiles_extract.turn import Turn

Opened = Callable[[Settings], Database]
_STEP_PCT = 5


def add_tiles_verb(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `tiles extract`; `opened` gives a database that is ready."""
    group = verbs.add_parser("tiles", help="the map that this server gives").add_subparsers(
        required=True, metavar="ACT"
    )
    one = group.add_parser(
        "extract", parents=[common], help="take a region of a PMTiles address as the server's map"
    )
    one.add_argument(
        "--source",
        metavar="URL",
        help="a PMTiles archive; {date}: of a daily build (else: setting)",
    )
    one.add_argument("--bbox", required=True, metavar="W,S,E,N", help="the region in degrees")
    one.add_argument(
        "--max-zoom", type=int, metavar="ZOOM", help="else as deep as the source, or 15"
    )
    one.add_argument("--name", metavar="MUNICIPALITY", help="load its streets from the map as well")
    one.add_argument("--dry-run", action="store_true", help="say what it costs, take nothing")
    one.add_argument(
        "--allow-private",
        action="store_true",
        help="the source may be on this machine or its network",
    )
    one.add_argument("--data-folder", type=Path, help="where the server's own map is")
    one.set_defaults(act=lambda given, settings: _extract(given, settings, opened))


def _extract(given: argparse.Namespace, settings: Settings, opened: Opened) -> None:
    asked = Asked(
        source=given.source or settings.tiles_source,
        box=read_box(given.bbox),
        max_zoom=given.max_zoom,
        allow_private=given.allow_private,
    )
    if given.name is not None:
        named_town(given.name)
    now = settings.clock()
    with closing(opened(settings)) as database, Turn(database, settings) as turn:
        around = Around(today=now.date(), stopped=turn.is_lost, report=_Progress())
        if given.dry_run:
            _answer(asdict(estimate(asked, settings, around)))
            return
        done = asdict(extract(asked, settings, around))
        told = {**done.pop("estimate"), **done}
        if given.name is not None:
            path, bounds = settings.data_folder / BASEMAP, asked.box.bounds
            loaded = load_streets(database, path, given.name, now, bounds=bounds)
            told["streets"] = asdict(loaded)
        _answer(told)


class _Progress:
    """Says on standard error how far it is, every few percent."""

    def __init__(self) -> None:
        self._told = -_STEP_PCT

    def __call__(self, done: int, whole: int) -> None:
        share = 100 * done // whole if whole else 100
        if share >= self._told + _STEP_PCT:
            self._told = share
            sys.stderr.write(f"{share} % ({done / 2**20:.1f} of {whole / 2**20:.1f} MB)\n")


def _answer(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
