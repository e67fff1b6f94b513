"""Contents of forms' own files: encrypted, kept until sent, under their cap after that."""

import hashlib
from datetime import timedelta

from kobra_desktop.store.form_files import content, here, keep, note_sent
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.salvage import replace_damaged
from tests.kobra_desktop.field import KEY, OWNER
from tests.kobra_desktop.store.test_damage import spoilt
from tests.kobra_domain.things import NOW


def hashed(*contents: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(each).hexdigest(): each for each in contents}


def test_a_content_is_kept_encrypted_and_whole(replica: Replica) -> None:
    mark = b"a picture of a door" * 400
    (sha256,) = kept = hashed(mark)
    keep(replica, kept, NOW)
    keep(replica, kept, NOW)
    assert content(replica, sha256) == mark
    assert here(replica, [sha256, "0" * 64]) == {sha256}
    replica.close()
    for path in replica.path.parent.iterdir():
        assert mark[:40] not in path.read_bytes(), path.name


def test_only_what_the_server_has_makes_room(replica: Replica) -> None:
    one, two, three = (bytes([n]) * 100 for n in range(3))
    keep(replica, hashed(one), NOW)
    keep(replica, hashed(two), NOW + timedelta(seconds=1))
    note_sent(replica, hashed(two))
    keep(replica, hashed(three), NOW + timedelta(seconds=2), is_sent=True, most=150)
    there = here(replica, [*hashed(one, two, three)])
    assert there == {*hashed(one), *hashed(three)}, "what was not sent is nowhere else"


def test_a_damaged_replica_gives_them_to_the_new_one(replica: Replica) -> None:
    kept = hashed(b"name,label\n")
    keep(replica, kept, NOW)
    spoilt(replica, "visit")
    new, found = replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert content(new, next(iter(kept))) == b"name,label\n"
    new.close()
