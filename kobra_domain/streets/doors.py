"""What door an address names: one key for each way to write it, by which people at one door are
joined, and doubles found. Desktop and server make the same one from the address alone.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from kobra_domain.portfolios import Address
from kobra_domain.streets.mexico import MexicanDoor, is_mexican, read_mexican
from kobra_domain.streets.named import LONGEST_READ, municipality_key
from kobra_domain.streets.placa import Placa, read_placa

BETWEEN = "|"  # the parts of a key: municipality, door, unit
LONGEST_KEY = 240
_REMEMBERED = 4_096  # each address is read several times while it is placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An address as it was written, without whose it is."""

    street: str
    neighbourhood: str = ""
    municipality: str = ""
    region: str = ""
    postal_code: str = ""


def written(address: Address) -> Written:
    """The part of an address by which its door is told."""
    return Written(
        street=address.street,
        neighbourhood=address.neighbourhood,
        municipality=address.municipality,
        region=address.region,
        postal_code=address.postal_code,
    )


def keyed(address: Address) -> Address:
    """The address with the key of its door."""
    key = door_key(written(address))
    return address if address.key == key else replace(address, key=key)


def door_key(address: Written) -> str:
    """«BOGOTA|CL 8 # KR 12 - 40|AP 301»; empty where no door is named: a corner, a kilometre, a
    house without number, a street of Mexico without its colonia, or no municipality.
    """
    town = municipality_key(address.municipality)
    door, unit = _door(address)
    return BETWEEN.join((town, door, unit))[:LONGEST_KEY] if town and door else ""


def of_door(key: str) -> str:
    """The beginning that the keys of all units of one door have."""
    return key[: key.rindex(BETWEEN) + 1] if key else ""


@lru_cache(maxsize=_REMEMBERED)
def is_of_mexico(address: Written) -> bool:
    """Whether it shows so by itself."""
    return is_mexican(address.street, address.postal_code, address.region)


def _door(address: Written) -> tuple[str, str]:
    is_there = is_of_mexico(address)
    placa = None if is_there else placa_of(address)
    if placa is None:
        mexican = mexican_of(address)
        return mexican.door, mexican.unit
    # The corner alone is many doors.
    return (placa.door, placa.unit_key) if placa.metres is not None else ("", "")


@lru_cache(maxsize=_REMEMBERED)
def placa_of(address: Written) -> Placa | None:
    """The address read as a door of Colombia."""
    return read_placa(address.street[:LONGEST_READ])


@lru_cache(maxsize=_REMEMBERED)
def mexican_of(address: Written) -> MexicanDoor:
    """The address read as one of Mexico."""
    return read_mexican(address.street, address.neighbourhood, address.postal_code)
