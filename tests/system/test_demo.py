"""`python -m demo --snapshot`: the city, its phones, the server and the control center together."""

import json
import subprocess
import sys
from pathlib import Path

PAGES = (
    *("1-today", "2-map", "3-visits", "4-questionnaires", "5-alerts", "6-administration"),
    *("questionnaire-editor", "visit-result"),
)
NUMBERS = (
    *("agents_on_map", "positions_received", "visits", "alerts", "rows_synced"),
    *("questionnaires", "submissions"),
)


def test_the_demonstration_lives_and_paints_every_page(tmp_path: Path) -> None:
    words = ["--snapshot", str(tmp_path), "--seconds", "8", "--agents", "8", "--days", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "demo", *words],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["problems"] == []
    assert summary["sync_state"] == "synced"
    assert summary["pending_edits"] == 0
    assert summary["seconds_to_first_map"] > 0
    for name in NUMBERS:
        assert summary[name] > 0, name
    for page in PAGES:
        picture = (tmp_path / f"{page}.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 10_000


def test_a_city_that_cannot_be_built_is_said_with_its_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--snapshot", str(tmp_path), "--agents", "0"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "seed" in done.stderr
