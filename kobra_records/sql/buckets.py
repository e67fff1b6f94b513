"""The bucket of an account as SQL, alike on both engines; its pure form: `kobra_domain.buckets`."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case


def bucket(days: ColumnElement[int], bounds: Sequence[int]) -> ColumnElement[int]:
    """`bucket_of`, of a column of days past due."""
    ranges = [(days <= last, number) for number, last in enumerate((0, *bounds))]
    return case(*ranges, else_=len(bounds) + 1)
