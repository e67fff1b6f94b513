"""Which packed days a change makes stale, as SQL that both engines take: `row` is whatever names
the changed row (`new` and `old` of a trigger, an alias).
"""

from __future__ import annotations

from collections.abc import Callable

from kobra_domain.visits import ENDED_STATES
from kobra_records.sql.packs.kinds import PACKED, PAYMENTS, PORTFOLIO, VISITS, Packed

EPOCH_DAY, DAY_MS = 719_163, 86_400_000  # `date.toordinal` of 1970-01-01
_ENDED = ", ".join(f"'{state.value}'" for state in sorted(ENDED_STATES))
Days = Callable[[str], str]  # a list of days for `IN`, of a row


def day_of(row: str) -> str:
    """The day of a visit; 0 without a moment."""
    at = f"{row}.ended_at"
    return f"CASE WHEN {at} IS NULL THEN 0 ELSE {at} / {DAY_MS} + {EPOCH_DAY} END"


def has_ended(row: str) -> str:
    """Whether a visit is among those that are packed."""
    return f"{row}.state IN ({_ENDED})"


class Marks:
    """Statements for one side, whose tables of visits and packs are called so."""

    def __init__(self, visit: str) -> None:
        self._visit = visit

    def of_visit(self, row: str) -> list[str]:
        """The day of a visit, and of those that were made at its door later: of them it may have
        been the first.
        """
        later = (
            f"SELECT {day_of('v')} FROM {self._visit} v WHERE v.address_id = {row}.address_id"
            f" AND v.ended_at >= {row}.ended_at AND {has_ended('v')}"
        )
        return [_stale(day_of(row)), _stale(later)]

    def of_door(self, address_id: str) -> list[str]:
        """The days of the visits at an address."""
        return [
            _stale(
                f"SELECT {day_of('v')} FROM {self._visit} v"
                f" WHERE v.address_id = {address_id} AND {has_ended('v')}"
            )
        ]

    def of_key(self, key: str, value: str) -> list[str]:
        """The days that have rows of a portfolio or agent."""
        return [
            _stale(
                "SELECT p.day FROM pack_sum p"
                f" WHERE p.series = '{packed.series(key)}' AND p.value = {value}",
                packed,
            )
            for packed in PACKED.values()
        ]

    def of_portfolio(self, portfolio_id: str) -> list[str]:
        """The same of a portfolio."""
        return self.of_key(PORTFOLIO, portfolio_id)


def payments_stale() -> str:
    """Every day of payments: whose work they are may all be another's."""
    return f"DELETE FROM pack_day WHERE kind = '{PAYMENTS.kind}'"


def _stale(days: str, packed: Packed = VISITS) -> str:
    return f"DELETE FROM pack_day WHERE kind = '{packed.kind}' AND day IN ({days})"
