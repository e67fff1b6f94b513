"""Installs, runs, upgrades and removes the packages of Linux, as a person would (`dev.py build`).

dpkg works below a folder of its own here, so that nothing on this system is touched and root is
not needed; what needs root says so and is passed over without it.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.contents import PROBE
from installer.freezing import NAME
from tools.console import is_root, say

SECONDS = 600.0
# Debian's way of saying: below another root, not as root, and without the libraries in it.
_ELSEWHERE = ("--force-not-root", "--force-depends", "--force-script-chrootless")
FULL_DISK = "needs root and unshare for a disk that is full"


class TrialFailure(Exception):
    """A step did not do what it says; the text holds what was said."""


class Debian:
    """A root of Debian's below a folder, into which packages go."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("info", "updates"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        for name in ("status", "available"):
            (root / "var/lib/dpkg" / name).touch()

    @property
    def program(self) -> Path:
        """What a person starts, by the name on the path."""
        return self.root / "usr/bin" / NAME

    def dpkg(self, *words: str | Path) -> str:
        """What dpkg said. Raises TrialFailure when it fails."""
        command = ["dpkg", f"--root={self.root}", *_ELSEWHERE, *words]
        # dpkg looks for what it calls where only root has it on the path.
        path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
        return _said(command, {**os.environ, "PATH": path})

    def left(self) -> list[str]:
        """The files below this root that are not dpkg's own."""
        return sorted(
            str(path.relative_to(self.root))
            for path in self.root.rglob("*")
            if not path.is_dir()
            and not path.is_relative_to(self.root / "var/lib/dpkg")
            and not path.is_relative_to(self.root / "var/log")
        )


def _said(command: list[str | Path], env: dict[str, str], given: str = "") -> str:
    done = subprocess.run(
        [str(word) for word in command],
        env=env,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS,
    )
    if done.returncode:
        shown = " ".join(str(word) for word in command[:6])
        raise TrialFailure(f"{shown} …: code {done.returncode}\n{done.stdout[-3_000:]}")
    return done.stdout


def _runs(program: Path, version: str, home: Path) -> None:
    home.mkdir(exist_ok=True)
    env = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
    said = _said([program, "--version"], env)
    if version not in said:
        raise TrialFailure(f"{program} says {said!r}, not {version}")


def debian_package(deb: Path, version: str, folder: Path) -> None:
    """Installed, run, checked by its sums, installed over itself while it runs, removed: what a
    person made stays.
    """
    system, home = Debian(folder / "raíz con ñ"), folder / "casa de Íñigo"
    system.dpkg("--install", deb)
    _runs(system.program, version, home)
    kept = home / ".local/share/Kobra Desktop/profiles/default/settings.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", "utf-8")
    running = _standing(system.program, home)
    try:
        system.dpkg("--install", deb)
        _runs(system.program, version, home)
        if running.poll() is not None:
            raise TrialFailure("a running copy ended when another was installed over it")
    finally:
        running.kill()
        running.wait()
    if changed := system.dpkg("--verify", NAME):
        raise TrialFailure(f"files differ from their sums: {changed}")
    system.dpkg("--purge", NAME)
    if left := system.left():
        raise TrialFailure(f"left behind: {left[:9]}")
    if not kept.is_file():
        raise TrialFailure("what a person made is gone")


def _standing(program: Path, home: Path) -> subprocess.Popen[bytes]:
    """The installed program with a window that nobody sees."""
    env = {"HOME": str(home), "PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}
    if is_root():
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    quiet = subprocess.DEVNULL
    return subprocess.Popen([program], env=env, stdin=quiet, stdout=quiet, stderr=quiet)


def unpacked(tarball: Path, version: str, folder: Path) -> None:
    """Unpacked into a path with ñ and spaces, run there; removed by removing the folder."""
    into = folder / "mis programas, ñandú"
    into.mkdir()
    _said(["tar", "-xJf", tarball, "-C", into], dict(os.environ))
    program = into / f"{NAME}-{version}" / NAME
    _runs(program, version, folder / "casa")
    env = {"HOME": str(folder / "casa"), "PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}
    question = json.dumps({"modules": [], "files": []})
    lacking = _said([program, "-m", PROBE], env, question).splitlines()[-1]
    if json.loads(lacking):
        raise TrialFailure(f"where the path is odd: {lacking}")


def full_disk(deb: Path, version: str, folder: Path) -> None:
    """On a disk where no second copy has room an upgrade is refused, and the version that was there
    runs as before. Needs root, for a disk of its own.
    """
    room = folder / "disco"
    room.mkdir()
    size = round(_installed_kb(deb) * 1.3) + 2_048
    install = f'dpkg --root="$1" {" ".join(_ELSEWHERE)} --install "$2"'
    script = f"""
mount -t tmpfs -o size={size}k none "$1" || exit 10
mkdir -p "$1/var/lib/dpkg/info" "$1/var/lib/dpkg/updates"
touch "$1/var/lib/dpkg/status" "$1/var/lib/dpkg/available"
{install} || exit 11
{install} && exit 12
HOME="$1/casa" "$1/usr/bin/{NAME}" --version || exit 13
"""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
    command: list[str | Path] = ["unshare", "--mount", "sh", "-c", script, "sh", room, deb]
    said = _said(command, {**os.environ, "PATH": path, "LC_ALL": "C"})
    if "No space left on device" not in said or version not in said.splitlines()[-1]:
        raise TrialFailure(f"a full disk was not told: {said[-800:]}")


def _installed_kb(deb: Path) -> int:
    return int(_said(["dpkg-deb", "--field", deb, "Installed-Size"], dict(os.environ)))


@contextmanager
def _folder(near: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kobra-trial-", dir=near) as name:
        yield Path(name)


def tried(tarball: Path, deb: Path, version: str) -> int:
    """Run every step; answers the exit code."""
    steps: list[tuple[str, Callable[[Path], None]]] = [
        (".tar.xz", lambda folder: unpacked(tarball, version, folder)),
        (".deb", lambda folder: debian_package(deb, version, folder)),
    ]
    if is_root():
        steps.append(("full disk", lambda folder: full_disk(deb, version, folder)))
    else:
        say(f"Packages, full disk: not tried, {FULL_DISK}")
    failed = 0
    for name, step in steps:
        with _folder(tarball.parent) as folder:
            try:
                step(folder)
            except (TrialFailure, OSError, subprocess.TimeoutExpired) as problem:
                failed += 1
                say(f"Packages, {name}: failed: {problem}")
            else:
                say(f"Packages, {name}: installed, run and removed")
    return 1 if failed else 0
