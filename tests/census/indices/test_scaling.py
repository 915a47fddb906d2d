"""Own scores of dimensions: ours, scaled within a group, and said so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.indices.fixtures import MONTH
from zhenglian.census.errors import FigureImpossible, FiguresMissing, GroupTooSmall, NotComparable
from zhenglian.census.indices.scaling import Scaling, own_scores, scale_group
from zhenglian.census.indices.scores import check_comparable, printed_score

LIST = "government-cities-2023-q3"
SUBJECTS = ("甲局", "乙局", "丙局")
COUNTS = {"reach": [0, 10, 20], "service": [5, 5, 50], "interaction": [9, 99, 999]}
GROUPS = st.lists(st.integers(min_value=0, max_value=10**9), min_size=2, max_size=30)


def test_percentile_counts_the_others_below_and_half_of_those_level():
    found = scale_group([30, 10, 20, 20, 40], Scaling.PERCENTILE)

    assert found.values == (75, 0, 37.5, 37.5, 100)
    assert "among 5" in found.sentence


def test_logarithms_run_from_least_to_most():
    found = scale_group([0, 99, 9], Scaling.LOG_MIN_MAX)

    assert found.values == pytest.approx((0, 100, 50))
    assert found.sentence == "ln(x+1) among 3, from 0 at 0 to 100 at 99."


@pytest.mark.parametrize("method", Scaling)
def test_equal_members_stand_in_the_middle(method):
    assert scale_group([7, 7, 7], method).values == (50, 50, 50)


@pytest.mark.parametrize("method", Scaling)
@pytest.mark.parametrize("values", [[], [7]])
def test_group_of_one_is_no_group(method, values):
    with pytest.raises(GroupTooSmall):
        scale_group(values, method)


def test_loss_has_a_percentile_but_no_logarithm():
    losses = [-87, -4, -24]

    assert scale_group(losses, Scaling.PERCENTILE).values == (0, 100, 50)
    with pytest.raises(FigureImpossible):
        scale_group(losses, Scaling.LOG_MIN_MAX)


@pytest.mark.parametrize("method", Scaling)
def test_what_is_no_number_is_refused(method):
    with pytest.raises(FigureImpossible):
        scale_group([1, float("nan")], method)


@given(values=GROUPS, method=st.sampled_from(Scaling))
def test_scaling_keeps_the_order_and_stays_between_0_and_100(values, method):
    scaled = scale_group(values, method).values

    in_order = [value for _, value in sorted(zip(values, scaled, strict=True))]
    assert in_order == sorted(scaled)
    assert 0 <= in_order[0] <= in_order[-1] <= 100


@given(values=GROUPS)
def test_percentiles_have_their_mean_in_the_middle(values):
    scaled = scale_group(values, Scaling.PERCENTILE).values

    assert sum(scaled) / len(scaled) == pytest.approx(50)


def own(counts, **changes):
    options = {"group": "3 offices", "method": Scaling.LOG_MIN_MAX, "period": MONTH} | changes
    return own_scores(LIST, counts, SUBJECTS, **options)


def test_own_totals_use_the_lists_weights_and_bring_their_scaling():
    found = own(COUNTS)

    by_subject = {score.subject: score.value for score in found.scores}
    assert by_subject["甲局"] == 0
    assert by_subject["丙局"] == pytest.approx(100)
    assert by_subject["乙局"] == pytest.approx(
        0.30 * found.scalings["reach"].values[1] + 0.35 * 0 + 0.35 * 50
    )
    assert set(found.scalings) == {"reach", "service", "interaction"}
    assert found.scores[0].scale == "own scores, log-min-max within 3 offices"


@pytest.mark.parametrize("changes", [{"group": "25 departments"}, {"method": Scaling.PERCENTILE}])
def test_own_scores_of_another_group_or_scaling_are_not_compared(changes):
    one, other = own(COUNTS).scores[0], own(COUNTS, **changes).scores[0]

    with pytest.raises(NotComparable) as caught:
        check_comparable((one, other))

    assert caught.value.what == "scale"


def test_own_scores_never_stand_beside_the_printed_list():
    printed = printed_score(70, LIST, subject="丁局", period=MONTH)

    with pytest.raises(NotComparable):
        check_comparable((own(COUNTS).scores[0], printed))


def test_dimension_without_counts_is_refused():
    with pytest.raises(FiguresMissing):
        own({name: COUNTS[name] for name in ("reach", "service")})


def test_dimension_with_too_few_counts_is_refused():
    with pytest.raises(FigureImpossible):
        own(COUNTS | {"reach": [0, 10]})
