"""The packages of Linux, made of a small stand-in for the frozen folder, with the real dpkg."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from configparser import ConfigParser
from pathlib import Path

import pytest

from installer import linux_packages, linux_trial
from installer.freezing import NAME, Frozen
from tools.console import is_root
from tools.system_libraries import NEEDED, SCREEN

HAS_TOOLS = sys.platform == "linux" and all(map(shutil.which, ("dpkg-deb", "xz", "tar")))
pytestmark = pytest.mark.skipif(not HAS_TOOLS, reason="no Debian, or no xz-utils")
VERSION = "1.2.3"
PROGRAM = f"""#!/bin/sh
[ "$1" = --version ] && echo "Kobra Desktop {VERSION}" && exit
[ "$1" = -m ] && echo "[]" && exit
exec sleep 60
"""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    folder = tmp_path_factory.mktemp("frozen") / NAME
    inside = folder / "_internal" / "PySide6"
    inside.mkdir(parents=True)
    (folder / NAME).write_text(PROGRAM, "utf-8")
    (folder / NAME).chmod(0o755)
    (inside / "libQt6Core.so.6").write_bytes(b"\x7fELF GLIBC_2.34\0 GLIBC_2.9\0")
    (folder / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/libQt6Core.so.6")
    (inside / "forma ñ.txt").write_bytes(bytes(range(256)) * 20_000)
    return Frozen(folder)


@pytest.fixture(scope="module")
def deb(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linux_packages.deb(frozen, VERSION, tmp_path_factory.mktemp("deb"))


@pytest.fixture(scope="module")
def tarball(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linux_packages.tarball(frozen, VERSION, tmp_path_factory.mktemp("tar"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_tarball_keeps_links_modes_and_no_trace_of_who_made_it(tarball: Path) -> None:
    with tarfile.open(tarball) as archive:
        entries = {entry.name: entry for entry in archive}
    program = entries[f"{NAME}-{VERSION}/{NAME}"]
    assert program.mode & 0o111
    link = entries[f"{NAME}-{VERSION}/_internal/libQt6Core.so.6"]
    assert (link.issym(), link.linkname) == (True, "PySide6/libQt6Core.so.6")
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "root", 0)}
    assert f"{NAME}-{VERSION}/share/applications/{NAME}.desktop" in entries


def test_the_same_folder_gives_the_same_packages(
    frozen: Frozen, deb: Path, tarball: Path, tmp_path: Path
) -> None:
    assert digest(linux_packages.tarball(frozen, VERSION, tmp_path)) == digest(tarball)
    assert digest(linux_packages.deb(frozen, VERSION, tmp_path)) == digest(deb)
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".xz", ".deb"]


def test_a_tarball_runs_where_it_is_unpacked(tarball: Path, tmp_path: Path) -> None:
    linux_trial.unpacked(tarball, VERSION, tmp_path)


def test_a_deb_is_installed_run_installed_again_and_removed(deb: Path, tmp_path: Path) -> None:
    linux_trial.debian_package(deb, VERSION, tmp_path)


def test_a_full_disk_leaves_the_version_that_was_there(deb: Path, tmp_path: Path) -> None:
    if not is_root() or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        pytest.skip(linux_trial.FULL_DISK)
    linux_trial.full_disk(deb, VERSION, tmp_path)


def test_what_fails_in_a_package_is_told(deb: Path, tmp_path: Path) -> None:
    with pytest.raises(linux_trial.TrialFailure, match=r"not 9\.9\.9"):
        linux_trial.debian_package(deb, "9.9.9", tmp_path)


def test_debian_is_told_what_the_folder_needs(frozen: Frozen) -> None:
    said = linux_packages.control(frozen, VERSION)
    assert "libc6 (>= 2.34), " in said
    for name, *_ in (*NEEDED, *SCREEN):
        assert name in said
    assert "libasound2t64 | libasound2," in said


def test_the_menu_knows_links_and_questionnaires() -> None:
    files = linux_packages.shared(VERSION)
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(files[f"usr/share/applications/{NAME}.desktop"].decode())
    said = entry["Desktop Entry"]
    mime = ElementTree.fromstring(files[f"usr/share/mime/packages/{NAME}.xml"])
    (kind,) = {node.attrib["type"] for node in mime if node.tag.endswith("mime-type")}
    assert said["MimeType"].split(";") == ["x-scheme-handler/kobra-desktop", kind, ""]
    assert said["Exec"] == f"{NAME} %u"
    assert f"usr/share/icons/hicolor/48x48/apps/{said['Icon']}.png" in files


def test_software_centres_are_told_in_both_languages(tmp_path: Path) -> None:
    text = linux_packages.metainfo(VERSION)
    component = ElementTree.fromstring(text)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert {node.get(language) for node in component.iter("summary")} == {None, "es"}
    (release,) = component.iter("release")
    assert (release.get("version"), len(release.get("date", ""))) == (VERSION, 10)
    path = tmp_path / f"{linux_packages.APPSTREAM}.metainfo.xml"
    path.write_text(text, "utf-8")
    try:
        asked = ["appstreamcli", "validate", "--no-net", str(path)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("appstreamcli is not here")
    assert done.returncode == 0, done.stdout
