"""The letter that brings a report: what its charts answer, and the document, or the way to its
page. What a reader who is a user may no longer see does not leave.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from field_api.change_log.rows import find
from field_api.mail.letters.blocks import (
    Act,
    Block,
    Items,
    Said,
    Small,
    Title,
    as_html,
    as_text,
    subject_of,
)
from field_api.mail.letters.office import Office, Withheld
from field_api.mail.letters.voice import Voice
from field_api.mail.links import report_stop_url
from field_api.mail.message import Letter, Part
from field_api.reports.links import link_url
from field_api.reports.sending import page_token
from field_api.tables.reports import report_mails
from kobra_domain.charts.resolve import LEAST_HEIGHT, LEAST_WIDTH, resolve
from kobra_domain.deliveries import Delivery
from kobra_domain.people import User
from kobra_domain.reports.report import Panel, Report, report_of
from kobra_domain.scope import Permission, keys_held, may
from kobra_domain.words import full_day
from kobra_records.files.exports.names import file_name
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme

_MOST_NOTES = 3


def report_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The letter. Raises Withheld once what it brings is forgotten, or may not be seen."""
    query = select(report_mails).where(report_mails.c.id == delivery.target_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Withheld("unsent.nothing_left")
    owner = _owner(connection, row)
    report = report_of(msgspec.json.decode(row.result))
    voice = Voice(row.language, row.zone)
    day = full_day(voice.day(row.due_at), voice.locale)
    subject = subject_of(report.title, day)
    blocks: list[Block] = [
        Title(report.title, day, "info"),
        Said(report.about),
        Items(tuple(_line(one, voice.locale) for one in report.panels)),
    ]
    stop = report_stop_url(office.base_url, office.key, row.id)
    if row.pdf is None:
        url = link_url(office.base_url, page_token(office.key, row.id))
        blocks += [Act(voice.say("report_open"), url), Small(voice.say("report_page"))]
    else:
        blocks.append(Said(voice.say("report_attached")))
    blocks += [
        Small(report.cut_off),
        Small(voice.say("report_foot", name=owner.name, email=owner.email)),
        Small(voice.say("report_stop"), stop),
    ]
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        attachments=_attached(row, report, voice),
        headers={
            "Reply-To": owner.email,
            "List-Id": f"<{row.schedule_id}.{office.domain}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _owner(connection: Connection, row: Row[Any]) -> User:
    """Who answers for it, once whoever's scope it shows was asked too."""
    owner, eyes = find(connection, User, row.made_by), find(connection, User, row.scope_of)
    if owner is None or not may(owner, Permission.EXPORT):
        raise Withheld("unsent.report_owner_gone")
    if eyes is None or not eyes.is_active or not keys_held(eyes).issuperset(row.keys):
        raise Withheld("unsent.out_of_scope")
    return owner


def _line(panel: Panel, locale: str) -> tuple[str, str, str]:
    """What a chart answers, of what it is and what is said of it."""
    if panel.chart is None:
        first, *rest = panel.notes or ("",)
        return first, " · ".join(rest[:_MOST_NOTES]), "neutral"
    size = (LEAST_WIDTH, LEAST_HEIGHT)
    scene = resolve(panel.chart, text_width, size, chart_theme(), locale)
    more = (panel.chart.subtitle, *panel.notes[:_MOST_NOTES])
    return scene.title, " · ".join(filter(None, more)), "info"


def _attached(row: Row[Any], report: Report, voice: Voice) -> tuple[Part, ...]:
    if row.pdf is None:
        return ()
    day = voice.day(row.due_at).isoformat()
    return (Part(file_name(f"{report.title} {day}.pdf"), row.pdf, "application/pdf"),)
