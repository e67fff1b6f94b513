"""The letters by which spreadsheets name their columns."""


def letters(place: int) -> str:
    """A column (from 0) as spreadsheets name it: 0 → A, 27 → AB."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
