"""Which of many looks found something: of 168 hours eight seem the best by chance alone."""

from collections.abc import Sequence

FALSE_SHARE = 0.10


def discoveries(chances: Sequence[float], false_share: float = FALSE_SHARE) -> frozenset[int]:
    """The places of those findings of which at most `false_share` are expected to be chance
    (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995). `chances`: how probable each finding
    would be by chance alone.
    """
    by_chance = sorted(range(len(chances)), key=lambda place: chances[place])
    kept = 0
    for rank, place in enumerate(by_chance, start=1):
        if chances[place] <= false_share * rank / len(chances):
            kept = rank
    return frozenset(by_chance[:kept])
