"""People whose data is kept for a court or only kept; holding, lifting and erasing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.people import restrict_person
from kobra_desktop.commands.privacy import erase_person, lift_hold, place_hold
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values, is_offline
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.portfolios import parties_found
from kobra_desktop.store.queries.privacy import KeptPerson, kept_persons
from kobra_domain.answers import Erasure
from kobra_domain.privacy import LegalHold
from kobra_domain.words import say
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
HOLD, LIFTED, RESTRICTED = "hold", "lifted", "restricted"


class PrivacyModel(QObject):
    """The list follows the news by itself."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        store = workspace.desk.store
        listing: Listing[KeptPerson] = Listing(
            name="privacy",
            load=lambda: kept_persons(store),
            identity=lambda row: row.id,
            words=lambda row: plain(
                f"{row.party.name} {row.party.document_number} "
                f"{row.hold.case_number if row.hold else ''}"
            ),
            columns=kept_columns(workspace),
            qualities=(
                Quality("state", say("field.state", None, workspace.locale), state, states),
            ),
        )
        self.list = LiveList(workspace, listing, View(sort_key="since", is_descending=True), self)

    @property
    def is_offline(self) -> bool:
        """Whether what needs the server cannot be done now."""
        return is_offline(self.status)

    def row(self, row_id: str) -> KeptPerson | None:
        """A line by its id."""
        return self.list.row(row_id)

    def find(
        self, typed: str, then: Callable[[list[tuple[str, str]]], None], owner: QObject
    ) -> None:
        """People by name, document or credit: (party id, words)."""
        store = self.workspace.desk.store
        self.acts.look(lambda: parties_found(store, typed), then, owner)

    # Acts

    def hold(self, values: Values, then: Then, refused: Refused) -> None:
        """Keep a person's data for a court."""
        desk = self.workspace.desk
        words = translate("Administration", "Legal hold placed")
        self.acts.keep(lambda: place_hold(desk, **values), words, then, refused)

    def lift(self, hold: LegalHold) -> None:
        """The case is over."""
        desk, words = self.workspace.desk, translate("Administration", "Legal hold lifted")
        self.acts.run(lambda: lift_hold(desk, hold, desk.clock()), lambda _: words)

    def use_again(self, row: KeptPerson, reason: str) -> None:
        """The data may be used again."""
        desk = self.workspace.desk
        words = translate("Administration", "The data of {name} may be used again")
        told = words.format(name=row.party.name)
        act = lambda: restrict_person(desk, row.party, reason, is_restricted=False)  # noqa: E731
        self.acts.run(act, lambda _: told)

    def erase(
        self, party_id: str, reason: str, then: Callable[[Erasure], None], refused: Refused
    ) -> None:
        """Erase everything of a person."""
        desk = self.workspace.desk
        self.acts.ask(lambda: erase_person(desk, party_id, reason), then, refused)


def state(row: KeptPerson) -> str:
    """hold, lifted or restricted."""
    if row.hold is None:
        return RESTRICTED
    return HOLD if row.hold.lifted_at is None else LIFTED


def states() -> Options:
    """The states with their words."""
    return [
        (HOLD, translate("Administration", "Legal hold")),
        (LIFTED, translate("Administration", "Hold lifted")),
        (RESTRICTED, translate("Administration", "Restricted: only kept")),
    ]


def kept_columns(workspace: Workspace) -> list[Column[KeptPerson]]:
    """All columns, in order."""
    return [*_whose(workspace), *_why(workspace)]


def _whose(workspace: Workspace) -> list[Column[KeptPerson]]:
    locale, column = workspace.locale, Columns[KeptPerson](workspace)
    return [
        column(
            "party",
            say("kind.party", None, locale),
            lambda row: row.party.name,
            180,
            stretch=2,
            is_name=True,
        ),
        column(
            "document",
            translate("Administration", "Document"),
            lambda row: row.party.document_number,
            100,
            ColumnType.CODE,
        ),
        column(
            "portfolio",
            say("kind.portfolio", None, locale),
            lambda row: row.portfolio_name,
            130,
            stretch=1,
        ),
    ]


def _why(workspace: Workspace) -> list[Column[KeptPerson]]:
    locale, column = workspace.locale, Columns[KeptPerson](workspace)
    words = dict(states())
    sent = translate("Administration", "To send")
    return [
        column(
            "state",
            say("field.state", None, locale),
            lambda row: sent if row.is_pending else words[state(row)],
            150,
            sort=state,
            tone=lambda row: "text_3" if state(row) == LIFTED else "",
        ),
        column(
            "ordered_by",
            say("field.ordered_by", None, locale),
            lambda row: row.hold.ordered_by if row.hold else "",
            140,
            stretch=1,
        ),
        column(
            "case",
            say("field.case_number", None, locale),
            lambda row: row.hold.case_number if row.hold else "",
            110,
            ColumnType.CODE,
        ),
        column(
            "since",
            say("field.placed_at", None, locale),
            lambda row: row.hold.placed_at if row.hold else row.party.restricted_at,
            120,
            ColumnType.INSTANT,
        ),
        column(
            "lifted",
            say("field.lifted_at", None, locale),
            lambda row: row.hold.lifted_at if row.hold else None,
            120,
            ColumnType.INSTANT,
        ),
    ]
