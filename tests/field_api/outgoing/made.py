"""A portfolio whose client gets a file, and what leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.outgoing import files
from field_api.outgoing.maker import OutgoingMaker
from field_api.outgoing.told_terms import keep_terms
from field_api.settings import Settings
from field_api.tables.outgoing import outgoing_files
from kobra_domain.contacts import Contact
from kobra_domain.dues import Payment, Promise
from kobra_domain.kinds import Entity
from kobra_domain.outgoing.answers import OutgoingFile
from kobra_domain.outgoing.codes import PROPOSED, RESULT_KEYS
from kobra_domain.outgoing.fields import OutgoingField
from kobra_domain.outgoing.things import ClientCode, OutgoingColumn, OutgoingTerms
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Outcome, Visit, VisitState
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import Side, write

_F = OutgoingField
COLUMNS = (_F.CREDIT, _F.DAY, _F.TIME, _F.RESULT_CODE, _F.MARK_CODE, _F.PROMISE_AMOUNT, _F.NOTE)
CODES = (*PROPOSED, *(ClientCode(key=key, code=f"R{at}") for at, key in enumerate(RESULT_KEYS)))
SINCE = date(2026, 3, 2)


def terms_with(**changes: Any) -> OutgoingTerms:
    """Terms by which all leaves."""
    values: dict[str, Any] = {
        "since_on": SINCE,
        "columns": tuple(OutgoingColumn(field=one) for one in COLUMNS),
        "codes": CODES,
    }
    return OutgoingTerms(**{**values, **changes})


@dataclass
class Desk:
    """The file of one portfolio, by a clock in the test's hands."""

    database: Database
    side: Side
    folder: Path
    now: datetime = WEDNESDAY
    maker: OutgoingMaker = field(init=False)

    def __post_init__(self) -> None:
        settings = Settings(database_url="", data_folder=self.folder, clock=lambda: self.now)
        self.maker = OutgoingMaker(self.database, settings)

    def tell(self, **changes: Any) -> OutgoingTerms:
        """Keep terms, and try what is held once more."""
        terms = terms_with(**changes)
        with self.database.begin() as connection:
            keep_terms(connection, self.side.portfolio, terms, self.now)
            files.try_again(connection, self.side.portfolio.id)
        return terms

    def ask(self) -> str:
        """Have a file made now."""
        with self.database.begin() as connection:
            return files.ask(connection, self.side.portfolio.id, self.now, None)

    def make(self) -> OutgoingFile:
        """A file of now; answers the newest."""
        self.ask()
        self.maker.work(self.now)
        return self.files()[0]

    def files(self) -> list[OutgoingFile]:
        """All, the newest first."""
        with self.database.read() as connection:
            return files.files_of(connection, [self.side.portfolio.id], 1_000)

    def content(self, file: OutgoingFile) -> bytes:
        """Its bytes."""
        return b"".join(files.content_parts(self.database, file.id))

    def rows(self, file: OutgoingFile) -> list[list[str]]:
        """Its rows, cell by cell, without the header."""
        text = self.content(file).decode("utf-8-sig")
        return [line.split(";") for line in text.split("\r\n")[1:-1]]

    def forward(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)

    def visit(self, **changes: Any) -> Visit:
        """A visit that ended now."""
        ended = {"state": VisitState.COMPLETED, "outcome": Outcome.NO_CONTACT, "ended_at": self.now}
        made = self.side.visit(agent_id=self.side.agent.id, **{**ended, **changes})
        write(self.database, made, at=self.now)
        return made

    def contact(self, **changes: Any) -> Contact:
        """A call that was written down now."""
        side = self.side
        values: dict[str, Any] = {
            "id": new_id(),
            "portfolio_id": side.portfolio.id,
            "party_id": side.party.id,
            "account_id": side.account.id,
            "at": self.now,
            "channel": ChannelKind.PHONE,
            "is_two_way": True,
        }
        made = Contact(**{**values, **changes})
        write(self.database, made, at=self.now)
        return made

    def promise(self, visit: Visit, amount_minor: int = 100_000) -> Promise:
        """What was promised at a visit."""
        made = Promise(
            id=new_phone_id(),
            portfolio_id=visit.portfolio_id,
            account_id=visit.account_ids[0],
            made_at=self.now,
            amount_minor=amount_minor,
            currency="COP",
            due_on=self.now.date() + timedelta(days=5),
            visit_id=visit.id,
        )
        write(self.database, made, at=self.now)
        return made

    def payment(self, visit: Visit, amount_minor: int = 50_000) -> Payment:
        """What was said to be paid at a visit."""
        made = Payment(
            id=new_phone_id(),
            portfolio_id=visit.portfolio_id,
            account_id=visit.account_ids[0],
            reported_at=self.now,
            amount_minor=amount_minor,
            currency="COP",
            paid_on=self.now.date(),
            visit_id=visit.id,
        )
        write(self.database, made, at=self.now)
        return made

    def change(self, before: Entity, **values: Any) -> Any:
        """Correct a row."""
        after = replace(before, **values)
        with self.database.begin() as connection:
            record_all(connection, [(after, before)], at=self.now)
        return after

    def remove(self, before: Entity) -> None:
        """Take a row away."""
        with self.database.begin() as connection:
            record_all(connection, [(None, before)], at=self.now)

    def count(self) -> int:
        """Rows of the table of files."""
        with self.database.read() as connection:
            return len(connection.execute(select(outgoing_files.c.id)).all())


Make = Callable[[], Desk]
