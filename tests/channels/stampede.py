"""One process of the stampede: `python -m tests.channels.stampede ACCOUNT THREADS`.

Says «ready», waits for a line, lets all threads call WeChat at once, and prints what came out as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

PATH, QUESTION = "/cgi-bin/openapi/quota/get", {"cgi_path": "/cgi-bin/stable_token"}


class Forgetful:
    """A progress that nobody reads."""

    def get(self, key):
        return None

    def note(self, **facts):
        pass

    def log(self, exchange):
        pass


def call_platform(account_id, http, together):
    """One call as a delivery makes it: the stored token first, a renewed one when it is refused.

    The answer is how many tokens the platform has been asked for today; words when it failed.
    """
    from django.db import connection

    from zhenglian.accounts.api import account_by_id
    from zhenglian.channels.actions.parcels import sender_for
    from zhenglian.channels.clients.base import PlatformFault
    from zhenglian.channels.clients.wechat_api import WeChatApi
    from zhenglian.kernel.clock import SYSTEM

    together.wait(60)
    try:
        sender = sender_for(account_by_id(account_id), http=http, clock=SYSTEM)
        answer = WeChatApi(http, sender, Forgetful()).post(PATH, QUESTION)
    except PlatformFault as fault:
        return f"{fault.reason} {fault.text}"
    finally:
        connection.close()
    return answer["quota"]["used"]


def main(account_id, threads):
    from zhenglian.channels.clients.transport import Http

    http, together = Http(), threading.Barrier(threads)
    with ThreadPoolExecutor(threads) as pool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        found = list(pool.map(lambda _: call_platform(account_id, http, together), range(threads)))
    http.close()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
