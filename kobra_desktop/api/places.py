"""Where an address may be, by the server's maps and lists, how good each method has proved, and
files that bring more streets and doors.
"""

from collections.abc import Callable
from pathlib import Path

from kobra_desktop.api.http import FieldApi, read
from kobra_desktop.api.told_file import ToldFile
from kobra_domain.streets.answers import (
    BookKind,
    BookLoading,
    LoadedBooks,
    PlaceQuality,
    PlaceSuggestions,
)

_ANSWER_S = 120.0  # a large file is settled on the server's disk before it answers
_BOOKS = "/places/books"


def place_suggestions(api: FieldApi, address_id: str) -> PlaceSuggestions:
    """The places of an address, the most believed first. Raises NotFound, ApiError."""
    path = f"/places/{address_id}/suggestions"
    found: PlaceSuggestions = read(api.request("GET", path), PlaceSuggestions)
    return found


def place_quality(api: FieldApi) -> PlaceQuality:
    """By municipality and method. Raises ApiError."""
    found: PlaceQuality = read(api.request("GET", "/places/quality"), PlaceQuality)
    return found


def loaded_books(api: FieldApi) -> LoadedBooks:
    """What addresses are placed by, and the file that is read or was last. Raises ApiError."""
    found: LoadedBooks = read(api.request("GET", _BOOKS), LoadedBooks)
    return found


def send_book(
    api: FieldApi,
    path: Path,
    kind: BookKind,
    municipality: str,
    report: Callable[[int, int], None] = lambda done, whole: None,
    stopped: Callable[[], bool] = lambda: False,
) -> BookLoading:
    """Bring a file of streets or doors; the server goes on reading it. Raises Stopped once
    `stopped`, TooLarge, ApiError, OSError.
    """
    with path.open("rb") as file:
        # Asked first: it renews an expired token while there is nothing to send twice.
        api.request("GET", "/session")
        answer = api.request(
            "POST",
            _BOOKS,
            params={"municipality": municipality, "kind": kind.value, "filename": path.name},
            data=ToldFile(file, path.stat().st_size, report, stopped),
            headers={"Content-Type": "application/octet-stream"},
            read_timeout_s=_ANSWER_S,
        )
    found: BookLoading = read(answer, BookLoading)
    return found


def stop_book(api: FieldApi) -> None:
    """End the reading. Raises ApiError."""
    api.request("DELETE", f"{_BOOKS}/loading")
