"""A list held to one person, door or account that was searched for: by its id, not by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobra_domain.metrics.predicates import Among, Compare, Predicate

_FIELDS = {"party": "party_id", "address": "address_id"}


@dataclass(frozen=True, slots=True)
class About:
    """`kind` of the wire and `id` of what the visits are about, and its name; of an account, which
    a row of a visit does not name, the `ids` of its visits.
    """

    kind: str
    id: str
    name: str
    ids: tuple[str, ...] = ()

    @property
    def rows(self) -> Predicate:
        """What its visits fulfil."""
        field = _FIELDS.get(self.kind)
        return Among("id", self.ids) if field is None else Compare(field, "=", self.id)

    def state(self) -> dict[str, object]:
        """What `about` reads."""
        return {"kind": self.kind, "id": self.id, "name": self.name, "ids": list(self.ids)}


def about(state: object) -> About | None:
    """What `About.state` said; None for anything else."""
    if not isinstance(state, Mapping) or not state.get("id"):
        return None
    ids = state.get("ids")
    found = tuple(str(one) for one in ids) if isinstance(ids, list) else ()
    return About(str(state["kind"]), str(state["id"]), str(state["name"]), found)
