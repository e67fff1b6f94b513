"""What a letter about a visit knows: the visit and all around it, read at once."""

from dataclasses import dataclass

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find, find_all
from field_api.tables.replicated import payments, promises, submissions
from kobra_domain.dues import Payment, Promise
from kobra_domain.geo import judge
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Address, Party, Portfolio
from kobra_domain.submissions import AttachmentState, Submission
from kobra_domain.visits import Visit
from kobra_domain.words import distance, say, word

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic")
MOST_PHOTOS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A visit with its door, its people, its accounts and what was promised and paid in it."""

    visit: Visit
    portfolio: Portfolio
    address: Address | None
    party: Party | None
    agent: Agent | None
    accounts: tuple[Account, ...]
    promises: tuple[Promise, ...]
    payments: tuple[Payment, ...]
    photos: tuple[str, ...]

    @property
    def zone(self) -> str:
        """The clock of the door."""
        own = self.address.time_zone if self.address else None
        return own or self.portfolio.time_zone

    def verdict_sentence(self, locale: str) -> str:
        """Where the agent was, with its numbers; as it was judged, if the door has moved since."""
        visit = self.visit
        if visit.verdict is None or self.address is None:
            return ""
        judged = judge(visit.check_in, self.address, self.portfolio)
        if judged.verdict is visit.verdict:
            return say(judged.code, judged.params, locale)
        metres = "" if visit.distance_m is None else f" ({distance(visit.distance_m, locale)})"
        return f"{word(visit.verdict, locale)}{metres}."


def matter_of(connection: Connection, visit_id: str | None) -> Matter | None:
    """None: the visit is no longer there."""
    visit = find(connection, Visit, visit_id)
    portfolio = find(connection, Portfolio, visit.portfolio_id) if visit else None
    if visit is None or portfolio is None:
        return None
    found = find_all(connection, Account, visit.account_ids)
    forms = entities(connection, Submission, submissions.c.visit_id == visit.id)
    return Matter(
        visit=visit,
        portfolio=portfolio,
        address=find(connection, Address, visit.address_id),
        party=find(connection, Party, visit.party_id),
        agent=find(connection, Agent, visit.agent_id),
        accounts=tuple(found[one] for one in visit.account_ids if one in found),
        promises=tuple(entities(connection, Promise, promises.c.visit_id == visit.id)),
        payments=tuple(entities(connection, Payment, payments.c.visit_id == visit.id)),
        photos=_photos(forms),
    )


def _photos(forms: list[Submission]) -> tuple[str, ...]:
    """Contents of the visit's photos, those of its newest form first."""
    newest = sorted(forms, key=lambda one: one.received_at, reverse=True)
    found = dict.fromkeys(
        one.sha256
        for form in newest
        for one in form.attachments
        if one.state is AttachmentState.PRESENT
        and one.sha256
        and (one.media_type.startswith("image/") or one.name.casefold().endswith(_PICTURES))
    )
    return tuple(found)[:MOST_PHOTOS]
