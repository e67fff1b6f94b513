"""An endpoint of a client institution in words: its row, the columns of their list, what the chips
over it filter by, and what its panel says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key
from kobra_domain.webhooks import Webhook
from kobra_domain.words import moment, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
OK, FAILING, OFF, NEW = "ok", "failing", "off", "new"


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """One endpoint in words. `state`: ok, failing, off, or new (nothing was sent yet)."""

    webhook: Webhook
    institution: str
    portfolios: str
    state: str
    state_words: str
    answer: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.webhook.id

    @property
    def host(self) -> str:
        """The server of its address."""
        return urlsplit(self.webhook.url).netloc or self.webhook.url


def row_of(
    item: Webhook, institutions: dict[str, str], portfolios: dict[str, str], locale: str
) -> WebhookRow:
    """An endpoint in words; names by id."""
    gone = translate("Webhooks", "out of sight")
    names = sorted((portfolios.get(one, gone) for one in item.portfolio_ids), key=name_key)
    state = state_of(item)
    return WebhookRow(
        webhook=item,
        institution=institutions.get(item.institution_id, gone),
        portfolios=", ".join(names),
        state=state,
        state_words=word(item.off_reason, locale) if item.off_reason else _states()[state],
        answer=answer_words(item.last_status, item.last_code, locale) if item.last_at else "",
    )


def state_of(item: Webhook) -> str:
    """In one word, for colour and filter."""
    if not item.is_on:
        return OFF
    if item.failing_since is not None:
        return FAILING
    return OK if item.last_ok_at is not None else NEW


def _states() -> dict[str, str]:
    return {
        OK: translate("Webhooks", "Answers"),
        FAILING: translate("Webhooks", "Fails, is tried again"),
        OFF: translate("Webhooks", "Off"),
        NEW: translate("Webhooks", "Nothing sent yet"),
    }


def answer_words(status: int | None, code: str, locale: str) -> str:
    """What was answered, or why nothing was."""
    if status is not None and status // 100 == 2:
        return translate("Webhooks", "Confirmed ({status})").format(status=status)
    detail = "" if status is None else str(status)
    return say(code or "webhook.status", {"detail": detail}, locale).rstrip(".")


def facts_of(row: WebhookRow, workspace: Workspace) -> list[tuple[str, str]]:
    """An endpoint in words, for its panel."""
    item, locale, zone = row.webhook, workspace.locale, str(workspace.zone)

    def at(when: Any) -> str:
        return moment(when, zone, locale, workspace.now) if when else "—"

    made = [
        (translate("Webhooks", "Institution"), row.institution),
        (translate("Webhooks", "Portfolios"), row.portfolios),
        (translate("Webhooks", "Address"), item.url),
        (translate("Webhooks", "Events"), ", ".join(word(one, locale) for one in item.kinds)),
        (translate("Webhooks", "Last answer"), row.answer or "—"),
        (translate("Webhooks", "Last try"), at(item.last_at)),
        (translate("Webhooks", "Last confirmed"), at(item.last_ok_at)),
        (translate("Webhooks", "Waiting"), figure(item.waiting)),
        (translate("Webhooks", "Not confirmed"), figure(item.failed)),
        (translate("Webhooks", "Since"), at(item.made_at)),
    ]
    if item.allows_private:
        made.append((translate("Webhooks", "Network"), translate("Webhooks", "may be private")))
    return made


def webhook_qualities() -> tuple[Quality[WebhookRow], ...]:
    """What the chips filter by."""
    return (
        Quality(
            "state",
            translate("Webhooks", "State"),
            lambda row: row.state,
            lambda: list(_states().items()),
        ),
        Quality(
            "institution",
            translate("Webhooks", "Institution"),
            lambda row: row.webhook.institution_id,
            word=lambda row: row.institution,
        ),
    )


def webhook_columns(workspace: Workspace) -> list[Column[WebhookRow]]:
    """All columns, in order."""
    column = Columns[WebhookRow](workspace)
    return [
        column(
            "institution",
            translate("Webhooks", "Institution"),
            lambda row: row.institution,
            150,
            stretch=1,
            is_name=True,
        ),
        column(
            "portfolios",
            translate("Webhooks", "Portfolios"),
            lambda row: row.portfolios,
            90,
            stretch=1,
        ),
        column(
            "url",
            translate("Webhooks", "Address"),
            lambda row: row.webhook.url,
            110,
            text=lambda row: row.webhook.url.partition("://")[2] or row.webhook.url,
            stretch=2,
        ),
        column("state", translate("Webhooks", "State"), lambda row: row.state_words, 130),
        column("answer", translate("Webhooks", "Last answer"), lambda row: row.answer, 90),
        column(
            "last_at",
            translate("Webhooks", "Last try"),
            lambda row: row.webhook.last_at,
            120,
            ColumnType.INSTANT,
        ),
        column(
            "waiting",
            translate("Webhooks", "Waiting"),
            lambda row: row.webhook.waiting,
            80,
            ColumnType.NUMBER,
        ),
    ]
