import asyncio

import pytest

from tests.gateway.asking import ask, asked
from tests.gateway.conftest import PUBLIC
from zhenglian.gateway.pages import MAX_PAGE_BYTES
from zhenglian.gateway.rendering import may_be_kept

GZIP = [(b"accept-encoding", b"gzip")]


def test_second_reader_is_answered_from_memory(gateway, site):
    first = ask(gateway, "/news/a/")

    second = ask(gateway, "/news/a/")

    assert (first.status, first.raw) == (200, site.body)
    assert (second.status, second.raw, second.headers) == (200, site.body, first.headers)
    assert len(site.seen) == 1


def test_one_render_serves_both_encodings(gateway, site):
    plain = ask(gateway, "/")

    packed = ask(gateway, "/", headers=GZIP)

    assert packed.headers[b"content-encoding"] == b"gzip"
    assert packed.text == plain.text
    assert len(site.seen) == 1


def test_reader_who_knows_the_page_gets_304(gateway, site):
    etag = ask(gateway, "/").headers[b"etag"]

    again = ask(gateway, "/", headers=[(b"if-none-match", b'W/"other", ' + etag)])

    assert (again.status, again.raw) == (304, b"")
    assert again.headers[b"etag"] == etag
    assert len(site.seen) == 1


def test_reader_of_the_old_page_gets_the_new_one(gateway, site, generation):
    old = ask(gateway, "/").headers[b"etag"]
    site.body = b"corrected" * 100
    generation.write(generation.read() + 1)

    answer = ask(gateway, "/", headers=[(b"if-none-match", old)])

    assert (answer.status, answer.raw) == (200, site.body)


def test_etag_of_one_encoding_does_not_stand_for_the_other(gateway):
    plain = ask(gateway, "/").headers[b"etag"]

    assert ask(gateway, "/", headers=[*GZIP, (b"if-none-match", plain)]).status == 200


@pytest.mark.parametrize("warm", [True, False])
def test_head_has_the_headers_without_the_body(gateway, site, warm):
    whole = ask(gateway, "/") if warm else None

    head = ask(gateway, "/", method="HEAD")

    assert (head.status, head.raw) == (200, b"")
    assert head.headers[b"content-length"] == str(len(site.body)).encode()
    assert whole is None or head.headers == whole.headers


def test_elder_mode_and_language_are_pages_of_their_own(gateway, site):
    for cookie in (b"zl_mode=elder", b"django_language=en", b"zl_mode=elder; django_language=en"):
        ask(gateway, "/", headers=[(b"cookie", cookie)])
    ask(gateway, "/")

    assert len(site.seen) == 4
    assert len(gateway.pages) == 4


@pytest.mark.parametrize("cookie", [b"sessionid=abc", b"csrftoken=abc"])
def test_nobody_who_may_be_logged_in_is_answered_from_memory(gateway, site, cookie):
    ask(gateway, "/")

    ask(gateway, "/", headers=[(b"cookie", cookie)])

    assert len(site.seen) == 2
    assert (b"cookie", cookie) in site.seen[1]["headers"]
    assert len(gateway.pages) == 1


def test_staff_side_is_never_kept(gateway, site):
    for _ in range(2):
        ask(gateway, "/staff/")

    assert len(site.seen) == 2
    assert len(gateway.pages) == 0


def test_forms_go_through_with_their_body(gateway, site):
    ask(gateway, "/", method="POST", body=[b"a=1"], headers=[(b"content-length", b"3")])

    assert site.seen[0]["method"] == "POST"
    assert len(gateway.pages) == 0


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        (200, PUBLIC, True),
        (404, PUBLIC, False),
        (302, PUBLIC, False),
        (200, [(b"cache-control", b"max-age=60")], False),
        (200, [(b"cache-control", b"public, no-store")], False),
        (200, [*PUBLIC, (b"set-cookie", b"csrftoken=1")], False),
        (200, [*PUBLIC, (b"content-encoding", b"br")], False),
        (200, [], False),
    ],
)
def test_only_what_calls_itself_public_is_kept(gateway, site, status, headers, kept):
    site.status, site.headers = status, headers

    answer = ask(gateway, "/")

    assert may_be_kept(status, headers) is kept
    assert (answer.status, answer.raw) == (status, site.body)
    assert len(gateway.pages) == int(kept)


def test_cookie_that_an_answer_sets_reaches_one_reader_only(gateway, site):
    site.headers = [*PUBLIC, (b"set-cookie", b"csrftoken=1")]

    answers = asyncio.run(_together(gateway, "/", 3))

    assert len(site.seen) == 3
    assert all(answer.headers[b"set-cookie"] == b"csrftoken=1" for answer in answers)


def test_crowd_waits_for_one_render(gateway, site):
    site.before_answer = _a_few_turns

    answers = asyncio.run(_together(gateway, "/", 25))

    assert [answer.raw for answer in answers] == [site.body] * 25
    assert len(site.seen) == 1


def test_reader_who_comes_after_a_change_does_not_get_the_render_begun_before(gateway, site, generation):
    async def story():
        gate = asyncio.Event()
        site.before_answer = gate.wait
        early = asyncio.create_task(asked(gateway, "/"))
        await _a_few_turns()
        site.body = b"corrected" * 100
        generation.write(generation.read() + 1)
        late = asyncio.create_task(asked(gateway, "/"))
        await _a_few_turns()
        gate.set()
        return await early, await late

    early, late = asyncio.run(story())

    assert early.raw != late.raw == b"corrected" * 100
    assert ask(gateway, "/").raw == late.raw


def test_answer_beyond_the_limit_is_passed_on_and_not_kept(gateway, site):
    site.body = b"x" * (MAX_PAGE_BYTES + 100)

    answer = ask(gateway, "/media/assets/film.mp4")

    assert answer.raw == site.body
    assert len(gateway.pages) == 0


def test_failed_render_leaves_nobody_waiting(gateway, site):
    async def breaks():
        raise RuntimeError("template")

    site.before_answer = breaks
    with pytest.raises(RuntimeError):
        ask(gateway, "/")
    site.before_answer = None

    assert ask(gateway, "/").status == 200


async def _together(gateway, path, count):
    return await asyncio.gather(*(asked(gateway, path) for _ in range(count)))


async def _a_few_turns():
    for _ in range(20):
        await asyncio.sleep(0)
