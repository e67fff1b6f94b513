"""DDL of the triggers that make packed days stale."""

from collections.abc import Callable, Iterable, Sequence

from kobra_domain.metrics.attribution import DAYS
from kobra_domain.metrics.dimensions import AGENT
from kobra_records.sql.packs.kinds import PACKED, PAYMENTS
from kobra_records.sql.packs.levels import LEVELS
from kobra_records.sql.packs.marks import (
    DAY_MS,
    EPOCH_DAY,
    Marks,
    day_of,
    has_ended,
    payments_stale,
)

# While nothing is packed, as in a first pull, no row is looked at.
_ANY = "EXISTS (SELECT 1 FROM pack_day)"
_DAY = "CAST(julianday({0}.booked_on) - 1721424.5 AS INTEGER)"  # as `date.toordinal`
_VISIT = (
    *("state", "outcome", "verdict", "ended_at", "bucket", "overdue_minor"),
    *("portfolio_id", "agent_id", "address_id", "party_id", "account_ids"),
)
_DOOR = ("time_zone", "neighbourhood", "municipality")
_CONTACT = ("at", "channel", "is_two_way", "account_id", "portfolio_id")
_PAYMENT = ("booked_on", "account_id", "portfolio_id", "amount_minor", "currency", "is_reversal")


def pack_statements() -> list[str]:
    """The triggers of every kind that packs are made from."""
    marks = Marks('"visit"')
    zone = _other(["time_zone"])
    return [
        *_of("visit", _of_visit, _VISIT, has_ended),
        *_of("bank_payment", lambda row: [_stale(_DAY.format(row))], _PAYMENT),
        *_of("contact", _of_contact, _CONTACT, _was_answered),
        *_of("address", lambda row: marks.of_door(f"{row}.id"), _DOOR),
        *_of("agent", lambda row: marks.of_key(AGENT, f"{row}.id"), ["team_id"]),
        *_of("portfolio", lambda row: marks.of_portfolio(f"{row}.id"), ["time_zone"]),
        _trigger("address", "UPDATE", [zone], [payments_stale()], "zone"),
        _trigger("address", "INSERT", ["new.time_zone IS NOT NULL"], [payments_stale()], "zone"),
        _trigger("address", "DELETE", ["old.time_zone IS NOT NULL"], [payments_stale()], "zone"),
        _trigger("portfolio", "UPDATE", [zone], [payments_stale()], "zone"),
        _blocks_go_with_days(),
    ]


def _blocks_go_with_days() -> str:
    """A block is stale with any of its days."""
    kinds = ", ".join(f"'{kind}'" for kind in PACKED)
    body = " ".join(
        f"DELETE FROM pack_day WHERE kind = old.kind || '{level.kind('')}'"
        f" AND day = old.day / {level.size} * {level.size};"
        for level in LEVELS
    )
    when = f"old.kind IN ({kinds})"
    return f"CREATE TRIGGER pack_day_gone AFTER DELETE ON pack_day WHEN {when} BEGIN {body} END"


def _of_visit(row: str) -> list[str]:
    """Its days, and those of payments of its accounts soon after, whose owner it may change."""
    paid = (
        f"SELECT {_DAY.format('p')} FROM json_each({row}.account_ids) a"
        " JOIN bank_payment p ON p.account_id = a.value"
        f" WHERE {_DAY.format('p')} - ({day_of(row)}) BETWEEN -1 AND {DAYS + 1}"
    )
    return [*Marks('"visit"').of_visit(row), _stale(paid)]


def _of_contact(row: str) -> list[str]:
    """The days of payments of its account soon after, which may be its channel's."""
    at = f"{row}.at / {DAY_MS} + {EPOCH_DAY}"
    paid = (
        f"SELECT {_DAY.format('p')} FROM bank_payment p WHERE p.account_id = {row}.account_id"
        f" AND {_DAY.format('p')} - ({at}) BETWEEN -1 AND {DAYS + 1}"
    )
    return [_stale(paid)]


def _was_answered(row: str) -> str:
    """Whether a contact is one that payments may be of."""
    return f"({row}.is_two_way AND {row}.account_id IS NOT NULL)"


def _stale(days: str) -> str:
    return f"DELETE FROM pack_day WHERE kind = '{PAYMENTS.kind}' AND day IN ({days})"


def _of(
    kind: str,
    acts: Callable[[str], list[str]],
    fields: Iterable[str],
    counts: Callable[[str], str] = lambda row: "1",
) -> list[str]:
    """Of rows that come, go, or become others in a field; only where one of them `counts`."""
    changed = [_other(fields), f"({counts('old')} OR {counts('new')})"]
    both = list(dict.fromkeys([*acts("old"), *acts("new")]))
    return [
        _trigger(kind, "INSERT", [counts("new")], acts("new")),
        _trigger(kind, "DELETE", [counts("old")], acts("old")),
        _trigger(kind, "UPDATE", changed, both),
    ]


def _other(fields: Iterable[str]) -> str:
    return f"({' OR '.join(f'old.{name} IS NOT new.{name}' for name in fields)})"


def _trigger(
    kind: str, event: str, when: Sequence[str], acts: Sequence[str], name: str = "row"
) -> str:
    asked = " AND ".join([*when, _ANY])
    body = " ".join(f"{act};" for act in acts)
    called = f"pack_{kind}_{name}_{event.lower()}"
    return f'CREATE TRIGGER {called} AFTER {event} ON "{kind}" WHEN {asked} BEGIN {body} END'
