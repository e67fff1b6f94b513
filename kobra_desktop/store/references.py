"""Rows that name rows which are not here. Only what the server shows together is looked at: who
sees a portfolio sees its people, doors, credits and papers; an agent may be of another team.
"""

from sqlalchemy import text

from kobra_desktop.store.replica import Replica

# Kind, the ids it names, and the kind that they are of. Distinct ids come in the order of an index
# or of a sort, so the look-ups run along the other table instead of jumping in it.
_HERE = "version > 0 AND portfolio_id IN (SELECT id FROM portfolio)"
_NAMED = (
    ("visit", f"SELECT DISTINCT party_id AS named FROM visit WHERE {_HERE}", "party"),
    ("visit", f"SELECT DISTINCT address_id AS named FROM visit WHERE {_HERE}", "address"),
    (
        "visit",
        f"SELECT DISTINCT value AS named FROM visit, json_each(account_ids) WHERE {_HERE}",
        "account",
    ),
    ("address", f"SELECT DISTINCT party_id AS named FROM address WHERE {_HERE}", "party"),
    (
        "account",
        "SELECT DISTINCT json_extract(value, '$.party_id') AS named"
        f" FROM account, json_each(parties) WHERE {_HERE}",
        "party",
    ),
    (
        "authorisation",
        f"SELECT DISTINCT party_id AS named FROM authorisation WHERE {_HERE}",
        "party",
    ),
    (
        "authorisation",
        f"SELECT DISTINCT account_id AS named FROM authorisation WHERE {_HERE}",
        "account",
    ),
)


def dangling(replica: Replica) -> dict[str, int]:
    """How many rows are named and missing, by «kind → kind»; empty when all is well."""
    found: dict[str, int] = {}
    with replica.reading() as connection:
        for kind, named, other in _NAMED:
            asked = (
                f"SELECT count(*) FROM ({named}) WHERE named IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM {other} WHERE {other}.id = named)"
            )
            missing = int(connection.execute(text(asked)).scalar_one())
            if missing:
                found[f"{kind} → {other}"] = found.get(f"{kind} → {other}", 0) + missing
    return found
