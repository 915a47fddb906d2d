import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.newsroom import an_article, an_image
from tests.factories.people import UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.newsroom.previews import MODES, preview_of

pytestmark = pytest.mark.django_db


def shown(article, mode):
    return article.make_preview_request(preview_mode=mode)


def test_pictures_have_addresses_of_our_own():
    picture = {"image": an_image(), "alt": "水库", "caption": "", "credit": ""}
    article = an_article(with_cover=True, body=[("picture", picture)]).get_latest_revision_as_object()

    preview = preview_of(article)

    assert "asset:" not in preview.wechat_html + preview.web_html
    assert preview.wechat_cover.startswith("/media/assets/")
    assert preview.weibo_picture == preview.web_cover


def test_lengths_are_counted_in_the_platforms_way():
    preview = preview_of(an_article(title="节水补贴", weibo_text="节水ab"))

    assert [(counted.length, counted.limit) for counted in preview.counts["wechat"][:1]] == [(4, 32)]
    assert [(counted.length, counted.limit) for counted in preview.counts["weibo"]] == [(3, 140)]


def test_text_over_the_limit_is_marked():
    preview = preview_of(an_article(weibo_text="长" * 141))

    assert preview.counts["weibo"][0].is_over is True


def test_account_of_the_articles_unit_lends_its_name():
    unit = UnitFactory()
    AccountFactory(platform=Platform.WEIBO, name="别家微博")
    AccountFactory(platform=Platform.WEIBO, name="本家微博", unit=unit)

    assert preview_of(an_article(unit=unit)).names["weibo"] == "本家微博"


def test_link_is_shown_as_weibo_shows_it():
    preview = preview_of(an_article())

    assert preview.weibo_has_link is True
    assert "http" not in preview.weibo_words


@pytest.mark.parametrize("mode", [name for name, _label in MODES])
def test_every_mode_shows_the_article(mode):
    response = shown(an_article(title="节水补贴今日起发放", with_cover=True), mode)

    assert response.status_code == 200
    assert "节水补贴今日起发放" in response.content.decode()


@pytest.mark.parametrize(
    ("mode", "there", "absent"),
    [
        ("wechat", "for-wechat", "for-weibo"),
        ("weibo", "for-weibo", "for-website"),
        ("phones", "for-website", "x-x"),
    ],
)
def test_single_phone_stands_alone(mode, there, absent):
    page = shown(an_article(), mode).content.decode()

    assert there in page
    assert absent not in page


def test_preview_loads_nothing_from_elsewhere_and_runs_nothing():
    page = shown(an_article(with_cover=True), "phones").content.decode()

    assert "<script" not in page
    assert "//cdn" not in page
    assert 'src="http' not in page


def test_preview_permits_the_styles_that_wechat_keeps():
    assert "'unsafe-inline'" in shown(an_article(), "phones").headers["Content-Security-Policy"]


def test_hostile_title_is_escaped_in_every_frame():
    page = shown(an_article(title="<script>alert(1)</script>"), "phones").content.decode()

    assert "<script>" not in page
