"""The folder of a trial: one owner, nothing left, whatever ends it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kobra_desktop.models.first_run import folder as trial_folder
from kobra_desktop.models.first_run.folder import LOCK, TrialProblem, clear, own

_OWNER = """
import sys
from pathlib import Path
from kobra_desktop.models.first_run.folder import own
with own(Path(sys.argv[1])) as folder:
    (folder / "server").mkdir()
    (folder / "server" / "city.db").write_text("x")
    print("there", flush=True)
    sys.stdin.read()
"""


def owner(folder: Path) -> subprocess.Popen[str]:
    """A process that holds it."""
    made = subprocess.Popen(
        [sys.executable, "-c", _OWNER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "there\n"
    return made


def test_one_owner_at_a_time_who_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "Prueba ñ" / "trial"
    first = owner(folder)
    with pytest.raises(TrialProblem, match="trial_runs"), own(folder):
        pass
    assert not clear(folder)
    assert (folder / "server" / "city.db").exists()
    first.communicate("")
    assert not folder.exists()
    assert clear(folder)


def test_what_a_killed_one_left_goes_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    killed = owner(folder)
    killed.kill()
    killed.communicate()
    assert (folder / "server").is_dir()
    with own(folder):
        assert [one.name for one in folder.iterdir()] == [LOCK]
    killed = owner(folder)
    killed.kill()
    killed.communicate()
    assert clear(folder)
    assert not folder.exists()


def test_what_is_not_of_our_making_stays(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter").touch()
    (tmp_path / "trial").symlink_to(theirs)
    assert not clear(tmp_path / "trial")
    assert (theirs / "letter").exists()


def test_a_disk_without_room_is_said_with_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = shutil.disk_usage(tmp_path).free // 1_000_000 + 1_000_000
    monkeypatch.setattr(trial_folder, "NEEDED_MB", needed)
    with pytest.raises(TrialProblem) as said, own(tmp_path / "trial"):
        pass
    assert said.value.code == "trial_no_room"
    assert said.value.params["needed_mb"] == needed
    assert not (tmp_path / "trial").exists()


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TrialProblem, match="trial_no_folder"), own(tmp_path / "file" / "trial"):
        pass
