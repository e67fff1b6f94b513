"""What the field API answers beside the feed and the results of operations (`wire.py`): declared
once, sent by its routes and read by the control center.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, Literal

from kobra_domain.alerts import AlertKind
from kobra_domain.kinds import WINDOW_DAYS
from kobra_domain.people import Agent, User
from kobra_domain.positions import Latest
from kobra_domain.wire import API_VERSION, OLDEST_API_VERSION

ALIVE: Final = "alive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """A server's process answers, and which wires it speaks: said to anybody, for whoever is about
    to sign in.
    """

    status: Literal["alive"] = ALIVE
    api_version: int = API_VERSION
    oldest_api_version: int = OLDEST_API_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What a client holds: the access token for `expires_in` seconds,
    and the token for the next pair.
    """

    access_token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInfo:
    """Who is in, what they may, the scope keys they hold, and what the server is: which wires it
    speaks, how many days it keeps trails, and how many a replica holds rows after their window
    began.
    """

    user: User
    permissions: tuple[str, ...]
    scope: tuple[str, ...]
    server_version: str
    api_version: int
    retention_days: int
    window_days: int = WINDOW_DAYS
    oldest_api_version: int = OLDEST_API_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFiles:
    """Contents of forms' files (SHA-256, in hex) that the server lacks."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCode:
    """A code that opens an account or a new password once; it is told once and may be read out."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(AccessCode):
    """The new user and the code that opens the account; `is_mailed` when it also went by mail."""

    user_id: str
    is_mailed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Where the agent's phone reports and fills in forms: two keys, each in its address.

    `settings_url` is what Traccar Client reads as a QR code, `collect_settings` what ODK Collect
    does. They are told once, only hashes are kept, and they are good until they are revoked.
    """

    osmand_url: str
    settings_url: str
    openrosa_url: str
    collect_settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentNow(Agent):
    """An agent with the newest fix that is trusted (`Latest`), None for one never placed, and all
    that is known of it now, None for one never heard.
    """

    lat: float | None
    lon: float | None
    fix_time: datetime | None
    latest: Latest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentsNow:
    """The agents in the reader's scope, by code."""

    items: tuple[AgentNow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One act; `subject_kind` and `subject_id` name what it was done to; `details` names fields and
    figures, never a person's data.
    """

    id: int
    at: datetime
    user_id: str | None
    act: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Rows newest first; `next` is what to give as `before` to go on, None at the end."""

    items: tuple[AuditRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneDay:
    """A phone that was sent away: it had added too much on a day (UTC). `agent` is the code."""

    agent: str | None
    day: date
    bytes: int
    refused_at: datetime


class BackupState(StrEnum):
    """How a server's last backup is: none is known, it is good, it is older than a night, or it is
    no longer where it was made.
    """

    NONE = "none"
    GOOD = "good"
    OLD = "old"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBackup:
    """The last backup, as far as the server knows; `folder` is empty where other means made it."""

    state: BackupState
    made_at: datetime | None = None
    bytes: int = 0
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerHealth:
    """What of a server needs its administrator. Phones wait while less than `least_free_bytes` is
    free; `phone_day_bytes` is what each may add in a day. `refused`: the last week's.
    `unknown_proxy`: the address of one that forwards and is not trusted. `backup` is None of a
    server that does not tell.
    """

    free_bytes: int
    least_free_bytes: int
    phone_day_bytes: int
    refused: tuple[PhoneDay, ...]
    unknown_proxy: str = ""
    backup: LastBackup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What came of a wish to erase a person: all is gone, or it is only kept from now on; then
    `code` and `message` say why.
    """

    is_erased: bool
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCut:
    """A day of corte of which a portfolio's accounts were kept: how many, and of which day their
    balances are (None: the file did not say). `closed_at`: since when the month is frozen, by whom.
    """

    cut_on: date
    as_of_on: date | None
    taken_at: datetime
    accounts: int
    closed_at: datetime | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCuts:
    """The newest first."""

    items: tuple[MonthCut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBasemap:
    """The city map of the server: its size in bytes and the tag that changes with it; None when
    there is none.
    """

    size: int | None
    etag: str | None


class AsideKind(StrEnum):
    """What was set aside: reports of positions, forms, files that no form names."""

    POSITIONS = "positions"
    FORMS = "forms"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideItem:
    """What was set aside: one form, one file, or all reports of an agent with the same reason.

    `agent` is the code, None once the agent is gone; `received_at` when the newest of them came;
    `id` names it for the acts. `name` is the form's instance or the file's name, `size` in bytes
    (None: not kept), `files` how many came with a form.
    """

    kind: AsideKind
    agent: str | None
    reason: str
    received_at: datetime
    count: int
    id: str
    agent_id: str
    name: str = ""
    size: int | None = None
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideList:
    """Newest first."""

    items: tuple[AsideItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAgain:
    """What an attempt to take something after all came to: how many were taken, how many stay, and
    where one form stays the sentence why.
    """

    taken: int
    left: int
    message: str = ""


class HeldHow(StrEnum):
    """How it is known that a phone held a visit's data: its list was fetched or only offered, or an
    answer about it was sent from there.
    """

    FETCHED = "fetched"
    OFFERED = "offered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayingVisit:
    """A visit that could not go where it was wished to: `code` and `params` say why. `is_begun`: it
    stays with the agent, else it is without one.
    """

    visit_id: str
    party_id: str
    code: str
    params: dict[str, Any]
    is_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingDone:
    """What ending a phone does, or would do: visits that go to who was named, visits without agent
    from now on, those that could not go with their reason, and how many people's data it held.
    """

    id: str
    moved: int
    unassigned: int
    staying: tuple[StayingVisit, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingItem:
    """A phone that was lost or whose agent has left: since when, and who noted it when."""

    id: str
    reason: str
    ended_at: datetime
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingList:
    """The newest first."""

    items: tuple[EndingItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPerson:
    """Somebody whose data a phone held, as they are now: for the report of a breach."""

    party_id: str
    name: str
    document: str
    portfolio: str
    institution: str
    address: str
    accounts: tuple[str, ...]
    visits: int
    how: HeldHow


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPeople:
    """By name; `ending` says of which phone."""

    ending: EndingItem
    agent_id: str
    items: tuple[HeldPerson, ...]


@dataclass(frozen=True, slots=True)
class EffectPart:
    """What rules of alerts would have told of a part of the agents. `next_agent`: where the next
    part goes on, None after the last; `agents`: how many there are. `told` and `attended`: how many
    alerts of each kind there really were. `unknown`: what cannot be counted in time.
    """

    counts: dict[AlertKind, int]
    agents: int
    next_agent: int | None
    told: dict[AlertKind, int] = field(default_factory=dict)
    attended: dict[AlertKind, int] = field(default_factory=dict)
    unknown: tuple[AlertKind, ...] = ()
