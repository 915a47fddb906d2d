"""Reading the policy file: the shipped one, the office's own, and what cannot be right."""

import pytest

from zhenglian.inbox.retention_errors import PolicyUnreadable
from zhenglian.inbox.retention_policy import SHIPPED, Kept, read_retention, retention_in_force

GOOD = """
version = "ours-1"
[[class]]
key = "talk"
label = "对话"
basis = "本单位规定"
keep_days = 90
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "policy.toml"
        path.write_text(text)
        return path

    return write


def test_shipped_policy_names_every_class_with_its_basis_and_is_switched_off():
    policy = read_retention(SHIPPED)

    assert [rule.key for rule in policy.rules] == list(Kept)
    assert all(rule.basis and rule.label for rule in policy.rules)
    assert not policy.is_nightly


def test_own_file_in_the_data_folder_counts_instead(settings):
    assert retention_in_force().digest == read_retention(SHIPPED).digest
    (settings.DATA_DIR / "retention.toml").write_text(GOOD)

    policy = retention_in_force()

    assert (policy.version, [rule.keep_days for rule in policy.rules]) == ("ours-1", [90])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "ours-1"', ""),
        ('version = "ours-1"', 'version = "x"\nnightly = 1'),
        ("keep_days = 90", ""),
        ("keep_days = 90", "keep_days = 0"),
        ("keep_days = 90", "keep_days = true"),
        ("keep_days = 90", "keep_days = 99999"),
        ("keep_days = 90", "keep_days = 90\nkeep_years = 1"),
        ("keep_days = 90", "keep_days = 90\nby_class = {report = 3}"),
        ('"talk"', '"gossip"'),
        ("[[class]]", "[[class"),
        ('"talk"\nlabel', '"pushes"\nbasis = "x"\nkeep_days = 2\nlabel'),
    ],
)
def test_policy_that_cannot_be_right_is_refused(old, new, written):
    assert old in GOOD

    with pytest.raises(PolicyUnreadable, match=r"policy\.toml"):
        read_retention(written(GOOD.replace(old, new)))


def test_class_may_not_stand_there_twice(written):
    rule = GOOD[GOOD.index("[[class]]") :]

    with pytest.raises(PolicyUnreadable):
        read_retention(written(GOOD + rule))


def test_pushes_are_kept_longer_than_their_journal(written):
    with pytest.raises(PolicyUnreadable):
        read_retention(written(GOOD.replace('"talk"', '"pushes"').replace("90", "3")))
