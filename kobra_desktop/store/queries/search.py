"""The palette's search over people, doors, accounts and questionnaires, without accents, by the
start of words.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from kobra_desktop.store.accents import words_of
from kobra_desktop.store.noting import reads
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import SEARCHED


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: `kind` of the wire and `id`; `party_id` is whom a door or account belongs to."""

    kind: str
    id: str
    title: str
    detail: str
    party_id: str | None = None


_COLUMNS = {
    "agent": "r.id, r.name, r.code, NULL",
    "party": "r.id, r.name, trim(r.document_type || ' ' || r.document_number), r.id",
    "address": "r.id, r.street, trim(r.neighbourhood || ' ' || r.municipality), r.party_id",
    "account": "r.id, r.number, trim((SELECT p.name FROM party p WHERE p.id = "
    "json_extract(r.parties, '$[0].party_id')) || ' ' || r.product), "
    "json_extract(r.parties, '$[0].party_id')",
    "questionnaire": "r.id, r.title, r.form_id, NULL",
}
_READ = {"account": ("account", "party")}  # by others, themselves alone
PLACED = ("agent", "party", "account", "address")


def search(
    replica: Replica,
    typed: str,
    *,
    kinds: tuple[str, ...] = PLACED,
    limit: int = 8,
) -> list[Found]:
    """At most `limit` hits a kind, best first; every typed word must begin a word of the row."""
    words = words_of(typed)
    if not words:
        return []
    wanted = " ".join(f'"{word.replace(chr(34), "")}"*' for word in words)
    with replica.reading() as connection:
        return [hit for kind in kinds for hit in _hits(connection, kind, wanted, limit)]


def visits_of_account(replica: Replica, account_id: str) -> list[str]:
    """The ids of the visits that are about an account."""
    asked = text(
        "SELECT v.id FROM visit v, json_each(v.account_ids) a WHERE a.value = :account"
    ).bindparams(bindparam("account", account_id))
    with replica.reading() as connection:
        return list(connection.scalars(asked))


def _hits(connection: Connection, kind: str, wanted: str, limit: int) -> list[Found]:
    if kind not in SEARCHED:
        raise ValueError(kind)
    index = f"{kind}_search"
    asked = text(
        f'SELECT {_COLUMNS[kind]} FROM {index} JOIN "{kind}" r ON r.rowid = {index}.rowid '
        f"WHERE {index} MATCH :wanted ORDER BY rank LIMIT :limit"
    ).bindparams(bindparam("wanted", wanted), bindparam("limit", limit))
    found = connection.execute(asked, execution_options=reads(*_READ.get(kind, (kind,))))
    return [Found(kind, *row) for row in found]
