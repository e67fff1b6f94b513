"""What the desktop writes is for its account alone, whatever the umask; what was wider is closed,
and said.
"""

import logging
import os
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from kobra_desktop import crash, logs
from kobra_desktop.keychain import VaultKeychain
from kobra_desktop.paths import HOME_VARIABLE, Paths, paths_of
from kobra_desktop.settings import Settings
from kobra_desktop.store import kept
from kobra_desktop.store.replica import Replica
from kobra_records.private_files import open_to_others, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such modes")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """A profile on a machine whose umask hides nothing."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    before = os.umask(0)
    yield paths_of()
    os.umask(before)


def wide(paths: Paths) -> list[Path]:
    """What others could read."""
    tops = (paths.data, paths.cache, paths.logs)
    return [path for top in tops for path in open_to_others(tree(top))]


def test_nothing_that_is_written_is_for_others(paths: Paths) -> None:
    assert paths.make().mended == ()
    replica = Replica(paths.replica("https://a", "x"), bytes(32), "x")
    with replica.editing() as connection:
        kept.keep(connection, kept.draft_key("f"), {"a": 1})
    raw = replica.open_copy(replica.path.with_suffix(".before-migration"))
    raw.execute("CREATE TABLE a (b)")
    raw.close()
    settings = Settings(paths.settings)
    settings.write("a", 1)
    assert settings.save()
    VaultKeychain(paths.vault, "una frase").keep("a", "b")
    crash._open(paths.hard_crash)
    logs.start_logs(paths.logs)
    file = next(h for h in logging.getLogger().handlers if isinstance(h, RotatingFileHandler))
    logging.getLogger().warning("a line")
    file.doRollover()
    logs.stop_logs()
    crash.Hooks(lambda report: None).remove()
    assert list(tree(paths.logs))
    assert wide(paths) == []
    replica.close()


def test_what_was_wider_is_closed_and_told(paths: Paths) -> None:
    paths.replicas.mkdir(parents=True)
    (paths.replicas / "a.db").write_text("x", "utf-8")
    narrowed = paths.make()
    assert paths.replicas / "a.db" in narrowed.mended
    assert narrowed.left == ()
    assert wide(paths) == []
    assert paths.make().mended == ()
