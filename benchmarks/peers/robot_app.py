"""WeRoBot without sessions, as the WSGI application that it makes itself."""

from __future__ import annotations

import os

from store import keeper
from werobot import WeRoBot

REPLY = os.environ["PEER_REPLY"]
robot = WeRoBot(
    token=os.environ["PEER_TOKEN"],
    encoding_aes_key=os.environ["PEER_AES_KEY"],
    app_id=os.environ["PEER_APPID"],
    enable_session=False,
)
keep = keeper()


@robot.text
def answer(message: object) -> str:
    keep(str(message.message_id), message.content)  # type: ignore[attr-defined]  # WeRoBot makes it at run time
    return REPLY


application = robot.wsgi
