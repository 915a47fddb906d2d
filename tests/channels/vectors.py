"""The signature and envelope vectors of the protocol reference (WeChat, section 1.3)."""

from __future__ import annotations

TOKEN, TIMESTAMP, NONCE = "gov-demo-token", "1760000000", "882211"
SIGNATURE = "f6c790c975b2b4e692ffbd784d6d1972276f255d"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
APPID = "wx0123456789abcdef"
MESSAGE = (
    "<xml><ToUserName><![CDATA[gh_demo]]></ToUserName><FromUserName><![CDATA[oDemoUser]]></FromUserName>"
    "<CreateTime>1760000000</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[路灯坏了]]></Content><MsgId>24000000000000001</MsgId></xml>"
)
ENCRYPT = (
    "4j/AuRx71kQlxVlzbpsMWOORb/3MdhxQvKXgXa8R77BKCeUOgLsy2pNdlBwd9ZuMzoaIb+9Q8aN2MB27pJrVxNyoS+LSp2/OeX1B/"
    "bC5MpahypfXyZ1T7RLUsr9fAeM5kiRFgGpU/Cyo00OJTmIth3ynbMieF/8/mkou+74DSWjOkzOb6lBxF6VzUguDNZ+7MLpaNW1Gaf"
    "nD1FINcvtbOve2g2tCpTEpPeoAzP9DYVhmNfPQDwZ4Tw43HMl4PlLcGA1iPuKNyGAf7wqtK0ipSbzwYMZE9kE2UsssRUamtQ1rW2H"
    "+Bcs9QBFOGn4Wg1kQMbT25sTLwnftyaxx2m/ZtZC3hBFd4hV8mFv3LnGNXk++wTAfLggbThH59v/nSHDmx/fWlNFau1f7mxCUojjg"
    "h1lgTaHD/ml25+N6+r18Z0w="
)
MSG_SIGNATURE = "2035defefaa94287c7443ca6e413659a7e6697ec"
REPLY = (
    "<xml><ToUserName><![CDATA[oDemoUser]]></ToUserName><FromUserName><![CDATA[gh_demo]]></FromUserName>"
    "<CreateTime>1760000001</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[已收到]]></Content></xml>"
)
REPLY_ENCRYPT = (
    "wrNmYnsdngNwZHPRm4NnS4Zsg3tYp1rZZf6R6ycO8RTiuaGRvxb41Z3jboi5TqfQG8lSCqIcu4X6K5KB0awUNoCTHHlmCM0FKhOHO"
    "Nt3acKRKUywRN5cgl7QSxgN/liC7qID4cmFj6MWPM+6qt8zGDDoIqmpIXAZElDJV5lXeuZvebTF070LG2XH79mBJgXrTYs8yWVyRQ"
    "pDngZ4dZV7onW1Ve405lVzE4y4qUNxs2tzkITAQuWT38cve5gEjCZt7HvJOk0wwxLP6LTO4EDYoCkQ4Kmkn26ObFRJsHpcOuePR4e"
    "1dBX6Dm894yNIu4YP0h74B/W/twY6nlORBDutyA=="
)
REPLY_SIGNATURE = "e5b53d170b337e85b0ac3366df5cd1ac7b1c500d"
SAFE_BODY = f"<xml><ToUserName><![CDATA[gh_demo]]></ToUserName><Encrypt><![CDATA[{ENCRYPT}]]></Encrypt></xml>"
COMPAT_BODY = MESSAGE.replace("</xml>", f"<Encrypt><![CDATA[{ENCRYPT}]]></Encrypt></xml>")
SAFE_QUERY = {
    "signature": SIGNATURE,
    "timestamp": TIMESTAMP,
    "nonce": NONCE,
    "openid": "oDemoUser",
    "encrypt_type": "aes",
    "msg_signature": MSG_SIGNATURE,
}
PLAIN_QUERY = {"signature": SIGNATURE, "timestamp": TIMESTAMP, "nonce": NONCE, "openid": "oDemoUser"}
