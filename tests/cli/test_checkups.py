from datetime import timedelta

import pytest
from django.db import OperationalError

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from tests.factories.people import PostingFactory, StaffFactory
from tests.jobs import probes
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.door import note_refusals
from zhenglian.cli import checkups, checkups_of_pushes
from zhenglian.jobs.actions.heartbeats import beat_heart
from zhenglian.jobs.api import run_due_jobs, wake
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


def states(findings):
    return [finding.state for finding in findings]


def test_site_whose_host_is_not_allowed_is_bad(settings):
    settings.SITE_URL, settings.DEMO = "https://www.a.gov.cn", False

    [found] = checkups.look_at_settings()

    assert (found.state, "ZHENGLIAN_ALLOWED_HOSTS" in found.mend) == ("bad", True)


def test_demo_is_pointed_out(settings):
    settings.DEMO = True

    assert states(checkups.look_at_settings()) == ["warning", "good"]


@pytest.mark.parametrize(("apart", "state"), [(5, "good"), (-3600, "bad"), (3600, "bad")])
def test_clock_is_compared_with_that_of_the_platform(clock, apart, state):
    theirs = clock.now() + timedelta(seconds=apart)

    assert states(checkups.look_at_clock(clock=clock, ask=lambda _: theirs)) == [state]


@pytest.mark.parametrize("status", [200, 404])
def test_any_answer_tells_the_time(httpserver, status):
    httpserver.expect_request("/").respond_with_data("", status=status)

    theirs = checkups.date_header(httpserver.url_for("/"))

    assert abs(theirs - SYSTEM.now()) < timedelta(minutes=5)


def test_clock_without_anything_to_compare_with_is_a_warning(settings):
    settings.WECHAT_API = "http://127.0.0.1:9"

    assert states(checkups.look_at_clock()) == ["warning"]


def test_running_database_is_good():
    assert states(checkups.look_at_database()) == ["good", "good"]


def test_database_that_fails_does_not_stop_the_other_questions():
    def look_at_nothing():
        raise OperationalError

    [found] = checkups.examine("Worker", look_at_nothing)

    assert (found.name, found.state) == ("Worker", "bad")


def test_office_without_a_worker_is_bad(clock):
    assert states(checkups.look_at_work(clock=clock)) == ["bad"]


def test_given_up_job_is_named(clock):
    beat_heart("one", clock=clock)
    wake(probes.refuse)
    run_due_jobs(clock=clock)

    worker, lost = checkups.look_at_work(clock=clock)

    assert (worker.state, lost.state) == ("good", "warning")
    assert "probes.refuse" in lost.text


@pytest.fixture
def well_told(settings):
    """Somebody with an address is on duty, and both ways are set up."""
    settings.ALARM_WEBHOOK = "https://chat.example.test/hook"
    PostingFactory(staff=StaffFactory(email="duty@office.test"), role=Role.DUTY_OFFICER)


def test_nothing_overdue_is_good(clock, well_told):
    assert states(checkups.look_at_alarms(clock=clock)) == ["good"]


def test_what_waits_too_long_is_bad_and_named(clock, well_told):
    queued(clock=clock)
    clock.advance(timedelta(minutes=20))

    [found] = checkups.look_at_alarms(clock=clock)

    assert (found.state, "channels.unsent" in found.text, "20" in found.text) == ("bad", True, True)


def test_alarms_that_nobody_would_hear_are_warnings(clock, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    found = list(checkups.look_at_alarms(clock=clock))

    assert states(found) == ["good", "warning", "warning", "warning"]
    assert ["ZHENGLIAN_EMAIL_URL" in one.mend for one in found].count(True) == 1
    assert "ZHENGLIAN_ALARM_WEBHOOK" in found[-1].mend


def test_account_without_its_credentials_is_bad_and_says_which(clock):
    AccountFactory(platform=Platform.WECHAT, credentials={"secret": "s"})

    [found] = checkups.look_at_accounts(clock=clock)

    assert found.state == "bad"
    assert "token, aes_key" in found.text


def test_stopped_account_says_why(clock):
    AccountFactory(platform=Platform.WECHAT, state=AccountState.STOPPED, stop_reason="AppSecret 已被冻结")

    [found] = checkups.look_at_accounts(clock=clock)

    assert found.state == "bad"
    assert "AppSecret 已被冻结" in found.text


def test_weibo_token_that_ends_soon_is_a_warning(clock):
    AccountFactory(platform=Platform.WEIBO, token_expires_at=clock.now() + timedelta(days=1))

    assert states(checkups.look_at_accounts(clock=clock)) == ["warning"]


def test_office_without_accounts_is_told_to_add_them(clock):
    assert states(checkups.look_at_accounts(clock=clock)) == ["warning"]


@pytest.mark.parametrize(("status", "state"), [(403, "good"), (404, "bad"), (200, "bad")])
def test_callback_address_must_answer_and_refuse(httpserver, settings, status, state):
    account = AccountFactory(platform=Platform.WECHAT)
    settings.SITE_URL, settings.DEMO = httpserver.url_for("").rstrip("/"), True
    httpserver.expect_request(f"/callbacks/wechat/{account.pk}").respond_with_data("", status=status)

    assert states(checkups_of_pushes.look_at_callback()) == [state]


def test_callback_address_on_another_port_cannot_be_called_by_wechat(settings):
    AccountFactory(platform=Platform.WECHAT)
    settings.SITE_URL, settings.DEMO = "http://127.0.0.1:9", False

    assert states(checkups_of_pushes.look_at_callback()) == ["bad", "bad"]


def test_day_without_refusals_is_good(settings, tmp_path, clock):
    settings.DATA_DIR = tmp_path

    assert states(checkups_of_pushes.look_at_refusals(clock=clock)) == ["good"]


def test_refusals_that_a_wrong_setting_causes_are_a_warning_with_the_field_to_compare(
    settings, tmp_path, clock
):
    settings.DATA_DIR = tmp_path
    note_refusals(tmp_path, {"envelope": 12, "broken": 3}, at=clock.now())

    warning, rest = checkups_of_pushes.look_at_refusals(clock=clock)

    assert (warning.state, rest.state) == ("warning", "good")
    assert "12" in warning.text
    assert "EncodingAESKey" in warning.text
    assert "3" in rest.text
