"""How a fault looks at the door of an API: what is done, and what of the answer arrives."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from .faults import DOOR, Fault, take_fault
from .world import World

# Long enough that every client's read timeout strikes first.
SILENCE_SECONDS = 60.0
DRIP_SECONDS = 30.0
DRIPS = 20
PAGES = {
    "http_500_before_accept": (500, "500 Internal Server Error"),
    "http_500_after_accept": (500, "500 Internal Server Error"),
    "http_502": (502, "502 Bad Gateway"),
}


@dataclass(frozen=True)
class Door:
    """How one API acts on a call. `accept` does the work and answers as documented.

    `refuse` answers an error code, and decides by itself whether that code means that the work was done
    (as Weibo's 20032 does). `expire` ends the caller's token. `writing`: faults of calls that bring
    something out, each with what to answer.
    """

    accept: Callable[[], Response]
    refuse: Callable[[int], Response]
    expire: Callable[[], None] = lambda: None
    writing: dict[str, Callable[[], Response]] | None = None


class CutResponse(Response):
    """Promises a body, sends half of it at most, and lets the connection die."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        length = str(len(self.body) + 64).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        # Returning here without an end lets the server close the connection.


class DrippingResponse(Response):
    """The right answer, in small pieces over many seconds."""

    def __init__(self, answer: Response, world: World, seconds: float) -> None:
        super().__init__(answer.body, answer.status_code, media_type=answer.headers.get("content-type"))
        self.world, self.seconds = world, seconds

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        size = max(1, -(-len(body) // DRIPS))
        for start in range(0, len(body), size):
            await self.world.sleep(self.seconds / DRIPS)
            piece = body[start : start + size]
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def answer_at(world: World, endpoint: str, door: Door) -> Response:
    """Carry out a call, unless a fault strikes."""
    for kind, answer in (door.writing or {}).items():
        if take_fault(world, endpoint, (kind,)):
            return answer()
    fault = take_fault(world, endpoint, DOOR)
    if fault is None:
        return door.accept()
    return _before(door, fault) or await _after(world, door, fault)


def _before(door: Door, fault: Fault) -> Response | None:
    """Faults that leave nothing done, or that the API itself turns into a refusal."""
    if fault.kind == "error_code":
        return door.refuse(int(fault.value or 0))
    if fault.kind == "cut_before_accept":
        return CutResponse()
    if fault.kind in ("http_500_before_accept", "http_502"):
        return _page(fault.kind)
    if fault.kind == "expired_token":
        door.expire()
        return door.accept()
    return None


async def _after(world: World, door: Door, fault: Fault) -> Response:
    if fault.kind == "latency":
        await world.sleep(fault.value or 0)
        return door.accept()
    answer = door.accept()
    if fault.kind == "cut_after_accept":
        return CutResponse(answer.body)
    if fault.kind == "http_500_after_accept":
        return _page(fault.kind)
    if fault.kind == "empty_body":
        return Response(b"", media_type="application/json")
    if fault.kind == "slow_drip":
        return DrippingResponse(answer, world, fault.value or DRIP_SECONDS)
    await world.sleep(fault.value or SILENCE_SECONDS)
    return answer


def _page(kind: str) -> Response:
    status, title = PAGES[kind]
    return HTMLResponse(f"<html><body>{title}</body></html>", status)
