"""Few requests, and little that nobody needs."""

import random

from field_api.tiles_extract.spans import merged


def test_the_narrowest_gaps_are_bridged_until_the_share_is_used_up() -> None:
    parts = [(0, 1_000), (1_010, 1_000), (2_500, 1_000), (3_500, 1_000)]
    spans = merged(parts, 0.05)
    assert [(one.first, one.length) for one in spans] == [(0, 2_010), (2_500, 2_000)]
    assert [one.parts for one in spans] == [tuple(parts[:2]), tuple(parts[2:])]
    assert len(merged(parts, 0.0)) == 3
    assert len(merged(parts, 1.0)) == 1


def test_no_span_is_longer_than_a_cut_may_cost() -> None:
    spans = merged([(n * 100, 100) for n in range(100)], 0.0, longest=1_000)
    assert [one.length for one in spans] == [1_000] * 10
    assert merged([(0, 5_000)], 0.0, longest=1_000)[0].length == 5_000


def test_every_part_lies_in_one_span_whatever_they_are() -> None:
    chance = random.Random(3)
    for _ in range(200):
        parts = [(chance.randrange(5_000), chance.randrange(1, 300)) for _ in range(30)]
        spans = merged(parts, chance.random(), longest=2_000)
        assert sorted(part for one in spans for part in one.parts) == sorted(set(parts))
        for one in spans:
            assert all(
                one.first <= at and at + size <= one.first + one.length for at, size in one.parts
            )
    assert merged([], 0.05) == []
