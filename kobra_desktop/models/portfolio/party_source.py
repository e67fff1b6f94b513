"""All people of the reach as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kobra_desktop.models.large_source import LargeSource
from kobra_desktop.models.listing import Options
from kobra_desktop.models.windows import WINDOW
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.parties import PartyRow, parties_by_id
from kobra_desktop.store.queries.party_views import PARTIES, currencies, first_ids
from kobra_desktop.store.replica import Reading


class PartySource(LargeSource[PartyRow]):
    """All people by name. News of visits and contacts change what anybody's
    line says.
    """

    large = PARTIES
    of_any = frozenset({"outbox", "visit", "contact"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.currencies: tuple[str, ...] = ()

    def first_ids(self, connection: Reading) -> list[str]:
        """Those whose name begins with the first letter."""
        return first_ids(connection, self._workspace.reach, WINDOW)

    def offered(self, connection: Reading, index: LargeIndex) -> dict[str, Options]:
        """In which currencies an amount may be asked for; no chip's values follow from rows."""
        self.currencies = currencies(connection)
        return {}

    def rows(self, ids: Sequence[str]) -> Mapping[str, PartyRow]:
        """What people's lines say, by id."""
        return parties_by_id(self._workspace.desk.store, ids)
