"""What the field API answers about outgoing files: sent by its routes, read by the desktop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kobra_domain.errors import Param
from kobra_domain.outgoing.gestion import Gestion, Totals
from kobra_domain.outgoing.things import Mark, OutgoingState, OutgoingTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestResult:
    """One result: our key, the client's code, and how many rows say it."""

    key: str
    code: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestSum:
    """Amounts of one currency in the rows of a file, in full units."""

    currency: str
    count: int
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What goes with a file: what it holds, and what all files up to it hold together. `rows`,
    `results`, `promises` and `payments` are of its rows; `added` is what it adds to the sum of all
    files, so that these tell what the product counts. `cut` texts were shortened, in `replaced`
    letters were put in place of some that its encoding lacks.
    """

    portfolio: str
    institution: str
    file: str
    sequence: int
    from_at: datetime
    until_at: datetime
    made_at: datetime
    rows: int
    gestiones: int
    marks: Mapping[Mark, int]
    results: tuple[ManifestResult, ...]
    promises: tuple[ManifestSum, ...]
    payments: tuple[ManifestSum, ...]
    added: Totals
    bytes: int
    sha256: str
    cut: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFile:
    """One file of a portfolio: due at a moment, made (or not yet), and how far it came on its ways.
    `problem` says why it is held or does not leave; `missing` are keys without the client's code.
    `asked_by`: who made it by hand. Not `is_kept`: its bytes are here no more.
    """

    id: str
    portfolio_id: str
    state: OutgoingState
    due_at: datetime
    asked_by: str | None = None
    sequence: int = 0
    name: str = ""
    made_at: datetime | None = None
    manifest: Manifest | None = None
    problem: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    in_folder_at: datetime | None = None
    mailed_at: datetime | None = None
    is_kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingSetting:
    """How a portfolio's file is told to be (None: it has none), and when the next is due."""

    terms: OutgoingTerms | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingSample:
    """The last real gestiones, for who looks how rows would be; how many results of each key there
    are since a day, and what the file would hold now.
    """

    items: tuple[Gestion, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)
    sequence: int = 1
