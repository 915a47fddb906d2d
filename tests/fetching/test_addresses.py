"""Only the public internet is reached."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.fetching.addresses import is_public, judge_addresses
from zhenglian.fetching.errors import PrivateAddress


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2400:3200::1", "223.5.5.5"])
def test_public_addresses_are_reached(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["0.1.2.3", "10.255.255.255", "100.127.255.254", "127.8.8.8", "169.254.169.254", "172.31.255.255",
     "192.0.0.8", "192.168.0.1", "198.19.0.1", "203.0.113.9", "224.0.0.251", "255.255.255.255", "::", "::1",
     "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "fc00::1", "fe80::1", "fe80::1%eth0",
     "fec0::1", "ff02::1", "2001::1", "2001:db8::1", "2002:808:808::", "3fff::1", "", "example.com", "127.1"],
)  # fmt: skip
def test_everything_else_is_refused(address):
    assert not is_public(address)


@given(st.ip_addresses())
def test_no_address_is_public_that_the_standard_library_calls_private(address):
    if is_public(str(address)):
        assert not address.is_private
        assert not address.is_multicast
        assert isinstance(address, IPv4Address | IPv6Address)


def test_one_private_address_among_public_ones_spoils_the_name():
    with pytest.raises(PrivateAddress):
        judge_addresses(["8.8.8.8", "10.0.0.1"])
