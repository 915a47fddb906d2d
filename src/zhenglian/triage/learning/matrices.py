"""Texts as sparse rows of weighted character runs (sublinear tf, smoothed idf, length 1); topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

from zhenglian.triage.grams import grams, length_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zhenglian.triage.grams import Counts, Keys

    Floats = NDArray[Any]  # Any: 32 or 64 bits
    Places = NDArray[Any]  # Any: integers of the platform
    Sparse = Any  # Any: scipy has no type information

ROUNDS, SPARE, TINY = 2, 10, 1e-9  # of the random projection


@dataclass(frozen=True)
class Counted:
    """Runs of many texts one after another; text i has those from starts[i] to starts[i + 1]."""

    starts: Counts
    keys: Keys
    counts: Counts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: Places) -> Counted:
        """Only these texts, in this order."""
        sizes = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        places = np.repeat(self.starts[rows] - starts[:-1], sizes) + np.arange(starts[-1])
        return Counted(starts, self.keys[places], self.counts[places])


@dataclass(frozen=True)
class Vocabulary:
    """Ascending keys with their inverse document frequency."""

    keys: Keys
    idf: Floats


def counted(texts: Sequence[str]) -> Counted:
    each = [grams(text) for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(keys) for keys, _counts in each])]).astype(np.int64)
    if not each:
        return Counted(starts, np.empty(0, np.uint64), np.empty(0, np.int64))
    return Counted(
        starts,
        np.concatenate([keys for keys, _counts in each]),
        np.concatenate([counts for _keys, counts in each]),
    )


def vocabulary_of(corpus: Counted, *, fewest: int, most: float = 1.0, longest: int = 4) -> Vocabulary:
    """Runs in at least `fewest` texts and at most a share of `most` of them."""
    keys, found_in = np.unique(corpus.keys, return_counts=True)
    kept = (found_in >= fewest) & (found_in <= most * len(corpus)) & (length_of(keys) <= longest)
    idf = np.log((1 + len(corpus)) / (1 + found_in[kept])) + 1
    return Vocabulary(keys[kept], idf.astype(np.float32))


def weighted(corpus: Counted, vocabulary: Vocabulary) -> Sparse:
    """Texts x vocabulary, each row of length 1 (or empty)."""
    if not len(vocabulary.keys):
        return csr_matrix((len(corpus), 0), dtype=np.float32)
    places = np.searchsorted(vocabulary.keys, corpus.keys)
    places[places == len(vocabulary.keys)] = 0
    known = vocabulary.keys[places] == corpus.keys
    rows = np.repeat(np.arange(len(corpus)), np.diff(corpus.starts))[known]
    values = (1 + np.log(corpus.counts[known])) * vocabulary.idf[places[known]]
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(corpus)))
    values /= np.maximum(lengths[rows], TINY)
    shape = (len(corpus), len(vocabulary.keys))
    return csr_matrix((values.astype(np.float32), (rows, places[known])), shape=shape)


def topics_of(background: Counted, vocabulary: Vocabulary, *, width: int, seed: int) -> Floats:
    """Vocabulary x topics: directions in which runs go together (latent semantics by random projection).

    Halko, Martinsson, Tropp 2011, algorithm 4.4. Deterministic by seed.
    """
    rows = weighted(background, vocabulary)
    width = min(width, *(size - 1 for size in rows.shape))
    draw = np.random.default_rng(seed)
    base = rows @ draw.standard_normal((rows.shape[1], width + SPARE), dtype=np.float32)
    for _round in range(ROUNDS):
        base = rows @ (rows.T @ np.linalg.qr(base)[0])
    small = rows.T @ np.linalg.qr(base)[0]
    strengths, turned = np.linalg.eigh(small.T @ small)
    best = np.argsort(-strengths)[:width]
    return np.asarray(small @ (turned[:, best] / np.sqrt(np.maximum(strengths[best], TINY))), np.float32)
