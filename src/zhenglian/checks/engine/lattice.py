"""The cheapest reading of a run of Chinese characters: words as they stand, or words meant instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhenglian.checks.engine.costs import Costs
from zhenglian.checks.engine.vocabulary import Vocabulary

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
PLACE_ENDS = frozenset("镇乡村县市区旗州屯岛寨庄湖")
LONGEST_SHAPED = 5


@dataclass(frozen=True, slots=True)
class Edge:
    """`word` is read from `start` on; `kind` is empty where it stands so, else why it may be meant."""

    start: int
    word: str
    cost: float
    kind: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.word)


def reading_of(run: str, vocabulary: Vocabulary, costs: Costs) -> list[Edge]:
    """The cheapest sequence of edges that covers `run`."""
    lattice = Lattice(run, vocabulary, costs)
    lattice.add(lattice.as_it_stands())
    lone = [edge.start for edge in lattice.cheapest() if len(edge.word) == 1]
    lattice.add(lattice.sounding())
    lattice.add(lattice.looking(lone))
    return lattice.cheapest()


class Lattice:
    """Edges by the place where they end."""

    def __init__(self, run: str, vocabulary: Vocabulary, costs: Costs) -> None:
        self.run, self.vocabulary, self.costs = run, vocabulary, costs
        self.words, self.folded = vocabulary.words, vocabulary.fold(run)
        self.ending: list[list[Edge]] = [[] for _each in range(len(run) + 1)]
        self.matches = [
            (start, end, self.words.of_key(key), self.words.first(key))
            for start, end, key in self.words.found(self.folded)
        ]
        self.standing = {
            (start, end): first + words.index(run[start:end])
            for start, end, words, first in self.matches
            if run[start:end] in words
        }

    def add(self, edges: Iterator[Edge]) -> None:
        for edge in edges:
            self.ending[edge.end].append(edge)

    def cheapest(self) -> list[Edge]:
        best: list[tuple[float, Edge | None]] = [(0.0, None)]
        for ending in self.ending[1:]:
            best.append(min(((best[edge.start][0] + edge.cost, edge) for edge in ending), key=_cost))
        found, place = [], len(self.run)
        while place:
            edge = best[place][1]
            assert edge is not None  # noqa: S101  every place but the first is reached by a single character
            found.append(edge)
            place = edge.start
        return found[::-1]

    def as_it_stands(self) -> Iterator[Edge]:
        for place, each in enumerate(self.run):
            yield Edge(place, each, self.words.cost_of_character(each))
        for (start, end), number in self.standing.items():
            yield Edge(start, self.run[start:end], self.words.cost(number))
        yield from self.names()

    def names(self) -> Iterator[Edge]:
        """Names of persons and places cannot all be listed; their shape explains them well enough."""
        run, costs = self.run, self.costs
        for place, each in enumerate(run):
            if each in SURNAMES:
                for length in range(2, min(3, len(run) - place) + 1):
                    yield Edge(
                        place, run[place : place + length], costs.name + costs.longer_name * (length - 2)
                    )
            if each in PLACE_ENDS:
                for length in range(3, min(5, place + 1) + 1):
                    start = place + 1 - length
                    yield Edge(start, run[start : place + 1], costs.place + costs.longer_place * (length - 3))

    def sounding(self) -> Iterator[Edge]:
        """Words that sound like what stands there, whatever the number of characters that differ."""
        for start, end, words, first in self.matches:
            stands = self.run[start:end]
            for number, word in enumerate(words, first):
                if word != stands and not self.words.is_name(number):
                    price = self._price(start, end, number) + self._slip(stands, word)
                    yield Edge(start, word, price, "sound")

    def looking(self, places: list[int]) -> Iterator[Edge]:
        """Words with one look-alike, around characters that stand alone in the reading as it is."""
        for place in places:
            close, far = self.vocabulary.shapes.get(self.run[place], ("", ""))
            for others, slip in ((close, self.costs.close), (far, self.costs.shape)):
                for other in others:
                    yield from self._with(other, place, slip)

    def _with(self, other: str, place: int, slip: float) -> Iterator[Edge]:
        """The words that `other` makes, put in at `place`."""
        first, last = max(0, place - LONGEST_SHAPED + 1), place + LONGEST_SHAPED
        text = self.run[first:place] + other + self.run[place + 1 : last]
        folded = self.folded[first:place] + self.vocabulary.fold(other) + self.folded[place + 1 : last]
        for start, end, key in self.words.found(folded):
            if start <= place - first < end <= start + LONGEST_SHAPED:
                word, words = text[start:end], self.words.of_key(key)
                number = self.words.first(key) + words.index(word) if word in words else None
                if number is not None and not self.words.is_name(number):
                    price = self._price(first + start, first + end, number) + slip
                    yield Edge(first + start, word, price, "shape")

    def _price(self, start: int, end: int, number: int) -> float:
        """The offered word's own cost, more for a rare one and where a real word would be replaced."""
        costs, own = self.costs, self.words.cost(number)
        real_word = costs.real_word if (start, end) in self.standing else 0.0
        return own + costs.rare * max(0.0, own - costs.usual) + real_word

    def _slip(self, stands: str, word: str) -> float:
        """Of writing what stands there by its sound when `word` was meant."""
        costs, sounds = self.costs, self.vocabulary.syllables
        changed = [(old, new) for old, new in zip(stands, word, strict=True) if old != new]
        near = sum(sounds.get(old) != sounds.get(new) for old, new in changed)
        price = costs.sound + costs.further * (len(changed) - 1)
        return price + (near and costs.blurred - costs.sound + costs.further_blurred * (near - 1))


def _cost(entry: tuple[float, Edge]) -> float:
    return entry[0]
