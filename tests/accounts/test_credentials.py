import pytest

from tests.factories.accounts import SAMPLE_CREDENTIALS
from zhenglian.accounts.credentials import FIELDS, problems_with
from zhenglian.accounts.enums import Platform


@pytest.mark.parametrize("platform", list(Platform))
def test_sample_credentials_can_be_used(platform):
    assert problems_with(platform, SAMPLE_CREDENTIALS[platform]) == {}


@pytest.mark.parametrize("platform", list(Platform))
def test_required_values_are_missed(platform):
    required = {field.name for field in FIELDS[platform] if field.is_required}

    assert set(problems_with(platform, {})) == required


@pytest.mark.parametrize(
    ("platform", "name", "value"),
    [
        (Platform.WECHAT, "aes_key", "k" * 42),
        (Platform.WECHAT, "token", "a!"),
        (Platform.WECHAT, "gh_id", "微言环保"),
        (Platform.WECHAT, "secret", "line\nbreak"),
        (Platform.WEIBO, "app_key", "12ab"),
        (Platform.WEIBO, "safe_domain", "https://example.test/"),
    ],
)
def test_value_that_cannot_be_right_is_named(platform, name, value):
    values = {**SAMPLE_CREDENTIALS[platform], name: value}

    assert list(problems_with(platform, values)) == [name]


def test_credential_of_another_platform_is_refused():
    assert list(problems_with(Platform.WEBSITE, {"secret": "x"})) == ["secret"]
