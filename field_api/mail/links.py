"""Addresses that stand in mails: signed, so that nothing of them has to be kept, and none can be
made up. Which say until when they are good are refused later.
"""

from datetime import datetime, timedelta
from hmac import compare_digest

from field_api.auth.tokens import keyed_hash
from kobra_domain.deliveries import Delivery
from kobra_domain.limits import ID_PATTERN

UNSUBSCRIBE, RESULTS, GO = "/unsubscribe", "/results", "/go"
REPORT_STOP = "/reports/stop"
GOOD_FOR = timedelta(days=7)
_MAC = 43


def unsubscribe_url(base_url: str, key: bytes, follow_id: str) -> str:
    """Where a follow ends, without signing in, whenever it is asked."""
    return f"{base_url}{UNSUBSCRIBE}/{follow_id}.{_mac(key, 'unsubscribe', follow_id)}"


def followed_by(key: bytes, token: str) -> str | None:
    """The follow whose end a token asks; None: it is none of ours."""
    follow_id, _, mac = token.partition(".")
    is_ours = _is_id(follow_id) and _is_mac(mac, _mac(key, "unsubscribe", follow_id))
    return follow_id if is_ours else None


def result_url(base_url: str, key: bytes, delivery: Delivery) -> str:
    """The page of a mail, for its reader alone. The same at each try."""
    until = str(int((delivery.created_at + GOOD_FOR).timestamp()))
    return f"{base_url}{RESULTS}/{delivery.id}.{until}.{_mac(key, 'result', delivery.id, until)}"


def mailed_by(key: bytes, token: str, now: datetime) -> tuple[str | None, bool]:
    """The delivery whose page a token opens, and whether it still does; None: none of ours."""
    delivery_id, _, rest = token.partition(".")
    until, _, mac = rest.partition(".")
    if not _is_id(delivery_id) or not _is_mac(mac, _mac(key, "result", delivery_id, until)):
        return None, False
    return delivery_id, now.timestamp() <= int(until)


def report_stop_url(base_url: str, key: bytes, mail_id: str) -> str:
    """Where the reader of a mailed report ends them, without signing in."""
    return f"{base_url}{REPORT_STOP}/{mail_id}.{_mac(key, 'report_stop', mail_id)}"


def report_stopped_by(key: bytes, token: str) -> str | None:
    """The mail whose reader a token takes out; None: it is none of ours."""
    mail_id, _, mac = token.partition(".")
    is_ours = _is_id(mail_id) and _is_mac(mac, _mac(key, "report_stop", mail_id))
    return mail_id if is_ours else None


def go_url(base_url: str, kind: str, row_id: str) -> str:
    """The page that says how a row is opened in Kobra."""
    return f"{base_url}{GO}/{kind}/{row_id}"


def _mac(key: bytes, *parts: str) -> str:
    return keyed_hash(key, *parts)[:_MAC]


def _is_mac(said: str, wanted: str) -> bool:
    return compare_digest(said.encode("utf-8", "surrogatepass"), wanted.encode())


def _is_id(text: str) -> bool:
    return ID_PATTERN.fullmatch(text) is not None
