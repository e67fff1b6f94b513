"""Lines of a list as ranges: a choice of all of half a million is one pair of numbers."""

from collections.abc import Iterable

Range = tuple[int, int]  # the first and the last line


def ranges_of(lines: Iterable[int]) -> list[Range]:
    """The fewest ranges of these lines, in order."""
    made: list[Range] = []
    for line in sorted(set(lines)):
        if made and made[-1][1] == line - 1:
            made[-1] = (made[-1][0], line)
        else:
            made.append((line, line))
    return made


def every_line(ranges: Iterable[Range]) -> list[int]:
    """Every line of some ranges."""
    return [line for first, last in ranges for line in range(first, last + 1)]
