"""How sure a share is."""

from math import sqrt

Z = 1.959964  # 95 % of the normal distribution lie within


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Wilson's interval of a share at 95 %, 0 to 1; `n` is at least 1."""
    share = hits / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
