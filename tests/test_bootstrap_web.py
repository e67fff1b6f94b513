"""The web parts are built by rule: a word or a place that the widgets lack stops the build."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kobra_records.shipped import node_command
from tools import web_setup

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as the preview's build needs; the packages are those of this one."""
    for config in ROOT.glob("vite.*.js"):
        shutil.copy(config, tmp_path)
    shutil.copytree(ROOT / "resources" / "web" / "src", tmp_path / "resources" / "web" / "src")
    if os.name == "nt":
        pytest.skip("links to folders need a right of their own there")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def build(checkout: Path) -> subprocess.CompletedProcess[str]:
    vite = ROOT / "node_modules" / "vite" / "bin" / "vite.js"
    words = [node_command()[0], str(vite), "build", "--config", "vite.forms.js"]
    return subprocess.run(words, cwd=checkout, capture_output=True, text=True, timeout=120)


def test_the_preview_is_built_from_a_clean_checkout(checkout: Path) -> None:
    done = build(checkout)
    assert done.returncode == 0, done.stderr
    made = checkout / "resources" / "web" / "dist" / "forms.js"
    assert made.stat().st_size > 1_000_000


def test_a_word_that_the_widgets_do_not_say_fails_the_build(checkout: Path) -> None:
    words = checkout / "resources" / "web" / "src" / "forms" / "words.es.json"
    known = json.loads(words.read_text("utf-8"))
    words.write_text(json.dumps({**known, "Nobody says this": "Nadie lo dice"}), "utf-8")
    done = build(checkout)
    assert done.returncode != 0
    assert "No such words in the widgets: Nobody says this" in done.stderr


def test_a_change_that_finds_nothing_fails_the_build(checkout: Path) -> None:
    config = checkout / "vite.forms.js"
    text = config.read_text("utf-8")
    assert "tile.openstreetmap.org" in text
    config.write_text(text.replace("tile.openstreetmap.org", "tile.invalid"), "utf-8")
    done = build(checkout)
    assert done.returncode != 0
    assert "The widgets have no" in done.stderr


def test_every_product_and_configuration_is_there() -> None:
    assert [path for path in web_setup.PRODUCTS if not path.is_file()] == []
    assert [name for name in web_setup.CONFIGURATIONS if not (ROOT / name).is_file()] == []
