"""A real server on this machine that misbehaves on demand, and a fetcher whose network ends at it.

The name service is passed in: every name has a public address unless the test says otherwise, and whatever
address was judged, the connection ends at our server. So nothing leaves the machine.
"""

from __future__ import annotations

import gzip
import socket
import socketserver
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore2

from zhenglian.fetching.fetcher import Fetcher
from zhenglian.fetching.manners import Manners

PUBLIC = "93.184.216.34"
Handler = Callable[[socket.socket, str], None]  # connection, head of the request


@dataclass
class Server:
    """`seen`: the heads of all requests. `closing` is set when the test is over: drips end then."""

    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def page(self, path: str, body: bytes = b"", *, status: str = "200 OK", **headers: str) -> None:
        """A well-behaved answer; header names with `_` for `-`."""
        lines = {"Content-Length": str(len(body)), **{key.replace("_", "-"): v for key, v in headers.items()}}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.raw(path, f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    def raw(self, path: str, data: bytes) -> None:
        self.pages[path] = lambda connection, _head: connection.sendall(data)

    def redirect(self, path: str, target: str) -> None:
        self.page(path, status="302 Found", Location=target)

    def endless(self, path: str, piece: bytes, *, pause: float = 0.0, head: bytes = b"") -> None:
        """Sends `piece` until the other side has had enough."""

        def handle(connection: socket.socket, _head: str) -> None:
            connection.sendall(head or b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
            while not self.closing.wait(pause):
                connection.sendall(piece)

        self.pages[path] = handle

    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.seen]


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Conversation(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(30)
            try:
                head = b""
                while b"\r\n\r\n" not in head and (piece := self.request.recv(4096)):
                    head += piece
                text = head.decode("latin-1")
                server.seen.append(text)
                path = text.split(" ")[1] if " " in text else ""
                handler = server.pages.get(path)
                if handler is None:
                    self.request.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                else:
                    handler(self.request, text)
            except OSError:
                return  # the fetcher hung up, as it should

    class Sockets(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Sockets(("127.0.0.1", 0), Conversation) as sockets:
        server.port = sockets.server_address[1]
        thread = threading.Thread(target=sockets.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            sockets.shutdown()


class Counted(httpcore2.NetworkStream):
    """Passes everything on and counts the bytes that came in."""

    def __init__(self, inner, network):
        self.inner, self.network = inner, network

    def read(self, max_bytes, timeout=None):
        data = self.inner.read(max_bytes, timeout)
        self.network.bytes_read += len(data)
        return data

    def write(self, buffer, timeout=None):
        self.inner.write(buffer, timeout)

    def close(self):
        self.inner.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return Counted(self.inner.start_tls(ssl_context, server_hostname, timeout), self.network)

    def get_extra_info(self, info):
        return self.inner.get_extra_info(info)


@dataclass
class Network:
    """The world as the fetcher sees it. `reached`: the addresses that it connected to."""

    server: Server
    names: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    reached: list[tuple[str, int]] = field(default_factory=list)
    bytes_read: int = 0

    def resolve(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.names.get(host, [PUBLIC])

    def connect(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        self.reached.append((address, port))
        inner = httpcore2.SyncBackend().connect_tcp("127.0.0.1", self.server.port, timeout=seconds)
        return Counted(inner, self)

    def fetcher(self, clock, **options) -> Fetcher:
        manners = options.pop("manners", None) or Manners(clock, gap=0)
        return Fetcher(resolve=self.resolve, connect=self.connect, clock=clock, manners=manners, **options)


def gzip_bomb(size: int) -> bytes:
    """A gzip packet of about a thousandth of `size` that unpacks to so many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = bytes(1024 * 1024)
    parts = [packer.compress(block) for _ in range(size // len(block))]
    return b"".join([*parts, packer.flush()])


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body)
