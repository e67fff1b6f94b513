"""An institution as who speaks on a paper: its name, tax number and mark."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO

from PIL import Image

from kobra_domain.portfolios import Institution
from kobra_records.files.paper.blocks import Letterhead, Picture


def letterhead_of(owner: Institution) -> Letterhead:
    """The head of its papers; a logo that is no picture is left out."""
    lines = (owner.tax_number,) if owner.tax_number else ()
    return Letterhead(owner.name, lines, _mark(owner))


def _mark(owner: Institution) -> Picture | None:
    if not owner.logo:
        return None
    try:
        content = b64decode(owner.logo, validate=True)
        with Image.open(BytesIO(content), formats=("PNG",)) as found:
            width, height = found.size
    except (ValueError, OSError, Image.DecompressionBombError):
        return None
    return Picture(content, "image/png", width, height, owner.name)
