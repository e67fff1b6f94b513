"""What a Linux gets: a .tar.xz that runs where it is unpacked, and a .deb."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

from installer.freezing import NAME, Frozen
from tools.console import ROOT, SetupError, run
from tools.system_libraries import NEEDED, SCREEN

ID = "co.kobra.Desktop"
SOURCES = ROOT / "installer" / "linux"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# Of the libraries that are named by their Debian of today, what they are called elsewhere.
ALSO = {"libasound2": "libasound2t64", "libglib2.0-0": "libglib2.0-0t64"}


def tarball(frozen: Frozen, version: str, into: Path) -> Path:
    """The folder in one file, packed as small as xz does; the same files, the same order."""
    path = into / f"{NAME}-{version}-linux-{platform.machine()}.tar.xz"
    with tarfile.open(path, "w:xz", preset=6) as archive:
        for file in frozen.files():
            inside = Path(f"{NAME}-{version}") / file.relative_to(frozen.folder)
            archive.add(file, str(inside), recursive=False, filter=_plain)
    return path


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = 0
    return entry


def deb(frozen: Frozen, version: str, into: Path) -> Path:
    """A package of Debian and Ubuntu. Raises SetupError where dpkg-deb is not there."""
    if shutil.which("dpkg-deb") is None:
        raise SetupError("dpkg-deb is not here: a .deb is made on Debian or Ubuntu.")
    tree = into / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen.folder, tree / "opt" / NAME, symlinks=True)
    _shared(tree / "usr", version)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control(frozen, version), "utf-8")
    architecture = ARCHITECTURES[platform.machine()]
    path = into / f"{NAME}_{version}_{architecture}.deb"
    make: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, path]
    run(make, "Packing the .deb")
    shutil.rmtree(tree)
    return path


def control(frozen: Frozen, version: str) -> str:
    """What Debian is told of the package."""
    depends = ", ".join(
        " | ".join(filter(None, (row[0], ALSO.get(row[0])))) for row in (*NEEDED, *SCREEN)
    )
    return f"""Package: {NAME}
Version: {version}
Architecture: {ARCHITECTURES[platform.machine()]}
Maintainer: Kobra <soporte@kobra.example>
Installed-Size: {round(frozen.sizes()["all"] * 1024)}
Section: misc
Priority: optional
Depends: libc6 (>= 2.34), {depends}
Recommends: fonts-noto-core
Description: control center for field collection
 Where the agents are and have been, visits that the law allows, and each
 result the minute it ends. It works without a connection.
"""


def _shared(usr: Path, version: str) -> None:
    """The menu's entry, its icon, and what software centres show."""
    for source, place in (
        (SOURCES / f"{ID}.desktop", f"share/applications/{ID}.desktop"),
        (ROOT / "resources/mark.svg", f"share/icons/hicolor/scalable/apps/{ID}.svg"),
    ):
        target = usr / place
        target.parent.mkdir(parents=True)
        shutil.copyfile(source, target)
    said = (SOURCES / f"{ID}.metainfo.xml").read_text("utf-8")
    target = usr / f"share/metainfo/{ID}.metainfo.xml"
    target.parent.mkdir(parents=True)
    date = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    target.write_text(
        said.replace("@VERSION@", version).replace("@DATE@", date or "2026-01-01"), "utf-8"
    )
