"""From a ground and the tiles to a picture: a job for the killable worker."""

import io
from functools import cache
from pathlib import Path

import typst
from PIL import Image
from shapely.errors import ShapelyError

from field_api.pictures.features import Sight, seen
from field_api.pictures.ground import HEIGHT, WIDTH, Frame, Ground, frame_of
from field_api.pictures.labels import Room, painted_names
from field_api.pictures.marking import (
    painted_circles,
    painted_credit,
    painted_legend,
    painted_marks,
    painted_scale,
    reserve,
    sketched,
)
from field_api.pictures.streets import painted_ground
from field_api.pictures.strokes import tokens
from field_api.places.archive import opened
from kobra_domain.errors import DomainError
from kobra_records.files.paper.face import face_folder

OSM = "© OpenStreetMap contributors"
_PPI = 144  # two pixels for each of CSS
_LARGEST = 80_000
_LONGEST_CREDIT = 70
_PAGE = (
    f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n"
    f'#image(bytes(sys.inputs.svg), format: "svg", width: {WIDTH}pt, height: {HEIGHT}pt)'
).encode()


def map_picture(ground: Ground, tiles: Path | None) -> bytes:
    """The picture (PNG, 1200 × 600, at most 80 kB): a map where `tiles` (a PMTiles archive) has the
    ground, else a sketch with distances. `ground` has one spot at least. The same ground and
    tiles give the same bytes.
    """
    return packed(rendered(drawn(ground, tiles)))


def drawn(ground: Ground, tiles: Path | None) -> str:
    """The picture as SVG."""
    frame = frame_of(ground.spots)
    sight, credit = _sight(ground, frame, tiles)
    room = Room()
    reserve(ground, frame, room, credit)
    try:
        under = painted_ground(sight, frame.zoom) if sight else sketched(ground, frame)
        middle = frame.place(ground.spots[0].at)
        names = painted_names(sight, frame.zoom, middle, room) if sight else ""
    except (ValueError, ShapelyError):  # shapes that are none
        return drawn(ground, None)
    parts = (
        under,
        painted_circles(ground, frame),
        names,
        painted_marks(ground, frame),
        painted_legend(ground, frame),
        painted_scale(ground, frame),
        painted_credit(credit) if sight else "",
    )
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _sight(ground: Ground, frame: Frame, tiles: Path | None) -> tuple[Sight | None, str]:
    """What the archive has there, None if it has no street; and who made it."""
    if tiles is None:
        return None, ""
    try:
        with opened(tiles) as archive:
            sight = seen(archive, frame, ground.locale[:2])
            credit = archive.attribution[:_LONGEST_CREDIT] or OSM
    except (DomainError, OSError):
        return None, ""
    return (None, "") if sight.is_bare else (sight, credit)


def rendered(svg: str) -> Image.Image:
    """The pixels. Raises typst.TypstError."""
    compiler = typst.Compiler(
        _PAGE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    made = compiler.compile(format="png", ppi=_PPI)
    assert isinstance(made, bytes)
    return Image.open(io.BytesIO(made)).convert("RGB")


def packed(picture: Image.Image) -> bytes:
    """A PNG of the colours that these pictures have: chosen by what is on it, a park would take
    its green from a street. What is too big gets harder edges.
    """
    for steps, level in ((4, 7), (4, 9), (2, 9), (1, 9)):
        target = io.BytesIO()
        few = picture.quantize(palette=_palette(steps), dither=Image.Dither.NONE)
        few.save(target, "PNG", compress_level=level)
        if target.tell() <= _LARGEST:
            break
    return target.getvalue()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(face_folder())],
    )


_GROUNDS = ("map_land", "sunken", "map_park", "map_water", "map_building", "map_road")
_LINES = ("map_road_casing", "map_border")
_INKS = ("map_label", "text", "text_2", "accent")
_STATES = (
    "state_at_visit",
    "state_stopped",
    "state_danger",
    "state_no_signal",
    "state_doubt",
    "state_moving",
    "state_off",
)
Colour = tuple[int, int, int]


@cache
def _palette(steps: int) -> Image.Image:
    """Each colour, and what its edges (in so many steps) and veils make of it."""
    color = {name: _rgb(value) for name, value in tokens().items()}
    white = color["halo"]
    found = dict[Colour, None]()
    for name in (*_GROUNDS, *_LINES, *_INKS, *_STATES):
        found[color[name]] = None
    for veil in ("accent", *_STATES[:4]):
        for ground in _GROUNDS:
            veiled = _mixed(color[ground], color["accent"], 0.12)
            found[_mixed(color[ground], color[veil], 0.12)] = None
            found[_mixed(veiled, color[veil], 0.12)] = None
    for name in (*_INKS, *_STATES):
        found.update((_mixed(white, color[name], n / steps), None) for n in range(1, steps))
    for ground in _GROUNDS:
        found[_mixed(color[ground], color["map_road_casing"], 0.5)] = None
        if steps > 2:
            found[_mixed(color[ground], white, 0.5)] = None
    colours = list(found)[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return palette


def _rgb(value: str) -> Colour:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _mixed(under: Colour, over: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue
