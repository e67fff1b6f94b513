"""How wide words are in the face of paper and charts: alike on desktop and server, so that both
break lines at the same places.
"""

from functools import cache, lru_cache

from PIL import ImageFont

from kobra_records.files.paper.face import upright_file

# So large that whole pixels are thousandths of the type.
_SIZE, _USUAL_WIDTH = 1_000, 100.0
_REMEMBERED = 20_000


@lru_cache(_REMEMBERED)
def text_width(words: str, size: float, weight: int = 400) -> float:
    """The width of a line of text in pixels, at a size in pixels. Raises NotBuilt."""
    return float(_face(weight).getlength(words)) * size / _SIZE


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout, whether the machine has a shaper or not.
    face = ImageFont.truetype(upright_file(), _SIZE, layout_engine=ImageFont.Layout.BASIC)
    # The axes in their order; the face is measured at its usual width.
    chosen = {b"Weight": float(weight), b"Width": _USUAL_WIDTH}
    axes = [bytes(axis["name"]) for axis in face.get_variation_axes()]
    face.set_variation_by_axes([chosen[name] for name in axes])
    return face
