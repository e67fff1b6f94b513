"""The columns of the agents that an administrator keeps, and the qualities its chips filter by."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.agents import AgentRow
from kobra_domain.alerts import OF_THE_PHONE
from kobra_domain.words import age, alert_sentence, day_words, say
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
NO_TEAM = "-"


def agent_words(row: AgentRow) -> str:
    """What the search reads."""
    return f"{row.searchable} {plain(row.agent.phone)} {row.agent.phone.replace(' ', '')}"


def agent_qualities() -> tuple[Quality[AgentRow], ...]:
    """What the chips and the list of teams filter by."""
    phones = [
        ("enrolled", translate("Administration", "With phone")),
        ("none", translate("Administration", "Without phone")),
    ]
    consents = [
        ("given", translate("Administration", "With consent")),
        ("none", translate("Administration", "Without consent")),
    ]
    states = [
        ("active", translate("Administration", "In use")),
        ("disabled", translate("Administration", "Not in use")),
    ]
    return (
        Quality("team", "", lambda row: row.agent.team_id or NO_TEAM),
        Quality(
            "phone",
            translate("Administration", "Phone"),
            lambda row: "enrolled" if row.agent.enrolled_at else "none",
            lambda: phones,
        ),
        Quality(
            "consent",
            translate("Administration", "Consent"),
            lambda row: "given" if has_consent(row) else "none",
            lambda: consents,
        ),
        Quality(
            "state",
            translate("Administration", "State"),
            lambda row: "active" if row.agent.is_active else "disabled",
            lambda: states,
        ),
    )


def has_consent(row: AgentRow) -> bool:
    """Whether a consent was given and stands."""
    return row.agent.consent is not None and row.agent.consent.withdrawn_at is None


def agent_columns(workspace: Workspace) -> list[Column[AgentRow]]:
    """All columns, in order."""
    return [*_who(workspace), *_phone_and_paper(workspace)]


def _who(workspace: Workspace) -> list[Column[AgentRow]]:
    locale, column = workspace.locale, Columns[AgentRow](workspace)
    return [
        column(
            "code",
            translate("Administration", "Code"),
            lambda row: row.agent.code,
            70,
            ColumnType.CODE,
            tone=_tone,
        ),
        column(
            "name",
            translate("Administration", "Name"),
            lambda row: row.agent.name,
            130,
            stretch=2,
            is_name=True,
            tone=_tone,
        ),
        column(
            "team",
            translate("Administration", "Team"),
            lambda row: row.team_name or translate("Administration", "No team"),
            90,
            sort=lambda row: name_key_or_last(row.team_name),
            stretch=1,
            tone=lambda row: _tone(row) if row.team_name else "text_3",
        ),
        column(
            "shift",
            translate("Administration", "Shift"),
            lambda row: (
                ", ".join(week_lines(row.agent.shift, locale))
                or translate("Administration", "Always")
            ),
            150,
            sort=lambda row: [span.start for span in row.agent.shift],
            stretch=1,
            tone=_tone,
        ),
    ]


def _phone_and_paper(workspace: Workspace) -> list[Column[AgentRow]]:
    column, locale = Columns[AgentRow](workspace), workspace.locale
    tested = say("field.sos_tested_at", None, locale)
    return [
        column(
            "consent",
            translate("Administration", "Consent"),
            consent_words,
            112,
            tone=lambda row: "text_2" if has_consent(row) else "warn_fg",
        ),
        column(
            "phone",
            translate("Administration", "Phone"),
            _phone_state,
            118,
            text=lambda row: _phone_text(row, workspace),
            sort=_heard_at,
            also=(Fact(ColumnType.INSTANT, _heard_at, translate("Administration", "Last heard")),),
            tone=lambda row: "text_2" if row.agent.enrolled_at and _is_sound(row) else "warn_fg",
        ),
        column(
            "sos",
            translate("Administration", "SOS"),
            _sos_words,
            100,
            sort=lambda row: row.agent.sos_tested_at,
            also=(Fact(ColumnType.INSTANT, lambda row: row.agent.sos_tested_at, tested),),
            tone=lambda row: "text_2" if row.agent.sos_tested_at else "text_3",
        ),
        column(
            "state",
            translate("Administration", "State"),
            lambda row: _state(row, workspace),
            96,
            text=lambda row: state_words(row, workspace),
            also=(
                Fact(
                    ColumnType.DATE,
                    lambda row: row.agent.absent_on if _is_absent(row, workspace) else None,
                    say("field.absent_on", None, locale),
                ),
            ),
        ),
    ]


def consent_words(row: AgentRow) -> str:
    """Given, withdrawn or missing."""
    consent = row.agent.consent
    if consent is None:
        return translate("Administration", "Missing")
    if consent.withdrawn_at is not None:
        return translate("Administration", "Withdrawn")
    return translate("Administration", "Given")


def phone_words(row: AgentRow, workspace: Workspace) -> str:
    """Whether the phone is the agent's, and when it was last heard."""
    heard_at = _heard_at(row)
    if heard_at is None:
        return _phone_state(row)
    seconds = (workspace.now - heard_at).total_seconds()
    return translate("Administration", "Heard {age}").format(age=age(seconds, workspace.locale))


def phone_faults(row: AgentRow, locale: str) -> list[str]:
    """What is wrong with the phone now, in words."""
    found = [alert for alert in row.open_alerts if alert.kind in OF_THE_PHONE]
    return [alert_sentence(alert.kind, alert.detail, locale) for alert in found]


def _is_sound(row: AgentRow) -> bool:
    return not any(alert.kind in OF_THE_PHONE for alert in row.open_alerts)


def _phone_text(row: AgentRow, workspace: Workspace) -> str:
    return phone_words(row, workspace) if _is_sound(row) else _phone_state(row)


def _phone_state(row: AgentRow) -> str:
    if row.agent.enrolled_at is None:
        return translate("Administration", "Not enrolled")
    if _heard_at(row) is None:
        return translate("Administration", "Never heard")
    if not _is_sound(row):
        return translate("Administration", "Needs a look")
    return translate("Administration", "Heard")


def _heard_at(row: AgentRow) -> datetime | None:
    return row.latest.heard_at if row.latest and row.agent.enrolled_at else None


def _sos_words(row: AgentRow) -> str:
    if row.agent.sos_tested_at:
        return translate("Administration", "It works")
    return translate("Administration", "Not tried yet")


def state_words(row: AgentRow, workspace: Workspace) -> str:
    """Absent and when, not in use, what waits; else in use."""
    absent_on = row.agent.absent_on
    if absent_on is None or not _is_absent(row, workspace):
        return _state(row, workspace)
    if absent_on == workspace.today:
        return translate("Administration", "Absent today")
    day = day_words(absent_on, workspace.locale, workspace.today)
    return translate("Administration", "Absent {day}").format(day=day)


def _state(row: AgentRow, workspace: Workspace) -> str:
    if row.is_held:
        return translate("Administration", "Conflict")
    if row.is_pending:
        return translate("Administration", "To send")
    if not row.agent.is_active:
        return translate("Administration", "Not in use")
    if _is_absent(row, workspace):
        return translate("Administration", "Absent")
    return translate("Administration", "In use")


def _is_absent(row: AgentRow, workspace: Workspace) -> bool:
    """Whether that is what the state says."""
    on = row.agent.absent_on
    is_said_first = row.is_held or row.is_pending or not row.agent.is_active
    return on is not None and on >= workspace.today and not is_said_first


def _tone(row: AgentRow) -> str:
    return "" if row.agent.is_active else "text_3"
