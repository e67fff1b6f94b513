"""Second step: takes in the feed page by page, from the cursor to the end of what the server
knows.
"""

from collections.abc import Callable

import msgspec

from kobra_desktop.api import changes
from kobra_desktop.api.errors import CutAnswer, NotOurServer, ResyncRequired
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import pages
from kobra_desktop.store.pages import Page
from kobra_desktop.store.replica import Replica
from kobra_domain.wire import DEFAULT_PAGE, LARGEST_PAGE


def pull(
    replica: Replica,
    api: FieldApi,
    stopped: Callable[[], bool],
    report: Callable[[int], None],
) -> int:
    """Pull to the end; answers how many rows came. `report(rows so far)` after each page.

    What was taken in stays when it is interrupted. Raises ApiError, StoreError.
    """
    rows, resyncs = 0, 0
    while not stopped():
        since = pages.cursor(replica)
        limit = LARGEST_PAGE if since is None or rows else DEFAULT_PAGE
        try:
            page = read_page(changes.rows_page(api, since, limit))
        except ResyncRequired:
            resyncs += 1
            if since is None or resyncs > 1:
                raise
            pages.begin_resync(replica, has_forgotten=True)
            continue
        taken = pages.take_page(replica, page)
        rows += taken.put + taken.deleted
        report(rows)
        if not taken.more:
            break
    return rows


def read_page(raw: bytes) -> Page:
    """A page from its bytes. Raises CutAnswer, NotOurServer."""
    try:
        return pages.read_page(raw)
    except (msgspec.ValidationError, RecursionError) as problem:  # or nested without end
        raise NotOurServer("unexpected_answer") from problem
    except msgspec.DecodeError as problem:
        raise CutAnswer from problem
