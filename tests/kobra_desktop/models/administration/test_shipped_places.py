"""Places that ship are found by name, and have a box."""

from kobra_desktop.models.administration.shipped_places import found_places


def test_a_place_is_found_whatever_its_accents() -> None:
    assert "Bogotá" in [one.name for one in found_places("bogota")]
    assert found_places("  MEDELL")[0].name == "Medellín"
    assert {one.name for one in found_places("de mexico")} == {
        "Ciudad de México",
        "Estado de México",
    }
    assert found_places("") == found_places("zzzz") == []
    assert len(found_places("san")) == 8


def test_a_town_has_a_box_around_it_and_a_larger_one_a_larger() -> None:
    large = next(one for one in found_places("Bogotá") if one.is_town)
    small = found_places("Girardot")[0]
    west, south, east, north = large.box
    assert west < -74.08 < east
    assert south < 4.61 < north
    assert north - south > small.box[3] - small.box[1]


def test_a_department_and_a_state_have_theirs() -> None:
    [antioquia] = [one for one in found_places("antioquia") if not one.is_town]
    west, south, east, north = antioquia.box
    assert (round(west), round(south), round(east), round(north)) == (-77, 5, -74, 9)
    [colima] = [one for one in found_places("colima") if not one.is_town]
    assert colima.box[2] - colima.box[0] < 2  # its islands lie 600 km out
