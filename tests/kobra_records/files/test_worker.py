"""The process for hostile work: answers, limits, an end for each failure, nothing left behind."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kobra_records.files.problems import FileProblem
from kobra_records.files.worker import (
    WorkCrashed,
    Worker,
    WorkFailure,
    WorkTimedOut,
    WorkTooBig,
    serve,
)
from tests.kobra_records.files import errands

pytestmark = pytest.mark.cold_workers


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(seconds=60, memory_mb=1_000) as own:
        yield own


def is_gone(process_id: int) -> bool:
    """Ended and collected: no process, no zombie."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_works_in_another_process_that_stays_warm(worker: Worker) -> None:
    assert worker.run(errands.double, 21) == 42
    first = worker.run(errands.own_process)
    assert first == worker.process_id != os.getpid()
    assert worker.run(errands.own_process) == first


def test_it_is_warm_when_it_was_started_so(worker: Worker) -> None:
    assert not worker.run(errands.has_loaded, "kobra_records.files.compiler")
    worker.start("kobra_records.files.compiler")
    assert worker.run(errands.has_loaded, "kobra_records.files.compiler")


def test_a_refusal_comes_back_as_it_was_and_ends_nothing(worker: Worker) -> None:
    before = worker.run(errands.own_process)
    with pytest.raises(FileProblem) as refusal:
        worker.run(errands.refuse, "survey")
    assert refusal.value.code == "file.no_header"
    assert refusal.value.params == {"sheet": "survey"}
    assert [problem.code for problem in refusal.value.problems] == ["file.no_header"]
    assert worker.run(errands.own_process) == before


@pytest.mark.parametrize(
    ("job", "failure"),
    [(errands.swell, WorkTooBig), (errands.die, WorkCrashed), (errands.fall, WorkCrashed)],
)
def test_after_a_failure_the_next_job_gets_a_fresh_process(
    worker: Worker, job: Callable[[], object], failure: type[WorkFailure]
) -> None:
    before = worker.run(errands.own_process)
    with pytest.raises(failure):
        worker.run(job)
    assert is_gone(before)
    assert worker.run(errands.own_process) != before


def test_what_takes_too_long_is_killed(worker: Worker) -> None:
    before = worker.run(errands.own_process)
    with pytest.raises(WorkTimedOut) as late:
        worker.run_within(0.3, errands.last_for_ever)
    assert late.value.params == {"limit_s": 0.3}
    assert is_gone(before)
    assert worker.run(errands.double, 2) == 4


def test_threads_take_turns_and_each_gets_its_own_answer(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: worker.run(errands.double, number), range(60))) == [
            2 * number for number in range(60)
        ]


def test_closing_ends_the_job_that_runs_and_refuses_others(tmp_path: Path) -> None:
    own = Worker(seconds=60)
    sign = tmp_path / "begun"
    failures: list[WorkFailure] = []

    def wait() -> None:
        try:
            own.run(errands.announce_and_wait, str(sign))
        except WorkFailure as failure:
            failures.append(failure)

    own.start()
    process = own.process_id
    assert process is not None
    thread = threading.Thread(target=wait)
    thread.start()
    while not sign.exists():
        thread.join(0.01)
    own.close()
    thread.join(20)
    assert [type(failure) for failure in failures] == [WorkCrashed]
    assert is_gone(process)
    with pytest.raises(WorkCrashed):
        own.run(errands.double, 1)
    own.close()


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:

    script = (
        "import os, signal\n"
        "from kobra_records.files.worker import Worker\n"
        "from tests.kobra_records.files import errands\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker()\n"
        "    print(worker.run(errands.own_process), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "starts.py"
    path.write_text(script, "utf-8")
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=60,
        check=False,
    )
    process = int(done.stdout)
    pause = threading.Event()
    for _ in range(500):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return  # a zombie is left to whoever adopts it here
        pause.wait(0.02)
    pytest.fail("the worker outlives who started it")


def test_an_answer_that_nobody_waits_for_is_no_fault() -> None:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, 1_000), daemon=True)
    with theirs:
        process.start()
    ours.send((errands.double, (1,), {}))
    ours.close()
    process.join(60)
    assert process.exitcode == 0


def test_naming_the_jobs_loads_none_of_what_does_them() -> None:
    script = (
        "import sys\n"
        "import kobra_records.files.checking, kobra_records.files.validate\n"
        "import kobra_records.files.worker\n"
        "heavy = {'pyxform', 'openpyxl', 'xlrd', 'lark'} & sys.modules.keys()\n"
        "sys.exit(repr(heavy) if heavy else 0)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of open files are of POSIX")
@pytest.mark.parametrize("left", [0, 2, 3])
def test_a_process_that_cannot_be_started_is_a_crash_and_the_next_one_may(left: int) -> None:
    import resource

    worker = Worker()
    before, hardest = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = [number for number in range(before) if not is_open(number)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (free[left], hardest))
    try:
        with pytest.raises(WorkCrashed):
            worker.run(errands.double, 21)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, hardest))
    assert [number for number in range(free[left]) if not is_open(number)] == free[:left]
    with worker:
        assert worker.run(errands.double, 21) == 42


def is_open(number: int) -> bool:
    """Whether this process has a file of the number open."""
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
