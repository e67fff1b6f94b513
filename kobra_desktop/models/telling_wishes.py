"""What a person wants to be told at once, and how much of it; kept on this machine for each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields

from kobra_desktop.models.memory import Memory
from kobra_desktop.store.queries.happenings import Telling as Telling

ALWAYS = frozenset({Telling.SOS})  # cannot be silenced


@dataclass(frozen=True, slots=True)
class Wishes:
    """`silent`: what is not told. `is_of_scope`: only of the chosen scope. `has_names`: with names
    and amounts. `is_quiet_presenting`: nothing while the wall is open, save a call for help.
    """

    silent: frozenset[Telling] = field(default=frozenset())
    is_of_scope: bool = True
    has_names: bool = False
    is_quiet_presenting: bool = True

    @property
    def kinds(self) -> frozenset[Telling]:
        """What is told."""
        return frozenset(Telling) - (self.silent - ALWAYS)


class TellingWishes:
    """Of who is signed in; several people may use one machine."""

    def __init__(self, memory: Memory, user_id: str) -> None:
        self._memory, self._key = memory, f"tellings:{user_id}"

    def read(self) -> Wishes:
        """As they were last kept; what cannot be read is as at first."""
        kept = self._memory.read(self._key)
        if not isinstance(kept, dict):
            return Wishes()
        known = {one.value for one in Telling}
        named = kept.get("silent")
        silent = frozenset(
            Telling(one) for one in (named if isinstance(named, list) else []) if one in known
        )
        switches = {
            one.name: kept[one.name]
            for one in fields(Wishes)
            if isinstance(kept.get(one.name), bool)
        }
        return Wishes(silent=silent, **switches)

    def write(self, wishes: Wishes) -> None:
        """Keep them."""
        self._memory.write(self._key, self._stored(wishes))

    def switch(self, name: str, *, is_on: bool) -> None:
        """One of the switches of `Wishes`, by its name."""
        self._memory.write(self._key, {**self._stored(self.read()), name: is_on})

    @staticmethod
    def _stored(wishes: Wishes) -> dict[str, object]:
        return {**asdict(wishes), "silent": sorted(wishes.silent)}
