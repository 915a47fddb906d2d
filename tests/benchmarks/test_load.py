import socket
import threading
from contextlib import suppress

import pytest
from benchmarks.load import WrongAnswers, rate_by_asyncio

from benchmarks import load

WRK = """Running 2s test @ http://127.0.0.1:8931/
  Latency Distribution
     50%  950.00us
     75%    1.20ms
     90%    2.00ms
     99%    4.50ms
  60000 requests in 2.00s, 1.00GB read
Requests/sec:  30000.50
"""


@pytest.fixture
def serve():
    """Answers every request on a port with the same bytes until the test ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        over = threading.Event()
        threads = []

        def start(answer):
            threads.append(threading.Thread(target=accept, args=(answer,)))
            threads[0].start()
            return f"http://127.0.0.1:{listening.getsockname()[1]}/page"

        def accept(answer):
            while not over.is_set():
                try:
                    connection, _address = listening.accept()
                except TimeoutError:
                    continue
                threads.append(threading.Thread(target=talk, args=(connection, answer)))
                threads[-1].start()

        def talk(connection, answer):
            with connection, suppress(ConnectionError):  # a generator that gives up leaves at once
                while connection.recv(4096):
                    connection.sendall(answer)

        yield start
        over.set()
        for thread in threads:
            thread.join(5)


def test_own_generator_counts_answers(serve):
    url = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")

    rate = rate_by_asyncio(url, 0.3)

    assert rate.per_second > load.CONNECTIONS
    assert 0 < rate.p50_ms <= rate.p99_ms


def test_own_generator_refuses_wrong_answers(serve):
    url = serve(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")

    with pytest.raises(WrongAnswers):
        rate_by_asyncio(url, 0.2)


def test_report_of_wrk_is_read():
    rate = load.read_report(WRK)

    assert (rate.per_second, rate.p50_ms, rate.p99_ms) == pytest.approx((30000.5, 0.95, 4.5))


@pytest.mark.parametrize("line", ["Non-2xx or 3xx responses: 7", "Socket errors: connect 1, read 0"])
def test_report_with_failures_counts_for_nothing(line):
    with pytest.raises(WrongAnswers):
        load.read_report(WRK + line)
