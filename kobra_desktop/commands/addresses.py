"""Doors of parties are put on the map, corrected and split."""

from collections.abc import Mapping
from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store.making import Edit
from kobra_domain.errors import Invalid
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.portfolios import Address
from kobra_domain.streets.placing import PlaceMethod

# By what a door is told beside its street.
WHERE = ("neighbourhood", "municipality", "region", "postal_code")


def put_pin(
    desk: Desk,
    address: Address,
    at: Point,
    method: PlaceMethod,
    quality: GeocodeQuality = GeocodeQuality.DOOR,
    radius_m: float | None = None,
) -> Done:
    """Put the pin where a person says it is; no file or method moves it from there. Raises
    DomainError.
    """
    return _place(
        desk,
        address,
        lat=at.lat,
        lon=at.lon,
        geocode_source=method.value,
        geocode_quality=quality,
        place_radius_m=radius_m,
        place_accepted_at=desk.clock(),
    )


def share_door(desk: Desk, address: Address, other: Address) -> Done:
    """Say that it is the door of another address: the pin goes there, no surer than that one's.
    Raises DomainError.
    """
    if other.lat is None or other.lon is None:
        raise Invalid("missing", field="lat")
    at, method = Point(other.lat, other.lon), PlaceMethod.SAME_DOOR
    return put_pin(desk, address, at, method, other.geocode_quality, other.place_radius_m)


def split_address(
    desk: Desk, address: Address, here: Mapping[str, str], there: Mapping[str, str]
) -> Done:
    """Part an address that stands for two doors: it keeps its visits and is written as `here`;
    `there` is the other door of the same person, which has no pin yet. Raises DomainError.
    """
    other_id = desk.new_id()
    shared = {
        name: getattr(address, name)
        for name in ("portfolio_id", "party_id", "kind", "origin", "time_zone", *WHERE)
    }
    return do(
        desk,
        [
            Edit("address.place", address.id, here, address),
            Edit("address.split", other_id, {**shared, **there, "id": other_id}),
        ],
    )


def give_up_place(desk: Desk, address: Address) -> Done:
    """Say that the door is not to be found: it waits no longer. Raises DomainError."""
    return _place(
        desk,
        address,
        lat=None,
        lon=None,
        geocode_source=PlaceMethod.BY_HAND.value,
        geocode_quality=GeocodeQuality.NONE,
        place_radius_m=None,
        place_accepted_at=desk.clock(),
    )


def correct_words(desk: Desk, address: Address, **words: str) -> Done:
    """Write an address as it is: another door gets another key. Raises DomainError."""
    return _place(desk, address, **words)


def amend_address(desk: Desk, address: Address, reason: str, **words: str) -> Done:
    """Write a person's address as they told it, and why. Raises DomainError."""
    return edits.edit(desk, "address.correct", address.id, words, address, reason)


def _place(desk: Desk, address: Address, **changes: Any) -> Done:
    return edits.edit(desk, "address.place", address.id, changes, address)
