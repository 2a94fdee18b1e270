"""Ids tell the order in which one process made them; the heir of a split unit is found by it."""

import uuid

from webapp.core.data import ids


def test_what_was_made_first_sorts_first() -> None:
    made = [ids.new() for _ in range(2000)]
    assert made == sorted(made)
    drawn = ids.stream()
    streamed = [next(drawn) for _ in range(2000)]
    assert streamed == sorted(streamed)
    assert made[-1] < streamed[0]


def test_each_is_a_uuid_of_version_seven() -> None:
    for made in (uuid.UUID(ids.new()) for _ in range(200)):
        assert (made.version, made.variant) == (7, uuid.RFC_4122)
