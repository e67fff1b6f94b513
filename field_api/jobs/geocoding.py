"""Asks a service that speaks as Nominatim does for the addresses that nothing here can place. Off
unless one is set: each question tells a stranger where somebody lives.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import requests
from sqlalchemy import select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, found
from field_api.database import Database
from field_api.places.addresses import at_place, is_open, sought_of
from field_api.places.books import learnt_radii
from field_api.places.lines import point_of
from field_api.places.progress import ASKED, come_to, progress
from field_api.tables.replicated import addresses
from kobra_domain.places import PLACED, Point, box_of
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.streets.doors import Written
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placing import RADIUS_M, Place, PlaceMethod
from kobra_records.sql.tables import entity_of

_AT_ONCE = 20
_TIMEOUT_S = 10.0
_LARGEST = 256 * 1024
_HOUSE_RANK = 30  # of Nominatim's place_rank: a building or a house number
_log = logging.getLogger(__name__)


class ServiceDown(Exception):
    """The service does not answer, or not as one; it is asked again another time."""


class Nominatim:
    """One service, asked at most once in `pause_s` seconds; only a house is an answer."""

    def __init__(
        self,
        url: str,
        *,
        pause_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = f"{url.rstrip('/')}/search"
        self._pause_s, self._clock, self._sleep = pause_s, clock, sleep
        self._asked_at = -pause_s

    def __call__(self, address: Written, country: str) -> Point | None:
        """Where the house is; None where the service does not know it. Raises ServiceDown."""
        self._sleep(max(0.0, self._asked_at + self._pause_s - self._clock()))
        self._asked_at = self._clock()
        return _house(self._answer(_question(address, country)))

    def _answer(self, question: dict[str, str]) -> Any:
        try:
            with requests.get(
                self._url,
                params=question,
                headers={"User-Agent": "kobra-field-api"},
                timeout=_TIMEOUT_S,
                allow_redirects=False,
                stream=True,
            ) as answer:
                if answer.status_code != requests.codes.ok:
                    raise ServiceDown(f"status {answer.status_code}")
                raw = answer.raw.read(_LARGEST + 1, decode_content=True)
            if len(raw) > _LARGEST:
                raise ServiceDown("too much")
            return json.loads(raw)
        except (requests.RequestException, ValueError, RecursionError) as problem:
            raise ServiceDown(type(problem).__name__) from problem


def ask_service(database: Database, service: Nominatim, now: datetime) -> int:
    """Ask for some of those that wait; answers how many were placed. A service that is down is
    asked again at the next run.
    """
    waiting, last = _waiting(database)
    answers: dict[str, tuple[Address, Place]] = {}
    for address, portfolio in waiting:
        try:
            point = service(sought_of(address, portfolio).address, portfolio.country)
        except ServiceDown as problem:
            _log.warning(f"the address service does not answer: {problem}")
            return 0
        if point is not None and box_of(portfolio.country).holds(point.lat, point.lon):
            place = Place(point, PlaceMethod.SERVICE, _radius_m(database, address))
            answers[address.id] = (address, place)
    with database.begin() as connection:
        edits: list[Edit] = []
        for address_id, (asked, place) in answers.items():
            pair = found(connection, Address, address_id, lock=True)
            if pair is not None and pair[0] == asked:  # else somebody was there meanwhile
                edits.append((at_place(asked, place), asked))
        come_to(connection, ASKED, last)
        record_all(connection, edits, at=now)
    return len(edits)


def _waiting(database: Database) -> tuple[list[tuple[Address, Portfolio]], int]:
    """The next ones, and the version of the last row that was looked at."""
    a = addresses.c
    with database.read() as connection:
        portfolios = {one.id: one for one in entities(connection, Portfolio)}
        since = progress(connection, ASKED)
        query = select(addresses).where(a.version > since, a.geocode_quality.not_in(PLACED))
        rows = connection.execute(query.order_by(a.version).limit(_AT_ONCE)).all()
    found = [(entity_of(Address, row), portfolios.get(row.portfolio_id)) for row in rows]
    asked = [
        (address, portfolio)
        for address, portfolio in found
        if portfolio is not None
        and is_open(address)
        and address.street
        and municipality_key(address.municipality)
    ]
    return asked, rows[-1].version if rows else since


def _radius_m(database: Database, address: Address) -> float:
    method = PlaceMethod.SERVICE
    with database.read() as connection:
        learnt = learnt_radii(connection, municipality_key(address.municipality))
    return learnt.get(method, RADIUS_M[method])


def _question(address: Written, country: str) -> dict[str, str]:
    return {
        "street": address.street,
        "city": address.municipality,
        "state": address.region,
        "postalcode": address.postal_code,
        "countrycodes": country.lower(),
        "format": "jsonv2",
        "addressdetails": "1",
        "limit": "1",
    }


def _house(answer: Any) -> Point | None:
    """The place of the first answer if it is a house, not its street or town."""
    first = answer[0] if isinstance(answer, list) and answer else None
    if not isinstance(first, dict):
        return None
    rank, told = first.get("place_rank"), first.get("address")
    is_house = isinstance(rank, int) and rank >= _HOUSE_RANK
    has_number = isinstance(told, dict) and bool(told.get("house_number"))
    if not (is_house and has_number):
        return None
    try:
        return point_of(float(str(first.get("lon"))), float(str(first.get("lat"))))
    except ValueError:
        return None
