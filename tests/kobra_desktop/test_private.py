"""What the desktop writes is for its account alone, whatever the umask; what was wider is closed,
and said.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import TemporaryDirectory

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


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that another account may come to, unlike those of tests."""
    with TemporaryDirectory(dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


_PUT = """
import os, sys
from pathlib import Path
from kobra_records import private_files
if os.geteuid() == 0:
    os.setuid(65534)
private_files.HELD_S = float(sys.argv[2])
print("trying", flush=True)
folder = Path(sys.argv[1])
private_files.put_in_place(folder / "fresh", folder / "target")
"""


@pytest.mark.parametrize(("patience", "is_freed"), [("30", True), ("0.1", False)])
def test_a_file_that_is_held_for_a_moment_is_replaced_later(
    open_folder: Path, patience: str, is_freed: bool
) -> None:
    folder = open_folder
    for name in ("fresh", "target"):
        (folder / name).write_text(name, "utf-8")
    folder.chmod(0o555)
    with subprocess.Popen(
        [sys.executable, "-c", _PUT, str(folder), patience],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "trying\n"
        if is_freed:
            folder.chmod(0o777)
        process.communicate(timeout=60)
    folder.chmod(0o755)
    assert (process.returncode == 0) is is_freed
    assert (folder / "target").read_text("utf-8") == ("fresh" if is_freed else "target")
