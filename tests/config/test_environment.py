from pathlib import Path

import pytest

from zhenglian.config import environment as env


def test_absent_or_empty_variable_has_its_default():
    assert env.EMERGENCY_HOURS.value({}) == 24
    assert env.EMERGENCY_HOURS.value({"ZHENGLIAN_EMERGENCY_HOURS": "  "}) == 24


def test_given_variable_is_read_into_its_type():
    environ = {
        "ZHENGLIAN_EMERGENCY_HOURS": "12",
        "ZHENGLIAN_DEBUG": "Yes",
        "ZHENGLIAN_ALLOWED_HOSTS": "a.gov.cn, b.gov.cn,",
        "ZHENGLIAN_SITE_URL": "https://a.gov.cn/",
        "ZHENGLIAN_DATA_DIR": "somewhere",
    }

    assert env.EMERGENCY_HOURS.value(environ) == 12
    assert env.DEBUG.value(environ) is True
    assert env.ALLOWED_HOSTS.value(environ) == ["a.gov.cn", "b.gov.cn"]
    assert env.SITE_URL.value(environ) == "https://a.gov.cn"
    assert env.DATA_DIR.value(environ) == Path("somewhere").absolute()


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        (env.DEBUG, "perhaps", "yes or no"),
        (env.EMERGENCY_HOURS, "0", "above 0"),
        (env.EMERGENCY_HOURS, "a day", "whole number"),
        (env.SITE_URL, "www.a.gov.cn", "http"),
        (env.LOG_FORMAT, "xml", "json, text"),
    ],
)
def test_unreadable_value_names_the_variable_and_what_is_expected(variable, text, expected):
    with pytest.raises(env.UnreadableSetting, match=expected) as refused:
        variable.value({variable.name: text})

    assert variable.name in str(refused.value)


def test_every_variable_is_listed_once():
    names = [variable.name for variable in env.VARIABLES]

    assert len(names) == len(set(names))
    assert "ZHENGLIAN_FIELD_KEY" in names
