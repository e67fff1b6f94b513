"""Who may be told of an event: each teller answers the deliveries that follow from some events.

It writes nothing but what its own deliveries stand on, so that all of one batch stands or falls
together.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from field_api.results.holders import tell_holders
from field_api.results.mails import tell_by_mail
from field_api.webhooks.telling import tell_webhooks
from kobra_domain.deliveries import Delivery
from kobra_domain.events import Event

Teller = Callable[[Connection, Sequence[Event], datetime], Sequence[Delivery]]

TELLERS: tuple[Teller, ...] = (tell_by_mail, tell_holders, tell_webhooks)
