"""The fetcher against servers that misbehave: everything is refused in bounded time and bytes."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from tests.fetching.hostile import PUBLIC, gzip_bomb, gzipped
from zhenglian.fetching import errors

KIB, MIB, GIB = 1024, 1024**2, 1024**3
SITE = "http://news.example.gov.cn"
IN_FLIGHT = 256 * KIB  # what one read of a socket may bring beyond the limit


def test_page_is_read_with_its_headers(server, fetcher):
    server.page("/a", "你好".encode(), Content_Type="text/plain; charset=utf-8", ETag='"7"')

    found = fetcher.get(f"{SITE}/a")

    assert (found.status, found.text(), found.etag, found.url) == (200, "你好", '"7"', f"{SITE}/a")


def test_request_says_who_asks_and_nothing_else(server, network, clock):
    server.page("/a", b"x")

    network.fetcher(clock, contact="https://office.example.gov.cn").get(f"{SITE}/a")

    lines = server.seen[0].splitlines()
    assert "User-Agent: ZhenglianReader/1 (+https://office.example.gov.cn)" in lines
    assert "Host: news.example.gov.cn" in lines
    assert not any(line.lower().startswith(("cookie", "referer", "authorization")) for line in lines)


def test_unchanged_page_is_told_by_its_validators(server, fetcher):
    server.raw("/a", b"HTTP/1.1 304 Not Modified\r\n\r\n")

    found = fetcher.get(f"{SITE}/a", etag='"7"', last_modified="Thu, 15 Jan 2026 01:00:00 GMT")

    assert found.is_unchanged
    assert 'If-None-Match: "7"' in server.seen[0]
    assert "If-Modified-Since: Thu, 15 Jan 2026 01:00:00 GMT" in server.seen[0]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "fe80::1", "::ffff:8.8.8.8",
     "64:ff9b::808:808", "224.0.0.1", "ff02::1", "0.1.2.3", "192.168.1.1", "2002:7f00:1::"],
)  # fmt: skip
def test_name_of_a_private_address_is_refused_before_connecting(address, network, fetcher):
    network.names["inside.example.com"] = [PUBLIC, address]

    with pytest.raises(errors.PrivateAddress):
        fetcher.get("http://inside.example.com/")

    assert network.reached == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:127.0.0.1]", "[fe80::1]"])
def test_private_address_in_digits_is_refused(host, network, fetcher):
    with pytest.raises(errors.PrivateAddress):
        fetcher.get(f"http://{host}/")

    assert (network.reached, network.asked) == ([], [])


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://inside.example.com/",
    ],
)
def test_redirect_to_a_private_address_is_refused(target, server, network, fetcher):
    network.names["inside.example.com"] = ["10.0.0.5"]
    server.redirect("/a", target)

    with pytest.raises(errors.PrivateAddress):
        fetcher.get(f"{SITE}/a")

    assert network.reached == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x.example.com/a", "gopher://x.example.com/", "javascript:alert(1)", "",
     "/a", "http://", "http://user:word@x.example.com/", "http://exa mple.com/", "http://[::1"],
)  # fmt: skip
def test_other_schemes_and_unreadable_addresses_are_refused(address, network, fetcher):
    with pytest.raises(errors.SchemeNotAllowed):
        fetcher.get(address)

    assert network.reached == []


def test_redirect_to_a_file_is_refused(server, fetcher):
    server.redirect("/a", "file:///etc/passwd")

    with pytest.raises(errors.SchemeNotAllowed):
        fetcher.get(f"{SITE}/a")


def test_redirect_to_an_unusual_port_is_refused(server, network, fetcher):
    server.redirect("/a", f"{SITE}:6379/")

    with pytest.raises(errors.PortNotAllowed):
        fetcher.get(f"{SITE}/a")

    assert network.reached == [(PUBLIC, 80)]


def test_second_answer_of_the_name_service_is_never_asked_for(server, network, clock):
    """DNS rebinding: public when judged, private when connected. There is only one answer, and it is used."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    server.page("/a", b"x")
    fetcher = network.fetcher(clock)
    fetcher._resolve = lambda _host, _port: next(answers)

    fetcher.get(f"{SITE}/a")

    assert network.reached == [(PUBLIC, 80)]
    assert next(answers) == ["127.0.0.1"]


def test_host_that_the_operator_names_may_be_private(server, network, clock):
    server.page("/a", b"x")
    fetcher = network.fetcher(clock, allow=frozenset({"10.0.0.5:8080", "intra.example.cn"}))
    network.names["intra.example.cn"] = ["10.0.0.6"]

    assert fetcher.get("http://10.0.0.5:8080/a").status == 200
    assert fetcher.get("http://intra.example.cn/a").status == 200
    with pytest.raises(errors.PrivateAddress):
        fetcher.get("http://10.0.0.5/a")
    with pytest.raises(errors.PortNotAllowed):
        fetcher.get("http://intra.example.cn:8080/a")


def test_redirects_without_end_are_given_up(server, network, fetcher):
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")

    with pytest.raises(errors.TooManyRedirects):
        fetcher.get(f"{SITE}/a")

    assert len(network.reached) == 6


def test_endless_body_is_cut(server, network, fetcher):
    server.endless("/a", b"x" * 65536)

    with pytest.raises(errors.TooLarge):
        fetcher.get(f"{SITE}/a", max_bytes=MIB)

    assert network.bytes_read <= MIB + IN_FLIGHT


def test_announced_size_is_believed_when_it_is_too_large(server, network, fetcher):
    server.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx")

    with pytest.raises(errors.TooLarge):
        fetcher.get(f"{SITE}/a")

    assert network.bytes_read < KIB


def test_answer_shorter_than_announced_is_refused(server, fetcher):
    server.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>")

    with pytest.raises(errors.NotReachable):
        fetcher.get(f"{SITE}/a")


def test_gzip_bomb_of_a_gibibyte_is_noticed_while_it_unpacks(server, network, fetcher):
    bomb = gzip_bomb(GIB)
    server.page("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()

    started = time.process_time()  # work, not waiting: others may be busy here
    with pytest.raises(errors.TooLarge):
        fetcher.get(f"{SITE}/a", max_bytes=5 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(bomb) < 2 * MIB
    assert peak < 20 * MIB
    assert network.bytes_read <= len(bomb) + KIB
    assert time.process_time() - started < 5


def test_packed_page_is_unpacked(server, fetcher):
    server.page("/a", gzipped(b"a" * 100_000), Content_Encoding="gzip")

    assert fetcher.get(f"{SITE}/a").body == b"a" * 100_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_packing_that_was_not_asked_for_is_refused(encoding, server, fetcher):
    server.page("/a", b"x", Content_Encoding=encoding)

    with pytest.raises(errors.NotReachable):
        fetcher.get(f"{SITE}/a")


@pytest.mark.parametrize(
    "damage", [b"not gzip at all", gzipped(b"a" * 100)[:-4]], ids=["no packet", "cut off"]
)
def test_damaged_packet_is_refused(damage, server, fetcher):
    server.page("/a", damage, Content_Encoding="gzip")

    with pytest.raises(errors.NotReachable):
        fetcher.get(f"{SITE}/a")


def test_slow_drip_is_cut_by_the_total_time(server, fetcher):
    server.endless("/a", b"x", pause=0.05)

    with pytest.raises(errors.TooSlow):  # the drip itself never ends
        fetcher.get(f"{SITE}/a", seconds=0.4)


def test_slow_drip_of_headers_is_cut(server, fetcher):
    server.endless("/a", b"X-A: b\r\n", pause=0.05, head=b"HTTP/1.1 200 OK\r\n")

    with pytest.raises(errors.TooSlow):
        fetcher.get(f"{SITE}/a", seconds=0.4)


def test_headers_without_end_are_cut(server, network, fetcher):
    server.endless("/a", b"X-A: " + b"b" * 1000 + b"\r\n", head=b"HTTP/1.1 200 OK\r\n")

    with pytest.raises((errors.TooLarge, errors.NotReachable)):
        fetcher.get(f"{SITE}/a")

    assert network.bytes_read <= IN_FLIGHT


def test_interim_answers_without_end_are_cut(server, network, fetcher):
    server.endless("/a", b"HTTP/1.1 103 Early Hints\r\n\r\n", head=b"HTTP/1.1 100 Continue\r\n\r\n")

    with pytest.raises(errors.TooLarge):
        fetcher.get(f"{SITE}/a", max_bytes=64 * KIB)

    assert network.bytes_read <= 3 * IN_FLIGHT


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"hello\r\n\r\n"])
def test_answer_that_is_no_http_is_refused(answer, server, fetcher):
    server.raw("/a", answer)

    with pytest.raises(errors.NotReachable):
        fetcher.get(f"{SITE}/a")


def test_server_that_never_answers_is_left(server, fetcher):
    server.pages["/a"] = lambda _connection, _head: server.closing.wait(60)

    with pytest.raises(errors.TooSlow):
        fetcher.get(f"{SITE}/a", seconds=0.3)


def test_name_service_that_hangs_is_left(server, network, clock):
    fetcher = network.fetcher(clock)
    fetcher._resolve = lambda _host, _port: server.closing.wait(60) and []

    with pytest.raises(errors.TooSlow):
        fetcher.get(f"{SITE}/a", seconds=0.3)


def test_unknown_name_is_told(network, fetcher):
    network.names["nowhere.example.com"] = []

    with pytest.raises(errors.NameUnknown):
        fetcher.get("http://nowhere.example.com/")


def test_probe_takes_the_status_without_the_body(server, network, fetcher):
    server.page("/a", b"x" * 10, status="200 OK")
    server.page("/gone", status="410 Gone")

    assert fetcher.probe(f"{SITE}/a") == 200
    assert fetcher.probe(f"{SITE}/gone") == 410
    assert fetcher.probe(f"{SITE}/missing") == 404
    assert [head.split(" ")[0] for head in server.seen] == ["HEAD", "HEAD", "HEAD", "GET"]


def test_probe_of_an_endless_page_reads_its_head_only(server, network, fetcher):
    def handle(connection, head):
        if head.startswith("HEAD"):
            connection.sendall(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server.pages["/a"] = handle

    assert fetcher.probe(f"{SITE}/a") == 200
    assert network.bytes_read <= IN_FLIGHT


def test_probe_follows_redirects_and_judges_them(server, fetcher):
    server.redirect("/a", "http://127.0.0.1/")

    with pytest.raises(errors.PrivateAddress):
        fetcher.probe(f"{SITE}/a")
