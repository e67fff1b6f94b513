"""The letter that brings a summary of a day: its few numbers, and the document."""

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.rows import find
from field_api.mail.letters.blocks import (
    Block,
    Facts,
    Said,
    Small,
    Title,
    as_html,
    as_text,
    subject_of,
)
from field_api.mail.letters.office import Office, Withheld
from field_api.mail.letters.voice import Voice, locale_of
from field_api.mail.message import Letter, Part
from field_api.tables.summaries import summaries
from kobra_domain.deliveries import Delivery
from kobra_domain.people import User
from kobra_domain.words import full_day


def summary_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The letter. Raises Withheld once the document is forgotten or its sender is gone."""
    query = select(summaries).where(summaries.c.id == delivery.target_id)
    row = connection.execute(query).one_or_none()
    sender = find(connection, User, row.made_by) if row is not None else None
    if row is None or sender is None or not sender.is_active:
        raise Withheld("unsent.nothing_left")
    voice = Voice(locale_of(row.language, ""), sender.time_zone)
    day = full_day(row.day, voice.locale)
    facts = [(str(name), str(value)) for name, value in msgspec.json.decode(row.facts)]
    subject = subject_of(voice.say("summary_title"), day)
    blocks: list[Block] = [
        Title(voice.say("summary_title"), day, "info"),
        Said(voice.say("summary_said", name=sender.name, scope=row.scope)),
        Facts(tuple(facts)),
        Said(voice.say("summary_attached")),
        Small(voice.say("summary_foot", name=sender.name, email=sender.email)),
    ]
    name = voice.say("summary_file", day=row.day.isoformat())
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        attachments=(Part(f"{name}.pdf", row.pdf, "application/pdf"),),
        headers={"Reply-To": sender.email},
    )
