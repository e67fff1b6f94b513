"""What the field API answers about files of portfolios: sent by its routes, read by the desktop."""

from collections.abc import Mapping as Params
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kobra_domain.errors import Param
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Doubt
from kobra_domain.imports.reading import Look, Reading
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import Import, ImportKind, NightlyTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a file is held or could not be read: a code of `words`, and what fills its sentence."""

    code: str
    params: Params[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a row, in the stored form of JSON."""

    kind: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """A row of a file, or one of the book that an import is about (`line` 0).

    `key` is the number of the credit, the document or the agent's code. `code` says why it is
    refused, kept out or stays; of a refused one `column` says where.
    """

    line: int
    key: str = ""
    name: str = ""
    kind: str = ""
    id: str = ""
    changes: tuple[FieldChange, ...] = ()
    column: str = ""
    code: str = ""
    params: Params[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRows:
    """A page of rows; `next` is what to ask for after it, None after the last."""

    total: int
    items: tuple[ImportRow, ...]
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A file that is perhaps another portfolio's: of `asked` of its accounts that are not in its
    own, `found` are in the one that is named.
    """

    portfolio: str
    found: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDetail:
    """A file and all that is known of it.

    `step` is what is being done (reading, committing, undoing), `done` of `of` rows (0: not known).
    `asked` is the mapping as it was said, `mapping` as everything in it was settled. `rows_before`
    and `blanks_before` are of the file of this kind that was taken last. `kept` values are kept
    out, `visits` not begun are called off, `agents` have them on their phones; `closing_visits` and
    `closing_agents` are those if absent accounts are closed. Once it is taken all four say what was
    done. `elsewhere`: only of a portfolio that is seen by who asks.
    """

    item: Import
    step: str = ""
    done: int = 0
    of: int = 0
    problem: Problem | None = None
    look: Look | None = None
    asked: Mapping | None = None
    mapping: Mapping | None = None
    is_remembered: bool = False
    reading: Reading | None = None
    asked_by_law: tuple[Target, ...] = ()
    rows_before: int | None = None
    blanks_before: Params[str, int] | None = None
    fates: Params[Fate, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    kept: int = 0
    visits: int = 0
    agents: tuple[str, ...] = ()
    closing_visits: int = 0
    closing_agents: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What taking an import back would do: rows written, visits called off, rows that stay (those
    with the code `changed_since` may be chosen to go back all the same).
    """

    rows: int
    visits: tuple[ImportRow, ...]
    staying: tuple[ImportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyFile(NightlyTerms):
    """A file that comes each night. `last_name`, `last_at`: the one that was read last;
    `key_made_at`: since when its upload address has its key.
    """

    portfolio_id: str
    kind: ImportKind
    mapping: Mapping | None = None
    last_name: str = ""
    last_at: datetime | None = None
    key_made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadAddress:
    """Where a file of the night may be brought to (POST, raw bytes, `?filename=`), and the key that
    it is brought with (`Authorization: Bearer`): told once.
    """

    url: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that came to an upload address. `is_again`: it is the last one once more."""

    bytes: int
    sha256: str
    is_again: bool
