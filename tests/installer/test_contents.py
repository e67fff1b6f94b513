"""What goes into the frozen control center, by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import main
from field_api.backups.making import PROGRAM
from field_api.doctor import versions
from installer import contents
from tools.console import ROOT

LIBRARY = "PySide6/Qt/lib"


@pytest.mark.parametrize(
    "name",
    [
        f"{LIBRARY}/libQt6WebEngineCore.so.6",
        f"{LIBRARY}/libQt6Concurrent.so.6",
        f"{LIBRARY}/libQt6OpenGL.so.6",
        f"{LIBRARY}/libicudata.so.73",
        "PySide6/Qt6Core.dll",
        "PySide6\\Qt6Quick.dll",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/multimedia/windowsmediaplugin.dll",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/Qt/translations/qtbase_es.qm",
        "PySide6/Qt/translations/qtwebengine_locales/es-419.pak",
        "numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_is_used_goes_in(name: str) -> None:
    assert contents.is_wanted(name, f"/somewhere/{name}")


@pytest.mark.parametrize(
    "name",
    [
        f"{LIBRARY}/libQt63DCore.so.6",
        f"{LIBRARY}/libavcodec.so.61",
        f"{LIBRARY}/libQt6FFmpegStub-ssl.so.3",
        "PySide6/avcodec-61.dll",
        "PySide6/QtOpenGL.abi3.so",
        "PySide6/QtQuick.pyd",
        "PySide6/libpyside6qml.abi3.so.6.11",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
        "pillow.libs/liblcms2-88eaba2f.so.2.0.19",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
    ],
)
def test_what_nobody_uses_stays_out(name: str) -> None:
    assert not contents.is_wanted(name, f"/somewhere/{name}")


def test_a_system_keeps_its_own_libraries_but_for_those_of_python() -> None:
    assert not contents.is_wanted("libGL.so.1", "/usr/lib/x86_64-linux-gnu/libGL.so.1")
    assert contents.is_wanted("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")


def test_a_link_to_what_was_left_out_is_left_out() -> None:
    there = ("a/lib.so", "/x/lib.so", "BINARY")
    good = ("lib.so", "a/lib.so", "SYMLINK")
    up = ("b/lib.so", "../a/lib.so", "SYMLINK")
    loose = ("libQt63DCore.so.6", "PySide6/Qt/lib/libQt63DCore.so.6", "SYMLINK")
    assert contents.without_loose_links([there, good, up, loose]) == [there, good, up]


def test_places_of_telephones_stay_out() -> None:
    assert contents.is_asked_for("phonenumbers.data.region_MX")
    assert not contents.is_asked_for("phonenumbers.geodata.data0")


def test_every_module_of_ours_is_named_with_those_loaded_by_name() -> None:
    own = contents.own_modules(ROOT)
    assert len(own) == len({*own})
    assert {"kobra_desktop", "field_api.routes.tiles", "demo.desktop"} <= {*own}


def test_modules_of_others_are_read_from_wherever_a_file_names_them(tmp_path: Path) -> None:
    for name in contents.OURS:
        (tmp_path / name).mkdir()
    (tmp_path / "demo" / "one.py").write_text(
        "import json.decoder\n"
        "from kobra_desktop import paths\n"
        "def late():\n"
        "    from email.utils import formatdate\n"
        "    import_module('wave')\n"
        "    importlib.import_module('shelve')\n"
        "    import winreg_of_another_system\n"
        "    import pytest\n",
        "utf-8",
    )
    found = contents.named_modules(tmp_path)
    assert found == ["email.utils", "json.decoder", "shelve", "wave"]


def test_whatever_has_its_version_asked_for_says_it_where_it_is_frozen() -> None:
    """The doctor's own list, and whatever ours name to `importlib.metadata` in plain words."""
    asked = {PROGRAM, *versions.PACKAGES.values()}
    for package in contents.OURS:
        for path in (ROOT / package).rglob("*.py"):
            asked |= {*re.findall(r'\bversion\("([\w-]+)"\)', path.read_text("utf-8"))}
    assert {name.lower() for name in asked} <= {*contents.METADATA_OF}


def test_files_of_ours_go_where_they_are_looked_for(tmp_path: Path) -> None:
    found = {Path(to, Path(at).name).as_posix() for at, to in contents.own_data(ROOT)}
    assert "kobra_desktop/_resources/tokens.json" in found
    assert "field_api/tables/migrations/env.py" in found
    assert "field_api/tables/migrations/script.py.mako" in found
    assert any(re.fullmatch(r"field_api/tables/migrations/versions/r\d+_\w+\.py", n) for n in found)


def test_each_module_that_is_begun_as_a_process_is_carried() -> None:
    begun = set()
    for package in contents.OURS:
        for path in (ROOT / package).rglob("*.py"):
            begun |= {*re.findall(r'"-m",\s*"([\w.]+)"', path.read_text("utf-8"))}
    begun.discard("kobra_desktop")  # the program itself, which is no module where it is frozen
    assert begun
    assert begun <= {*main.CARRIED}
