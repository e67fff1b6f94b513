"""The columns of the table of people, and the qualities its chips filter by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Figures, Quality
from kobra_desktop.models.portfolio import words
from kobra_desktop.models.portfolio.account_columns import CONSENT_ORDER, CONTACT_ORDER, within
from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.visit_columns import sync_column
from kobra_desktop.models.visit_qualities import sync_quality
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.parties import Owed, PartyRow
from kobra_desktop.store.queries.people_facts import QUALITY_ORDER, bare
from kobra_domain.words import money, word
from kobra_records.files.exports.table import Amount, ColumnType, Moment

translate = QCoreApplication.translate
Made = list[Column[PartyRow]]


def party_columns(workspace: Workspace) -> Made:
    """All columns, in the order in which they first stand."""
    return [*_who(workspace), *_owed(workspace), *_reach(workspace), *_rest(workspace)]


def _who(workspace: Workspace) -> Made:
    column = Columns[PartyRow](workspace)
    return [
        column(
            "name", translate("Visits", "Holder"), lambda r: r.party.name, 200, stretch=3,
            is_name=True,
        ),
        column(
            "document", translate("Portfolio", "Document"), lambda r: r.document, 120,
            ColumnType.CODE, sort=lambda r: name_key_or_last(r.party.document_number),
        ),
    ]  # fmt: skip


def _first(row: PartyRow) -> Owed | None:
    return next(iter(row.owed), None)


def _owed(workspace: Workspace) -> Made:
    column = Columns[PartyRow](workspace)

    def overdue(row: PartyRow) -> Amount | None:
        first = _first(row)
        return Amount(first.overdue_minor, first.currency) if first else None

    def balance(row: PartyRow) -> Amount | None:
        first = _first(row)
        return Amount(first.balance_minor, first.currency) if first else None

    def further(row: PartyRow) -> str | None:
        return " · ".join(money(one.overdue_minor, one.currency) for one in row.owed[1:]) or None

    others = translate("Portfolio", "In other currencies")
    return [
        column(
            "accounts", translate("Portfolio", "Accounts"), lambda r: r.accounts, 80,
            ColumnType.NUMBER,
        ),
        column(
            "overdue", translate("Portfolio", "Overdue"), overdue, 150, ColumnType.MONEY,
            text=lambda r: " · ".join(money(one.overdue_minor, one.currency) for one in r.owed),
            sort=within(overdue),
            also=(Fact(ColumnType.TEXT, further, others),),
        ),
        column(
            "balance", translate("Portfolio", "Balance"), balance, 150, ColumnType.MONEY,
            text=lambda r: " · ".join(money(one.balance_minor, one.currency) for one in r.owed),
            sort=within(balance), is_shown=False,
        ),
    ]  # fmt: skip


def _reach(workspace: Workspace) -> Made:
    column, locale = Columns[PartyRow](workspace), workspace.locale
    return [  # consent and place are chips: with both as columns numbers are cut at 1366
        column(
            "phones", translate("Portfolio", "Phones"), lambda r: ", ".join(r.phones), 140,
            ColumnType.CODE, sort=lambda r: name_key_or_last(",".join(map(bare, r.phones))),
        ),
        column(
            "contact", translate("Portfolio", "Contact"),
            lambda r: words.contact_words(r.contact), 140,
            sort=lambda r: CONTACT_ORDER.index(r.contact),
            tone=lambda r: "text_3" if r.contact == words.MAY else "error_fg",
            tip=lambda r: r.party.do_not_contact_reason,
        ),
        column(
            "consent", translate("Portfolio", "Consent"),
            lambda r: words.consent_words(r.consents, locale), 130,
            sort=lambda r: CONSENT_ORDER.index(words.consent_of(r.consents)), is_shown=False,
        ),
        column(
            "quality", translate("Portfolio", "Place"),
            lambda r: word(r.door.quality, locale) if r.door else "", 120,
            sort=lambda r: QUALITY_ORDER[r.door.quality] if r.door else None, is_shown=False,
        ),
        column(
            "street", translate("Visits", "Address"), lambda r: r.door.words if r.door else "", 200,
            stretch=2, sort=lambda r: name_key_or_last(r.door.street if r.door else ""),
        ),
        column(
            "last", translate("Portfolio", "Last contact"),
            lambda r: Moment(r.last_at, r.time_zone) if r.last_at else None, 128, ColumnType.LOCAL,
        ),
    ]  # fmt: skip


def _rest(workspace: Workspace) -> Made:
    column = Columns[PartyRow](workspace)
    return [
        column(
            "portfolio", translate("Visits", "Portfolio"), lambda r: r.portfolio_name, 150,
            is_shown=False,
        ),
        sync_column(workspace, is_shown=False),
    ]  # fmt: skip


def party_qualities(
    workspace: Workspace, currencies: Callable[[], Sequence[str]] = tuple
) -> tuple[Quality[PartyRow], ...]:
    """What the list can be filtered by; `currencies` are those that amounts are asked for in."""
    locale = workspace.locale
    owes = [
        ("none", translate("Portfolio", "No account of their own")),
        ("one", translate("Portfolio", "One account")),
        ("several", translate("Portfolio", "Several accounts")),
    ]
    amounts = Figures(locale, translate("Portfolio", "Overdue"), currencies)
    asked = [
        ("claim", translate("Person", "Claim being processed")),
        ("overdue", translate("Portfolio", "Answer overdue")),
        ("waiting", translate("Portfolio", "Waits for an answer")),
    ]
    sending = [
        ("pending", translate("Visits", "To send")),
        ("held", translate("Visits", "Conflict")),
    ]
    return (
        Quality("owes", translate("Portfolio", "Accounts"), lambda r: "", lambda: owes),
        Quality("amount", translate("Portfolio", "Amount"), lambda r: "", list, figures=amounts),
        Quality("petition", translate("Portfolio", "Petitions"), lambda r: "", lambda: asked),
        Quality(
            "contact", translate("Portfolio", "Contact"), lambda r: r.contact, words.contact_options
        ),
        Quality(
            "consent",
            translate("Portfolio", "Consent"),
            lambda r: words.consent_of(r.consents),
            words.consent_options,
        ),
        Quality(
            "quality",
            translate("Portfolio", "Place"),
            lambda r: r.door.quality if r.door else words.NOBODY,
            lambda: words.quality_options(locale),
        ),
        Quality("sync", translate("Visits", "Sending"), sync_quality, lambda: sending),
    )
