from __future__ import annotations

import pytest

from zhenglian_sandbox.weibo.links import is_below, link_hosts


@pytest.mark.parametrize(
    ("host", "domain", "expected"),
    [
        ("example.gov.cn", "example.gov.cn", True),
        ("www.example.gov.cn", "example.gov.cn", True),
        ("badexample.gov.cn", "example.gov.cn", False),
        ("example.gov.cn.evil.test", "example.gov.cn", False),
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("example.gov.cn", "", False),
    ],
)
def test_host_is_below_the_domain(host, domain, expected):
    assert is_below(host, domain) is expected


def test_hosts_are_found_with_hyphens_ports_and_chinese_around():
    text = "见https://slj-1.Example.gov.cn/a。另见http://127.0.0.1:8000/b"

    assert link_hosts(text) == ["slj-1.example.gov.cn", "127.0.0.1"]
