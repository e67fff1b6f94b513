"""What leaves the replica: rows that no key shows any more, and rows older than the window."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kobra_desktop.store import kept, rows, window
from kobra_desktop.store.replica import Replica
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.kinds import KINDS, QUESTIONNAIRES, WINDOW_DAYS, Entity
from kobra_domain.people import Team
from kobra_domain.questionnaires.things import LibraryBlock
from kobra_domain.scope import keys_over, portfolio_key, team_key
from kobra_domain.submissions import Proposal, ProposalKind
from tests.kobra_desktop.field import take
from tests.kobra_domain.things import (
    AGENT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    a_questionnaire,
    a_review,
    a_submission,
    a_version,
    an_agent,
    an_id,
)

TEAM, OTHER_TEAM, OTHER_PORTFOLIO = an_id(20), an_id(21), an_id(22)
LOST = ["*", "user:somebody"]


def scoped_rows() -> list[Entity]:
    """Of every owner: this portfolio or team, another one, nobody."""
    made: list[Entity] = [
        Team(id=TEAM, name="Norte"),
        an_agent(id=an_id(31), code="AG-31", team_id=TEAM),
        a_questionnaire(),
        a_version(),
        LibraryBlock(id=an_id(12), name="Bloque", document="{}"),
        Alert(id=an_id(32), kind=AlertKind.SOS, raised_at=NOW, last_at=NOW),
        Proposal(
            id=an_id(33),
            portfolio_id=PORTFOLIO_ID,
            party_id=PARTY_ID,
            kind=ProposalKind.PHONE,
            proposed_at=NOW,
        ),
    ]
    owners = [
        {"portfolio_id": PORTFOLIO_ID, "team_id": TEAM},
        {"portfolio_id": PORTFOLIO_ID},
        {"portfolio_id": OTHER_PORTFOLIO, "team_id": TEAM},
        {"team_id": TEAM},
        {"team_id": OTHER_TEAM},
        {},
    ]
    for number, owner in enumerate(owners):
        instance = f"uuid:{an_id(100 + number)}"
        made.append(a_submission(id=an_id(100 + number), instance_id=instance, **owner))
        made.append(a_review(id=an_id(200 + number), **owner))
    return made


def known(replica: Replica) -> set[tuple[str, str]]:
    """Every row that is here."""
    with replica.reading() as connection:
        return {(kind, one.id) for kind in KINDS for one in rows.entities(connection, kind)}


@pytest.mark.parametrize(
    "held",
    [
        [],
        [team_key(TEAM)],
        [portfolio_key(PORTFOLIO_ID)],
        [QUESTIONNAIRES],
        [team_key(OTHER_TEAM), QUESTIONNAIRES, portfolio_key(OTHER_PORTFOLIO)],
        [f"agent:{AGENT_ID}", team_key(TEAM), portfolio_key(PORTFOLIO_ID)],
    ],
)
def test_only_what_a_key_shows_is_left(replica: Replica, held: list[str]) -> None:
    """The store's conditions are the mirror of the rule, for rows of nobody too."""
    take(replica, *((row, 1) for row in scoped_rows()))
    before = known(replica)
    entities: dict[tuple[str, str], Entity] = {}
    with replica.reading() as connection:
        for kind in KINDS:
            entities |= {(kind, one.id): one for one in rows.entities(connection, kind)}
    take(replica, scope={"lost": LOST, "gained": held})
    expected = {key for key in before if not keys_over(entities[key]).isdisjoint(held)}
    assert known(replica) == expected


def test_old_submissions_and_their_reviews_leave(replica: Replica) -> None:
    """Newer ones stay."""
    long_ago = NOW - timedelta(days=WINDOW_DAYS + 1)
    take(
        replica,
        (a_submission(id=an_id(100), received_at=long_ago), 1),
        (a_submission(id=an_id(101), instance_id="uuid:2"), 1),
        (a_review(id=an_id(200), at=long_ago), 1),
        (a_review(id=an_id(201)), 1),
    )
    window.purge(replica, NOW)
    left = {one for kind, one in known(replica) if kind in ("submission", "review")}
    assert left == {an_id(101), an_id(201)}


@pytest.mark.parametrize(("told", "days", "stays"), [(30, 31, False), (800, 500, True)])
def test_rows_are_held_as_long_as_the_server_says(
    replica: Replica, told: int, days: int, stays: bool
) -> None:
    """A server with another window would else be asked for the same rows for ever."""
    with replica.pulling() as connection:
        kept.keep(connection, kept.SESSION, {"window_days": told})
    take(replica, (a_submission(id=an_id(100), received_at=NOW - timedelta(days=days)), 1))
    window.purge(replica, NOW)
    assert (("submission", an_id(100)) in known(replica)) is stays
