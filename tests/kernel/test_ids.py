import re

from zhenglian.kernel.ids import ALPHABET, hex_id, short_code


def test_short_code_can_be_read_aloud():
    codes = {short_code(10) for _ in range(200)}

    assert len(codes) == 200
    assert all(set(code) <= set(ALPHABET) for code in codes)
    assert not set("ILOU") & set(ALPHABET)


def test_platform_id_is_32_hex_digits():
    assert re.fullmatch(r"[0-9a-f]{32}", hex_id())
