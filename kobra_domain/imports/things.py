"""A file that came in, and what became of it. Its bulk lies in the server's data folder."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from kobra_domain.limits import Bytes, Count, Id, Line, Name, PortfolioId, UserId


class ImportKind(StrEnum):
    """What the rows of a file are."""

    ACCOUNTS = "accounts"
    PARTIES = "parties"
    ADDRESSES = "addresses"
    AUTHORISATIONS = "authorisations"
    PAYMENTS = "payments"
    CONTACTS = "contacts"
    PROMISES = "promises"
    AGENTS = "agents"


class ImportState(StrEnum):
    """Where a file stands: on the server; being read; ready to be looked at; held, because it is
    not what was expected; taken; taken back; left; unreadable.
    """

    RECEIVED = "received"
    READING = "reading"
    READY = "ready"
    HELD = "held"
    COMMITTED = "committed"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file: who brought it (nobody: the night), and how many of its rows ended as what.
    `absent` are accounts of the portfolio that the file does not name. `problem`: why it is held or
    failed.
    """

    id: Id
    portfolio_id: PortfolioId
    kind: ImportKind
    filename: Name
    bytes: Bytes
    sha256: Line
    received_at: datetime
    received_by: UserId | None = None
    state: ImportState = ImportState.RECEIVED
    rows: Count = 0
    new: Count = 0
    changed: Count = 0
    same: Count = 0
    refused: Count = 0
    absent: Count = 0
    cut_off_on: date | None = None
    committed_at: datetime | None = None
    committed_by: UserId | None = None
    undone_at: datetime | None = None
    undone_by: UserId | None = None
    problem: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyTerms:
    """Where a file comes from each night: a folder of the server (empty: only its upload address),
    by the pattern of its name, with the control file that says that it is whole ({name} is the
    file's; empty: its size says it), by an hour of the portfolio's day.
    """

    folder: Line = ""
    pattern: Line = ""
    control: Line = ""
    expected_by: time = time(6)
    is_on: bool = True
