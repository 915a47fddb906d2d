from zhenglian.audit.anchor import anchor_path, anchors, drop_anchor

HASH = "ab" * 32


def test_dropped_anchor_is_read_back_as_genuine():
    drop_anchor(1, HASH)
    drop_anchor(2, HASH)

    assert [(line.sequence, line.hash, line.is_genuine) for line in anchors()] == [
        (1, HASH, True),
        (2, HASH, True),
    ]


def test_anchor_file_is_readable_by_its_owner_only():
    drop_anchor(1, HASH)

    assert anchor_path().stat().st_mode & 0o777 == 0o600


def test_lines_of_others_are_not_genuine():
    anchor_path().parent.mkdir(exist_ok=True)
    anchor_path().write_text(f"1 {HASH} {'0' * 64}\nx y z\n²3 {HASH} 0\n\n")

    assert [line.is_genuine for line in anchors()] == [False] * 4


def test_anchor_under_another_key_is_not_genuine(settings):
    drop_anchor(1, HASH)
    settings.FIELD_KEY = "another key"

    assert [line.is_genuine for line in anchors()] == [False]


def test_missing_file_has_no_anchors():
    assert list(anchors()) == []
