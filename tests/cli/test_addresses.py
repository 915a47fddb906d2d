import socket

import pytest

from zhenglian.cli.addresses import answers, free_port, is_free, next_free, wait_until_answering


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_listening_port_is_not_free(busy_port):
    assert not is_free(busy_port)
    assert is_free(free_port())


def test_next_free_port_lies_above_a_busy_one(busy_port):
    assert next_free(busy_port) > busy_port


def test_free_port_is_taken_as_it_is():
    port = free_port()

    assert next_free(port) == port


def test_any_status_is_an_answer(httpserver):
    httpserver.expect_request("/here").respond_with_data("", status=503)

    assert answers(httpserver.url_for("/here"))


def test_closed_port_does_not_answer():
    assert not answers(f"http://127.0.0.1:{free_port()}/")


def test_waiting_ends_when_the_time_is_over():
    times = iter([0.0, 5.0, 11.0])
    pauses = []

    answered = wait_until_answering(
        f"http://127.0.0.1:{free_port()}/",
        give_up=lambda: False,
        seconds=10,
        pause=pauses.append,
        clock=lambda: next(times),
    )

    assert not answered
    assert pauses == [0.2]


def test_waiting_ends_at_once_when_it_is_hopeless():
    address = f"http://127.0.0.1:{free_port()}/"

    assert not wait_until_answering(address, give_up=lambda: True, seconds=10, pause=lambda _: None)
