"""The sheets of many agents as one document: who is in it, then a page each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import segno
from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.enrolment_sheets import Sheet
from kobra_desktop.models.administration.staff import PhoneLink
from kobra_desktop.views.administration.phone_steps import form_steps, short_position_steps
from kobra_desktop.views.administration.qr import QUIET
from kobra_domain.people import Agent
from kobra_domain.shift import local_day
from kobra_domain.words import day_words
from kobra_records.files.paper import (
    Block,
    Column,
    NewPage,
    Notice,
    Pairs,
    Paper,
    Picture,
    Pictures,
    Run,
    Section,
    Table,
    Text,
)

translate = QCoreApplication.translate
_DOT = 6  # pixels of a module: sharp at any size that paper has


def sheets_paper(
    sheets: Sequence[Sheet], teams: Mapping[str, str], locale: str, made_at: datetime
) -> Paper:
    """The document; `teams` are names by id. Codes take a moment: called on a worker."""
    blocks: list[Block] = [Notice(_secret())]
    columns = (
        Column(translate("Administration", "Code"), 0.2),
        Column(translate("Administration", "Name"), 0.5),
        Column(translate("Administration", "Team"), 0.3),
    )
    rows = tuple((one.code, one.name, teams.get(one.team_id or "", "")) for one, _ in sheets)
    blocks.append(Table(columns, rows))
    for agent, link in sheets:
        blocks += (NewPage(), *_page(agent, link, teams.get(agent.team_id or "", ""), locale))
    return Paper(
        title=translate("Administration", "Enrolment sheets"),
        locale=locale,
        made_at=made_at,
        blocks=tuple(blocks),
        footer=translate("Administration", "Personal keys: each sheet only for its agent."),
    )


def _secret() -> str:
    return translate(
        "Administration",
        "This file holds keys: whoever scans a code works in that agent's name. Give each agent "
        "their own sheet and delete the file once all phones are enrolled. A key that went astray "
        "ends as soon as a new code is made for the agent.",
    )


def _page(agent: Agent, link: PhoneLink, team: str, locale: str) -> Iterator[Block]:
    title = translate("Administration", "Phone of {name} ({code})")
    yield Section(title.format(name=agent.name, code=agent.code), team)
    yield Notice(
        translate(
            "Administration",
            "These codes are personal: whoever scans them works in this agent's name. If this "
            "sheet is lost, ask for new codes; these end at once.",
        )
    )
    forms = translate("Administration", "ODK Collect: questionnaires and visits")
    positions = translate("Administration", "Traccar Client: location in shift and SOS")
    parts = [(positions, link.settings_url, "m", short_position_steps())]
    if link.collect_settings:
        parts.insert(0, (forms, link.collect_settings, "l", form_steps()))
    codes = (_code(text, level, f"{n}. {name}") for n, (name, text, level, _) in _numbered(parts))
    yield Pictures(tuple(codes))
    for n, (name, _, _, steps) in _numbered(parts):
        told = "\n".join(f"{at}) {step}" for at, step in enumerate(steps, 1))
        yield Text((Run(f"{n}. {name}\n", "strong"), Run(told)))
    yield from _consent(agent, locale)


_Part = tuple[str, str, str, list[str]]  # the app, its code, how much may be spoilt, its steps


def _numbered(parts: Sequence[_Part]) -> list[tuple[int, _Part]]:
    return list(enumerate(parts, 1))


def _code(text: str, level: str, name: str) -> Picture:
    """The code on white with its margin, as one picture."""
    made = segno.make(text, error=level, micro=False, boost_error=False)
    png = io.BytesIO()
    made.save(png, kind="png", scale=_DOT, border=QUIET)
    side = int(made.symbol_size(scale=_DOT, border=QUIET)[0])
    says = translate("Administration", "Code to scan: {name}").format(name=name)
    return Picture(png.getvalue(), "image/png", side, side, says, name)


def _consent(agent: Agent, locale: str) -> Iterator[Block]:
    yield Section(translate("Administration", "Consent"))
    yield Text(
        translate(
            "Administration",
            "I agree that my location is kept while I am in my shift, to plan my visits and to "
            "show that they were made. I may withdraw this consent at any time.",
        )
    )
    consent = agent.consent
    if consent is not None and consent.withdrawn_at is None:
        noted = translate("Administration", "Already on record since {day}: {source}.")
        day = day_words(local_day(agent.time_zone, consent.given_at), locale)
        yield Text((Run(noted.format(day=day, source=consent.source), "quiet"),))
    blank = "_" * 24
    yield Pairs(
        (
            (translate("Administration", "Name"), agent.name),
            ("\n" + translate("Administration", "Signature"), f"\n{blank}"),
            ("\n" + translate("Administration", "Date"), f"\n{blank}"),
        ),
        0.2,
    )
