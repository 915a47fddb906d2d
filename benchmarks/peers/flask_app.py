"""wechatpy with Flask, after wechatpy's own example of an encrypted official account."""

from __future__ import annotations

import os

from flask import Flask, abort, request
from store import keeper
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

TOKEN, REPLY = os.environ["PEER_TOKEN"], os.environ["PEER_REPLY"]
crypto = WeChatCrypto(TOKEN, os.environ["PEER_AES_KEY"], os.environ["PEER_APPID"])
keep = keeper()
app = Flask(__name__)


@app.route("/", methods=["GET", "POST"])
def wechat() -> str:
    timestamp, nonce = request.args.get("timestamp", ""), request.args.get("nonce", "")
    try:
        check_signature(TOKEN, request.args.get("signature", ""), timestamp, nonce)
        if request.method == "GET":
            return request.args.get("echostr", "")
        clear = crypto.decrypt_message(request.data, request.args.get("msg_signature", ""), timestamp, nonce)
    except (InvalidSignatureException, InvalidAppIdException):
        abort(403)
    message = parse_message(clear)
    keep(str(message.id), clear)
    reply = create_reply(REPLY, message)
    return crypto.encrypt_message(reply.render(), nonce, timestamp)
