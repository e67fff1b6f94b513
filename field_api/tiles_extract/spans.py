"""Which stretches of a file are asked for: those that lie near each other are one request, as long
as what lies between, which nobody needs, stays within a share of what is needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

OVERFETCH = 0.05
CHEAP = 256 * 1024  # what may be fetched in vain whatever is needed: less than round trips cost
LONGEST = 8 * 2**20  # what a cut may cost
Part = tuple[int, int]  # offset and length


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch to ask for, and the parts in it that are needed."""

    first: int
    length: int
    parts: tuple[Part, ...]


def merged(
    parts: Iterable[Part], overfetch: float, *, cheap: int = 0, longest: int | None = None
) -> list[Span]:
    """The spans of parts; the narrowest gaps are fetched first, until they are `overfetch` of what
    is needed, or `cheap` bytes. No span but of one part is longer than `longest`.
    """
    longest = LONGEST if longest is None else longest
    ordered = sorted(set(parts))
    if not ordered:
        return []
    budget = max(cheap, overfetch * sum(length for _, length in ordered))
    bridged = _bridged(ordered, budget)
    spans: list[Span] = []
    held = [ordered[0]]
    first, end = ordered[0][0], sum(ordered[0])
    for n, (offset, length) in enumerate(ordered[1:]):
        new_end = max(end, offset + length)
        if n in bridged and new_end - first <= longest:
            held.append((offset, length))
            end = new_end
            continue
        spans.append(Span(first, end - first, tuple(held)))
        held, first, end = [(offset, length)], offset, offset + length
    spans.append(Span(first, end - first, tuple(held)))
    return spans


def _bridged(ordered: list[Part], budget: float) -> set[int]:
    """Behind which parts the gap is fetched too."""
    gaps, end = [], 0
    for n, (offset, length) in enumerate(ordered):
        if n:
            gaps.append((max(0, offset - end), n - 1))
        end = max(end, offset + length)
    found = set()
    for gap, n in sorted(gaps):
        budget -= gap
        if budget < 0:
            break
        found.add(n)
    return found
