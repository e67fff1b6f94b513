"""What is made alike each time is made once: the built city, and a database of its people and past.

Both lie in a folder of the user's own cache under names that hold a hash of this code and of what
was asked for; files under other names are of an older code or another day, and are removed.
"""

import hashlib
import os
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import make_url

from field_api.database import Database
from field_api.simulator.city import City, build_city
from field_api.simulator.script import Script

_ROOT = Path(__file__).resolve().parents[2]
_CITY = ("field_api/simulator",)
_PAST = ("field_api", "kobra_domain", "kobra_records")
SHAPED_BY = ("kobra-desktop", "numpy", "shapely", "sqlalchemy")


class Shelf:
    """The folder; made when something is first put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def city(self, seed: int) -> City:
        """The city of a seed, built if it is not there."""
        path = self._folder / f"city-{seed}-{_code(_CITY)}.pickle"
        if path.exists():
            found = pickle.loads(path.read_bytes())
            if isinstance(found, City):
                return found
        made = build_city(seed)
        self._put(path, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        self._remove_but(path, f"city-{seed}-*.pickle")
        return made

    def take_past(self, script: Script, url: str) -> bool:
        """Copy the script's past to where a new SQLite database shall be; whether it was there."""
        target, past = _file_of(url), self._past(script)
        if target is None or target.exists() or not past.exists():
            return False
        shutil.copyfile(past, target)
        return True

    def keep_past(self, script: Script, database: Database) -> None:
        """Keep a database into which nothing but the script's past was written."""
        source, past = _file_of(database.url.render_as_string()), self._past(script)
        if source is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = past.with_suffix(f".{os.getpid()}")
        read, written = sqlite3.connect(source), sqlite3.connect(partial)
        try:
            read.backup(written)
        finally:
            written.close()
            read.close()
        os.replace(partial, past)
        self._remove_but(past, "past-*.db")

    def _past(self, script: Script) -> Path:
        asked = (
            *(script.seed, script.city_seed, script.agents, script.parties),
            *(script.days, script.trail_days, bool(script.phone_key)),
            *(script.world.today.isoformat(), script.world.is_special_hours),
            *{agent.shift for agent in script.world.agents},
        )
        name = hashlib.sha256(repr((_code(_PAST), asked)).encode()).hexdigest()[:16]
        return self._folder / f"past-{name}.db"

    def _put(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(content)
        os.replace(partial, path)

    def _remove_but(self, kept: Path, pattern: str) -> None:
        for path in self._folder.glob(pattern):
            if path != kept:
                path.unlink(missing_ok=True)


@cache
def _code(folders: Iterable[str]) -> str:
    """A hash of the modules in the folders, and of the versions that shape what they make."""
    said = hashlib.sha256(repr((sys.version, [version(name) for name in SHAPED_BY])).encode())
    for folder in folders:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            said.update(path.read_bytes())
    return said.hexdigest()[:16]


def _file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for any other."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or parts.database in (None, "", ":memory:"):
        return None
    return Path(str(parts.database))
