"""What a line of the audit says: its act, its subject and its details, never a code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

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
    known = _acts().get(act)
    if known is not None:
        return known
    kind, _, verb = act.partition(".")
    name = say(f"kind.{kind}", None, locale) if has_words(f"kind.{kind}", locale) else kind
    words = _verbs().get(verb)
    return words.format(kind=name) if words else f"{name}: {verb}"


def _acts() -> Mapping[str, str]:
    return {
        "trail.view": translate("Administration", "Looked at a trail"),
        "export.file": translate("Administration", "Exported a list"),
        "export.print": translate("Administration", "Printed a list"),
        "dossier.make": translate("Administration", "Made a dossier"),
        "party.erase": translate("Administration", "Erased a person's data"),
        "import.receive": translate("Administration", "Brought a portfolio's file"),
        "import.commit": translate("Administration", "Took a portfolio's file in"),
        "import.undo": translate("Administration", "Took a portfolio's file back"),
        "import.discard": translate("Administration", "Discarded a portfolio's file"),
        "import.nightly": translate("Administration", "Set which file comes each night"),
        "import.upload_key": translate("Administration", "Made a key to an upload address"),
        "import.upload_key_end": translate("Administration", "Closed an upload address"),
        "outgoing.terms": translate("Administration", "Changed how an outgoing file is made"),
        "outgoing.end": translate("Administration", "Ended an outgoing file"),
        "outgoing.make": translate("Administration", "Made an outgoing file"),
        "outgoing.download": translate("Administration", "Downloaded an outgoing file"),
        "outgoing.again": translate("Administration", "Sent an outgoing file again"),
        "import.refused": translate("Administration", "Downloaded refused rows of a file"),
        "follow.save": translate("Administration", "Set who follows what by mail"),
        "follow.remove": translate("Administration", "Removed who followed by mail"),
        "follow.unsubscribe": translate("Administration", "Stopped receiving mails by their link"),
        "page.code": translate("Administration", "Asked for the code of a mailed result"),
        "page.close": translate("Administration", "Closed a mailed result: too many wrong codes"),
        "report_link.create": translate("Administration", "Shared a report by a link"),
        "report_link.open": translate("Administration", "Opened a report's link"),
        "report_link.revoke": translate("Administration", "Revoked a report's link"),
        "report_schedule.save": translate("Administration", "Set a report that is sent by mail"),
        "report_schedule.remove": translate(
            "Administration", "Ended a report that was sent by mail"
        ),
        "report_schedule.leave": translate(
            "Administration", "Stopped getting a report by its mail's link"
        ),
        "report_schedule.send": translate(
            "Administration", "Sent a report by mail on its schedule"
        ),
        "page.open": translate("Administration", "Opened a mailed result with its code"),
        "webhook.add": translate("Administration", "Added a webhook"),
        "webhook.edit": translate("Administration", "Changed a webhook"),
        "webhook.remove": translate("Administration", "Removed a webhook"),
        "webhook.secret": translate("Administration", "Replaced a webhook's secret"),
        "webhook.replay": translate("Administration", "Sent again to a webhook"),
        "webhook.test": translate("Administration", "Sent an example to a webhook"),
        "webhook.view": translate("Administration", "Looked at what a webhook was sent"),
        "party.restrict": translate("Administration", "Restricted a person's data"),
        "export.copy": translate("Administration", "Copied a list"),
        "user.invite": translate("Administration", "Invited a user"),
        "user.reset_code": translate("Administration", "Made a new access code"),
        "user.edit": translate("Administration", "Changed a user"),
        "agent.enrol": translate("Administration", "Enrolled a phone"),
        "agent.enrolment_end": translate("Administration", "Revoked a phone"),
        "consent.give": translate("Administration", "Recorded a consent"),
        "consent.withdraw": translate("Administration", "Recorded that a consent was withdrawn"),
        "agent.phone_lost": translate("Administration", "Reported a phone lost"),
        "agent.leave": translate("Administration", "Recorded that an agent has left"),
        "agent.held_people": translate("Administration", "Looked at whose data a phone held"),
        "aside.take": translate("Administration", "Took in what had been set aside"),
        "setting.set": translate("Administration", "Changed a setting"),
        "setting.unset": translate("Administration", "Took a setting back"),
        "deliveries.pause": translate("Administration", "Paused all sending"),
        "deliveries.resume": translate("Administration", "Resumed sending"),
        "delivery.resend": translate("Administration", "Had something sent once more"),
        "delivery.cancel": translate("Administration", "Took back what waited to be sent"),
        "delivery.view": translate("Administration", "Looked at a mail that was sent"),
        "aside.discard": translate("Administration", "Discarded what had been set aside"),
        "submission.view": translate("Administration", "Looked at a form or a file"),
        "month.close": translate("Administration", "Closed a month"),
        "bank_payment.match": translate("Administration", "Gave a payment to an account"),
        "address.place": translate("Administration", "Put an address on the map"),
        "address.split": translate("Administration", "Split an address in two"),
        "account.segment": translate("Administration", "Put an account into a segment"),
        "party.keep": translate("Administration", "Changed what is known of a person"),
        "party.deceased": translate("Administration", "Wrote down whether a person has died"),
        "party.restriction": translate("Administration", "Changed a restriction of data"),
        "address.correct": translate("Administration", "Corrected a person's address"),
        "party.do_not_contact": translate(
            "Administration", "Wrote down whether a person may be contacted"
        ),
        "submission.review": translate("Administration", "Reviewed a result"),
        "tiles.put": translate("Administration", "Put another city map"),
        "places.load": translate("Administration", "Loaded streets or doors"),
        "agent.absence": translate("Administration", "Marked an absence"),
        "visit.assign": translate("Administration", "Assigned a visit"),
        "visit.cancel": translate("Administration", "Cancelled a visit"),
        "visit.reopen": translate("Administration", "Reopened a visit"),
        "alert.attend": translate("Administration", "Attended an alert"),
        "alert.mute": translate("Administration", "Muted an alert"),
        "review.approve": translate("Administration", "Approved a result"),
        "review.observe": translate("Administration", "Approved a result with issues"),
        "review.reject": translate("Administration", "Rejected a result"),
        "review.edit": translate("Administration", "Corrected a result"),
        "review.comment": translate("Administration", "Commented on a result"),
        "proposal.decide": translate("Administration", "Decided on a proposal of the field"),
        "questionnaire.publish": translate("Administration", "Published a questionnaire"),
        "questionnaire.retire": translate("Administration", "Retired a questionnaire"),
        "questionnaire.restore": translate("Administration", "Took a questionnaire back into use"),
    }


def _verbs() -> Mapping[str, str]:
    return {
        "create": translate("Administration", "Created: {kind}"),
        "edit": translate("Administration", "Changed: {kind}"),
    }


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
        "emails": translate("Administration", "By mail to"),
        "sha256": "SHA-256",
    }
    return labels.get(name, name)


def _value(name: str, value: object, workspace: Workspace) -> str:
    locale = workspace.locale
    if name == "fields" and isinstance(value, list):
        return ", ".join(field_title(str(one), "", locale).lower() for one in value if one != "id")
    if name in ("from", "to"):
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
