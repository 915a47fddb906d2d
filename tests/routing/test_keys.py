"""Spelling of keys, and what they are within."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.routing.keys import area_chain, category_chain, clean_area, clean_category


@pytest.mark.parametrize(
    ("spelt", "clean"),
    [
        ("", ""),
        (" 510727 ", "510727"),
        ("510700", "5107"),
        ("510000", "51"),
        ("51", "51"),
        ("110101", "110101"),
        ("510727101", "510727101"),
        ("510727000000", "510727"),
        ("510727101000", "510727101"),
        ("429004", "429004"),
        ("110100", "1101"),
    ],
)
def test_area_is_spelt_as_short_as_can_be(spelt, clean):
    assert clean_area(spelt) == clean


@pytest.mark.parametrize("wrong", ["平武县", "5", "510", "51072", "5107271", "001234", "51072７", "-51072"])
def test_what_is_no_code_is_refused(wrong):
    with pytest.raises(ValueError, match="digits"):
        clean_area(wrong)


def test_category_chain_goes_from_the_narrowest_to_all():
    assert category_chain("城乡建设/环境/水污染") == ["城乡建设/环境/水污染", "城乡建设/环境", "城乡建设", ""]
    assert category_chain("") == [""]
    assert clean_category(" /环境/ ") == "环境"


def test_area_chain_goes_from_the_narrowest_to_everywhere():
    assert area_chain("510727101000") == ["510727101000", "510727101", "510727", "5107", "51", ""]
    assert area_chain("5107") == ["5107", "51", ""]
    assert area_chain("") == [""]


@given(st.integers(11, 82), st.integers(0, 99), st.integers(0, 99))
def test_cleaned_code_of_a_division_is_the_first_of_its_own_chain(province, city, county):
    clean = clean_area(f"{province:02d}{city:02d}{county:02d}")

    assert area_chain(clean)[0] == clean
    assert clean_area(clean) == clean
