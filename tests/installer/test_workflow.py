"""The builds' own description: nobody here can run it, so what it names is held against what is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import dev
from tools import system_libraries
from tools.console import ROOT

PATH = ROOT / ".github" / "workflows" / "build.yml"
TEXT = PATH.read_text("utf-8")
SAID: dict[str, Any] = yaml.safe_load(TEXT)
STEPS = [step for job in SAID["jobs"].values() for step in job["steps"]]
RUNS = [step["run"] for step in STEPS if "run" in step]
SHELLS = ["bash", "-n"]


def test_it_builds_on_every_system_that_is_promised() -> None:
    rows = SAID["jobs"]["build"]["strategy"]["matrix"]["include"]
    runners = {row["runner"] for row in rows}
    assert runners == {"windows-latest", "macos-15", "ubuntu-22.04", "ubuntu-24.04"}


def test_what_others_made_is_pinned_to_its_commit() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    for name in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name), name
        assert re.search(rf"{re.escape(name)} # v\d+\.\d+\.\d+$", TEXT, re.MULTILINE), name


def test_a_job_may_do_no_more_than_it_needs() -> None:
    assert SAID["permissions"] == {}
    wanted = {name: job["permissions"] for name, job in SAID["jobs"].items()}
    assert wanted == {"build": {"contents": "read"}, "attach": {"contents": "write"}}
    checkouts = [step for step in STEPS if "checkout" in step.get("uses", "")]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_nothing_from_outside_is_pasted_into_a_script() -> None:
    assert not [run for run in RUNS if "${{" in run]


def test_a_secret_is_shown_only_to_the_step_that_needs_it() -> None:
    for job in SAID["jobs"].values():
        assert "secrets." not in str({**job, "steps": []})
    assert not [step for step in STEPS if "secrets." in str({**step, "env": {}})]


def test_every_file_that_is_named_is_there_and_may_be_run() -> None:
    named = {name for run in RUNS for name in re.findall(r"\./(installer/[\w./-]+)", run)}
    assert {Path(name).suffix for name in named} == {".ps1", ".sh"}
    for name in named:
        assert (ROOT / name).is_file(), name
        if name.endswith(".sh") and sys.platform != "win32":
            assert (ROOT / name).stat().st_mode & 0o100, name


def test_every_verb_and_module_that_is_run_exists() -> None:
    verbs = {verb for run in RUNS for verb in re.findall(r"python dev\.py (\w+)", run)}
    assert verbs == {"build", "lint"}
    assert all(callable(getattr(dev, verb)) for verb in verbs)
    modules = {name for run in RUNS for name in re.findall(r"python -m ([\w.]+)", run)}
    assert modules == {"installer.manifest"}
    assert all((ROOT / Path(*name.split("."))).with_suffix(".py").is_file() for name in modules)
    assert system_libraries.BUILD


@pytest.mark.skipif(sys.platform == "win32", reason="no bash")
def test_every_script_is_one() -> None:
    for step in STEPS:
        if "run" in step and step.get("shell") != "pwsh":
            done = subprocess.run(SHELLS, input=step["run"], text=True, capture_output=True)
            assert done.returncode == 0, f"{step.get('name')}: {done.stderr}"


def test_what_is_not_signed_says_so() -> None:
    (upload,) = [step for step in STEPS if "upload-artifact" in step.get("uses", "")]
    assert "env.KOBRA_SIGNED == 'yes' && '' || '-unsigned'" in upload["with"]["name"]
    signers = [ROOT / "installer/windows/certificate.ps1", ROOT / "installer/macos/certificate.sh"]
    assert all("KOBRA_SIGNED=yes" in path.read_text("utf-8") for path in signers)
