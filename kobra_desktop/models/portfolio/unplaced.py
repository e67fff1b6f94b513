"""Domicilios por ubicar: the list to work off, and where the chosen one may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.api.places import place_quality, place_suggestions
from kobra_desktop.commands.addresses import (
    correct_words,
    give_up_place,
    put_pin,
    share_door,
    split_address,
)
from kobra_desktop.commands.proposals import decide
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.portfolio.books import measured_words
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.unplaced import (
    Beside,
    UnplacedRow,
    beside,
    placed_doors,
    unplaced_count,
    unplaced_rows,
)
from kobra_domain.places import PLACED, Point
from kobra_domain.portfolios import Address
from kobra_domain.scope import Permission
from kobra_domain.streets.answers import (
    MethodQuality,
    PlaceQuality,
    PlaceSuggestion,
    PlaceSuggestions,
)
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.words import say, word
from kobra_records.files.exports.table import ColumnType

__all__ = ["Beside", "Offer", "UnplacedModel", "unplaced_columns", "waiting_places"]

translate = QCoreApplication.translate
WAITS, SOUGHT = "waits", "sought"
STAY_MS = 200  # at an address before the server is asked: nobody waits for those passed by


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that may be taken: where, by which method, and what is said of it; `door`: the pin of
    another address. Not `is_door`: a street or a quarter, where a door is looked for and none is.
    """

    point: Point
    method: PlaceMethod
    words: str
    radius_m: float = 0.0
    proposal_id: str = ""
    door: Address | None = None
    is_door: bool = True


class UnplacedModel(QObject):
    """`offers_changed`: other places may be taken. `is_asking`: the server has not answered yet;
    `problem`: why it did not (then what the replica knows is offered).
    """

    offers_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.offers: tuple[Offer, ...] = ()
        self.people: tuple[str, ...] = ()
        self.is_asking = False
        self.problem: Known | None = None
        self.chosen: UnplacedRow | None = None
        self._qualities: tuple[MethodQuality, ...] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(STAY_MS)
        self._later.timeout.connect(self._ask)
        store = workspace.desk.store
        listing: Listing[UnplacedRow] = Listing(
            name="unplaced",
            load=lambda: unplaced_rows(store, workspace.reach),
            identity=lambda row: row.id,
            words=_searched,
            columns=unplaced_columns(workspace),
            qualities=_qualities(workspace),
            kind="address",
            load_ids=lambda ids: unplaced_rows(store, workspace.reach, ids),
            order=lambda: lambda row: (*_order(row), row.id),
        )
        accepted = {"standing": frozenset({WAITS})}
        self.list = LiveList(workspace, listing, View(accepted=accepted), self)

    @property
    def may_place(self) -> bool:
        """Whether the user may put pins; who only reads sees what waits."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    def choose(self, address_id: str) -> None:
        """Look for the places of an address; empty: of none."""
        self.chosen = self.list.row(address_id) if address_id else None
        self.offers, self.people, self.problem = (), (), None
        self.is_asking = self.chosen is not None and self.may_place
        self._later.stop()
        self.offers_changed.emit()
        if self.chosen is None:
            return
        row, store = self.chosen, self.workspace.desk.store
        self.acts.look(lambda: beside(store, row.address), lambda them: self._on_beside(row, them))
        if self.is_asking:
            self._later.start()

    def _ask(self) -> None:
        row, desk = self.chosen, self.workspace.desk
        if row is None:
            return
        self.workspace.background.network(
            lambda: place_suggestions(desk.api, row.id),
            lambda found: self._on_suggested(row, found),
            lambda problem: self._on_problem(row, problem),
            owner=self,
        )

    def measured(self) -> str:
        """How near the pins of the offered methods have proved there, as far as it is known."""
        if self.chosen is None:
            return ""
        town, locale = municipality_key(self.chosen.address.municipality), self.workspace.locale
        offered = {one.method for one in self.offers}
        return "\n".join(
            measured_words(one, locale)
            for one in self._qualities or ()
            if one.method in offered and municipality_key(one.municipality) == town
        )

    def _ask_quality(self) -> None:
        """Once: it is the same for all."""
        if self._qualities is not None:
            return
        api = self.workspace.desk.api

        def done(found: PlaceQuality) -> None:
            self._qualities = found.items
            self.offers_changed.emit()

        ask = self.workspace.background.network
        ask(lambda: place_quality(api), done, lambda _: None, owner=self)

    def take(self, offer: Offer, then: Then, refused: Refused) -> None:
        """Put the pin there; what the field proposed is accepted, and the server puts it."""
        row, desk = self.chosen, self.workspace.desk
        if row is None:
            return
        words = translate("Places", "Address placed")
        if offer.proposal_id:
            proposal_id = offer.proposal_id
            self.acts.keep(lambda: decide(desk, proposal_id, accepts=True), words, then, refused)
        elif offer.door is not None:
            self.share(offer.door, then, refused)
        else:
            address, at, method = row.address, offer.point, offer.method
            self.acts.keep(lambda: put_pin(desk, address, at, method), words, then, refused)

    def put(self, at: Point, then: Then, refused: Refused) -> None:
        """Put the pin by hand."""
        self.take(Offer(at, PlaceMethod.BY_HAND, ""), then, refused)

    def share(self, door: Address, then: Then, refused: Refused) -> None:
        """It is the same door as another address's."""
        row, desk = self.chosen, self.workspace.desk
        if row is not None:
            words = translate("Places", "Placed at the same door")
            self.acts.keep(lambda: share_door(desk, row.address, door), words, then, refused)

    def find_doors(self, typed: str, then: Callable[[list[Beside]], None], owner: QObject) -> None:
        """Addresses with a pin, by their words or their person's."""
        store, reach = self.workspace.desk.store, self.workspace.reach
        but = self.chosen.id if self.chosen else ""
        self.acts.look(lambda: placed_doors(store, typed, reach, but=but), then, owner)

    def split(self, values: Values, then: Then, refused: Refused) -> None:
        """Part the chosen address in two: `here` and `there` are the streets."""
        row, desk = self.chosen, self.workspace.desk
        if row is None:
            return
        here, there = ({"street": values[name]} for name in ("here", "there"))
        words = translate("Places", "Address split in two")
        self.acts.keep(lambda: split_address(desk, row.address, here, there), words, then, refused)

    def give_up(self, then: Then, refused: Refused) -> None:
        """It is not to be found."""
        row, desk = self.chosen, self.workspace.desk
        if row is not None:
            words = translate("Places", "Kept as not found")
            self.acts.keep(lambda: give_up_place(desk, row.address), words, then, refused)

    def correct(self, words: Values, then: Then, refused: Refused) -> None:
        """Write the chosen address as it is."""
        row, desk = self.chosen, self.workspace.desk
        if row is not None:
            said = translate("Places", "Address corrected")
            self.acts.keep(lambda: correct_words(desk, row.address, **words), said, then, refused)

    def _is_still(self, row: UnplacedRow) -> bool:
        return self.chosen is not None and self.chosen.id == row.id

    def _on_beside(self, row: UnplacedRow, them: list[Beside]) -> None:
        if not self._is_still(row):
            return
        self.people = tuple(one.party_name for one in them if one.party_name)
        offers = tuple(filter(None, (self._beside_offer(one) for one in them)))
        self.offers = (*offers, *self.offers)
        self.offers_changed.emit()

    def _beside_offer(self, one: Beside) -> Offer | None:
        address = one.address
        if address.lat is None or address.lon is None or address.geocode_quality not in PLACED:
            return None
        said = translate("Places", "Same door as {name}").format(name=one.party_name)
        point = Point(address.lat, address.lon)
        radius_m = address.place_radius_m or 0.0
        return Offer(point, PlaceMethod.SAME_DOOR, said, radius_m, door=address)

    def _on_suggested(self, row: UnplacedRow, found: PlaceSuggestions) -> None:
        if self._is_still(row):
            self.is_asking = False
            offers = tuple(self._offer(one) for one in found.items)
            self.offers = (*self.offers, *offers)
            self.offers_changed.emit()
            self._ask_quality()

    def _on_problem(self, row: UnplacedRow, problem: Known) -> None:
        if self._is_still(row):
            self.is_asking, self.problem = False, problem
            self.offers_changed.emit()

    def _offer(self, one: PlaceSuggestion) -> Offer:
        locale = self.workspace.locale
        said = [word(one.method, locale)]
        if one.arrivals:
            said.append(say("place.arrivals", {"count": one.arrivals}, locale))
        said.append(say("place.within", {"radius_m": one.radius_m}, locale))
        if one.note:
            said.append(one.note)
        point = Point(one.lat, one.lon)
        return Offer(
            point,
            one.method,
            " · ".join(said),
            one.radius_m,
            one.proposal_id or "",
            is_door=one.quality in PLACED,
        )


def waiting_places(workspace: Workspace) -> LiveRead[int]:
    """How many addresses wait to be placed."""
    store = workspace.desk.store
    return LiveRead(workspace, lambda: unplaced_count(store, workspace.reach))


def unplaced_columns(workspace: Workspace) -> list[Column[UnplacedRow]]:
    """All columns, in order."""
    column, locale = Columns[UnplacedRow](workspace), workspace.locale

    def field(name: str) -> str:
        return say(f"field.{name}", None, locale)

    return [
        column("street", field("street"), lambda row: row.address.street, 220, stretch=3),
        column(
            "neighbourhood", field("neighbourhood"), lambda row: row.address.neighbourhood, 120,
            stretch=1,
        ),
        column("municipality", field("municipality"), lambda row: row.address.municipality, 110),
        column(
            "party",
            say("kind.party", None, locale),
            lambda row: row.party_name,
            160,
            stretch=2,
            is_name=True,
        ),
        column(
            "document",
            field("document_number"),
            lambda row: row.document,
            100,
            ColumnType.CODE,
            is_shown=False,
        ),
        column(
            "quality",
            field("geocode_quality"),
            lambda row: word(row.address.geocode_quality, locale),
            110,
        ),
        column(
            "portfolio", say("kind.portfolio", None, locale), lambda row: row.portfolio_name, 120,
            is_shown=False,
        ),
    ]  # fmt: skip


def _qualities(workspace: Workspace) -> tuple[Quality[UnplacedRow], ...]:
    return (
        Quality(
            "standing",
            translate("Places", "State"),
            lambda row: SOUGHT if row.is_sought else WAITS,
            lambda: [
                (WAITS, translate("Places", "To be placed")),
                (SOUGHT, translate("Places", "Not found")),
            ],
        ),
        Quality(
            "municipality",
            say("field.municipality", None, workspace.locale),
            lambda row: row.address.municipality,
            word=lambda row: row.address.municipality,
        ),
        Quality(
            "portfolio",
            say("kind.portfolio", None, workspace.locale),
            lambda row: row.address.portfolio_id,
            word=lambda row: row.portfolio_name,
        ),
    )


def _searched(row: UnplacedRow) -> str:
    address = row.address
    said = (address.street, address.neighbourhood, address.municipality)
    return plain(" ".join((*said, row.party_name, row.document)))


def _order(row: UnplacedRow) -> tuple[object, ...]:
    """Doors of one street stand together, so that they are placed together."""
    address = row.address
    return name_key(address.municipality), address.key or "~", name_key(address.street)
