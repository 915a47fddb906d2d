import pytest

from zhenglian.cli.demo import adopt_demo, remember


@pytest.fixture
def office(tmp_path):
    remember(tmp_path, {"ZHENGLIAN_DEMO": "1", "ZHENGLIAN_FIELD_KEY": "secret", "PATH": "/bin"})
    return tmp_path


def test_command_without_own_settings_finds_the_sample_office(office):
    environ = {"PATH": "/usr/bin"}

    assert adopt_demo(environ, office) is True
    assert environ == {"PATH": "/usr/bin", "ZHENGLIAN_DEMO": "1"}


@pytest.mark.parametrize("name", ["ZHENGLIAN_SECRET_KEY", "DATABASE_URL", "ZHENGLIAN_DATA_DIR"])
def test_own_settings_are_never_mixed_with_the_sample_office(office, name):
    environ = {name: "own"}

    assert adopt_demo(environ, office) is False
    assert environ == {name: "own"}


def test_machine_without_a_sample_office_adopts_nothing(tmp_path):
    assert adopt_demo({}, tmp_path) is False
