"""The verbs of the command line that load streets and lists of doors, and place an address."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.places.books import known_of
from field_api.places.doors import load_doors
from field_api.places.lines import read_bounds
from field_api.places.streets import load_streets, named_town
from field_api.settings import Settings
from kobra_domain.errors import Invalid
from kobra_domain.places import COLOMBIA, MEXICO, GeocodeQuality
from kobra_domain.portfolios import Portfolio
from kobra_domain.streets.doors import Written, door_key
from kobra_domain.streets.named import LONGEST_READ
from kobra_domain.streets.placing import Known, Sought, place
from kobra_records.files.tabular.encodings import encoding_of

Opened = Callable[[Settings], Database]
_LARGEST_BYTES = 256 * 2**20


def add_place_verbs(
    verbs: Any, common: argparse.ArgumentParser, opened: Opened, tiles: str
) -> None:
    """Add `streets load`, `places load` and `place`; `opened` gives a database that is ready,
    `tiles` is the name of the server's own map in its data folder.
    """
    town = argparse.ArgumentParser(add_help=False)
    town.add_argument("--municipality", required=True, metavar="NAME")
    _add_streets(verbs, [common, town], opened, tiles)
    group = verbs.add_parser("places", help="lists of doors").add_subparsers(
        required=True, metavar="ACT"
    )
    load = group.add_parser(
        "load", parents=[common, town], help="put a list of doors in place of a municipality's"
    )
    load.add_argument(
        "file", type=Path, metavar="FILE", help="CSV or GeoJSON of OpenAddresses or INEGI"
    )
    load.set_defaults(act=lambda given, settings: _load_doors(given, opened(settings), settings))
    _add_place(verbs, [common, town], opened)


def _add_streets(
    verbs: Any, parents: list[argparse.ArgumentParser], opened: Opened, tiles: str
) -> None:
    group = verbs.add_parser("streets", help="streets by which addresses are placed")
    load = group.add_subparsers(required=True, metavar="ACT").add_parser(
        "load", parents=parents, help="put a map's streets in place of a municipality's"
    )
    load.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="GeoJSON of lines with the property name, or PMTiles (else: the server's own map)",
    )
    load.add_argument("--bounds", metavar="W,S,E,N", help="only what lies in these degrees")
    load.add_argument("--data-folder", type=Path, help="where the server's own map is")
    load.set_defaults(
        act=lambda given, settings: _load_streets(given, opened(settings), settings, tiles)
    )


def _add_place(verbs: Any, parents: list[argparse.ArgumentParser], opened: Opened) -> None:
    one = verbs.add_parser("place", parents=parents, help="say where an address is")
    one.add_argument("--country", choices=[COLOMBIA, MEXICO], help="else that of the portfolios")
    asked = one.add_mutually_exclusive_group(required=True)
    asked.add_argument("address", nargs="?", metavar="ADDRESS")
    asked.add_argument("--file", type=Path, help="a text with an address a line")
    one.set_defaults(act=lambda given, settings: _place(given, opened(settings)))


def _load_streets(
    given: argparse.Namespace, database: Database, settings: Settings, tiles: str
) -> None:
    bounds = None if given.bounds is None else read_bounds(given.bounds)
    path = given.file or settings.data_folder / tiles
    with closing(database):
        loaded = load_streets(database, path, given.municipality, settings.clock(), bounds=bounds)
    _answer([asdict(loaded)])


def _load_doors(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    with closing(database):
        listed = load_doors(database, given.file, given.municipality, settings.clock())
    _answer([asdict(listed)])


def _place(given: argparse.Namespace, database: Database) -> None:
    with closing(database), database.read() as connection:
        country = given.country or usual_country(connection)
        known = known_of(connection, named_town(given.municipality))
        texts = _lines(given.file) if given.file is not None else [given.address]
        _answer(_said(text, given.municipality, country, known) for text in texts)


def usual_country(connection: Connection) -> str:
    """The country of most portfolios; Colombia's if there are none."""
    countries = Counter(one.country for one in entities(connection, Portfolio))
    return max(sorted(countries), key=lambda one: countries[one], default=COLOMBIA)


def _said(text: str, municipality: str, country: str, known: Known) -> dict[str, Any]:
    address = Written(street=text[:LONGEST_READ], municipality=municipality)
    found = place(Sought(address=address, country=country), known)
    key = door_key(address)
    if found is None:
        none = dict.fromkeys(("lat", "lon", "method"))
        return {**none, "quality": GeocodeQuality.NONE.value, "radius_m": None, "key": key}
    return {
        "lat": round(found.point.lat, 7),
        "lon": round(found.point.lon, 7),
        "method": found.method.value,
        "quality": found.quality.value,
        "radius_m": round(found.radius_m, 1),
        "key": key,
    }


def _lines(path: Path) -> Iterator[str]:
    """The lines of a text in whatever letters; a byte that is none of them is put as a sign."""
    size = path.stat().st_size
    if size > _LARGEST_BYTES:
        raise Invalid("file_too_big", filename=path.name, limit_mb=_LARGEST_BYTES // 2**20)
    with path.open("rb") as raw:
        encoding = encoding_of(raw)
    with path.open(encoding=encoding.value, errors="replace") as file:
        for line in file:
            yield line.strip()


def _answer(told: Iterable[dict[str, Any]]) -> None:
    for one in told:
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")
