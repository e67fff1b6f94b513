"""What a person agreed to or took back in a form: a signed yes is a consent with its proof on each
channel of the kind, a no withdraws what stood. The latest word counts, in whatever order they come.

A yes to visits is kept as the person's word and is no authorisation: where the law asks for the
signed paper of an account (Ley 2300, art. 6), that paper is still asked for. A no revokes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kobra_domain.people import Consent
from kobra_domain.portfolios import (
    Account,
    Authorisation,
    Channel,
    ChannelKind,
    Party,
    PartyRole,
)
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Outcome

PURPOSE = "contact"
_BY_TELEPHONE = frozenset({ChannelKind.SMS, ChannelKind.WHATSAPP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One form's word: yes or no by channel, whether it is signed, when, and where it is kept."""

    consents: tuple[tuple[ChannelKind, bool], ...]
    is_signed: bool
    at: datetime
    source: str


def spoke_themselves(outcome: Outcome | None, party: Party, accounts: Iterable[Account]) -> bool:
    """Whether it was this person who answered: nobody else agrees for them or takes it back."""
    if outcome is Outcome.REFUSED:
        return True
    if outcome is not Outcome.CONTACT_CODEBTOR:
        return outcome in RIGHT_PARTY_OUTCOMES
    roles = {p.role for account in accounts for p in account.parties if p.party_id == party.id}
    return PartyRole.HOLDER not in roles and bool(roles)


def agreed(party: Party, said: Said) -> Party:
    """The person with what they said; a later word that stands already stays."""
    channels = list(party.channels)
    for kind, is_yes in said.consents:
        if is_yes and not said.is_signed:
            continue
        of_kind = [n for n, one in enumerate(channels) if one.kind is kind]
        if not of_kind:
            value = _telephone(channels) if kind in _BY_TELEPHONE else ""
            channels.append(Channel(kind=kind, value=value))
            of_kind = [len(channels) - 1]
        for n in of_kind:
            channels[n] = _with(channels[n], said, is_yes=is_yes)
    return replace(party, channels=tuple(channels))


def revoked(
    papers: Iterable[Authorisation], said: Said, day: date
) -> list[tuple[Authorisation, Authorisation]]:
    """The papers that a no to visits ends from a date on, each as (after, before)."""
    if (ChannelKind.VISIT, False) not in said.consents:
        return []
    standing = (one for one in papers if one.revoked_on is None and one.signed_on <= day)
    return [(replace(one, revoked_on=day), one) for one in standing]


def _with(channel: Channel, said: Said, *, is_yes: bool) -> Channel:
    known = channel.consent
    if known is not None and max(known.given_at, known.withdrawn_at or known.given_at) > said.at:
        return channel
    stands = known is not None and known.withdrawn_at is None
    if is_yes and stands:
        return channel
    if not is_yes and known is not None:
        return replace(channel, consent=replace(known, withdrawn_at=said.at)) if stands else channel
    given = Consent(given_at=said.at, source=said.source, purpose=PURPOSE)
    if not is_yes:  # that there was a no is kept where there never was a yes
        given = replace(given, withdrawn_at=said.at)
    return replace(channel, consent=given)


def _telephone(channels: Sequence[Channel]) -> str:
    """The number that a message goes to where none is known of its own."""
    return next((one.value for one in channels if one.kind is ChannelKind.PHONE), "")


def told(channel: Channel, source: str, at: datetime) -> Channel:
    """The channel with what somebody wrote down of its consent: another source is a new consent of
    now, none withdraws what stood; the same leaves it as it is.
    """
    known = channel.consent
    stands = known is not None and known.withdrawn_at is None
    if known is not None and stands:
        if source == known.source:
            return channel
        if not source:
            return replace(channel, consent=replace(known, withdrawn_at=at))
    if not source:
        return channel
    return replace(channel, consent=Consent(given_at=at, source=source, purpose=PURPOSE))
