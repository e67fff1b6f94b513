"""Portfolios and their policies: the list, and making and changing one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.edits import edit as edit_row
from kobra_desktop.commands.months import close_months, month_cuts
from kobra_desktop.commands.portfolios import create_portfolio, edit_portfolio
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.administration.law import Law, law_of
from kobra_desktop.models.administration.logos import read_logo
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.house import house_here
from kobra_desktop.store.queries.portfolios import PortfolioRow, institution_of, portfolio_rows
from kobra_domain.answers import MonthCuts
from kobra_domain.buckets import bucket_words
from kobra_domain.portfolios import Institution, Portfolio
from kobra_domain.scope import Permission
from kobra_domain.words import distance, duration, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate


class PortfoliosModel(QObject):
    """The list follows the news by itself."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        store = workspace.desk.store
        listing: Listing[PortfolioRow] = Listing(
            name="portfolios",
            load=lambda: portfolio_rows(store),
            identity=lambda row: row.portfolio.id,
            words=lambda row: plain(f"{row.portfolio.name} {row.institution}"),
            columns=portfolio_columns(workspace),
        )
        self.list = LiveList(workspace, listing, View(sort_key="name"), self)
        self.house = LiveRead(workspace, lambda: house_here(store), self)
        self.house.open(self)

    def row(self, portfolio_id: str) -> PortfolioRow | None:
        """A portfolio by its id."""
        return self.list.row(portfolio_id)

    def institutions(self) -> list[tuple[str, str]]:
        """Those that portfolios are of: (id, name), by name."""
        names = {row.portfolio.institution_id: row.institution for row in self.list.held.rows}
        return sorted(names.items(), key=lambda one: name_key(one[1]))

    def institution_of(self, portfolio: Portfolio) -> str:
        """The name of whose debts it holds."""
        row = self.row(portfolio.id)
        return row.institution if row else ""

    def law(self, portfolio: Portfolio) -> Law:
        """The law it stands under."""
        return law_of(
            portfolio.country,
            portfolio.creditor_type,
            portfolio.product_type,
            self.workspace.locale,
            self.house.value or (),
            business_days_only=not portfolio.every_day_reason.strip(),
            counts_attempts=not portfolio.two_way_reason.strip(),
        )

    def facts(self, portfolio: Portfolio) -> list[tuple[str, str]]:
        """Its policies in words."""
        locale = self.workspace.locale
        away = (
            translate("Administration", "yes, with photo and reason")
            if portfolio.allows_away_completion
            else translate("Administration", "no")
        )
        age_s = portfolio.fix_age_limit_s
        return [
            (translate("Administration", "Institution"), self.institution_of(portfolio)),
            (translate("Administration", "Creditor"), word(portfolio.creditor_type, locale)),
            (translate("Administration", "Product"), word(portfolio.product_type, locale)),
            (
                translate("Administration", "Country"),
                f"{portfolio.country} · {portfolio.currency} · {portfolio.time_zone}",
            ),
            (
                translate("Administration", "Radius of the address"),
                distance(portfolio.radius_m, locale),
            ),
            (
                translate("Administration", "Worst accuracy"),
                f"± {distance(portfolio.accuracy_limit_m, locale)}",
            ),
            (translate("Administration", "Oldest position"), duration(age_s, locale)),
            (translate("Administration", "Complete away"), away),
            *self._money_facts(portfolio),
        ]

    def _money_facts(self, portfolio: Portfolio) -> list[tuple[str, str]]:
        locale = self.workspace.locale
        kept = translate("Administration", "{days} d, from {share} %")
        return [
            (
                say("field.buckets", None, locale),
                " · ".join(bucket_words(portfolio.buckets, locale)),
            ),
            (say("field.cut_day", None, locale), str(portfolio.cut_day)),
            (
                translate("Administration", "Promise kept"),
                kept.format(days=portfolio.broken_after_days, share=f"{portfolio.kept_from:g}"),
            ),
        ]

    # Its institution, its months

    def open_institution(
        self, portfolio: Portfolio, then: Callable[[Institution | None], None], owner: QObject
    ) -> None:
        """Read whose debts it holds."""
        store = self.workspace.desk.store
        self.acts.look(lambda: institution_of(store, portfolio.institution_id), then, owner)

    def read_logo(
        self, path: Path, then: Callable[[str], None], refused: Refused, owner: QObject
    ) -> None:
        """A picture from a file, as base64."""
        self.workspace.background.read(lambda: read_logo(path), then, refused, owner=owner)

    def save_institution(
        self, institution: Institution, values: Values, then: Then, refused: Refused
    ) -> None:
        """Write these fields."""
        desk = self.workspace.desk
        words = translate("Administration", "Institution changed")
        self.acts.keep(
            lambda: edit_row(desk, "institution.edit", institution.id, values, institution),
            words,
            then,
            refused,
        )

    @property
    def may_close(self) -> bool:
        """Whether the user may close months."""
        return self.workspace.desk.may(Permission.ADMINISTER)

    def months(
        self,
        portfolio: Portfolio,
        then: Callable[[MonthCuts], None],
        refused: Refused,
        owner: QObject,
    ) -> None:
        """Ask the server which months it kept."""
        desk = self.workspace.desk
        self.acts.ask(lambda: month_cuts(desk, portfolio.id), then, refused, owner)

    def close_months(
        self,
        portfolio: Portfolio,
        cut_on: date,
        then: Callable[[MonthCuts], None],
        refused: Refused,
        owner: QObject,
    ) -> None:
        """Close the months up to a day of corte."""
        desk = self.workspace.desk
        self.acts.ask(lambda: close_months(desk, portfolio.id, cut_on), then, refused, owner)

    def save(
        self, portfolio: Portfolio | None, values: Values, then: Then, refused: Refused
    ) -> None:
        """Make a portfolio, or write these fields; `new_institution` among them names an
        institution that is made with it.
        """
        desk = self.workspace.desk
        if portfolio is None:
            words = translate("Administration", "Portfolio created")
            self.acts.keep(lambda: create_portfolio(desk, **values), words, then, refused)
            return
        words = translate("Administration", "Portfolio changed")
        self.acts.keep(
            lambda: edit_portfolio(desk, portfolio.id, seen=portfolio, **values),
            words,
            then,
            refused,
        )


def portfolio_columns(workspace: Workspace) -> list[Column[PortfolioRow]]:
    """All columns, in order."""
    return [*_what(workspace), *_how_much(workspace)]


def _what(workspace: Workspace) -> list[Column[PortfolioRow]]:
    locale, column = workspace.locale, Columns[PortfolioRow](workspace)
    return [
        column(
            "name",
            translate("Administration", "Portfolio"),
            lambda row: row.portfolio.name,
            160,
            stretch=2,
            is_name=True,
            tone=lambda row: "" if row.portfolio.is_active else "text_3",
        ),
        column(
            "institution",
            translate("Administration", "Institution"),
            lambda row: row.institution,
            140,
            stretch=1,
        ),
        column(
            "product",
            translate("Administration", "Product"),
            lambda row: word(row.portfolio.product_type, locale),
            98,
        ),
        column(
            "country",
            translate("Administration", "Country"),
            lambda row: f"{row.portfolio.country} · {row.portfolio.currency}",
            86,
        ),
    ]


def _how_much(workspace: Workspace) -> list[Column[PortfolioRow]]:
    column = Columns[PortfolioRow](workspace)
    count = ColumnType.NUMBER
    parties, accounts, papers, visits = (
        translate("Administration", "Holders"),
        translate("Administration", "Credits"),
        translate("Administration", "Authorisations"),
        translate("Administration", "Open visits"),
    )
    return [
        column("parties", parties, lambda row: row.parties, 76, count),
        column("accounts", accounts, lambda row: row.accounts, 72, count),
        column("papers", papers, lambda row: row.authorisations, 108, count),
        column("visits", visits, lambda row: row.open_visits, 114, count),
    ]
