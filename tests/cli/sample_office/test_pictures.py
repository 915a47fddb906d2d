import io

import pytest
from PIL import Image

from zhenglian.cli.sample_office.pictures import SCENES, SIZE, draw


@pytest.mark.parametrize("scene", list(SCENES))
def test_scene_is_a_whole_picture_of_many_colours(scene):
    picture = Image.open(io.BytesIO(draw(scene)))

    picture.load()
    lowest = picture.crop((0, SIZE[1] - 1, SIZE[0], SIZE[1]))
    assert (picture.format, picture.size) == ("JPEG", SIZE)
    assert len(set(picture.resize((60, 40)).get_flattened_data())) > 50
    assert max(band[1] for band in lowest.getextrema()) > 30  # nothing was left unpainted


def test_scene_is_the_same_every_time():
    assert draw("wetland") == draw("wetland")
