"""The columns of the table of accounts, and the qualities its chips filter by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Figures, Quality
from kobra_desktop.models.portfolio import words
from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.visit_columns import sync_column
from kobra_desktop.models.visit_qualities import sync_quality
from kobra_desktop.models.visit_words import planned_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.account_views import CONSENT, CONTACT, bucket_order
from kobra_desktop.store.queries.accounts import NO_PAPER, AccountRow
from kobra_desktop.store.queries.people_facts import QUALITY_ORDER, bare
from kobra_domain.portfolios import AccountState
from kobra_domain.words import field_title, word
from kobra_records.files.exports.table import Amount, ColumnType, Moment

CONSENT_ORDER, CONTACT_ORDER = list(CONSENT), list(CONTACT)
STATE_ORDER = {state: n for n, state in enumerate(AccountState)}
R = TypeVar("R")
translate = QCoreApplication.translate
Made = list[Column[AccountRow]]


def account_columns(workspace: Workspace) -> Made:
    """All columns, in the order in which they first stand."""
    return [
        *_who(workspace),
        *_money(workspace),
        *_work(workspace),
        *_may(workspace),
        *_kind(workspace),
        *_rest(workspace),
    ]


def _who(workspace: Workspace) -> Made:
    column, locale = Columns[AccountRow](workspace), workspace.locale
    return [
        column(
            "holder",
            translate("Visits", "Holder"),
            lambda r: r.holder_name,
            180,
            stretch=3,
            is_name=True,
        ),
        column(
            "document",
            translate("Portfolio", "Document"),
            lambda r: r.document,
            116,
            ColumnType.CODE,
            sort=lambda r: name_key_or_last(r.document_number),
        ),
        column(
            "number",
            field_title("number", "account", locale),
            lambda r: r.account.number,
            100,
            ColumnType.CODE,
        ),
        column(
            "phones",
            translate("Portfolio", "Phones"),
            lambda r: ", ".join(r.phones),
            120,
            ColumnType.CODE,
            sort=lambda r: name_key_or_last(",".join(map(bare, r.phones))),
            is_shown=False,
        ),
    ]


def _money(workspace: Workspace) -> Made:
    column = Columns[AccountRow](workspace)

    def amount(minor: Callable[[AccountRow], int | None]) -> Callable[[AccountRow], Amount | None]:
        def value(row: AccountRow) -> Amount | None:
            said = minor(row)
            return None if said is None else Amount(said, row.account.currency)

        return value

    def as_of(row: AccountRow) -> str:
        day = row.account.cut_off_on
        words_ = translate("Portfolio", "As of {day}")
        return words_.format(day=planned_words(day, workspace)) if day else ""

    made = [
        column(
            "bucket",
            translate("Portfolio", "Bucket"),
            lambda r: words.bucket_words(r.bucket),
            112,
            sort=lambda r: bucket_order(r.bucket),
        ),
        column(
            "days", _said("days_past_due", workspace), lambda r: r.account.days_past_due, 70,
            ColumnType.NUMBER, text=lambda r: words.days_words(r.account),
        ),
    ]  # fmt: skip
    for key, field, width, is_shown in (
        ("overdue", "overdue_minor", 128, True),
        ("balance", "balance_minor", 128, True),
        ("principal", "principal_minor", 128, False),
        ("instalment", "instalment_minor", 120, False),
    ):
        value = amount(lambda r, f=field: getattr(r.account, f))  # type: ignore[misc]
        made.append(
            column(
                key, _said(field, workspace), value, width, ColumnType.MONEY,
                sort=within(value), is_shown=is_shown, tip=as_of,
            )
        )  # fmt: skip
    return made


def within(value: Callable[[R], Amount | None]) -> Callable[[R], object]:
    """Amounts of two currencies are never compared: those of one stand beside each other."""

    def sort(row: R) -> object:
        said = value(row)
        return None if said is None else (said.currency, said.minor)

    return sort


def _kind(workspace: Workspace) -> Made:
    column = Columns[AccountRow](workspace)
    return [
        column("product", _said("product", workspace), lambda r: r.account.product, 110, stretch=1),
        column("segment", _said("segment", workspace), lambda r: r.account.segment, 100, stretch=1),
        column(
            "lot", _said("lot", workspace), lambda r: r.account.lot, 90, ColumnType.CODE,
            is_shown=False,
        ),
    ]  # fmt: skip


def _work(workspace: Workspace) -> Made:
    column, locale = Columns[AccountRow](workspace), workspace.locale
    return [
        column(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_name,
            130,
            stretch=1,
            is_name=True,
        ),
        column(
            "outcome",
            translate("Portfolio", "Last outcome"),
            lambda r: word(r.seen.outcome, locale) if r.seen.outcome else "",
            140,
            sort=lambda r: r.seen.outcome,
        ),
        column(
            "last",
            translate("Portfolio", "Last visit"),
            lambda r: Moment(r.seen.ended_at, r.time_zone) if r.seen.ended_at else None,
            96,
            ColumnType.LOCAL,
        ),
        column(
            "next",
            translate("Portfolio", "Next visit"),
            lambda r: r.seen.next_on,
            92,
            ColumnType.DATE,
            text=lambda r: planned_words(r.seen.next_on, workspace),
        ),
    ]


def _may(workspace: Workspace) -> Made:
    column, locale = Columns[AccountRow](workspace), workspace.locale

    def until(row: AccountRow) -> date | None:
        return None if row.paper_until == NO_PAPER else row.paper_until

    def paper(row: AccountRow) -> str:
        return row.paper(workspace.today)

    return [
        column(
            "authorised",
            translate("Portfolio", "Authorisation"),
            lambda r: words.paper_words(paper(r)),
            120,
            sort=lambda r: (
                None if r.paper_until == NO_PAPER else (r.paper_until or date.max).toordinal()
            ),
            also=(Fact(ColumnType.DATE, until, translate("Portfolio", "Authorised until")),),
            tone=lambda r: "" if paper(r) == "standing" else "text_3",
        ),
        column(
            "contact",
            translate("Portfolio", "Contact"),
            lambda r: words.contact_words(r.contact),
            130,
            sort=lambda r: CONTACT_ORDER.index(r.contact),
            tone=lambda r: "text_3" if r.contact == words.MAY else "error_fg",
            is_shown=False,
        ),
        column(
            "consent",
            translate("Portfolio", "Consent"),
            lambda r: words.consent_words(r.consents, locale),
            120,
            sort=lambda r: CONSENT_ORDER.index(words.consent_of(r.consents)),
            is_shown=False,
        ),
        column(
            "quality",
            translate("Portfolio", "Place"),
            lambda r: word(r.door.quality, locale) if r.door else "",
            110,
            sort=lambda r: QUALITY_ORDER[r.door.quality] if r.door else None,
        ),
        column(
            "street", translate("Visits", "Address"), lambda r: r.door.words if r.door else "", 190,
            stretch=2, is_shown=False,
            sort=lambda r: name_key_or_last(r.door.street if r.door else ""),
        ),
    ]  # fmt: skip


def _rest(workspace: Workspace) -> Made:
    column, locale = Columns[AccountRow](workspace), workspace.locale
    made = [
        column(
            "state", translate("Visits", "State"), lambda r: word(r.state, locale), 90,
            sort=lambda r: STATE_ORDER[r.state], is_shown=False,
        ),
        column(
            "portfolio", translate("Visits", "Portfolio"), lambda r: r.portfolio_name, 150,
            is_shown=False,
        ),
    ]  # fmt: skip
    for key, field in (
        ("since", "agent_since_on"),
        ("due", "due_on"),
        ("next_due", "next_due_on"),
        ("last_paid", "last_paid_on"),
        ("assigned", "assigned_on"),
        ("cut_off", "cut_off_on"),
    ):
        value = lambda r, f=field: getattr(r.account, f)  # noqa: E731
        made.append(
            column(key, _said(field, workspace), value, 104, ColumnType.DATE, is_shown=False)
        )
    made.append(sync_column(workspace, is_shown=False))
    return made


def _said(field: str, workspace: Workspace) -> str:
    return field_title(field, "account", workspace.locale)


def account_qualities(
    workspace: Workspace, currencies: Callable[[], Sequence[str]] = tuple
) -> tuple[Quality[AccountRow], ...]:
    """What the list can be filtered by; `currencies` are those that there are accounts in."""
    locale = workspace.locale
    days = Figures(locale, _said("days_past_due", workspace))
    amounts = Figures(locale, _said("overdue_minor", workspace), currencies)
    title = {
        "product": _said("product", workspace),
        "segment": _said("segment", workspace),
    }
    return (
        # Short names: nine chips stand on one line at 1,366 pixels.
        Quality("bucket", translate("Portfolio", "Arrears"), lambda r: r.bucket, figures=days),
        Quality("amount", translate("Portfolio", "Amount"), lambda r: "", figures=amounts),
        Quality("product", title["product"], lambda r: r.account.product),
        Quality("segment", title["segment"], lambda r: r.account.segment),
        Quality(
            "agent", translate("Visits", "Agent"), lambda r: r.account.agent_id or words.NOBODY
        ),
        Quality(
            "outcome",
            translate("Visits", "Outcome"),
            lambda r: r.seen.outcome or words.NOBODY,
            lambda: words.outcome_options(locale),
        ),
        Quality("permit", translate("Portfolio", "Permission"), lambda r: "", words.permit_options),
        Quality(
            "quality",
            translate("Portfolio", "Place"),
            lambda r: r.door.quality if r.door else words.NOBODY,
            lambda: words.quality_options(locale),
        ),
        Quality(
            "state",
            translate("Visits", "State"),
            lambda r: r.state.value,
            lambda: words.state_options(locale),
        ),
        # Parts of chips, and what a link may name: a chip for each would not fit at 150 %.
        Quality("authorised", "", lambda r: r.paper(workspace.today)),
        Quality("consent", "", lambda r: words.consent_of(r.consents)),
        Quality("contact", "", lambda r: r.contact),
        Quality("sync", "", sync_quality),
    )
