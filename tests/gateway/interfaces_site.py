"""A gateway over a small site, to be served by granian in both of its interfaces."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from zhenglian.gateway.asgi import Gateway
from zhenglian.gateway.protocol import header, send_json

GONE = []


async def tell(scope, receive, send):
    """What arrived: method, path, query, some fields, and how much body in how many pieces."""
    pieces = []
    while True:
        message = await receive()
        pieces.append(len(message["body"]))
        if not message["more_body"]:
            break
    facts = {
        "method": scope["method"],
        "path": scope["path"],
        "query": scope["query_string"].decode(),
        "word": header(scope["headers"], b"x-word").decode("latin-1"),
        "host": header(scope["headers"], b"host").decode(),
        "client": scope["client"][0],
        "scheme": scope["scheme"],
        "bytes": sum(pieces),
    }
    await send_json(send, 201, facts)


async def stream(scope, receive, send):
    """Three pieces and an end."""
    await receive()
    start = {"type": "http.response.start", "status": 200, "headers": [(b"x-kind", b"stream")]}
    await send(start)
    for piece in (b"one ", b"two ", b"three"):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def wait(_scope, receive, send):
    """Sends a beginning and waits until the reader has gone."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"begun", "more_body": True})
    message = await receive()
    GONE.append(message["type"])


async def gone(_scope, _receive, send):
    await send_json(send, 200, {"gone": GONE})


class NoPages:
    def find(self, _key):
        return None


async def rendered(_key, scope, receive, send):
    await tell(scope, receive, send)


application = Gateway(
    pages=None, renderer=None, site=tell, routes={"/stream": stream, "/wait": wait, "/gone": gone}
)
application.pages = NoPages()
application.renderer = rendered
