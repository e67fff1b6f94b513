import pytest

from kobra_desktop.models.mail_link import place_of

VISIT = "8b1d3a52-0c4e-4a6f-9e0a-5a6c0f2f7f11"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            f" https://kobra.entidad.example/go/visit/{VISIT}\n",
            ("visits", {"visit": VISIT, "chosen": VISIT}),
        ),
        (f"http://10.0.0.5:8750/go/alert/{VISIT}", ("alerts", {"chosen": VISIT})),
        ("https://kobra.entidad.example/go/day/today", ("today", {})),
        (f"https://kobra.entidad.example/go/party/{VISIT}", None),
        ("García", None),
        ("", None),
    ],
)
def test_a_link_of_a_mail_leads_to_its_row(text: str, place: object) -> None:
    assert place_of(text) == place
