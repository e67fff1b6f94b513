"""Profiles of other versions: what a newer one left is neither read wrongly nor destroyed."""

import json
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.paths import paths_of
from kobra_desktop.store import shape
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.sign_in import SignInPage
from tests.field_api.servers import Running
from tests.system.conftest import Field
from tests.system.program import MemoryKeyring, Start, credentials, wait_main

KEYS = ("theme", "language", "text_scale", "lock_minutes", "window", "sign_in", "version_seen")
LISTS = ("drawn_columns:agents", "drawn_columns:visits", "reports.filters", "reports.answers")


@pytest.mark.parametrize("odd", ["de otra versión", {"a": [1e999, -1, "x"]}, 7e9])
def test_settings_of_a_newer_version_stop_nobody_and_stay(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    odd: Any,
) -> None:
    paths = paths_of()
    paths.make()
    held = {**dict.fromkeys((*KEYS, *LISTS), odd), "de_mañana": odd}
    paths.settings.write_text(json.dumps(held), "utf-8")
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    window.open_page("visits")
    assert window.key == "visits"
    assert window.findChildren(CrashDialog) == []
    root.basis.settings.write("de_hoy", 1)
    assert root.basis.settings.save()
    assert json.loads(paths.settings.read_text("utf-8"))["de_mañana"] == odd


def test_a_replica_of_a_newer_version_is_left_as_it_is(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start(credentials=credentials(server))
    wait_main(qtbot, root)
    assert root.workplace is not None
    root.workplace.stop()
    replica = root.workplace.signed_in.replica
    with replica.editing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {shape.version() + 1}")
    assert root.close()
    before = replica.path.read_bytes()
    again = start()
    qtbot.waitUntil(lambda: isinstance(again.shown, SignInPage))
    assert isinstance(again.shown, SignInPage)
    assert "más nueva" in again.shown._problem.text()
    assert replica.path.read_bytes() == before
    assert list(replica.path.parent.glob("*.damaged-*")) == []
