"""`python -m demo.tour FOLDER`: takes the pictures of README and of the tour out of what
`dev.py screenshots FOLDER` painted (`demo --only tour`, a language a folder), small enough to be
read along with their words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

LANGUAGES = ("es", "en")
TAKEN = ("today", "map", "visits", "portfolio", "reports", "alerts")
PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "tour"
COLOURS = 256
MOST_BYTES = 300_000


class TooLarge(Exception):
    """A picture weighs more than a page of words should make anybody fetch."""


def take(folder: Path, out: Path = PICTURES) -> list[Path]:
    """Write each picture that is there, with fewer colours; answers those that were written. Raises
    TooLarge.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for language in LANGUAGES:
        for name in TAKEN:
            source = folder / f"tour-{language}" / f"tour-{name}.png"
            if not source.is_file():
                continue
            target = out / f"{language}-{name}.png"
            with Image.open(source) as picture:
                # Not the usual way of choosing them, which turns the colours of states to brown.
                few = picture.convert("RGB").quantize(
                    COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
                )
                few.save(target, optimize=True)
            if target.stat().st_size > MOST_BYTES:
                raise TooLarge(f"{target.name}: {target.stat().st_size} bytes")
            written.append(target)
    return written


def main() -> int:
    """Take them out of the folder that is named."""
    for path in take(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
