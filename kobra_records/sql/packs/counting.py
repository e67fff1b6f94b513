"""Whom packed rows name, by group: how many doors or people that are, is counted by who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from kobra_domain.metrics.tallies import Key
from kobra_records.sql.packs.answering import kept_of, lines_of
from kobra_records.sql.packs.asking import Days, Question
from kobra_records.sql.packs.columns import Groups, Numbers
from kobra_records.sql.packs.covering import cover
from kobra_records.sql.packs.layout import Ids, read_ids

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))  # odd: no bit is lost


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of rows, and in which of the `keys` each row is."""

    keys: list[Key]
    places: Numbers
    ids: Ids


def named(
    connection: Connection, question: Question, field: str
) -> tuple[list[Named], list[Days]] | None:
    """Whom the rows of a question of one metric name in a field, and the ranges of days that must
    be asked of the rows; None: nothing is packed.
    """
    covered = cover(connection, question)
    if covered is None:
        return None
    return [*_named(connection, question, field, covered.days)], covered.rest


def _named(
    connection: Connection, question: Question, field: str, fresh: Sequence[int]
) -> Iterator[Named]:
    [metric] = question.metrics
    beside = question.packed.ids[field]
    for read, days in lines_of(connection, question, fresh):
        ids = read_ids([held for _, held in kept_of(connection, question, beside, days)])
        columns = read.columns
        is_asked = columns.mask(question.where) & columns.mask(metric.filter) & ids.any(axis=1)
        groups = Groups([columns.of[term] for term in question.by], columns.size)
        held, places = groups.held(is_asked)
        yield Named(groups.keys(held), places, ids[is_asked])


def numbered(ids: Ids) -> tuple[Numbers, int]:
    """A number of each id, alike for those that are alike, and how many there are."""
    mixed = ids[:, 0] * _MIX[0] ^ ids[:, 1] * _MIX[1]
    order = np.argsort(mixed)
    ordered, said = mixed[order], ids[order]
    is_new = np.ones(len(ids), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    if not (is_new[1:] | (said[1:] == said[:-1]).all(axis=1)).all():  # two of one mixture
        distinct, places = np.unique(ids, axis=0, return_inverse=True)
        return places.reshape(-1), len(distinct)
    numbers = np.empty(len(ids), np.int64)
    numbers[order] = np.cumsum(is_new) - 1
    return numbers, int(np.count_nonzero(is_new))
