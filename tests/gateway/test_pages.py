import gzip

from zhenglian.gateway.keys import PageKey
from zhenglian.gateway.pages import MAX_AGE_S, PageStore, make_page, varying

HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"vary", b"Cookie, Accept-Language")]
BODY = "政务公开".encode() * 500


def key(number=0):
    return PageKey(b"host", f"/{number}/", b"", "", "")


def page(body=BODY, *, expires=9e9, headers=HTML):
    return make_page(headers, body, expires=expires)


def test_page_has_both_encodings_of_the_same_bytes():
    made = page()

    assert made.gzipped is not None
    assert made.plain.body["body"] == BODY
    assert gzip.decompress(made.gzipped.body["body"]) == BODY
    assert dict(made.gzipped.start["headers"])[b"content-encoding"] == b"gzip"
    assert made.plain.etag != made.gzipped.etag


def test_page_headers_describe_what_is_sent():
    made = page(
        headers=[*HTML, (b"content-length", b"1"), (b"date", b"yesterday"), (b"x-frame-options", b"DENY")]
    )

    headers = dict(made.plain.start["headers"])

    assert headers[b"content-length"] == str(len(BODY)).encode()
    assert headers[b"vary"] == b"accept-encoding, cookie"
    assert headers[b"x-frame-options"] == b"DENY"
    assert b"date" not in headers
    assert b"content-length" not in dict(made.plain.not_modified["headers"])


def test_pictures_and_small_answers_are_not_compressed():
    assert page(headers=[(b"content-type", b"image/jpeg")]).gzipped is None
    assert page(b"User-agent: *", headers=[(b"content-type", b"text/plain")]).gzipped is None


def test_etag_of_the_view_is_kept_and_same_bytes_have_same_etag():
    assert page(headers=[*HTML, (b"etag", b'"feed1"')]).plain.etag == b'"feed1"'
    assert page().plain.etag == page().plain.etag
    assert page().plain.etag != page(BODY + b".").plain.etag


def test_varying_names_the_encoding_and_drops_the_language_header():
    assert varying(b"") == b"accept-encoding"
    assert varying(b"Accept-Language, Cookie") == b"accept-encoding, cookie"


def test_store_finds_what_it_keeps(store, generation):
    made = page()

    store.keep(key(), made, rendered_in=generation.read())

    assert store.find(key()) is made
    assert store.find(key(1)) is None
    assert store.bytes == made.size


def test_store_forgets_at_once_when_another_process_writes_the_generation(store, generation, tmp_path):
    store.keep(key(), page(), rendered_in=generation.read())

    type(generation)(tmp_path).write(7)

    assert store.find(key()) is None
    assert len(store) == 0
    assert store.bytes == 0


def test_store_refuses_a_page_rendered_before_the_change(store, generation):
    rendered_in = generation.read()
    generation.write(rendered_in + 1)

    kept = store.keep(key(), page(), rendered_in=rendered_in)

    assert kept is False
    assert store.find(key()) is None


def test_store_takes_a_page_rendered_after_a_change_nobody_has_looked_at(store, generation):
    store.keep(key(0), page(), rendered_in=generation.read())
    generation.write(5)

    store.keep(key(1), page(), rendered_in=5)

    assert store.find(key(1)) is not None
    assert store.find(key(0)) is None


def test_store_drops_the_least_recently_used_when_full(generation):
    size = page().size
    store = PageStore(generation, max_bytes=3 * size)
    for number in range(3):
        store.keep(key(number), page(), rendered_in=generation.read())
    store.find(key(0))

    store.keep(key(3), page(), rendered_in=generation.read())

    assert store.find(key(1)) is None
    assert [store.find(key(number)) is not None for number in (0, 2, 3)] == [True, True, True]
    assert store.bytes == 3 * size


def test_store_replaces_a_page_without_counting_it_twice(store, generation):
    store.keep(key(), page(), rendered_in=generation.read())
    store.keep(key(), page(b"short"), rendered_in=generation.read())

    assert store.bytes == 5
    assert len(store) == 1


def test_store_does_not_take_a_page_larger_than_itself(generation):
    store = PageStore(generation, max_bytes=100)

    assert store.keep(key(), page(), rendered_in=generation.read()) is False


def test_page_ends_by_itself_when_no_purge_arrives(store, generation, seconds):
    store.keep(key(), page(expires=seconds() + MAX_AGE_S), rendered_in=generation.read())

    seconds.now += MAX_AGE_S + 1

    assert store.find(key()) is None
    assert store.bytes == 0
