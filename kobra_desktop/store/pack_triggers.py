"""DDL of the triggers that make packed days stale."""

from collections.abc import Callable, Iterable, Sequence

from kobra_domain.metrics.dimensions import AGENT
from kobra_records.sql.packs.marks import Marks, has_ended

# While nothing is packed, as in a first pull, no row is looked at.
_ANY = "EXISTS (SELECT 1 FROM pack_day)"
_VISIT = ("state", "outcome", "verdict", "ended_at", "portfolio_id", "agent_id", "address_id")
_DOOR = ("time_zone", "neighbourhood", "municipality")


def pack_statements() -> list[str]:
    """The triggers of every kind that packs are made from."""
    marks = Marks('"visit"')
    both = [marks.of_visit(row) for row in ("old", "new")]
    ended = f"({has_ended('old')} OR {has_ended('new')})"
    return [
        _trigger("visit", "INSERT", [has_ended("new")], both[1]),
        _trigger("visit", "DELETE", [has_ended("old")], both[0]),
        _trigger("visit", "UPDATE", [ended, _other(_VISIT)], [*both[0], *both[1]]),
        *_of("address", marks.of_door, _DOOR),
        *_of("portfolio", marks.of_portfolio, ("time_zone",)),
        *_of("agent", lambda one: marks.of_key(AGENT, one), ("team_id",)),
    ]


def _of(kind: str, marks: Callable[[str], list[str]], fields: Sequence[str]) -> list[str]:
    return [
        _trigger(kind, "INSERT", [], marks("new.id")),
        _trigger(kind, "DELETE", [], marks("old.id")),
        _trigger(kind, "UPDATE", [_other(fields)], marks("new.id")),
    ]


def _other(fields: Iterable[str]) -> str:
    return f"({' OR '.join(f'old.{name} IS NOT new.{name}' for name in fields)})"


def _trigger(kind: str, event: str, when: Sequence[str], acts: Sequence[str]) -> str:
    asked = " AND ".join([*when, _ANY])
    body = " ".join(f"{act};" for act in acts)
    name = f"pack_{kind}_{event.lower()}"
    return f'CREATE TRIGGER {name} AFTER {event} ON "{kind}" WHEN {asked} BEGIN {body} END'
