"""An endpoint that was switched off by what it answered: said in Alertas and by mail to whoever
administers, because nothing else would tell that a client hears nothing.
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.outbox import add_deliveries
from field_api.tables.replicated import users
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose
from kobra_domain.people import Role, User
from kobra_domain.portfolios import Institution
from kobra_domain.webhooks import WebhookOff
from kobra_domain.words import say, word
from kobra_records.ids import new_id


def tell_off(connection: Connection, hook: Row[Any], reason: WebhookOff, now: datetime) -> None:
    """Write the mails and raise the alert. Records: nothing may be locked after it."""
    host = urlsplit(hook.url).hostname or ""
    owner = find(connection, Institution, hook.institution_id)
    told = {"institution": owner.name if owner else "—", "host": host}
    admins = entities(connection, User, users.c.role == Role.ADMIN, users.c.is_active)
    mails = [_mail(one, hook.id, told, reason, now) for one in admins]
    add_deliveries(connection, mails)
    alert = Alert(
        id=new_id(),
        kind=AlertKind.WEBHOOK_OFF,
        raised_at=now,
        last_at=now,
        detail=f"{reason} {host}"[:240],
    )
    record_all(connection, [(alert, None)], at=now)


def _mail(
    user: User, webhook_id: str, told: dict[str, str], reason: WebhookOff, now: datetime
) -> Delivery:
    said = {**told, "why": word(reason, user.language)}
    content = {
        "subject": say("webhook_off_mail.subject", None, user.language),
        "text": say("webhook_off_mail", said, user.language),
    }
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.NOTICE,
        address=user.email,
        created_at=now,
        next_at=now,
        target_id=webhook_id,
        content=json.dumps(content, ensure_ascii=False),
    )
