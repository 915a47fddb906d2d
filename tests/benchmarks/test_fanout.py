import pytest
from benchmarks.fanout_server import PAUSE_S, call_length

from benchmarks import fanout


@pytest.mark.parametrize(
    ("received", "length"),
    [
        (b"", None),
        (b"GET /now HTTP/1.1\r\nHost: a\r\n", None),
        (b"GET /now HTTP/1.1\r\nHost: a\r\n\r\n", 30),
        (b"POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\n{", None),
        (b"POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}GET", 41),
    ],
)
def test_call_is_whole_when_its_body_is(received, length):
    assert call_length(received) == length


@pytest.mark.parametrize("name", fanout.CONTENDERS)
def test_every_contender_gets_every_answer_and_none_before_its_time(name):
    with fanout.server() as address:
        seconds = fanout.CONTENDERS[name](f"{address}/a", 2 * fanout.AT_ONCE)

    assert seconds >= 2 * PAUSE_S


def test_one_after_the_other_takes_the_sum():
    with fanout.server() as address:
        assert fanout.one_after_the_other(f"{address}/a", 3) >= 3 * PAUSE_S


def test_ratio_is_to_the_time_of_full_rows():
    assert (fanout.IDEAL_S, fanout.ratio(0.6)) == (0.5, 1.2)
