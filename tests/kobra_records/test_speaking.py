"""Spanish first: what a program without a screen speaks."""

import pytest

from kobra_records.speaking import language_of_system


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("es_MX.UTF-8", "es_MX"),
        ("es_AR", "es"),
        ("en_GB.UTF-8", "en"),
        ("C.UTF-8", "es"),
        ("fr", "es"),
    ],
)
def test_the_language_of_the_system(
    value: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", value)
    assert language_of_system() == language
