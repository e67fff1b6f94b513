"""All accounts of the reach as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kobra_desktop.models.large_source import LargeSource
from kobra_desktop.models.listing import Options
from kobra_desktop.models.portfolio import words
from kobra_desktop.models.windows import WINDOW
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import by_word
from kobra_desktop.store.queries.account_views import (
    ACCOUNTS,
    amount_bands,
    bucket_order,
    first_ids,
)
from kobra_desktop.store.queries.accounts import AccountRow, accounts_by_id
from kobra_desktop.store.queries.agents import agent_names
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.replica import Reading


class AccountSource(LargeSource[AccountRow]):
    """News of visits, papers and doors change what any account says."""

    large = ACCOUNTS
    of_any = frozenset({"outbox", "authorisation", "visit"})
    offers_by = frozenset({"agent", "portfolio"})

    def __init__(self, workspace: Workspace, nobody: str = "") -> None:
        super().__init__(workspace)
        self._nobody = nobody
        self.currencies: tuple[str, ...] = ()

    def rows(self, ids: Sequence[str]) -> Mapping[str, AccountRow]:
        """What accounts say, by id."""
        return accounts_by_id(self._workspace.desk.store, ids)

    def first_ids(self, connection: Reading) -> list[str]:
        """Those longest past due."""
        return first_ids(connection, self._workspace.reach, WINDOW)

    def offered(self, connection: Reading, index: LargeIndex) -> dict[str, Options]:
        """What there is of ranges, amounts, products, segments, agents."""
        buckets = sorted(index.used(connection, "bucket"), key=bucket_order)
        bands = amount_bands(index, connection)[index.within(connection)]
        used = np.flatnonzero(np.bincount(bands + 1)) - 1  # -1 is one of them
        names = agent_names(connection)
        agents = index.used(connection, "agent_id")
        self.currencies = tuple(sorted(one for one in index.used(connection, "currency") if one))
        return {
            "bucket": [(one, words.bucket_words(one)) for one in buckets],
            "amount": [(str(one), words.band_words(one)) for one in used.tolist()],
            "product": _said(index.used(connection, "product")),
            "segment": _said(index.used(connection, "segment")),
            "agent": by_word(
                (one or words.NOBODY, names.get(one, "") if one else self._nobody) for one in agents
            ),
        }


def _said(values: Sequence[str | None]) -> Options:
    """Values that are their own words; those that say nothing are no choice."""
    return by_word((one, one) for one in values if one)
