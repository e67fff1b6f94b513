"""Versions stand in the order of their numbers."""

from kobra_desktop.models.questionnaires.list import _by_size


def test_ten_comes_after_nine() -> None:
    """Words come last."""
    texts = ["10", "9", "2026112001", "borrador", "1", "v2"]
    assert sorted(texts, key=_by_size) == ["1", "9", "10", "2026112001", "borrador", "v2"]
