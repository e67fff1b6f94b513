"""Rows that name rows which are not here. Only what the server shows together is looked at: who
sees a portfolio sees its people, doors, credits and papers; an agent may be of another team.
"""

from sqlalchemy import text

from kobra_desktop.store.replica import Replica
from kobra_domain.kind import Kind, Reference
from kobra_domain.kinds import BY_PORTFOLIO, DECLARED

_HERE = "version > 0 AND portfolio_id IN (SELECT id FROM portfolio)"


def dangling(replica: Replica) -> dict[str, int]:
    """How many rows are named and missing, by «kind → kind»; empty when all is well."""
    found: dict[str, int] = {}
    with replica.reading() as connection:
        for kind, reference in shown_together(DECLARED):
            other = reference.kind
            asked = (
                f"SELECT count(*) FROM ({_named(kind, reference)}) WHERE named IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM {other} WHERE {other}.id = named)"
            )
            missing = int(connection.execute(text(asked)).scalar_one())
            if missing:
                name = f"{kind} → {other}"
                found[name] = found.get(name, 0) + missing
    return found


def shown_together(kinds: dict[str, Kind]) -> list[tuple[str, Reference]]:
    """The references between kinds that lie under the same portfolio; what is named stays, however
    old it is.
    """
    together = {name for name, kind in kinds.items() if BY_PORTFOLIO in kind.scope}
    return [
        (name, reference)
        for name in kinds
        for reference in kinds[name].references
        if {name, reference.kind} <= together and kinds[reference.kind].window is None
    ]


def _named(kind: str, reference: Reference) -> str:
    # Distinct ids come in the order of an index or of a sort, so the look-ups run along the other
    # table instead of jumping in it.
    if not reference.is_list:
        return f"SELECT DISTINCT {reference.field} AS named FROM {kind} WHERE {_HERE}"
    one = f"json_extract(value, '$.{reference.inner}')" if reference.inner else "value"
    return f"SELECT DISTINCT {one} AS named FROM {kind}, json_each({reference.field}) WHERE {_HERE}"
