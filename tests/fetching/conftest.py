"""A hostile server and the network that ends at it."""

from __future__ import annotations

import pytest

from tests.fetching.hostile import Network, serving


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def network(server) -> Network:
    return Network(server)


@pytest.fixture
def fetcher(network, clock):
    return network.fetcher(clock)
