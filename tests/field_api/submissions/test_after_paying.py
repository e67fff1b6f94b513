"""Who went to a door although everything was paid is heard, and the form says so."""

from datetime import date

from kobra_domain.dues import Promise
from kobra_domain.portfolios import AccountState
from kobra_domain.submissions import Proposal, Submission
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.submissions.phone import Phone
from tests.field_api.submissions.rows import all_of, now_of, only
from tests.field_api.submissions.telling import promised, send
from tests.field_api.submissions.test_settling import change
from tests.field_api.world import World


def test_a_form_that_comes_after_all_was_paid_says_so(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(server.database, world.north.account, state=AccountState.PAID)
    change(
        server.database,
        visit,
        state=VisitState.CANCELLED,
        cancel_reason="account_paid",
        ended_at=WEDNESDAY,
    )
    send(phone, promised(visit, "09:40"))
    assert now_of(server.database, visit).state is VisitState.CANCELLED
    assert only(server.database, Submission).problem == "visited_after_paid"
    assert all_of(server.database, Promise) == []
    [waiting] = all_of(server.database, Proposal)
    assert waiting.due_on == date(2026, 3, 15)
