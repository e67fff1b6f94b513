"""An endpoint that was switched off by what it answered: said to who administers, in Alertas (whose
mails go to who follows them), because nothing else would tell that a client hears nothing.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row

from field_api.change_log.record import record_all
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.webhooks import WebhookOff
from kobra_records.ids import new_id


def tell_off(connection: Connection, hook: Row[Any], reason: WebhookOff, now: datetime) -> None:
    """Raise the alert. Records: nothing may be locked after it."""
    host = urlsplit(hook.url).hostname or ""
    alert = Alert(
        id=new_id(),
        kind=AlertKind.WEBHOOK_OFF,
        raised_at=now,
        last_at=now,
        detail=f"{reason} {host}"[:240],
    )
    record_all(connection, [(alert, None)], at=now)
