"""The palette's search over people, doors, accounts and questionnaires, without accents, by the
start of words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from kobra_desktop.store.accents import bare_figures, plain, words_of
from kobra_desktop.store.noting import reads
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import SEARCHED, holder_of


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: `kind` of the wire and `id`; `party_id` is whom a door or account belongs to."""

    kind: str
    id: str
    title: str
    detail: str
    party_id: str | None = None


_STREET = (
    "(SELECT a.street FROM address a WHERE a.party_id = r.id AND a.street != '' "
    "ORDER BY a.id LIMIT 1)"
)
_HOLDER = holder_of("r")
_WHO = (
    "ltrim(trim(r.document_type || ' ' || r.document_number) || "
    f"coalesce(' · ' || {_STREET}, ''), ' ·')"
)
_COLUMNS = {
    "agent": "r.id, r.name, r.code, NULL",
    # Those of one name are told apart by their document and their street.
    "party": f"r.id, r.name, {_WHO}, r.id",
    "address": "r.id, r.street, trim(r.neighbourhood || ' ' || r.municipality || "
    "coalesce(' · ' || (SELECT p.name FROM party p WHERE p.id = r.party_id), '')), r.party_id",
    "account": "r.id, r.number, trim(coalesce((SELECT p.name || ' ' || p.document_number "
    f"FROM party p WHERE p.id = {_HOLDER}), '') || ' ' || r.product), {_HOLDER}",
    "questionnaire": "r.id, r.title, r.form_id, NULL",
}
_READ = {  # by others, themselves alone
    "party": ("party", "address"),
    "address": ("address", "party"),
    "account": ("account", "party"),
}
PLACED = ("agent", "party", "account", "address")
_BETWEEN = str.maketrans("", "", " -.()+/")
_LEAST_OF_A_PHONE, _WHOLE_PHONE = 4, 7  # figures
_LOOKED_AT = 60  # of very many that match, those that are put in order


def search(
    replica: Replica,
    typed: str,
    *,
    kinds: tuple[str, ...] = PLACED,
    limit: int = 8,
) -> list[Found]:
    """At most `limit` hits a kind, those that begin with what was typed first; every typed word
    must begin a word of the row. Documents are found with their points or without, people by the
    end of a telephone, too.
    """
    words = words_of(typed)
    if not words:
        return []
    whole, begun = (" AND ".join(_wanted(one, sign) for one in words) for sign in ("", "*"))
    with replica.reading() as connection:
        # Whole words first: of very many that begin so, the one that is called so may come last.
        found = {
            kind: dict.fromkeys([*_hits(connection, kind, whole), *_hits(connection, kind, begun)])
            for kind in kinds
        }
        if "party" in kinds:
            known = {hit.id for hit in found["party"]}
            called = _called_by(connection, typed)
            found["party"] |= dict.fromkeys(hit for hit in called if hit.id not in known)
    return [hit for kind in kinds for hit in _best(found[kind], words)[:limit]]


def wanted(typed: str) -> str:
    """What an index is asked for: every typed word begins a word of the row; empty for no word."""
    return " AND ".join(_wanted(one, "*") for one in words_of(typed))


def _wanted(word: str, sign: str) -> str:
    asked = [one.replace('"', "") for one in (word, bare_figures(word)) if one]
    return "(" + " OR ".join(f'"{one}"{sign}' for one in asked) + ")"


def _best(found: Iterable[Found], words: tuple[str, ...]) -> list[Found]:
    """What is called so, then what begins so, then the rest as it came."""
    typed = " ".join(words)

    def rank(hit: Found) -> int:
        said = plain(hit.title)
        return 0 if said == typed else 1 if said.startswith(typed) else 2

    return sorted(found, key=rank)


def visits_of_account(replica: Replica, account_id: str) -> list[str]:
    """The ids of the visits that are about an account, of those to who has part in it."""
    asked = text(
        "SELECT DISTINCT v.id FROM account a, json_each(a.parties) p "
        "JOIN visit v ON v.party_id = json_extract(p.value, '$.party_id'), "
        "json_each(v.account_ids) x WHERE a.id = :account AND x.value = :account"
    ).bindparams(bindparam("account", account_id))
    with replica.reading() as connection:
        return list(connection.scalars(asked))


def _called_by(connection: Connection, typed: str) -> list[Found]:
    """People one of whose telephones ends in what was typed: four figures or more, with or without
    what people write between them; a country's code that only one of both has does not matter.
    """
    figures = typed.translate(_BETWEEN)
    if len(figures) < _LEAST_OF_A_PHONE or not (figures.isascii() and figures.isdigit()):
        return []
    asked = text(
        f"SELECT r.id, r.name, rtrim(f.figures || ' · ' || {_WHO}, ' ·'), r.id "
        'FROM phone_of f JOIN "party" r ON r.rowid = f.party WHERE f.tail = :tail AND '
        "(f.figures LIKE '%' || :figures OR length(f.figures) >= :whole AND "
        f":figures LIKE '%' || f.figures) LIMIT {_LOOKED_AT}"
    )
    values = {"tail": figures[-_LEAST_OF_A_PHONE:], "figures": figures, "whole": _WHOLE_PHONE}
    found = connection.execute(asked, values, execution_options=reads("party", "address"))
    return [Found("party", *row) for row in found]


def _hits(connection: Connection, kind: str, wanted: str) -> list[Found]:
    """Some that match, in no order: of a hundred thousand that do, none is better than another, and
    ranking them all would take most of a second.
    """
    if kind not in SEARCHED:
        raise ValueError(kind)
    index = f"{kind}_search"
    asked = text(
        f'SELECT {_COLUMNS[kind]} FROM {index} JOIN "{kind}" r ON r.rowid = {index}.rowid '
        f"WHERE {index} MATCH :wanted LIMIT {_LOOKED_AT}"
    ).bindparams(bindparam("wanted", wanted))
    found = connection.execute(asked, execution_options=reads(*_READ.get(kind, (kind,))))
    return [Found(kind, *row) for row in found]
