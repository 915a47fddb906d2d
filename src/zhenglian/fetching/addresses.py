"""Which network addresses may be reached: the public internet, nothing else. Pure; no look-up in here."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from zhenglian.fetching.errors import PrivateAddress

# IANA's registries of special-purpose addresses (RFC 6890 and its updates). Written out, because what the
# standard library calls global differs between patch releases of Python.
RESERVED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and the metadata service of clouds
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
    )
)
# All unicast that is routed; mapped, NAT64, local and multicast addresses lie outside.
GLOBAL_6 = IPv6Network("2000::/3")
RESERVED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4 wraps an IPv4 address
        "3fff::/20",
    )
)


def is_public(address: str) -> bool:
    """Whether an address in digits lies in the public internet. False for what is no address at all."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in block for block in RESERVED_4)
    return _is_public_6(found)


def _is_public_6(found: IPv6Address) -> bool:
    if found.scope_id is not None or found not in GLOBAL_6:
        return False
    return not any(found in block for block in RESERVED_6)


def judge_addresses(addresses: list[str]) -> None:
    """Raises PrivateAddress when only one of them is not public: a name that answers both is a trap."""
    if not all(is_public(address) for address in addresses):
        raise PrivateAddress
