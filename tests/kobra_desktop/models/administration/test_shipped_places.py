"""Towns that ship are found by name, and have a box."""

from kobra_desktop.models.administration.shipped_places import found_places


def test_a_town_is_found_whatever_its_accents() -> None:
    assert found_places("bogota")[0].name == "Bogotá"
    assert found_places("  MEDELL")[0].name == "Medellín"
    assert [one.name for one in found_places("de mexico")] == ["Ciudad de México"]
    assert found_places("") == found_places("zzzz") == []
    assert len(found_places("san")) == 8


def test_its_box_is_around_it_and_larger_for_a_larger_town() -> None:
    large, small = found_places("Bogotá")[0], found_places("Girardot")[0]
    west, south, east, north = large.box
    assert west < large.lon < east
    assert south < large.lat < north
    assert 4.0 < large.lat < 5.3
    assert north - south > small.box[3] - small.box[1]
