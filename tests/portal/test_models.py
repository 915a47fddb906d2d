from django.test import Client

from tests.factories.people import StaffFactory
from tests.factories.portal import a_published_article
from zhenglian.portal.actions import withdraw_article, write_imprint
from zhenglian.portal.models import Imprint


def test_words_are_those_of_the_delivered_text(db):
    row = a_published_article(
        title="双微", subtitle="副题", body_html="<p>雅安<b>地震</b></p>", author="王芳"
    )

    words = row.words().split()

    assert {"双微", "副题", "雅安", "地震", "王芳"} <= set(words)
    assert words.count("双微") > words.count("雅安")


def test_withdrawn_article_has_no_words(db):
    row = a_published_article()

    withdraw_article(row.article_id)
    row.refresh_from_db()

    assert row.words() == ""


def test_address_is_the_one_that_was_delivered(db, settings):
    row = a_published_article()

    assert settings.SITE_URL + row.get_absolute_url() == row.url


def test_imprint_is_kept_on_the_staff_side(db):
    write_imprint(actor=None, organiser="示范中心")
    client = Client()
    client.force_login(StaffFactory(is_superuser=True))

    page = client.get("/staff/settings/portal/imprint/", follow=True)

    assert page.status_code == 200
    assert "示范中心" in page.text
    assert "网站标识码" in page.text
    assert Imprint.objects.count() == 1
