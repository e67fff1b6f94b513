"""Takes a summary of a day and puts its mails into the outbox; forgets it with time."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, exists, func, insert, select

from field_api.auth import audit
from field_api.outbox import add_deliveries
from field_api.outbox.forgetting import CONTENT_DAYS
from field_api.tables.results import deliveries
from field_api.tables.summaries import summaries
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.mailboxes import mailbox
from kobra_domain.people import User
from kobra_domain.summaries import SummaryMail, document_of
from kobra_records.ids import new_id

_LEFT = (DeliveryState.WAITING, DeliveryState.SENDING)


def send_summary(connection: Connection, mail: SummaryMail, by: User, now: datetime) -> int:
    """Keep the document and one mail for each reader, once; answers how many mails there are.
    Raises DomainError for what cannot be sent.
    """
    pdf = document_of(mail)
    for one in mail.to:
        mailbox(one)
    of_it = deliveries.c.target_id == mail.id
    if connection.scalar(select(exists().where(summaries.c.id == mail.id))):
        return connection.scalar(select(func.count()).select_from(deliveries).where(of_it)) or 0
    kept = {"day": mail.day, "language": mail.language, "scope": mail.scope}
    facts = msgspec.json.encode([(one.name, one.value) for one in mail.facts]).decode()
    connection.execute(
        insert(summaries).values(
            id=mail.id, made_by=by.id, made_at=now, facts=facts, pdf=pdf, **kept
        )
    )
    readers = list(dict.fromkeys(one.strip() for one in mail.to))
    add_deliveries(connection, [_delivery(mail.id, one, now) for one in readers])
    audit.note(
        connection,
        at=now,
        user_id=by.id,
        act="summary.send",
        subject=("user", by.id),
        details={"to": readers, "day": mail.day.isoformat(), "scope": mail.scope},
    )
    return len(readers)


def _delivery(summary_id: str, address: str, now: datetime) -> Delivery:
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.SUMMARY,
        address=address,
        created_at=now,
        next_at=now,
        target_id=summary_id,
        content="{}",
    )


def forget_summaries(connection: Connection, now: datetime) -> int:
    """Forget those sent long ago, but for what still waits; answers how many."""
    d, s = deliveries.c, summaries.c
    is_left = exists().where(d.target_id == s.id, d.state.in_(_LEFT))
    old = delete(summaries).where(s.made_at < now - timedelta(days=CONTENT_DAYS), ~is_left)
    return connection.execute(old).rowcount
