"""What travels with the program is named with its licence, in the document and in the SBOM."""

from __future__ import annotations

import json
import platform
import re
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest
from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter

from installer import packages, sbom, third_party
from installer.freezing import NAME, Frozen
from kobra_desktop.map import basemaps

DOCUMENT = third_party.DOCUMENT.read_text("utf-8")
WHEN = datetime(2026, 12, 1, tzinfo=UTC)
# Texts are those of the packages of one system and one Python; names are the same everywhere.
_HERE = (sys.platform, platform.machine(), sys.version_info[:2])
IS_WHERE_IT_IS_WRITTEN = _HERE == ("linux", "x86_64", (3, 11))


@pytest.fixture(scope="module")
def found() -> list[third_party.Ingredient]:
    return third_party.ingredients()


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    """A program as PyInstaller packs it, of two modules, with libraries beside."""
    source = tmp_path / "module.py"
    source.write_text("", "utf-8")
    code = {name: compile("", name, "exec") for name in ("orjson", "hypothesis", "kobra_desktop")}
    archive = tmp_path / "PYZ.pyz"
    entries = [(name, str(source), "PYMODULE") for name in code]
    ZlibArchiveWriter(str(archive), entries, code)
    folder = tmp_path / NAME
    library = folder / "_internal" / "PySide6" / "Qt" / "lib"
    library.mkdir(parents=True)
    (library / "libQt6Core.so.6").touch()
    program = Frozen(folder).program
    CArchiveWriter(str(program), [("PYZ.pyz", str(archive), False, "z")], "libpython3.so")
    return Frozen(folder)


def test_the_document_names_all_that_the_lock_brings(found: list[third_party.Ingredient]) -> None:
    for one in found:
        if one.kind == "python":
            assert f"| `{one.name}`" in DOCUMENT, "run: python -m installer.third_party"


@pytest.mark.skipif(not IS_WHERE_IT_IS_WRITTEN, reason="the document is written elsewhere")
def test_the_document_is_what_the_locks_and_bundles_hold() -> None:
    assert third_party.problems() == []


def test_no_registry_and_no_place_of_a_machine_is_named() -> None:
    hosts = r"pypi\.|hosted\.org|npmjs\.|/(?:home|root|work|tmp)/\w"
    assert re.findall(hosts, DOCUMENT) == []


def test_everything_has_a_licence_and_its_text(found: list[third_party.Ingredient]) -> None:
    without_text = {one.name for one in found if not one.texts}
    assert without_text == {"SQLite", "GeoNames", "Natural Earth", "OpenStreetMap"}
    assert all(one.licence for one in found)
    (qt,) = [one for one in found if one.name == "Qt"]
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in qt.texts)


def test_a_package_whose_licence_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(third_party.said(), "spdx", {})
    with pytest.raises(third_party.MissingLicence, match="backports-tarfile: name its licence"):
        third_party.ingredients()
    assert "name its licence" in third_party.problems()[0]


def test_a_page_that_bundles_something_without_a_text_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "strange 1.0.0 (MIT)\n\n(the package ships no licence text)\n"
    (tmp_path / "licences.txt").write_text(text, "utf-8")
    monkeypatch.setattr(third_party, "WEB", tmp_path)
    with pytest.raises(third_party.MissingLicence, match="strange"):
        list(third_party.web_packages())


def test_what_was_frozen_without_a_licence_read_does_not_leave(frozen: Frozen) -> None:
    assert sbom.frozen_packages(frozen) >= {"orjson", "hypothesis", "pyside6"}
    assert sbom.unknown_packages(frozen) == {"hypothesis"}
    assert any(sentence.startswith("hypothesis:") for sentence in packages.unlicensed(frozen))


def test_no_part_of_qt_under_the_gpl_alone_leaves(frozen: Frozen) -> None:
    library = frozen.folder / "_internal" / "PySide6" / "Qt" / "lib"
    assert third_party.gpl_only(frozen) == []
    for name in ("libQt6Charts.so.6", "Qt6VirtualKeyboard.dll", "QtGraphs.abi3.so"):
        (library / name).touch()
        (name_of_it,) = third_party.gpl_only(frozen)
        assert name_of_it.endswith(name)
        (library / name).unlink()


def test_the_bill_of_materials_keeps_its_schema(found: list[third_party.Ingredient]) -> None:
    said = json.loads(sbom.bom("1.2.3", found, WHEN))
    folder = files("cyclonedx.schema") / "_res"
    names = [f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82")]
    schemas = {name: json.loads((folder / name).read_text("utf-8")) for name in names}
    # They name each other by their files, below the address of the first.
    base = schemas[names[0]]["$id"].rpartition("/")[0]
    rest = [(f"{base}/{name}", schemas[name]) for name in names[1:]]
    registry = jsonschema_rs.Registry(rest)
    validator = jsonschema_rs.Draft7Validator(schemas[names[0]], registry=registry)
    assert [error.message for error in validator.iter_errors(said)] == []
    versions = {one["name"]: one.get("version", "") for one in said["components"]}
    wanted = {"Qt", "Chromium", "SQLCipher", "OpenSSL", "GEOS", "OpenJDK", "Node.js", "leaflet"}
    assert set(versions) >= wanted | {"ODK Validate", "Noto Sans", "GeoNames"}
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", versions["OpenSSL"])
    assert re.fullmatch(r"3\.\d+\.\d+", versions["SQLite"])


def test_the_same_commit_says_the_same(found: list[third_party.Ingredient]) -> None:
    assert sbom.bom("1.2.3", found, WHEN) == sbom.bom("1.2.3", found, WHEN)


def test_the_map_that_ships_credits_whose_data_it_is() -> None:
    assert "GeoNames (CC BY 4.0)" in basemaps.WORLD.attribution
    assert "Natural Earth" in basemaps.WORLD.attribution


def test_only_what_is_in_a_frozen_folder_is_in_its_bill(frozen: Frozen, tmp_path: Path) -> None:
    said = json.loads(sbom.write(frozen, "1.2.3", tmp_path).read_text("utf-8"))
    kinds = {(one["bom-ref"].partition(":")[0], one["name"]) for one in said["components"]}
    assert ("python", "orjson") in kinds
    assert ("python", "shapely") not in kinds
    assert ("part", "Qt") in kinds
    assert ("part", "OpenJDK") not in kinds
    assert ("npm", "pmtiles") in kinds
