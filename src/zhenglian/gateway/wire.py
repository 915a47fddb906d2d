"""Answers to pushes as bytes of HTTP/1.1, for the port that has no framework (ADR 13)."""

from __future__ import annotations

REASONS = {
    200: b"OK",
    403: b"Forbidden",
    404: b"Not Found",
    405: b"Method Not Allowed",
    408: b"Request Timeout",
    413: b"Content Too Large",
    500: b"Internal Server Error",
    503: b"Service Unavailable",
}
FIELDS = b"x-content-type-options: nosniff\r\ncache-control: no-store\r\n"
KINDS = {b"<": b"text/xml; charset=utf-8", b"{": b"application/json"}
TEXT = b"text/plain; charset=utf-8"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


def response(status: int, body: bytes, *, is_last: bool = False) -> bytes:
    """A whole HTTP/1.1 answer; `is_last` tells the sender to open another connection."""
    return b"HTTP/1.1 %d %b\r\ncontent-type: %b\r\n%b%bcontent-length: %d\r\n\r\n%b" % (
        status,
        REASONS.get(status, b"Error"),
        KINDS.get(body[:1], TEXT),
        FIELDS,
        b"connection: close\r\n" if is_last else b"",
        len(body),
        body,
    )
