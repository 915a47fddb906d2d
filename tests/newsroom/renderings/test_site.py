from zhenglian.newsroom.renderings.site import SiteAddress, our_site


def test_addresses_are_built_on_the_base():
    site = SiteAddress("https://www.example.gov.cn")

    assert site.article_url("abc") == "https://www.example.gov.cn/news/abc/"
    assert (
        site.document_url(3, "表 格.pdf")
        == "https://www.example.gov.cn/documents/3/%E8%A1%A8%20%E6%A0%BC.pdf"
    )


def test_our_site_is_the_one_of_the_settings(settings):
    settings.SITE_URL = "https://own.example"

    assert our_site() == SiteAddress("https://own.example")
