"""On a machine with the zones of before October 2022 the law's hours are still those of today."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kobra_domain.contact import Allowed, may_visit, rules_for
from kobra_domain.portfolios import CreditorType
from kobra_records.files.worker import Worker
from tests.kobra_domain.things import a_party, a_portfolio, an_account, an_address

# 21:30 in Mexico City, which then has no summer time any more; with it, it would be 22:30.
EVENING = datetime(2026, 7, 2, 3, 30, tzinfo=UTC)
PROGRAMS = ("field_api.command_line", "kobra_desktop.command_line", "demo.owner")


@pytest.fixture
def old_zones(tmp_path: Path) -> dict[str, str]:
    """The environment of a child whose system's Mexico City still changes to summer time."""
    folder = tmp_path / "zones" / "America"
    folder.mkdir(parents=True)
    with (files("tzdata.zoneinfo") / "America" / "Chicago").open("rb") as source:
        (folder / "Mexico_City").write_bytes(source.read())
    return {**os.environ, "PYTHONTZPATH": str(folder.parent)}


def is_lawful() -> bool:
    """Whether a door in Mexico City may be visited that evening."""
    city = {"country": "MX", "time_zone": "America/Mexico_City", "product_type": "consumer"}
    asked = may_visit(
        rules=rules_for("MX", CreditorType.FINANCIAL),
        party=a_party(),
        address=an_address(),
        portfolio=a_portfolio(**city),
        accounts=[an_account()],
        authorisations=[],
        holidays=lambda _: False,
        now=EVENING,
    )
    return isinstance(asked, Allowed)


def hour_in_worker() -> int:
    """What the clock of Mexico City says in a worker."""
    return EVENING.astimezone(ZoneInfo("America/Mexico_City")).hour


@pytest.mark.parametrize("program", PROGRAMS)
def test_our_own_zones_come_before_an_old_systems(program: str, old_zones: dict[str, str]) -> None:
    ask = "from tests.system.test_old_zones import is_lawful; print(is_lawful())"
    assert _said(f"import {program}; {ask}", old_zones) == "True"


def test_in_a_worker_too(old_zones: dict[str, str]) -> None:
    assert (
        _said("from tests.system.test_old_zones import worked; print(worked())", old_zones) == "21"
    )


def worked() -> int:
    """The hour as a job in the worker of forms finds it."""
    with Worker() as worker:
        return worker.run(hour_in_worker)


def _said(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
