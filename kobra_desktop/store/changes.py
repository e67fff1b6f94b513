"""What has changed in the replica, said after the commit; never who changed it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Rows by (kind, id), or whole kinds when a big pull touched too many to name.

    Kinds are those of the wire, and besides: `latest` (id: the agent's), `outbox` (id: the row's
    that an operation is on).
    """

    ids: frozenset[tuple[str, str]] = frozenset()
    all_of: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kind: str, ids: Iterable[str]) -> "ChangeSet":
        """The named rows of one kind."""
        return cls(ids=frozenset((kind, one) for one in ids))

    def __bool__(self) -> bool:
        return bool(self.ids or self.all_of)

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        all_of = self.all_of | other.all_of
        ids = frozenset(pair for pair in self.ids | other.ids if pair[0] not in all_of)
        return ChangeSet(ids, all_of)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of what changed."""
        return self.all_of | {kind for kind, _ in self.ids}

    def of_kinds(self, kinds: frozenset[str]) -> "ChangeSet":
        """What of it is of these kinds."""
        ids = frozenset(pair for pair in self.ids if pair[0] in kinds)
        return ChangeSet(ids, self.all_of & kinds)

    def touches(self, *kinds: str) -> bool:
        """Whether any row of these kinds changed."""
        return not self.all_of.isdisjoint(kinds) or any(kind in kinds for kind, _ in self.ids)

    def ids_of(self, kind: str) -> frozenset[str] | None:
        """The ids of a kind that changed; None when all of them may have."""
        if kind in self.all_of:
            return None
        return frozenset(one for name, one in self.ids if name == kind)
