"""What lies beside the packages: their sums, as the system's own program checks them."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from installer import packages


def test_sums_are_checked_by_the_systems_own_program(tmp_path: Path) -> None:
    made = []
    for name in ("b ñ.deb", "a.tar.xz"):
        (tmp_path / name).write_bytes(name.encode())
        made.append(tmp_path / name)
    sums = packages.summed(made, tmp_path)
    first = hashlib.sha256(b"a.tar.xz").hexdigest()
    assert sums.read_text("utf-8").splitlines()[0] == f"{first}  a.tar.xz"
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not here")
    check = [program, "--check", "--strict", sums.name]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 0
    made[0].write_bytes(b"other")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_version_is_that_of_the_project() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", packages.version())
