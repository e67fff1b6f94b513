"""README and the tour show real pictures that weigh little, the same in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from demo import tour

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tour.md", "docs/tour.es.md")


def shown(page: str) -> list[Path]:
    """The pictures of a page."""
    file = ROOT / page
    return [
        file.parent / name
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", file.read_text("utf-8"))
    ]


@pytest.mark.parametrize("page", PAGES)
def test_each_picture_is_there_and_light(page: str) -> None:
    """Nobody looks at a hole, nor waits for a page of words."""
    pictures = shown(page)
    assert pictures
    for path in pictures:
        assert path.stat().st_size <= tour.MOST_BYTES, path


def test_the_tour_goes_the_same_way_in_both_languages() -> None:
    """Each of the pictures that are taken, in their order."""
    for language, page in (("en", "docs/tour.md"), ("es", "docs/tour.es.md")):
        assert [path.name for path in shown(page)] == [f"{language}-{n}.png" for n in tour.TAKEN]


def test_a_picture_is_taken_with_fewer_colours(tmp_path: Path) -> None:
    """Of what was painted; what was not painted is left as it is."""
    folder = tmp_path / "tour-es"
    folder.mkdir()
    Image.linear_gradient("L").resize((600, 400)).convert("RGB").save(folder / "tour-today.png")
    (written,) = tour.take(tmp_path, tmp_path / "out")
    assert written.name == "es-today.png"
    with Image.open(written) as picture:
        assert picture.mode == "P"
        assert picture.size == (600, 400)


def test_a_small_mark_keeps_its_colour(tmp_path: Path) -> None:
    """A state is told by it: among thousands of greys nobody may average it away."""
    folder = tmp_path / "tour-es"
    folder.mkdir()
    picture = Image.linear_gradient("L").resize((600, 400)).convert("RGB")
    amber = (166, 108, 12)
    picture.paste(amber, (300, 200, 314, 214))
    picture.save(folder / "tour-map.png")
    (written,) = tour.take(tmp_path, tmp_path / "out")
    with Image.open(written) as made:
        seen = made.convert("RGB").getpixel((307, 207))
    assert isinstance(seen, tuple)
    assert all(abs(one - two) <= 8 for one, two in zip(seen, amber, strict=True))


def test_a_heavy_picture_is_refused(tmp_path: Path) -> None:
    """It can fail."""
    folder = tmp_path / "tour-en"
    folder.mkdir()
    Image.effect_noise((1_200, 900), 90).convert("RGB").save(folder / "tour-map.png")
    with pytest.raises(tour.TooLarge):
        tour.take(tmp_path, tmp_path / "out")
