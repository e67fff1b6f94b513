"""Where the first steps were left."""

from kobra_desktop.models.first_run.steps import KEY, Step, Steps
from kobra_desktop.models.memory import SessionMemory


def test_they_are_left_and_come_back_to() -> None:
    memory = SessionMemory()
    steps = Steps(memory)
    assert (steps.now, steps.is_wanted) == (Step.MAP, False)
    steps.want()
    assert steps.is_wanted
    steps.leave(Step.TELLINGS)
    assert (Steps(memory).now, Steps(memory).is_wanted) == (Step.TELLINGS, False)
    steps.want()  # who has seen them is not asked again, whatever server is next
    assert not steps.is_wanted


def test_what_another_version_kept_is_as_at_first() -> None:
    memory = SessionMemory()
    memory.write(KEY, {"step": "of later", "is_wanted": "yes"})
    assert (Steps(memory).now, Steps(memory).is_wanted) == (Step.MAP, False)
    memory.write(KEY, 3)
    assert Steps(memory).now is Step.MAP
