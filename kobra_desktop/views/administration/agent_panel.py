"""The panel of one agent: who, when, and whether the phone may and does report."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.administration.agent_columns import phone_faults, phone_words
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import label, line
from kobra_domain.people import Agent
from kobra_domain.shift import stands
from kobra_domain.words import day_words, duration, moment, say, zone_words

translate = QCoreApplication.translate


class AgentPanel(ActsPanel):
    """`wished` (key, agent): edit, switch, leave, absent, present, enrol, lost, held, revoke,
    consent, withdraw.
    """

    def __init__(self, look: Look, model: StaffModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._model = model
        self._locale = model.workspace.locale

    def show_row(self, agent_id: str) -> None:
        """Fill it with an agent; hidden for none."""
        found = self._model.row(agent_id) if agent_id else None
        if found is None:
            self.hide()
            return
        agent = found.agent
        body = self.begin(agent.name)
        self._add_notes(body, agent)
        self._add(body, agent, self._own_acts(agent))
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addWidget(line())
        self._add_consent(body, agent)
        body.addWidget(line())
        self._add_phone(body, found)
        body.addStretch(1)
        self.show()

    def _add_notes(self, body: QVBoxLayout, agent: Agent) -> None:
        today = self._model.workspace.today
        if not agent.is_active:
            words = translate("Administration", "Not in use: gets no visits, keeps its past.")
            body.addWidget(note(self._look, "warn", words, "user-x"))
        if agent.absent_on is not None and agent.absent_on >= today:
            day = day_words(agent.absent_on, self._locale)
            words = translate("Administration", "Absent {day}.").format(day=day)
            text = f"{words} {agent.absence_reason}".strip()
            body.addWidget(note(self._look, "neutral", text, "calendar-x"))
        if self._model.is_offline:
            words = translate(
                "Administration", "Without connection: consent and phone have to wait."
            )
            body.addWidget(note(self._look, "neutral", words, "cloud-off"))

    def _own_acts(self, agent: Agent) -> list[Act]:
        edit = Act("edit", translate("Administration", "Edit…"), "pencil", needs_server=False)
        absent = Act(
            "absent", translate("Administration", "Absent…"), "calendar-x", needs_server=False
        )
        if agent.absent_on is not None and agent.absent_on >= self._model.workspace.today:
            absent = Act(
                "present",
                translate("Administration", "Works after all"),
                "check",
                needs_server=False,
            )
        gone = Act("leave", translate("Administration", "Leaves…"), "user-x")
        if not agent.is_active:
            gone = Act(
                "switch", translate("Administration", "Use again"), "user-check", needs_server=False
            )
        acts = [edit, absent, gone]
        if agent.enrolled_at is not None:  # in a hurry: not where one has to scroll
            acts.append(Act("lost", translate("Administration", "Lost phone…"), "smartphone"))
        return acts

    def _facts(self, found: Any) -> list[tuple[str, str]]:
        agent, locale = found.agent, self._locale
        shift = "\n".join(week_lines(agent.shift, locale))
        breaks = "\n".join(week_lines(agent.breaks, locale))
        every = translate("Administration", "{moving} moving, {still} still").format(
            moving=duration(agent.moving_interval_s, locale),
            still=duration(agent.still_interval_s, locale),
        )
        no_team = translate("Administration", "No team")
        made = [
            (say("field.code", None, locale), agent.code),
            (say("field.team_id", None, locale), found.team_name or no_team),
            (say("field.phone", None, locale), agent.phone or "—"),
            (say("field.email", None, locale), agent.email or "—"),
            (say("field.shift", None, locale), shift or translate("Administration", "Always")),
            (say("field.breaks", None, locale), breaks or "—"),
            (
                say("field.time_zone", None, locale),
                zone_words(agent.time_zone, self._model.workspace.now, locale),
            ),
            (translate("Administration", "Reports every"), every),
        ]
        return [fact for fact in made if fact[1] != "—" or fact[0] == made[2][0]]

    def _add_consent(self, body: QVBoxLayout, agent: Agent) -> None:
        workspace, locale = self._model.workspace, self._locale
        body.addWidget(label(say("field.consent", None, locale), "strong"))
        consent = agent.consent
        record = Act("consent", translate("Administration", "Record consent…"), "shield-check")
        if consent is None:
            words = translate(
                "Administration", "Missing: positions are counted, not kept. An SOS is heard."
            )
            body.addWidget(note(self._look, "warn", words, "shield-check"))
            self._add(body, agent, [record])
            return
        zone = str(workspace.zone)
        facts = [
            (say("field.given_at", None, locale), moment(consent.given_at, zone, locale)),
            (say("field.source", None, locale), consent.source),
            (say("field.purpose", None, locale), consent.purpose),
        ]
        if consent.withdrawn_at is not None:
            at = moment(consent.withdrawn_at, zone, locale)
            facts.append((say("field.withdrawn_at", None, locale), at))
        body.addWidget(pairs(facts))
        withdraw = Act("withdraw", translate("Administration", "Withdraw…"), "ban")
        is_standing = stands(consent, workspace.now)
        self._add(body, agent, [withdraw if is_standing else record])

    def _add_phone(self, body: QVBoxLayout, found: Any) -> None:
        agent, locale, workspace = found.agent, self._locale, self._model.workspace
        zone = str(workspace.zone)
        body.addWidget(label(translate("Administration", "Phone in the field"), "strong"))
        facts = [(translate("Administration", "Link"), phone_words(found, workspace))]
        if agent.enrolled_at is not None:
            at = moment(agent.enrolled_at, zone, locale)
            facts.append((say("field.enrolled_at", None, locale), at))
        if agent.sos_tested_at is not None:
            at = moment(agent.sos_tested_at, zone, locale)
            sos = translate("Administration", "works, tried {time}").format(time=at)
        else:
            sos = translate("Administration", "not tried yet: press it once on the phone")
        facts.append(("SOS", sos))
        body.addWidget(pairs(facts))
        for fault in phone_faults(found, locale):
            body.addWidget(note(self._look, "warn", fault, "smartphone"))
        enrol = translate("Administration", "Enrol phone…")
        if agent.enrolled_at is not None:
            enrol = translate("Administration", "Another phone…")
        acts = [Act("enrol", enrol, "qr-code")]
        if agent.enrolled_at is not None:
            acts.append(Act("revoke", translate("Administration", "Revoke…"), "unplug"))
        acts.append(Act("held", translate("Administration", "Data it held…"), "users"))
        self._add(body, agent, acts)

    def _add(self, body: QVBoxLayout, agent: Agent, acts: list[Act]) -> None:
        self.add_acts(body, acts, agent, is_offline=self._model.is_offline)
