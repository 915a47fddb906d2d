import pytest

from zhenglian.kernel import errors

KINDS = [
    errors.NotAllowed,
    errors.NotFound,
    errors.Conflict,
    errors.Invalid,
    errors.Transient,
    errors.Permanent,
]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_words_for_the_person_in_their_language(kind):
    text = str(kind())

    assert text
    assert not text.isascii()  # Chinese is the default


def test_own_words_replace_those_of_the_kind():
    assert str(errors.Invalid("标题太长")) == "标题太长"
    assert errors.Invalid("标题太长").args == ("标题太长",)
