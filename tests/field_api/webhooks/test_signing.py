"""What is signed is what the library of Standard Webhooks takes, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from field_api.webhooks.signing import headers, new_secret

BODY = '{"type":"visit.completed","data":{"visit_id":"ñ"}}'.encode()


def test_the_library_takes_what_is_signed() -> None:
    secret = new_secret()
    made = headers("id-1", datetime.now(UTC), BODY, [secret])
    assert Webhook(secret).verify(BODY, made) == {
        "type": "visit.completed",
        "data": {"visit_id": "ñ"},
    }
    at = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    ours = headers("id-1", at, BODY, [secret])["webhook-signature"]
    assert ours == Webhook(secret).sign("id-1", at, BODY.decode())


def test_while_a_secret_is_replaced_both_are_good() -> None:
    old, new = new_secret(), new_secret()
    made = headers("id-1", datetime.now(UTC), BODY, [new, old])
    for secret in (old, new):
        Webhook(secret).verify(BODY, made)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, made)


def test_another_body_id_or_old_time_is_not_taken() -> None:
    secret, now = new_secret(), datetime.now(UTC)
    made = headers("id-1", now, BODY, [secret])
    for body, given in (
        (BODY + b" ", made),
        (BODY, {**made, "webhook-id": "id-2"}),
        (BODY, headers("id-1", now - timedelta(hours=1), BODY, [secret])),
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body, given)


def test_secrets_are_long_and_differ() -> None:
    assert len({new_secret() for _ in range(20)}) == 20
    assert new_secret().startswith("whsec_")
