"""Which addresses may be asked: those of the public internet. What a name resolves to is asked
then, and the very address that was looked at is connected to.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Own lists: what the standard library calls global differs between versions of Python.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by the customers of a carrier
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, where clouds tell what a machine is
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32",  # a cloud's own, within public addresses
        ),
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"))
)
_NAT64 = IPv6Network("64:ff9b::/96")
# What tests and a client's own network need once somebody has said so; never a cloud's own.
_PRIVATE = tuple(
    map(
        IPv4Network,
        ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    )
)
_PRIVATE_6 = (IPv6Network("::1/128"), IPv6Network("fc00::/7"))
_TOLD_6 = IPv6Address("fd00:ec2::254")


def plain(address: Address) -> Address:
    """An IPv4 address that stands within an IPv6 one (mapped, NAT64) as what is reached by it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether it is somebody's on the internet: no private, loopback, link-local, shared, multicast
    or reserved one, in whatever way it is written.
    """
    one = plain(address)
    if isinstance(one, IPv4Address):
        return not any(one in net for net in _CLOSED_4)
    return one in _OPEN_6 and not any(one in net for net in _CLOSED_6)


def is_private(address: Address) -> bool:
    """Whether it may be posted to where an endpoint says so: loopback and private networks."""
    one = plain(address)
    if isinstance(one, IPv4Address):
        return any(one in net for net in _PRIVATE)
    return one != _TOLD_6 and any(one in net for net in _PRIVATE_6)


def open_addresses(found: Sequence[str], *, allow_private: bool) -> tuple[str, ...]:
    """Those of the resolved addresses that may be connected to, in their order, each once."""
    kept = dict.fromkeys(found)
    return tuple(text for text in kept if _is_open(text, allow_private=allow_private))


def _is_open(text: str, *, allow_private: bool) -> bool:
    try:
        address = ip_address(text)
    except ValueError:  # with a zone of this machine, or nothing that is known
        return False
    if isinstance(address, IPv6Address) and address.scope_id:
        return False
    return is_public(address) or (allow_private and is_private(address))
