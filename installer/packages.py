"""Makes of a frozen folder what a person downloads on this system, and says its sums."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tomllib
from pathlib import Path

from installer import (
    linux_packages,
    linux_trial,
    macos_package,
    sbom,
    third_party,
    windows_package,
    windows_trial,
)
from installer.freezing import Frozen
from tools.console import ROOT, say

MB = 2**20
SUMS = "SHA256SUMS"


def version() -> str:
    """The version of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    said: str = project["project"]["version"]
    return said


def make(frozen: Frozen, into: Path) -> int:
    """Make this system's packages into a folder and try what can be tried here; answers the exit
    code. Raises SetupError when one cannot be made.
    """
    into.mkdir(parents=True, exist_ok=True)
    if wrong := unlicensed(frozen):
        say("\n".join(wrong))
        return 1
    if sys.platform == "win32":
        # Elsewhere it lies beside the folder: in `share/doc`, in the disk image.
        shutil.copyfile(third_party.DOCUMENT, frozen.folder / third_party.DOCUMENT.name)
        made, code = [windows_package.setup(frozen, version(), into)], 0
    elif sys.platform == "darwin":
        made, code = [macos_package.dmg(frozen, version(), into)], 0
    else:
        made, code = _linux(frozen, into)
    made.append(sbom.write(frozen, version(), into))
    summed(made, into)
    for path in made:
        say(f"{path.name}: {path.stat().st_size / MB:.0f} MB")
    return code


def unlicensed(frozen: Frozen) -> list[str]:
    """What may not leave this machine as it is, in sentences."""
    return [
        *third_party.problems(),
        *(
            f"{name}: frozen, and nobody has read its licence"
            for name in sbom.unknown_packages(frozen)
        ),
        *(f"{name}: of Qt, and under the GPL alone" for name in third_party.gpl_only(frozen)),
    ]


def _linux(frozen: Frozen, into: Path) -> tuple[list[Path], int]:
    tarball = linux_packages.tarball(frozen, version(), into)
    deb = linux_packages.deb(frozen, version(), into)
    code = linux_trial.tried(tarball, deb, version())
    windows_package.compiles(frozen, version(), into)
    code = windows_trial.try_here(into) or code
    return [tarball, deb], code


def summed(made: list[Path], into: Path) -> Path:
    """Write the SHA-256 of each file as `sha256sum --check` reads it."""
    path = into / SUMS
    lines = [f"{digest(file)}  {file.name}\n" for file in sorted(made)]
    path.write_text("".join(lines), "utf-8", newline="\n")
    return path


def digest(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
