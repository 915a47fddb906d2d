from datetime import timedelta

import pytest
from django.utils import translation

from zhenglian.alarms.wording import span


@pytest.mark.parametrize(
    ("age", "chinese", "english"),
    [
        (timedelta(seconds=59), "0 分钟", "0 minutes"),
        (timedelta(seconds=60), "1 分钟", "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 分钟", "59 minutes"),
        (timedelta(minutes=60), "1 小时", "1 hour"),
        (timedelta(hours=47, minutes=59), "47 小时", "47 hours"),
        (timedelta(hours=49), "2 天", "2 days"),
    ],
)
def test_span_is_told_in_its_largest_sensible_unit(age, chinese, english):
    with translation.override("zh-hans"):
        assert span(age) == chinese
    with translation.override("en"):
        assert span(age) == english
