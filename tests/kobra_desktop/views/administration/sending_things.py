"""What leaves, in every state, in the invented field."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from field_api.outbox import add_deliveries
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_records.ids import new_id
from tests.kobra_desktop.views.administration.office import Office
from tests.kobra_desktop.views.world import NOW

S, P = DeliveryState, DeliveryPurpose
HTML = (
    "<h2>Visita realizada</h2><p>En la puerta (14&nbsp;m).</p>"
    "<img src='cid:mapa'><img src='https://elsewhere.example/x.png'>"
)
CONTENT = json.dumps({"subject": "Visita realizada", "text": "En la puerta.", "html": HTML})


def put_deliveries(made: Office) -> list[Delivery]:
    """One in each state, the newest first as the list shows them."""
    lines: list[tuple[DeliveryState, DeliveryPurpose, str, str]] = [
        (S.WAITING, P.TEST, "", ""),
        (S.SENT, P.TEST, "smtp.taken", "250 OK"),
        (S.MAYBE_SENT, P.TEST, "smtp.unknown", "time-out"),
        (S.FAILED, P.TEST, "smtp.recipient", "550 5.1.1 no such user"),
        (S.UNSENT, P.CONFIRMATION, "delivery_withheld", ""),
        (S.CANCELLED, P.TEST, "", ""),
    ]
    found = []
    for number, (state, purpose, code, detail) in enumerate(lines):
        at = NOW - timedelta(minutes=7 * number + 1)
        tried: dict[str, Any] = {"tried_at": at, "tries": 1} if code else {}
        found.append(
            Delivery(
                id=new_id(),
                channel=DeliveryChannel.MAIL,
                purpose=purpose,
                address=f"persona{number}@banco.example",
                created_at=at,
                next_at=at,
                state=state,
                code=code,
                detail=detail,
                sent_at=at if state is S.SENT else None,
                content=CONTENT,
                **tried,
            )
        )
    hook = Delivery(
        id=new_id(),
        channel=DeliveryChannel.WEBHOOK,
        purpose=P.EVENT,
        address="https://cobros.banco.example/kobra",
        created_at=NOW - timedelta(hours=2),
        next_at=NOW,
        state=S.FAILED,
        code="webhook.timeout",
        tries=10,
        content="{}",
    )
    with made.server.database.begin() as connection:
        add_deliveries(connection, [*found, hook])
    return [*found, hook]
