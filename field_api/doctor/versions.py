"""Which version of everything runs here: what is asked first when something is wrong."""

import hashlib
import json
import platform
import re
import sqlite3
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from field_api.backups.making import PROGRAM
from field_api.database import Database
from field_api.doctor.finding import Finding, bad, good
from kobra_records.files.validate import java
from kobra_records.shipped import NotBuilt, node_command, resources_root

_PATIENCE_S = 30
# By the name that people know: the package it comes in, which is its module too.
PACKAGES = {"ODK Validate (pyxform)": "pyxform", "typst": "typst", "SQLCipher": "sqlcipher3"}


def look_at_versions(database: Database | None) -> Finding:
    """One look: all of them, or what of it is missing or is not what was shipped."""
    found = {"Kobra": _package(PROGRAM), "Python": platform.python_version()}
    found["SQLite"] = sqlite3.sqlite_version
    if database is not None and database.is_postgresql:
        found["PostgreSQL"] = _postgresql(database)
    found["Node"] = _node()
    found["Java"] = _java()
    found |= {name: _package(package) for name, package in PACKAGES.items()}
    found["places"] = _places()
    # Node, Java and the database have looks of their own. A frozen program has modules whose
    # packages it does not name: these are there, of a version that nobody can tell.
    missing = [name for name, module in PACKAGES.items() if find_spec(module) is None]
    missing += [] if found["places"] else ["places"]
    if missing:
        return bad("versions", "versions.missing", names=", ".join(missing))
    told = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    return good("versions", "versions.good", versions=told)


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _postgresql(database: Database) -> str:
    try:
        with database.read() as connection:
            return str(connection.scalar(text("SHOW server_version"))).split()[0]
    except SQLAlchemyError:
        return ""


def _node() -> str:
    try:
        return _first_number(_said(node_command()[0], "--version"))
    except NotBuilt:
        return ""


def _java() -> str:
    program = java()
    return _first_number(_said(str(program), "-version")) if program is not None else ""


@cache
def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout + done.stderr


def _first_number(said: str) -> str:
    found = re.search(r"\d+(?:\.\d+)*", said)
    return found[0] if found else ""


def _places() -> str:
    """The map that ships (countries, regions, cities) has no number: it is told by its sum, which
    must be the one it was made with.
    """
    folder = resources_root() / "basemap"
    try:
        told = str(json.loads((folder / "sources.json").read_bytes())["sha256"])
        found = hashlib.sha256((folder / "world.bin").read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError):
        return ""
    return found[:8] if found == told else ""
