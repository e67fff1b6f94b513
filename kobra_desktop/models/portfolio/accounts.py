"""The state of Cartera › Cuentas: its list, and the account of its panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.portfolio.account_card import AccountCardModel
from kobra_desktop.models.portfolio.account_columns import account_columns, account_qualities
from kobra_desktop.models.portfolio.account_source import AccountSource
from kobra_desktop.models.portfolio.acts import PortfolioActs
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.accounts import AccountRow
from kobra_desktop.store.queries.seen import holders_of


class AccountsModel(PortfolioActs):
    """The list follows the news by itself; `card` is the account of the panel."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        nobody = QCoreApplication.translate("Visits", "Nobody")
        self.card = AccountCardModel(workspace, self)
        source = AccountSource(workspace, nobody)
        self.list: WindowedList[AccountRow] = WindowedList(
            workspace,
            source,
            account_columns(workspace),
            parent=self,
            qualities=account_qualities(workspace, lambda: source.currencies),
            name="accounts",
        )

    def holders_of(self, ids: Sequence[str], then: Callable[[list[str]], None]) -> None:
        """Who holds these accounts, each once."""
        workspace = self.workspace
        if not self.acts.takes(len(ids)):
            return
        read = lambda: holders_of(workspace.desk.store, ids)  # noqa: E731
        workspace.background.read(read, then, self.acts.failed.emit, owner=self)
