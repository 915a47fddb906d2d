"""The numbers and names of posts: mid, the rounded id, the base62 part of the web address."""

from zhenglian_sandbox.world import BASE62, World

# The platform's first second; 22 low bits are left for the order within a second.
FIRST_SECOND = 515_483_463
LOW_BITS = 22
GROUP = 7
ROUNDED_TO = 100_000


def new_mid(world: World) -> int:
    """A mid that grows with time and is larger than every mid given before."""
    low = world.random.getrandbits(LOW_BITS)
    mid = ((int(world.clock.now()) - FIRST_SECOND) << LOW_BITS) + low
    return max(mid, world.store.count("SELECT max(mid) FROM weibo_posts") + 1)


def rounded_id(mid: int) -> int:
    """The numeric `id` as careless decoders see it: the last digits lost."""
    return mid // ROUNDED_TO * ROUNDED_TO


def bid_of(mid: int) -> str:
    """The post's name in its web address: groups of seven digits in base62."""
    digits = str(mid)
    groups = []
    while digits:
        digits, group = digits[:-GROUP], digits[-GROUP:]
        word = _base62(int(group))
        groups.append(word.rjust(4, "0") if digits else word)
    return "".join(reversed(groups))


def mid_of(bid: str) -> int:
    """The inverse of `bid_of`. ValueError for a word that is no bid."""
    groups = []
    while bid:
        bid, group = bid[:-4], bid[-4:]
        value = 0
        for letter in group:
            value = value * len(BASE62) + BASE62.index(letter)
        groups.append(str(value).rjust(GROUP, "0") if bid else str(value))
    return int("".join(reversed(groups)))


def _base62(number: int) -> str:
    word = ""
    while number or not word:
        number, rest = divmod(number, len(BASE62))
        word = BASE62[rest] + word
    return word
