"""The file of a model: same bytes for the same model, and nothing but numbers comes out of it."""

import hashlib
import json
import pickle

import numpy as np
import pytest

from zhenglian.triage.errors import ModelUnsafe
from zhenglian.triage.store import ALIGNED, MAGIC, load, path_of, save

ARRAYS = {"keys": np.array([1, 5, 9], "<u8"), "weights": np.array([[0.5, -1], [2, 3], [4, 5]], "<f4")}


def put(folder, raw):
    """A file that carries its right digest, as somebody with access to the row as well could leave it."""
    digest = hashlib.sha256(raw).hexdigest()
    path_of(folder, digest).write_bytes(raw)
    return digest


def file_with(arrays, body=bytes(64)):
    header = json.dumps({"facts": {}, "arrays": arrays}).encode()
    front = MAGIC + len(header).to_bytes(8, "little") + header
    return front + bytes(-len(front) % ALIGNED) + body


def test_what_was_saved_is_loaded(tmp_path):
    facts, arrays = load(tmp_path, save(tmp_path, {"slope": 2.5, "name": "水"}, ARRAYS))

    assert facts == {"slope": 2.5, "name": "水"}
    assert {name: array.tolist() for name, array in arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


def test_same_model_has_the_same_digest(tmp_path):
    assert save(tmp_path, {"b": 1, "a": 2}, ARRAYS) == save(tmp_path, {"a": 2, "b": 1}, ARRAYS)
    assert len(list(tmp_path.iterdir())) == 1


def test_one_changed_byte_is_refused(tmp_path):
    digest = save(tmp_path, {}, ARRAYS)
    path = path_of(tmp_path, digest)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))

    with pytest.raises(ModelUnsafe):
        load(tmp_path, digest)


def test_pickle_is_never_opened(tmp_path):
    class Sting:
        def __reduce__(self):
            return (tmp_path.joinpath("stung").touch, ())

    digest = put(tmp_path, pickle.dumps(Sting()))

    with pytest.raises(ModelUnsafe):
        load(tmp_path, digest)
    assert not (tmp_path / "stung").exists()


@pytest.mark.parametrize(
    "array",
    [
        {"type": "|O", "shape": [1], "at": 0},  # objects: would be read as addresses
        {"type": "<f4", "shape": [1000], "at": 0},  # longer than the file
        {"type": "<f4", "shape": [-1], "at": 0},
        {"type": "<f4", "shape": [2**62, 4], "at": 0},
        {"type": "<f4", "shape": [1], "at": -64},
        {"type": "<f4", "shape": [1], "at": 10**12},
        {"type": "<f4", "shape": [1]},
    ],
)
def test_array_that_does_not_fit_is_refused(tmp_path, array):
    digest = put(tmp_path, file_with({"x": array}))

    with pytest.raises(ModelUnsafe):
        load(tmp_path, digest)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        MAGIC,
        b"x" * 200,
        MAGIC + (2**40).to_bytes(8, "little"),
        MAGIC + (2).to_bytes(8, "little") + b"[]",
    ],
)
def test_file_of_another_form_is_refused(tmp_path, raw):
    digest = put(tmp_path, raw)

    with pytest.raises(ModelUnsafe):
        load(tmp_path, digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_no_other_place_can_be_named(tmp_path, digest):
    with pytest.raises(ModelUnsafe):
        load(tmp_path, digest)


def test_missing_file_is_said_so(tmp_path):
    with pytest.raises(ModelUnsafe):
        load(tmp_path, "0" * 64)
