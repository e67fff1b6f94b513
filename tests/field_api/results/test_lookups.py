"""What is asked of the outbox again and again is found by an index, however much it holds."""

import pytest

from field_api.database import Database
from field_api.results import listing
from field_api.results.queue import take
from tests.field_api.databases import plans_of
from tests.field_api.results.test_sender import delivery, put
from tests.field_api.servers import WEDNESDAY

pytestmark = pytest.mark.both_engines


def test_what_waits_is_found_by_its_index(database: Database) -> None:
    waiting, unknown = plans_of(database, lambda connection: take(connection, WEDNESDAY))
    assert "ix_deliveries_channel_state_importance_next_at" in waiting
    assert "ix_deliveries_channel_importance_next_at" in unknown


def test_whether_a_mail_has_left_since_is_found_by_its_index(database: Database) -> None:
    put(database, delivery(code="smtp.connect", tried_at=WEDNESDAY, tries=1))
    failing, gone = plans_of(database, listing.trouble)
    assert "ix_deliveries_channel_state_importance_next_at" in failing
    assert "ix_deliveries_channel_sent_at" in gone
