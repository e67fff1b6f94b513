"""Photos that were seen: encrypted, under their cap, the least looked at first to go."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from kobra_desktop.store import rows
from kobra_desktop.store.photos import keep_photo, kept_photo, touch_photo
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PHOTOS
from kobra_domain.submissions import Submission
from tests.kobra_desktop.field import take
from tests.kobra_domain.things import NOW, an_id

ONE = Submission(id=an_id(700), instance_id="uuid:1", form_id="f", received_at=NOW)


def seen(replica: Replica) -> list[str]:
    """Which of the names are here."""
    names = ("a.jpg", "b.jpg", "c.jpg")
    return [name for name in names if kept_photo(replica, ONE.id, name, "full") is not None]


def written(replica: Replica, *things: Submission) -> None:
    """Put submissions as a pull does."""
    with replica.pulling() as connection:
        for one in things:
            rows.write(connection, "submission", one, 1)


def test_a_photo_is_kept_encrypted(replica: Replica) -> None:
    """Not one run of its bytes lies plain on the disk."""
    written(replica, ONE)
    content = b"PLAINLY-VISIBLE" * 4_000
    keep_photo(replica, ONE.id, "a.jpg", "full", content, NOW)
    assert kept_photo(replica, ONE.id, "a.jpg", "full") == content
    assert kept_photo(replica, ONE.id, "a.jpg", "thumbnail") is None
    for file in replica.path.parent.iterdir():
        assert b"PLAINLY-VISIBLE" not in file.read_bytes()


def test_the_least_looked_at_goes_first(replica: Replica) -> None:
    """What was opened again stays; what is larger than all the room is not kept."""
    written(replica, ONE)
    for n, name in enumerate(("a.jpg", "b.jpg")):
        at = NOW + timedelta(minutes=n)
        keep_photo(replica, ONE.id, name, "full", b"x" * 400, at, most=1_000)
    touch_photo(replica, ONE.id, "a.jpg", "full", NOW + timedelta(minutes=9))
    keep_photo(replica, ONE.id, "c.jpg", "full", b"x" * 400, NOW + timedelta(minutes=10), 1_000)
    assert seen(replica) == ["a.jpg", "c.jpg"]
    keep_photo(replica, ONE.id, "b.jpg", "full", b"x" * 1_001, NOW, most=1_000)
    assert seen(replica) == ["a.jpg", "c.jpg"]


def test_a_use_that_a_wrong_clock_noted_counts_as_none(replica: Replica) -> None:
    written(replica, ONE)
    for name, at in (("ahead.jpg", NOW + timedelta(days=1_500)), ("a.jpg", NOW)):
        keep_photo(replica, ONE.id, name, "full", b"x" * 400, at, most=1_000)
    keep_photo(replica, ONE.id, "b.jpg", "full", b"x" * 400, NOW + timedelta(minutes=1), 1_000)
    assert seen(replica) == ["a.jpg", "b.jpg"]


def test_photos_of_an_erased_person_go_with_the_pull_that_says_so(replica: Replica) -> None:
    """They do not wait until somebody looks at another one."""
    written(replica, ONE)
    keep_photo(replica, ONE.id, "a.jpg", "full", b"x" * 400, NOW)
    take(replica, delete=[("submission", ONE.id)])
    with replica.reading() as connection:
        assert connection.execute(select(PHOTOS.c.name)).all() == []


def test_photos_go_with_their_submission(replica: Replica) -> None:
    """Whoever may not read the answers any more has not got the photos either."""
    other = replace(ONE, id=an_id(701), instance_id="uuid:2")
    written(replica, ONE, other)
    keep_photo(replica, ONE.id, "a.jpg", "full", b"x", NOW)
    with replica.pulling() as connection:
        rows.remove(connection, "submission", [ONE.id])
    assert kept_photo(replica, ONE.id, "a.jpg", "full") is None
    keep_photo(replica, other.id, "b.jpg", "full", b"x", NOW)
    written(replica, ONE)
    assert kept_photo(replica, ONE.id, "a.jpg", "full") is None
