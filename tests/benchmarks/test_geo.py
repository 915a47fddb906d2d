"""The made-up country of the benchmark."""

import json
from itertools import pairwise

from benchmarks.tessellation import tessellation


def test_country_is_the_same_each_time():
    assert tessellation(2, 2, levels=3) == tessellation(2, 2, levels=3)


def test_counties_fill_the_country_without_a_gap():
    features = json.loads(tessellation(3, 3, levels=3))["features"]
    edges = {}
    for feature in features:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        for one, other in pairwise(ring):
            key = frozenset((tuple(one), tuple(other)))
            edges[key] = edges.get(key, 0) + 1

    assert len(features) == 9
    assert set(edges.values()) == {1, 2}
    assert sum(count == 1 for count in edges.values()) == 12 * 2**3
