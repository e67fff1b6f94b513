"""Signs the word of a newer version that installed programs ask for: one for all systems, of the
files that their builds left.

    python -m installer.manifest --page https://… --out kobra-desktop.json FILE…
    python -m installer.manifest --new-key

The private key (ed25519, 64 hex digits) is read from the environment and nowhere else.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nacl.signing import SigningKey

from installer.packages import digest, version
from kobra_desktop.updates.manifest import (
    PRODUCT,
    BadManifest,
    Manifest,
    UpdateFile,
    public_key,
    read,
    signed,
)
from tools.console import SetupError, say

KEY = "KOBRA_UPDATE_PRIVATE_KEY"
# How long a word is believed: a server that hands out an old one for ever hides every newer.
DAYS = 180
SYSTEMS = {".exe": "windows", ".dmg": "macos", ".deb": "linux", ".xz": "linux"}
# What every build leaves beside its packages and nobody installs.
_BESIDE = re.compile(r"SHA256SUMS.*|.*\.cdx\.json|.*\.json|.*\.md")


def made(files: Sequence[Path], page: str, now: datetime, of: str) -> Manifest:
    """The word of version `of`, of these packages. Raises SetupError for a file that is none."""
    return Manifest(
        product=PRODUCT,
        version=of,
        published_at=now,
        expires_at=now + timedelta(days=DAYS),
        page=page,
        files=tuple(_file(path) for path in sorted(files) if not _BESIDE.fullmatch(path.name)),
    )


def _file(path: Path) -> UpdateFile:
    system = SYSTEMS.get(path.suffix)
    if system is None or not path.is_file():
        raise SetupError(f"{path} is no package of ours.")
    return UpdateFile(system=system, name=path.name, size=path.stat().st_size, sha256=digest(path))


def write(files: Sequence[Path], page: str, out: Path, now: datetime) -> Path:
    """Sign with the key of the environment, read it back as a program would, then write it. Raises
    SetupError.
    """
    private_key = os.environ.get(KEY, "")
    try:
        key = public_key(private_key)
        raw = signed(made(files, page, now, version()), private_key)
        read(raw, key, now)
    except BadManifest as problem:
        raise SetupError(f"No program would believe this: {problem.code}") from problem
    except ValueError:  # never with the key in its text
        raise SetupError(f"{KEY} holds no private key: 64 hex digits.") from None
    if not made(files, page, now, version()).files:
        raise SetupError("No package was named.")
    out.write_bytes(raw)
    say(f"{out} holds version {version()}; programs with the key {key} believe it.")
    return out


def main(words: Sequence[str] | None = None) -> int:
    """Sign, or make a pair; answers the exit code."""
    parser = argparse.ArgumentParser(prog="installer.manifest", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="the packages of all systems")
    parser.add_argument("--page", help="where a person finds them, https")
    parser.add_argument("--out", type=Path, help="the file to be published")
    parser.add_argument("--new-key", action="store_true", help="make a pair and say it")
    said = parser.parse_args(words)
    if said.new_key:
        private_key = bytes(SigningKey.generate()).hex()
        say(f"{KEY}={private_key}  (a secret of the builds, kept nowhere else)")
        say(f"public: {public_key(private_key)}  (goes into the program)")
        return 0
    if not (said.page and said.out):
        parser.error("say --page and --out")
    try:
        write(said.files, said.page, said.out, datetime.now(UTC))
    except SetupError as problem:
        say(str(problem))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
