"""The columns of the agents that an administrator keeps, and the qualities its chips filter by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key, name_key_or_last
from kobra_desktop.store.queries.agents import AgentRow
from kobra_domain.words import age, day_words

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
    locale = workspace.locale
    return [
        Column(
            "code",
            translate("Administration", "Code"),
            lambda row: row.agent.code,
            lambda row: name_key(row.agent.code),
            width=70,
            tone=_tone,
        ),
        Column(
            "name",
            translate("Administration", "Name"),
            lambda row: row.agent.name,
            lambda row: name_key(row.agent.name),
            width=130,
            stretch=2,
            tone=_tone,
        ),
        Column(
            "team",
            translate("Administration", "Team"),
            lambda row: row.team_name or translate("Administration", "No team"),
            lambda row: name_key_or_last(row.team_name),
            width=90,
            stretch=1,
            tone=lambda row: _tone(row) if row.team_name else "text_3",
        ),
        Column(
            "shift",
            translate("Administration", "Shift"),
            lambda row: (
                ", ".join(week_lines(row.agent.shift, locale))
                or translate("Administration", "Always")
            ),
            lambda row: [span.start for span in row.agent.shift],
            width=150,
            stretch=1,
            tone=_tone,
        ),
    ]


def _phone_and_paper(workspace: Workspace) -> list[Column[AgentRow]]:
    return [
        Column(
            "consent",
            translate("Administration", "Consent"),
            consent_words,
            lambda row: has_consent(row),
            width=112,
            tone=lambda row: "text_2" if has_consent(row) else "warn_fg",
        ),
        Column(
            "phone",
            translate("Administration", "Phone"),
            lambda row: phone_words(row, workspace),
            lambda row: row.latest.heard_at if row.latest else None,
            width=118,
            tone=lambda row: "text_2" if row.agent.enrolled_at else "warn_fg",
        ),
        Column(
            "sos",
            translate("Administration", "SOS"),
            lambda row: (
                translate("Administration", "It works")
                if row.agent.sos_tested_at
                else translate("Administration", "Not tried yet")
            ),
            lambda row: row.agent.sos_tested_at,
            width=100,
            tone=lambda row: "text_2" if row.agent.sos_tested_at else "text_3",
        ),
        Column(
            "state",
            translate("Administration", "State"),
            lambda row: state_words(row, workspace),
            lambda row: state_words(row, workspace),
            width=96,
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
    if row.agent.enrolled_at is None:
        return translate("Administration", "Not enrolled")
    heard_at = row.latest.heard_at if row.latest else None
    if heard_at is None:
        return translate("Administration", "Never heard")
    seconds = (workspace.now - heard_at).total_seconds()
    return translate("Administration", "Heard {age}").format(age=age(seconds, workspace.locale))


def state_words(row: AgentRow, workspace: Workspace) -> str:
    """Absent, not in use, what waits; else in use."""
    if row.is_held:
        return translate("Administration", "Conflict")
    if row.is_pending:
        return translate("Administration", "To send")
    if not row.agent.is_active:
        return translate("Administration", "Not in use")
    absent_on = row.agent.absent_on
    if absent_on is not None and absent_on >= workspace.today:
        if absent_on == workspace.today:
            return translate("Administration", "Absent today")
        day = day_words(absent_on, workspace.locale)
        return translate("Administration", "Absent {day}").format(day=day)
    return translate("Administration", "In use")


def _tone(row: AgentRow) -> str:
    return "" if row.agent.is_active else "text_3"
