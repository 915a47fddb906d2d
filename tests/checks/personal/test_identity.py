"""Check digits of identity numbers (GB 11643) and organisation codes (GB 32100)."""

import pytest

from zhenglian.checks.personal.digits import fold
from zhenglian.checks.personal.identity import doubtful_numbers, is_identity_number, is_organisation_code


def test_identity_number_of_the_standard_is_right():
    assert is_identity_number("11010519491231002X")


@pytest.mark.parametrize("number", ["110105194912310021", "99010519491231002X", "11010518001231002X", "1101"])
def test_identity_number_with_a_wrong_part_is_none(number):
    assert not is_identity_number(number)


def test_organisation_code_is_known_by_its_own_check():
    assert is_organisation_code("91350100M000100Y43")
    assert not is_organisation_code("91350100M000100Y44")
    assert not is_organisation_code("91350100I000100Y43")


def test_number_called_identity_number_with_a_wrong_check_digit_is_doubtful():
    text = fold("身份证号码：110105194912310021")

    assert [text[start:end] for start, end in doubtful_numbers(text)] == ["110105194912310021"]
