"""What the endpoints of client institutions answered last."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.doctor.finding import Finding, doubtful, good
from field_api.tables.webhooks import webhooks
from kobra_domain.webhooks import WebhookOff

_BY_ITSELF = (WebhookOff.GONE, WebhookOff.FAILING)  # what a person switched off is meant


def look_at_webhooks(database: Database) -> Iterator[Finding]:
    """One look, of a database at the expected revision; none of another one. Endpoints are named by
    their machine: the rest of an address may hold a key.
    """
    w = webhooks.c
    try:
        with database.read() as connection:
            found = connection.execute(
                select(w.url, w.is_on, w.off_reason, w.failures).order_by(w.made_at)
            ).all()
    except SQLAlchemyError:
        return
    failing = {_machine(row.url) for row in found if row.is_on and row.failures}
    stopped = {_machine(row.url) for row in found if row.off_reason in _BY_ITSELF}
    if stopped:
        yield doubtful("webhooks", "webhooks.stopped", names=", ".join(sorted(stopped)))
    elif failing:
        yield doubtful("webhooks", "webhooks.failing", names=", ".join(sorted(failing)))
    elif found:
        yield good("webhooks", "webhooks.good", count=sum(row.is_on for row in found))
    else:
        yield good("webhooks", "webhooks.no_need")


def _machine(url: str) -> str:
    return urlsplit(url).hostname or "?"
