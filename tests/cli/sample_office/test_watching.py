"""The sample office watches itself and has ideas; a second load changes nothing."""

from zhenglian.cli.sample_office import load_sample_office
from zhenglian.topics.api import Source, Topic

SITE = "http://127.0.0.1:8123"


def test_sources_follow_the_address_of_the_site(db, clock):
    load_sample_office(clock=clock, site_url=SITE)
    load_sample_office(clock=clock, site_url="http://127.0.0.1:8999")

    assert sorted(source.url for source in Source.objects.all()) == [
        "http://127.0.0.1:8999/columns/science/",
        "http://127.0.0.1:8999/feeds/all.json",
        "http://127.0.0.1:8999/feeds/policy.rss",
    ]
    assert Topic.objects.count() == 2
