"""What a line of the audit says: its act, its subject and its details, never a code."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.audit_acts import known_acts, verbs
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_domain.answers import AuditRow
from kobra_domain.kinds import KINDS
from kobra_domain.visits import Visit
from kobra_domain.words import data_size, field_title, has_words, moment, number, say
from kobra_records.files.exports.table import ColumnType, Value
from kobra_records.json_form import builtin

# The details that are more than words.
VALUES = {
    "from": ColumnType.INSTANT,
    "to": ColumnType.INSTANT,
    "made_at": ColumnType.INSTANT,
    "rows": ColumnType.NUMBER,
    "visits": ColumnType.NUMBER,
    "people": ColumnType.NUMBER,
    "bytes": ColumnType.NUMBER,
    "number": ColumnType.NUMBER,
}
translate = QCoreApplication.translate
TRAILS, PEOPLE, CHANGES, MAP, TAKEN = "trails", "people", "changes", "map", "taken"
_FILES_OUT = ("outgoing.make", "outgoing.download", "outgoing.again")
_PEOPLE_ACTS = ("user.", "consent.", "agent.enrol", "agent.phone", "agent.leave", "agent.held")


def group_of(act: str) -> str:
    """What kind of act: looking at trails, data taken along, people and access, the map, any other
    change.
    """
    if act.startswith(("trail.", "position")):
        return TRAILS
    if act.startswith(("export.", "dossier.")) or act in _FILES_OUT:
        return TAKEN
    if act.startswith(_PEOPLE_ACTS):
        return PEOPLE
    return MAP if act.startswith("tiles.") else CHANGES


def groups() -> list[tuple[str, str]]:
    """The groups with their words."""
    return [
        (TRAILS, translate("Administration", "Trails seen")),
        (TAKEN, translate("Administration", "Data taken along")),
        (PEOPLE, translate("Administration", "People and access")),
        (CHANGES, translate("Administration", "Changes")),
        (MAP, translate("Administration", "City map")),
    ]


def act_words(act: str, locale: str) -> str:
    """The act as a person says it."""
    known = known_acts().get(act)
    if known is not None:
        return known
    kind, _, verb = act.partition(".")
    name = say(f"kind.{kind}", None, locale) if has_words(f"kind.{kind}", locale) else kind
    words = verbs().get(verb)
    return words.format(kind=name) if words else f"{name}: {verb}"


def names_of(workspace: Workspace, found: tuple[AuditRow, ...]) -> dict[str, str]:
    """Names by id of who and what the lines speak of, as far as they are in the replica."""
    wanted: dict[str, set[str]] = {"user": set()}
    for row in found:
        wanted["user"].add(row.user_id or "")
        wanted.setdefault(row.subject_kind, set()).add(row.subject_id)
    made: dict[str, str] = {}
    with workspace.desk.store.reading() as connection:
        for kind, ids in wanted.items():
            if kind in KINDS:
                for entity in rows.entities(connection, kind, ids - {""}):
                    made[entity.id] = _title(entity)
        found_visits: list[Visit] = rows.entities(connection, "visit", wanted.get("visit", ()))
        doors = {visit.id: visit.party_id for visit in found_visits}
        people = {p.id: p.name for p in rows.entities(connection, "party", set(doors.values()))}
    return made | {visit: people.get(party, "") for visit, party in doors.items()}


def _title(entity: object) -> str:
    for name in ("name", "title", "document", "number", "street"):
        title = getattr(entity, name, "")
        if title:
            return str(title)
    return ""


def detail_pairs(
    row: AuditRow, workspace: Workspace, without: Collection[str] = ()
) -> list[tuple[str, str]]:
    """The details by name, in words."""
    told = {n: value for n, value in row.details.items() if value != "" and n not in without}
    return [(detail_label(name), _value(name, value, workspace)) for name, value in told.items()]


def detail_value(row: AuditRow, name: str) -> Value:
    """One of `VALUES` as it is."""
    value = row.details.get(name)
    if not value:
        return None
    if VALUES[name] is ColumnType.INSTANT:
        return datetime.fromisoformat(str(value))
    return value if isinstance(value, int) else str(value)


def detail_words(row: AuditRow, workspace: Workspace, without: Collection[str] = ()) -> str:
    """The details in one line."""
    pairs = detail_pairs(row, workspace, without)
    if len(pairs) == 1:
        return pairs[0][1]
    return " · ".join(f"{name.lower()} {value}" for name, value in pairs)


def detail_label(name: str) -> str:
    """What a detail is called."""
    labels = {
        "fields": translate("Administration", "Fields"),
        "from": translate("Administration", "From"),
        "to": translate("Administration", "To"),
        "role": translate("Administration", "Role"),
        "listing": translate("Administration", "List"),
        "rows": translate("Administration", "Rows"),
        "filter": translate("Administration", "Filtered by"),
        "bytes": translate("Administration", "Size"),
        "form_id": translate("Administration", "Form"),
        "form_version": translate("Administration", "Version"),
        "number": translate("Administration", "Number"),
        "what": translate("Administration", "What"),
        "visits": translate("Administration", "Visits"),
        "people": translate("Administration", "People"),
        "reason": translate("Administration", "Reason"),
        "file": translate("Administration", "File"),
        "folder": translate("Administration", "Folder"),
        "made_at": translate("Administration", "Made"),
        "account": translate("Administration", "Account of the machine"),
        "emails": translate("Administration", "By mail to"),
        "sha256": "SHA-256",
    }
    return labels.get(name, name)


def _value(name: str, value: object, workspace: Workspace) -> str:
    locale = workspace.locale
    if name == "fields" and isinstance(value, list):
        return ", ".join(field_title(str(one), "", locale).lower() for one in value if one != "id")
    if VALUES.get(name) is ColumnType.INSTANT:
        at = datetime.fromisoformat(str(value))
        return moment(at, str(workspace.zone), locale, workspace.now)
    if name in ("rows", "visits", "people") and isinstance(value, int):
        return number(value, locale)
    if name == "what":
        return say(f"aside_kind.{value}", None, locale)
    if name == "role":
        return say(f"role.{value}", None, locale)
    if name == "bytes" and isinstance(value, int):
        return data_size(value, locale)
    return value if isinstance(value, str) else str(builtin(value))
