"""The steps after signing in, and where a person left them."""

from __future__ import annotations

from enum import StrEnum

from kobra_desktop.models.memory import Memory

KEY = "first_steps"
_WANTED = "is_wanted"


class Step(StrEnum):
    """In their order."""

    LOOK = "look"
    ACCOUNT = "account"
    MAP = "map"
    TELLINGS = "tellings"


class Steps:
    """Kept on this machine. Two are behind whoever has signed in: the third comes first."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def now(self) -> Step:
        """Where to go on."""
        known = [one.value for one in Step]
        at = self._kept().get("step")
        return Step(at) if at in known else Step.MAP

    @property
    def is_wanted(self) -> bool:
        """Whether they open by themselves, for somebody who begins."""
        return self._kept().get(_WANTED) is True

    def want(self) -> None:
        """Somebody begins: they come once there is a window."""
        if not self._kept():
            self._memory.write(KEY, {"step": Step.MAP.value, _WANTED: True})

    def leave(self, step: Step) -> None:
        """This is where they were left; they open by themselves no more."""
        self._memory.write(KEY, {"step": step.value, _WANTED: False})

    def _kept(self) -> dict[str, object]:
        kept = self._memory.read(KEY)
        return kept if isinstance(kept, dict) else {}
