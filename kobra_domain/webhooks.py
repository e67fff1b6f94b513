"""Endpoints of client institutions that are told what happened, and what they answered."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from kobra_domain.errors import Invalid
from kobra_domain.events import WEBHOOK_KINDS, EventKind
from kobra_domain.limits import (
    Count,
    Id,
    InstitutionId,
    Length,
    Line,
    Matches,
    PortfolioId,
    check,
)

Url = Annotated[
    str,
    Length(1, 500),
    Matches(re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"\\^`{|}]+"), "not_a_url"),
]


class WebhookOff(StrEnum):
    """Why an endpoint hears nothing: a person's act, its own word (410), days of failing only."""

    PERSON = "person"
    GONE = "gone"
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTerms:
    """Where an endpoint is, of which portfolios it hears, and of which events."""

    url: Url = ""
    portfolio_ids: tuple[PortfolioId, ...] = ()
    kinds: tuple[EventKind, ...] = tuple(sorted(WEBHOOK_KINDS))
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChange(WebhookTerms):
    """What an endpoint shall be, and what it was for whoever changes it: what was not touched
    stands, and what somebody else has changed meanwhile is not overwritten unseen.
    """

    seen: WebhookTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhook(WebhookTerms):
    """An endpoint that is not there yet, and the institution that it is of."""

    institution_id: InstitutionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook(WebhookTerms):
    """An endpoint as it stands. `allows_private`: it may be in a private network. `failing_since`:
    nothing but failures since then; `rests_until`: it is left alone so long. `last_at`: the last
    try, `last_status` what was answered (None: nothing, `last_code` says why), `last_ok_at` the
    last that was confirmed. `old_secret_until`: so long the secret before signs too. `waiting`: how
    many deliveries are still to be made, `failed` how many were given up.
    """

    id: Id
    institution_id: InstitutionId
    allows_private: bool = False
    made_at: datetime
    off_reason: WebhookOff | None = None
    off_at: datetime | None = None
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    last_at: datetime | None = None
    last_status: int | None = None
    last_code: Line = ""
    last_ok_at: datetime | None = None
    old_secret_until: datetime | None = None
    waiting: Count = 0
    failed: Count = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSecret:
    """What an endpoint's posts are signed with: told once."""

    id: Id
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTry:
    """One attempt. `kind` is the event's, or `test`; `status` None: no answer, `code` says why."""

    id: Id
    webhook_id: Id
    delivery_id: Id
    at: datetime
    kind: Line
    visit_id: Id | None = None
    tries: Count = 1
    status: int | None = None
    code: Line = ""
    ms: Count = 0
    is_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTryWhole(WebhookTry):
    """One attempt with what was sent (`body` empty: kept no longer) and the answer's first part."""

    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    answer: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookLog:
    """Attempts, the newest first; `next`: ask with `before` for older ones."""

    items: tuple[WebhookTry, ...]
    next: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How many deliveries will be made once more."""

    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayWish:
    """What to send once more: these deliveries, or all since (until) a moment; only what was not
    confirmed where `is_unconfirmed`.
    """

    delivery_ids: tuple[Id, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_unconfirmed: bool = False


def check_terms(terms: WebhookTerms, *, needs_https: bool) -> None:
    """Check them, beyond what stands on the fields: an address without a name or password, some
    portfolios and kinds, nothing that nobody may hear. Raises Invalid.
    """
    check(terms)
    check_url(terms.url, needs_https=needs_https)
    if not terms.portfolio_ids:
        raise Invalid("missing", field="portfolio_ids")
    if not terms.kinds:
        raise Invalid("missing", field="kinds")
    if not WEBHOOK_KINDS.issuperset(terms.kinds):
        raise Invalid("not_in_list", field="kinds")


def check_url(url: str, *, needs_https: bool) -> None:
    """Whether it can be posted to. Raises Invalid not_a_url, url_not_https."""
    try:
        parts = urlsplit(url)
        is_good = bool(parts.hostname) and parts.port != 0
        (parts.hostname or "").encode("idna")
    except ValueError:  # UnicodeError is one
        is_good = False
    else:
        is_good = is_good and not (parts.username or parts.password or parts.fragment)
    if not is_good:
        raise Invalid("not_a_url", field="url")
    if needs_https and parts.scheme != "https":
        raise Invalid("url_not_https", field="url")


def change_of(seen: WebhookTerms, **changes: Any) -> WebhookChange:
    """A wish to change these fields of what was seen."""
    there = terms_of(seen)
    return WebhookChange(**{**there, **changes}, seen=WebhookTerms(**there))


def terms_of(webhook: WebhookTerms) -> dict[str, Any]:
    """What can be changed of an endpoint, by field."""
    return {name: getattr(webhook, name) for name in WebhookTerms.__dataclass_fields__}
