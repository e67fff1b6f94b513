"""Only what is public is posted to, in whatever way an address is written."""

import pytest

from field_api.walled.addresses import open_addresses

CLOSED = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "168.63.129.16",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.255",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
]
PUBLIC = ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1"]
PRIVATE = ["127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "fc00::1", "::ffff:127.0.0.1"]


@pytest.mark.parametrize("address", CLOSED)
def test_nothing_within_is_open(address: str) -> None:
    assert open_addresses([address], allow_private=False) == ()


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_open(address: str) -> None:
    assert open_addresses([address, address], allow_private=False) == (address,)


def test_of_several_only_those_that_are_open_are_kept() -> None:
    assert open_addresses(["127.0.0.1", "1.1.1.1"], allow_private=False) == ("1.1.1.1",)


@pytest.mark.parametrize("address", CLOSED)
def test_an_endpoint_may_allow_private_ones_and_no_others(address: str) -> None:
    is_open = open_addresses([address], allow_private=True) == (address,)
    allowed = {*PRIVATE, "100.64.0.1", "127.9.9.9", "172.31.255.255"}
    within = {"64:ff9b::7f00:1", "64:ff9b::10.0.0.1"}
    assert is_open == (address in allowed | within)
