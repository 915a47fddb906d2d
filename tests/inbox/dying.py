"""A worker that dies at a chosen moment: before a write, before a call leaves, after its answer came."""

from __future__ import annotations

from zhenglian.channels.clients.wire import NetworkWire


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill: transactions roll back, and nothing more is written."""


class Mortal:
    """Dies at moment number `at`; counts on in any case."""

    def __init__(self, at):
        self.at, self.moments = at, 0

    def tick(self):
        self.moments += 1
        if self.moments == self.at:
            raise Killed

    def statement(self, execute, sql, params, many, context):
        """To die before a read is to die after the write before it."""
        if not sql.startswith("SELECT"):
            self.tick()
        return execute(sql, params, many, context)

    def wire(self):
        return MortalWire(self)


class MortalWire(NetworkWire):
    def __init__(self, mortal):
        super().__init__()
        self.mortal = mortal

    def send(self, call):
        self.mortal.tick()
        answer = super().send(call)
        self.mortal.tick()
        return answer
