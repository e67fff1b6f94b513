"""Whose money is, as columns and as text that is searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.agreements import Whose
from kobra_domain.words import say
from kobra_records.files.exports.table import ColumnType

__all__ = ["Whose", "account_columns", "searchable", "whose_columns"]

R = TypeVar("R")
translate = QCoreApplication.translate


def searchable(whose: Whose, *more: str) -> str:
    """Name, document, account and agent without accents."""
    said = (whose.party_name, whose.document, whose.account_number, whose.agent_name, *more)
    return plain(" ".join(one for one in said if one))


def account_columns(workspace: Workspace, of: Callable[[R], Whose]) -> list[Column[R]]:
    """The holder and the account."""
    column = Columns[R](workspace)
    return [
        column(
            "party",
            say("kind.party", None, workspace.locale),
            lambda row: of(row).party_name,
            180,
            stretch=3,
            is_name=True,
        ),
        column(
            "account",
            say("kind.account", None, workspace.locale),
            lambda row: of(row).account_number,
            96,
            ColumnType.CODE,
        ),
    ]


def whose_columns(workspace: Workspace, of: Callable[[R], Whose]) -> list[Column[R]]:
    """The agent who heard it, and the portfolio."""
    column = Columns[R](workspace)
    return [
        column(
            "agent",
            translate("Agreements", "Agent"),
            lambda row: of(row).agent_name,
            120,
            stretch=1,
            is_name=True,
        ),
        column(
            "portfolio",
            translate("Agreements", "Portfolio"),
            lambda row: of(row).portfolio_name,
            130,
            stretch=1,
        ),
    ]
