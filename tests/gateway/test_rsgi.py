"""A client who leaves in the middle of an answer is told to the application as ASGI has it, and no more."""

from __future__ import annotations

import asyncio

import pytest
from granian.rsgi import ProtocolClosed

from tests.gateway.callbacks_rig import RsgiProtocol
from zhenglian.gateway.rsgi import Exchange, serve

START = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}


class Scope:
    server, client, headers = "127.0.0.1:8000", "127.0.0.1:9", {}
    http_version, scheme, method, path, query_string = "1.1", "http", "GET", "/", ""


class Gone(RsgiProtocol):
    """As granian's: the stream refuses what is written after the client has left."""

    def response_stream(self, status, headers):
        return self

    async def send_bytes(self, body):
        raise ProtocolClosed


async def streaming(scope, receive, send):
    await send(START)
    await send({"type": "http.response.body", "body": b"piece", "more_body": True})


def test_leaving_client_is_a_connection_error_for_the_application():
    exchange = Exchange(Gone())

    async def story():
        await streaming({}, exchange.receive, exchange.send)

    with pytest.raises(ConnectionResetError):
        asyncio.run(story())


def test_leaving_client_ends_the_answer_quietly():
    asyncio.run(serve(streaming, Scope(), Gone()))
