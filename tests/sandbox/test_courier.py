from __future__ import annotations

import asyncio
import random

import httpx2

from tests.sandbox.driving import WECHAT, HandClock, Mailbox
from zhenglian_sandbox.accounts import seed_wechat_account
from zhenglian_sandbox.courier import LONGEST_NAP, Courier
from zhenglian_sandbox.store import Store
from zhenglian_sandbox.wechat.callbacks import queue_push
from zhenglian_sandbox.world import SandboxClock, World


def make_world(tmp_path):
    store = Store(tmp_path)
    chance = random.Random(1)
    return World(store, SandboxClock(HandClock(), store), chance, asyncio.sleep)


def test_courier_delivers_what_is_queued_while_it_sleeps(tmp_path):
    world = make_world(tmp_path)
    account = seed_wechat_account(world, WECHAT)
    arrived = asyncio.Event()

    class Knocking(Mailbox):
        def __call__(self, request):
            arrived.set()
            return super().__call__(request)

    async def story():
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(Knocking())) as client:
            courier = Courier(world, client)
            world.wake = courier.wake
            running = asyncio.create_task(courier.run())
            queue_push(world, account, openid="o", name="n", fields=[("MsgType", "event")])
            await asyncio.wait_for(arrived.wait(), timeout=LONGEST_NAP)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(story())

    assert arrived.is_set()
    world.store.close()
