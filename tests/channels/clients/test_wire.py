"""The real network: what may and what cannot have arrived, limits, redirects, proxies, environment.

The peers are sockets of our own that misbehave on purpose.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import traceback
from contextlib import closing, contextmanager

import pytest

from zhenglian.channels.clients.calls import ANSWER_BYTES, Call, Limits, NoAnswer
from zhenglian.channels.clients.wire import NetworkWire

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
SHORT = Limits(connect=2, read=0.2, total=0.5)
LONG = Limits(connect=2, read=20, total=20)
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


def whole_call(connection):
    """Head and body may come in two pieces; a TLS greeting ends differently."""
    received = connection.recv(65536)
    while received.startswith(b"POST") and not received.endswith(b"\r\n\r\n{}"):
        received += connection.recv(65536)
    return received


class Peer:
    """Answers each connection by `act(connection, received)`; `heard` holds what arrived."""

    def __init__(self, act):
        self.act, self.heard, self.over = act, [], threading.Event()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while not self.over.is_set():
            connection, _ = self.door.accept()
            with closing(connection):
                received = whole_call(connection)
                if received:
                    self.heard.append(received)
                    self.act(connection, self)

    def close(self):
        self.over.set()
        socket.create_connection(self.door.getsockname()).close()
        self.thread.join(60)
        self.door.close()


@contextmanager
def peer(act):
    running = Peer(act)
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def wire():
    wire = NetworkWire()
    yield wire
    wire.close()


def call(url, limits=LONG, body=b"{}", method="POST"):
    return Call(method, url, {"Content-Type": "application/json"}, body, limits)


def silence(wire, url, limits=LONG):
    with pytest.raises(NoAnswer) as caught:
        wire.send(call(url, limits))
    return caught.value


def falls_silent(connection, peer):
    connection.recv(1)  # until the other side gives up


def hangs_up(connection, peer):
    pass


def resets(connection, peer):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)


def breaks_off(connection, peer):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")


def talks_rubbish(connection, peer):
    connection.sendall(b"rubbish\r\n\r\n")


def drips(connection, peer):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    try:
        while not peer.over.wait(0.05):
            connection.sendall(b"x")
    except OSError:
        return


def test_answer_comes_back_as_it_is(wire):
    with peer(lambda connection, _: connection.sendall(OK)) as server:
        answer = wire.send(call(f"{server.address}/a?b=c"))

    assert (answer.status, answer.body) == (200, b"{}")
    assert server.heard[0].startswith(b"POST /a?b=c HTTP/1.1\r\n")
    assert server.heard[0].endswith(b"\r\n\r\n{}")


def test_refused_connection_has_certainly_not_arrived(wire):
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]

    found = silence(wire, f"http://127.0.0.1:{port}/")

    assert (found.kind, found.may_have_arrived) == ("ConnectError", False)


def test_unknown_host_has_certainly_not_arrived(wire):
    assert silence(wire, "http://nowhere.invalid/").may_have_arrived is False


@pytest.mark.parametrize("address", ["nonsense://x/", "http://[::1/", "no address"])
def test_unusable_address_has_certainly_not_arrived(wire, address):
    found = silence(wire, address)

    assert (found.kind, found.may_have_arrived) == ("UnusableAddress", False)


def test_peer_that_speaks_no_tls_has_certainly_not_got_the_call(wire):
    with peer(talks_rubbish) as server:
        found = silence(wire, server.address.replace("http://", "https://"))

    assert (found.kind, found.may_have_arrived) == ("ConnectError", False)
    assert b"HTTP" not in server.heard[0]


@pytest.mark.parametrize("act", [hangs_up, resets, breaks_off, talks_rubbish])
def test_call_that_was_read_may_have_arrived(wire, act):
    with peer(act) as server:
        found = silence(wire, server.address)

    assert len(server.heard) == 1  # and it is never sent a second time
    assert (found.kind, found.may_have_arrived) == ("BrokenAnswer", True)


def test_silent_peer_ends_the_call_in_time_and_may_have_it(wire):
    with peer(falls_silent) as server:
        found = silence(wire, server.address, SHORT)

    assert (found.kind, found.may_have_arrived) == ("ReadTimeout", True)


def test_dripping_answer_ends_with_the_whole_calls_limit(wire):
    with peer(drips) as server:
        found = silence(wire, server.address, SHORT)

    assert (found.kind, found.may_have_arrived) == ("ReadTimeout", True)


def test_call_on_a_kept_connection_that_dies_is_not_repeated(wire):
    def answers_once(connection, peer):
        connection.sendall(OK)
        peer.heard.append(whole_call(connection))

    with peer(answers_once) as server:
        wire.send(call(server.address))
        found = silence(wire, server.address)

    assert len(server.heard) == 2
    assert found.may_have_arrived


@pytest.mark.parametrize("announced", [b"", b"Content-Length: 99999999999\r\n"])
def test_endless_answer_is_cut_off(wire, announced):
    def floods(connection, peer):
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + announced + b"\r\n")
        try:
            while True:
                connection.sendall(b"x" * 65536)
        except OSError:
            return

    with peer(floods) as server:
        found = silence(wire, server.address)

    assert (found.kind, found.may_have_arrived) == ("EndlessAnswer", True)


def test_answer_of_the_greatest_length_is_read(wire):
    def answers(connection, peer):
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {ANSWER_BYTES}\r\n\r\n".encode())
        connection.sendall(b"x" * ANSWER_BYTES)

    with peer(answers) as server:
        assert len(wire.send(call(server.address)).body) == ANSWER_BYTES


def test_compressed_answer_is_measured_unpacked(wire):
    bomb = gzip.compress(bytes(ANSWER_BYTES + 1))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()

    with peer(lambda connection, _: connection.sendall(head + bomb)) as server:
        found = silence(wire, server.address)

    assert found.kind == "EndlessAnswer"


def test_silence_does_not_tell_the_token(wire):
    token = f"{40164}-token"  # computed: a traceback shows the lines of this test
    with peer(hangs_up) as server, pytest.raises(NoAnswer) as caught:
        wire.send(call(f"{server.address}/?access_token={token}"))

    assert token in server.heard[0].decode()
    assert token not in "".join(traceback.format_exception(caught.value))


def test_redirect_is_not_followed(wire):
    moved = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
    with peer(lambda connection, _: connection.sendall(moved)) as server:
        assert wire.send(call(server.address)).status == 302

    assert len(server.heard) == 1


def test_proxy_of_the_environment_is_ignored(wire, monkeypatch):
    with peer(falls_silent) as proxy, peer(lambda connection, _: connection.sendall(OK)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)

        assert wire.send(call(server.address)).status == 200

    assert proxy.heard == []


def test_given_proxy_carries_the_call_with_its_name_and_password():
    with peer(lambda connection, _: connection.sendall(OK)) as proxy:
        given = proxy.address.replace("http://", "http://user:p%40ss@")
        answer = NetworkWire(proxy=given).send(call("http://platform.test/a"))

    assert answer.status == 200
    assert proxy.heard[0].startswith(b"POST http://platform.test/a HTTP/1.1\r\n")
    assert b"Basic dXNlcjpwQHNz" in proxy.heard[0]


def test_proxy_that_is_away_means_not_arrived():
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]

    found = silence(NetworkWire(proxy=f"http://127.0.0.1:{port}"), "http://platform.test/")

    assert (found.kind, found.may_have_arrived) == ("ConnectError", False)
