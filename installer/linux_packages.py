"""What a Linux gets: a .tar.xz that runs where it is unpacked, and a .deb.

Both are made of the same folder, in order and without dates of this machine: the same frozen
folder gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from installer import icons
from installer.freezing import NAME, Frozen
from tools.console import ROOT, SetupError, run
from tools.system_libraries import NEEDED, RENAMED, SCREEN

APPSTREAM = "co.kobra.Desktop"
SOURCES = ROOT / "installer" / "linux"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# What xz finds more in a program of this machine: jumps made absolute.
FILTERS = {"x86_64": ["--x86"], "aarch64": []}
# It starts without any of these: the face of our pictures, what finds our icons and files, and the
# way to a loudspeaker, without which an SOS is seen and not heard.
RECOMMENDED = (
    *("fonts-noto-core", "hicolor-icon-theme", "shared-mime-info", "desktop-file-utils"),
    "libpulse0",
)
MAINTAINER_SCRIPTS = ("postinst", "prerm")
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\0")


def machine() -> str:
    """This machine as packages name it. Raises SetupError for one without a build."""
    if platform.machine() not in ARCHITECTURES:
        raise SetupError(f"There is no package for {platform.machine()}.")
    return platform.machine()


def _part(path: Path) -> Path:
    """What is still being packed has another name: half a package looks like a whole one."""
    return path.with_name(f"{path.name}.part")


def tarball(frozen: Frozen, version: str, into: Path) -> Path:
    """The folder in one file, packed on all cores: the same files, the same bytes."""
    path = into / f"{NAME}-{version}-linux-{machine()}.tar.xz"
    # Blocks of one size whatever the cores: what is packed does not depend on their number.
    words = ["xz", "--threads=0", "--block-size=96MiB", *FILTERS[machine()], "--lzma2=preset=7"]
    part = _part(path)
    with part.open("wb") as out:
        try:
            packer = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=out)
        except FileNotFoundError as problem:
            raise SetupError("xz is not here.\nRun: sudo apt-get install xz-utils") from problem
        assert packer.stdin is not None
        try:
            _write_tar(frozen, version, packer)
        finally:
            packer.stdin.close()
            code = packer.wait()
    if code:
        part.unlink()
        raise SetupError(f"xz ended with {code}: {path.name} was not made.")
    return part.replace(path)


def _write_tar(frozen: Frozen, version: str, packer: subprocess.Popen[bytes]) -> None:
    inside = Path(f"{NAME}-{version}")
    with tarfile.open(fileobj=packer.stdin, mode="w|", format=tarfile.GNU_FORMAT) as archive:
        for file in frozen.files():
            place = inside / file.relative_to(frozen.folder)
            archive.add(file, str(place), recursive=False, filter=_plain)
        for named, content in sorted(shared(version).items()):
            _add_bytes(archive, inside / Path(named).relative_to("usr"), content)


def _add_bytes(archive: tarfile.TarFile, place: Path, content: bytes) -> None:
    entry = tarfile.TarInfo(place.as_posix())
    entry.size = len(content)
    archive.addfile(_plain(entry), BytesIO(content))


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
    shutil.copytree(frozen.folder, tree / "opt" / NAME, symlinks=True, copy_function=_linked)
    for place, content in shared(version).items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        (tree / place).write_bytes(content)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../../opt/{NAME}/{NAME}")
    _control_folder(frozen, version, tree)
    path = into / f"{NAME}_{version}_{ARCHITECTURES[machine()]}.deb"
    part = _part(path)
    make: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, part]
    try:
        run(make, "Packing the .deb", env={**os.environ, "SOURCE_DATE_EPOCH": str(_epoch())})
    finally:
        shutil.rmtree(tree)
    return part.replace(path)


def _linked(source: str, target: str) -> str:
    """Copy without copying, where both lie on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _control_folder(frozen: Frozen, version: str, tree: Path) -> None:
    sums = "".join(f"{line}\n" for line in _sums(tree))  # before there is a DEBIAN
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(control(frozen, version), "utf-8")
    (folder / "md5sums").write_text(sums, "utf-8")
    for name in MAINTAINER_SCRIPTS:
        shutil.copyfile(SOURCES / name, folder / name)
        (folder / name).chmod(0o755)
    for path in (*tree.rglob("*"), tree):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def _sums(tree: Path) -> Iterator[str]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield f"{digest}  {path.relative_to(tree).as_posix()}"


def glibc(frozen: Frozen) -> str:
    """The oldest C library that this folder runs on, by what its files ask for."""
    found = {31}  # Debian 11's: nothing older is of our time
    for path in frozen.files():
        if path.is_symlink() or not (".so" in path.name or os.access(path, os.X_OK)):
            continue
        content = path.read_bytes()
        if content[:4] == b"\x7fELF":
            found |= {int(number) for number in _GLIBC.findall(content)}
    return f"2.{max(found)}"


def control(frozen: Frozen, version: str) -> str:
    """What Debian is told of the package."""
    depends = ", ".join(_either(row[0]) for row in (*NEEDED, *SCREEN))
    return f"""Package: {NAME}
Version: {version}
Architecture: {ARCHITECTURES[machine()]}
Maintainer: Kobra <soporte@kobra.example>
Installed-Size: {round(frozen.sizes()["all"] * 1024)}
Section: misc
Priority: optional
Depends: libc6 (>= {glibc(frozen)}), {depends}
Recommends: {", ".join(RECOMMENDED)}
Description: control center for field collection
 Where the agents are and have been, visits that the law allows, and each
 result the minute it ends. It works without a connection.
"""


def _either(package: str) -> str:
    """A library by the name that this release knows, and by the one that others do."""
    return f"{package}t64 | {package}" if package in RENAMED else package


def shared(version: str) -> dict[str, bytes]:
    """By its place from the root: the menu's entry, icons, the questionnaires' type, what software
    centres show, the licences.
    """
    found = {
        f"usr/share/applications/{NAME}.desktop": (SOURCES / f"{NAME}.desktop").read_bytes(),
        f"usr/share/mime/packages/{NAME}.xml": (SOURCES / f"{NAME}.xml").read_bytes(),
        f"usr/share/metainfo/{APPSTREAM}.metainfo.xml": metainfo(version).encode(),
        f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg": icons.MARK.read_bytes(),
        f"usr/share/{NAME}/apparmor": (SOURCES / "apparmor").read_bytes(),
    }
    for size in icons.LINUX:
        found[f"usr/share/icons/hicolor/{size}x{size}/apps/{NAME}.png"] = icons.png(size)
    licences = ROOT / "THIRD_PARTY.md"
    if licences.is_file():
        found[f"usr/share/doc/{NAME}/THIRD_PARTY.md"] = licences.read_bytes()
    return found


def metainfo(version: str) -> str:
    """What software centres show, of this version and the day of its commit."""
    said = (SOURCES / f"{APPSTREAM}.metainfo.xml").read_text("utf-8")
    date = _git("%cs") or "2026-01-01"
    return said.replace("@VERSION@", version).replace("@DATE@", date)


def _epoch() -> int:
    """When the commit was made; dates of files in a package are no newer."""
    return int(_git("%ct") or 1_700_000_000)


def _git(form: str) -> str:
    try:
        asked = ["git", "log", "-1", f"--format={form}"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
