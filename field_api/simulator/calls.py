"""What the creditors' call centres did, and what people asked for: of those whom no agent visits,
so that nobody is contacted more often than the law lets.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from field_api.simulator.ids import SeededIds
from field_api.simulator.script import Script
from kobra_domain.contacts import Contact, Petition, PetitionKind
from kobra_domain.portfolios import Account, AccountState, ChannelKind, Party, Portfolio
from kobra_records.holidays import holidays_of

DAYS_OF_CALLS = 60
LEAST_GAP_DAYS = 8  # after a direct contact another channel waits a week
TWO_WAY_SHARE = 0.3
_FIRST_HOUR, _LAST_HOUR = 8, 17
_NOTES = ("Queda de consignar el viernes", "Pide que se le escriba", "Dice que ya abonó", "")
_ASKED = (
    (PetitionKind.COMPLAINT, "Dice que pagó la cuota de octubre y que no aparece."),
    (PetitionKind.DATA_QUERY, "Pide saber qué datos suyos se tienen y de dónde vienen."),
    (PetitionKind.DATA_CLAIM, "Pide que se corrija su teléfono: el que figura no es suyo."),
    (PetitionKind.IMPERSONATION, "Asegura que no pidió el crédito."),
)


class Calls:
    """The call centre's past in one script's world."""

    def __init__(self, script: Script) -> None:
        self._script = script
        world, rounds = script.world, script.days_of_agents.rounds
        visited = {a.party_id for agent in world.agents for a in rounds.territory(agent)}
        accounts: dict[str, Account] = {}
        for account in world.accounts:
            accounts.setdefault(account.parties[0].party_id, account)
        portfolios = {one.id: one for one in world.portfolios}
        self._called: Sequence[tuple[Party, Account, Portfolio]] = [
            (party, accounts[party.id], portfolios[party.portfolio_id])
            for party in world.parties
            if party.id in accounts
            and party.id not in visited
            and not party.do_not_contact_reason
            and accounts[party.id].state is AccountState.ACTIVE
        ]

    def contacts(self) -> Iterator[Contact]:
        """Calls and messages, most of them answered by nobody."""
        for party, account, portfolio in self._called:
            random, ids = Random(f"calls {party.id}"), SeededIds(f"calls {party.id}")
            back = random.randrange(LEAST_GAP_DAYS, DAYS_OF_CALLS)
            while back >= LEAST_GAP_DAYS:
                at = self._moment(back, portfolio, random)
                if at is not None:
                    is_two_way = random.random() < TWO_WAY_SHARE
                    yield Contact(
                        id=ids.timed(at),
                        portfolio_id=portfolio.id,
                        party_id=party.id,
                        at=at,
                        channel=ChannelKind.PHONE,
                        is_two_way=is_two_way,
                        account_id=account.id,
                        made_by="Centro de contacto",
                        note=random.choice(_NOTES) if is_two_way else "",
                    )
                back -= LEAST_GAP_DAYS + random.randrange(4, 30)

    def petitions(self) -> Iterator[Petition]:
        """One of each kind, waiting for an answer."""
        random = Random(f"petitions {self._script.seed}")
        owner = self._script.world.users[1].id
        asking = random.sample(self._called, min(len(_ASKED), len(self._called)))
        for (kind, text), (party, account, portfolio) in zip(_ASKED, asking, strict=False):
            at = self._moment(random.randrange(2, 9), portfolio, random) or self._script.now
            yield Petition(
                id=SeededIds(f"petition {party.id}").timed(at),
                portfolio_id=portfolio.id,
                party_id=party.id,
                kind=kind,
                text=text,
                received_at=at,
                due_on=at.date() + timedelta(days=21),
                channel=ChannelKind.PHONE,
                account_id=account.id,
                owner_id=owner,
                recorded_by=owner,
            )

    def _moment(self, back: int, portfolio: Portfolio, random: Random) -> datetime | None:
        """A lawful moment that many days ago: working hours of a working day."""
        day = self._script.world.today - timedelta(days=back)
        hour, minute = random.randint(_FIRST_HOUR, _LAST_HOUR), random.randrange(60)
        if day.weekday() >= 5 or holidays_of(portfolio.country)(day):
            return None
        here = datetime.combine(day, time(hour, minute), ZoneInfo(portfolio.time_zone))
        return here.astimezone(UTC)
