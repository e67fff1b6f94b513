"""The authorisations to visit of one portfolio: which stand, and making and revoking one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.authorisations import (
    create_authorisation,
    edit_authorisation,
    revoke_authorisation,
)
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.portfolios import (
    AuthorisationRow,
    PartyCard,
    authorisation_rows,
    parties_found,
    party_card,
)
from kobra_domain.portfolios import Authorisation
from kobra_domain.words import day_words, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate


class AuthorisationsModel(QObject):
    """Empty until a portfolio is chosen."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.portfolio_id = ""
        listing: Listing[AuthorisationRow] = Listing(
            name="authorisations",
            load=self._load,
            identity=lambda row: row.authorisation.id,
            words=lambda row: plain(
                f"{row.party_name} {row.account_number} {row.authorisation.document}"
            ),
            columns=paper_columns(self),
            qualities=(
                Quality("state", translate("Administration", "State"), self.state, paper_states),
            ),
        )
        self.list = LiveList(workspace, listing, View(), self)

    def show(self, portfolio_id: str) -> None:
        """The papers of this portfolio."""
        if portfolio_id != self.portfolio_id:
            self.portfolio_id = portfolio_id
            self.list.reload()

    def row(self, paper_id: str) -> AuthorisationRow | None:
        """A paper by its id."""
        return self.list.row(paper_id)

    def state(self, row: AuthorisationRow) -> str:
        """stands, revoked, over or early."""
        paper, today = row.authorisation, self.workspace.today
        if paper.revoked_on is not None and paper.revoked_on <= today:
            return "revoked"
        if paper.expires_on is not None and paper.expires_on < today:
            return "over"
        return "early" if paper.signed_on > today else "stands"

    def find(
        self, typed: str, then: Callable[[list[tuple[str, str]]], None], owner: QObject
    ) -> None:
        """Holders of the portfolio by name, document or credit: (party id, words)."""
        store, portfolio_id = self.workspace.desk.store, self.portfolio_id

        self.acts.look(lambda: parties_found(store, typed, portfolio_id), then, owner)

    def card(self, party_id: str, then: Callable[[PartyCard | None], None], owner: QObject) -> None:
        """A holder with the credits to choose from."""
        store = self.workspace.desk.store
        self.acts.look(lambda: party_card(store, party_id), then, owner)

    # Acts

    def save(
        self, paper: Authorisation | None, values: Values, then: Then, refused: Refused
    ) -> None:
        """Keep a paper, or write these fields."""
        desk, portfolio_id = self.workspace.desk, self.portfolio_id
        if paper is None:
            words = translate("Administration", "Authorisation kept")
            self.acts.keep(
                lambda: create_authorisation(desk, portfolio_id=portfolio_id, **values),
                words,
                then,
                refused,
            )
            return
        words = translate("Administration", "Authorisation changed")
        self.acts.keep(
            lambda: edit_authorisation(desk, paper.id, seen=paper, **values), words, then, refused
        )

    def revoke(self, paper: Authorisation, on: date) -> None:
        """The holder took it back."""
        desk = self.workspace.desk
        words = translate("Administration", "Authorisation revoked")
        self.acts.run(
            lambda: revoke_authorisation(desk, paper.id, seen=paper, on=on), lambda _: words
        )

    def _load(self) -> list[AuthorisationRow]:
        if not self.portfolio_id:
            return []
        return authorisation_rows(self.workspace.desk.store, self.portfolio_id)


def paper_states() -> Options:
    """The states with their words."""
    return [
        ("stands", translate("Administration", "In force")),
        ("over", translate("Administration", "Expired")),
        ("revoked", translate("Administration", "Revoked")),
        ("early", translate("Administration", "Not yet")),
    ]


def paper_columns(model: AuthorisationsModel) -> list[Column[AuthorisationRow]]:
    """All columns, in order."""
    return [*_whose(model.workspace), *_days(model.workspace), _state_column(model)]


def _whose(workspace: Workspace) -> list[Column[AuthorisationRow]]:
    locale, column = workspace.locale, Columns[AuthorisationRow](workspace)
    return [
        column(
            "party",
            say("kind.party", None, locale),
            lambda row: row.party_name,
            180,
            stretch=2,
            is_name=True,
        ),
        column(
            "account",
            say("kind.account", None, locale),
            lambda row: row.account_number,
            84,
            ColumnType.CODE,
        ),
        column(
            "document",
            translate("Administration", "Document"),
            lambda row: row.authorisation.document,
            110,
            ColumnType.CODE,
            stretch=1,
        ),
        column(
            "place",
            translate("Administration", "Where"),
            lambda row: word(row.authorisation.place, locale),
            140,
            sort=lambda row: row.authorisation.place,
        ),
    ]


def _days(workspace: Workspace) -> list[Column[AuthorisationRow]]:
    column, no_end = Columns[AuthorisationRow](workspace), translate("Administration", "No end")

    def until(row: AuthorisationRow) -> str:
        day = row.authorisation.expires_on
        return day_words(day, workspace.locale, workspace.today) if day else no_end

    return [
        column(
            "signed",
            translate("Administration", "Signed"),
            lambda row: row.authorisation.signed_on,
            92,
            ColumnType.DATE,
        ),
        column(
            "expires",
            translate("Administration", "Valid until"),
            lambda row: row.authorisation.expires_on,
            104,
            ColumnType.DATE,
            text=until,
            tone=lambda row: "" if row.authorisation.expires_on else "text_3",
        ),
    ]


def _state_column(model: AuthorisationsModel) -> Column[AuthorisationRow]:
    def state(row: AuthorisationRow) -> str:
        if row.is_pending:
            return translate("Administration", "To send")
        return dict(paper_states())[model.state(row)]

    return Columns[AuthorisationRow](model.workspace)(
        "state",
        translate("Administration", "State"),
        state,
        90,
        sort=model.state,
        tone=lambda row: "" if model.state(row) == "stands" else "warn_fg",
    )
