"""The addresses that a row names: each found among its person's, or new. What a file does not name
stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from field_api.imports.rows import Cells, Slots, Values, laid_out
from field_api.imports.setting import PlanSetting
from field_api.imports.stored import Book, fields_of, place_of, stored_row
from field_api.imports.things import Thing, Things
from kobra_domain.imports.fates import KeptOut
from kobra_domain.imports.targets import Target
from kobra_domain.imports.values import folded
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import Address, AddressKind
from kobra_domain.streets.doors import Written, door_key
from kobra_domain.streets.placing import PlaceMethod
from kobra_records.ids import new_id

T = Target
ADDRESS = {name: place_of("address", name) for name in fields_of("address")}
# What a column says of an address, by its field.
_SAID = {
    T.NEIGHBOURHOOD: "neighbourhood",
    T.MUNICIPALITY: "municipality",
    T.REGION: "region",
    T.POSTAL_CODE: "postal_code",
    T.DIRECTIONS: "directions",
    T.ADDRESS_KIND: "kind",
    T.ADDRESS_SOURCE: "origin",
}
_STREET, _TOWN, _KEY = ADDRESS["street"], ADDRESS["municipality"], ADDRESS["key"]
# By what a door is told beside its street.
_WHERE = {
    ADDRESS[name]: name for name in ("neighbourhood", "municipality", "region", "postal_code")
}
_LAT, _LON, _PARTY = ADDRESS["lat"], ADDRESS["lon"], ADDRESS["party_id"]
_PIN = (_LAT, _LON, ADDRESS["geocode_source"], ADDRESS["geocode_quality"])
_ACCEPTED, _VERIFIED = ADDRESS["place_accepted_at"], ADDRESS["verified_at"]
_GIVEN, _DOOR = str(PlaceMethod.GIVEN), str(GeocodeQuality.DOOR)
_NEAR = 1e-6  # degrees; a decimetre


class _Set:
    """Where a row says one address."""

    __slots__ = ("at_lat", "at_lon", "at_street", "at_town", "said")

    def __init__(self, slots: Slots, ordinal: int) -> None:
        self.at_street, self.at_town = (
            slots.at(T.STREET, ordinal),
            slots.at(T.MUNICIPALITY, ordinal),
        )
        self.at_lat, self.at_lon = slots.at(T.LAT, ordinal), slots.at(T.LON, ordinal)
        places = ((slots.at(target, ordinal), ADDRESS[name]) for target, name in _SAID.items())
        self.said = [(at, place) for at, place in places if at]

    def has_pin(self, row: Values) -> bool:
        """Whether the row says where on the map it is."""
        return bool(self.at_lat) and row[self.at_lat] is not None


class Doors:
    """The addresses of a file."""

    def __init__(self, things: Things, book: Book, slots: Slots, setting: PlanSetting) -> None:
        self._things = things
        self._book = book
        blank = Address(
            id="",
            portfolio_id=setting.portfolio.id,
            party_id="",
            kind=AddressKind.HOME,
            street="",
        )
        self._template = list(stored_row(blank, "address"))
        self._sets = [_Set(slots, ordinal) for ordinal in slots.ordinals(T.STREET)]
        self._of_party: dict[str, list[Thing]] = defaultdict(list)
        self._in_file: set[int] = set()

    @property
    def are_said(self) -> bool:
        """Whether the file has addresses at all."""
        return bool(self._sets)

    def load(self, party_ids: Iterable[str]) -> None:
        """Have the addresses of a block's people at hand."""
        self._of_party.clear()
        for row in self._book.rows("address", "party_id", party_ids):
            self._of_party[row[_PARTY]].append(self._things.of_book(row))

    def say(self, person: Thing, row: Values, *, is_kept_only: bool) -> tuple[bool, bool]:
        """What a row says of where a person lives: whether an address came, and whether one
        changed. `is_kept_only`: the person's data is used for nothing.
        """
        has_new = has_changed = False
        for one in self._sets:
            street = row[one.at_street]
            if not street or is_kept_only:
                continue
            values = [(place, row[at]) for at, place in one.said if row[at] is not None]
            pin = (row[one.at_lat], row[one.at_lon]) if one.has_pin(row) else None
            town = next((value for place, value in values if place == _TOWN), "")
            held = self._of_party.get(person.id) if self._of_party else None
            known = _of_words(held, street, town) if held else None
            if known is not None:
                has_changed |= self._change(known, [(_STREET, street), *values], pin, row[0])
            elif held and (known := _of_key(held, street, values)) is not None:
                has_changed |= self._change(known, values, pin, row[0])
            elif self._is_first(person.id, street, town):
                [[line, *made]] = self._made(one, Cells.of_row(row), [person.id])
                self._things.new(made, line)
                has_new = True
        return has_new, has_changed

    def come(self, cells: Cells, party_ids: Sequence[str]) -> None:
        """The addresses of people who come, one person a row."""
        for one in self._sets:
            streets = cells.column(one.at_street)
            towns = cells.filled(one.at_town, "") if one.at_town else repeat("")
            first = [
                row
                for row, (id_, street, town) in enumerate(zip(party_ids, streets, towns))  # noqa: B905
                if street and self._is_first(id_, street, town)
            ]
            whose = [party_ids[row] for row in first]
            self._things.bring(self._made(one, cells.picked(first), whose))

    def _is_first(self, party_id: str, street: str, town: str) -> bool:
        """Whether no earlier row of the file brought this address of this person."""
        mark = hash((party_id, street.casefold(), town.casefold()))
        if mark in self._in_file:
            return False
        self._in_file.add(mark)
        return True

    def _made(self, one: "_Set", cells: Cells, party_ids: Sequence[str]) -> list[Values]:
        said: dict[int, Sequence[Any]] = {
            place: cells.filled(at, self._template[place]) for at, place in one.said
        }
        said[0] = [new_id() for _ in cells.lines]
        said[_PARTY], said[_STREET] = party_ids, cells.column(one.at_street)
        if one.at_lat and cells.lines:
            none = tuple(self._template[place] for place in _PIN)
            pins = zip(cells.column(one.at_lat), cells.column(one.at_lon), strict=True)
            columns = zip(*(none if pin[0] is None else _pinned(pin) for pin in pins), strict=True)
            said.update(zip(_PIN, columns, strict=True))
        return laid_out(self._template, cells.lines, said)

    def _change(
        self,
        door: Thing,
        said: list[tuple[int, Any]],
        pin: tuple[float, float] | None,
        line: int,
    ) -> bool:
        is_changed = False
        for place, value in said:
            is_changed |= self._things.say(door, place, value, line)
        if pin is None or _is_at(door, pin):
            return is_changed
        if door.values[_ACCEPTED] is not None or door.values[_VERIFIED] is not None:
            text = f"{pin[0]}, {pin[1]}"
            self._things.keep(door, "lat", text, line, KeptOut.PLACED)
            return is_changed
        if {"lat", "lon"} & door.settled:
            self._things.keep(door, "lat", f"{pin[0]}, {pin[1]}", line, KeptOut.SETTLED)
            return is_changed
        for place, value in zip(_PIN, _pinned(pin), strict=True):
            is_changed |= self._things.say(door, place, value, line)
        return is_changed


def _pinned(pin: tuple[float, float]) -> tuple[Any, ...]:
    return (*pin, _GIVEN, _DOOR)


def _is_at(door: Thing, pin: tuple[float, float]) -> bool:
    lat, lon = door.values[_LAT], door.values[_LON]
    return lat is not None and abs(lat - pin[0]) < _NEAR and abs(lon - pin[1]) < _NEAR


def _of_words(doors: list[Thing], street: str, town: str) -> Thing | None:
    """The address of the same words, whatever case, accents and signs they are written with; else
    the one that had them before a person corrected it.
    """
    wanted, there = folded(street), folded(town)
    for are_former in (False, True):
        for one in doors:
            if wanted in _called(one, _STREET, "street", are_former=are_former):
                towns = _called(one, _TOWN, "municipality", are_former=True)
                if not there or not towns or there in towns:
                    return one
    return None


def _called(door: Thing, place: int, field: str, *, are_former: bool) -> set[str]:
    """How a field reads, or also read once."""
    now = door.values[place]
    if not are_former:
        return {folded(now)}
    return {folded(one) for one in (now, *door.former.get(field, ())) if one}


def _of_key(doors: list[Thing], street: str, said: list[tuple[int, Any]]) -> Thing | None:
    """The address at the same door, which the row writes in another way: its words stay."""
    where = {_WHERE[place]: value for place, value in said if place in _WHERE}
    key = door_key(Written(street=street, **where))
    return next((one for one in doors if key and one.values[_KEY] == key), None)
