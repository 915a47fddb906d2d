import threading

import pytest

from zhenglian.kernel.origin import Origin, acting_from, current_origin


def test_origin_holds_inside_and_is_put_back():
    with acting_from(Origin("10.0.0.1", "web")):
        inside = current_origin()

    assert inside == Origin("10.0.0.1", "web")
    assert current_origin() == Origin()


def test_origin_is_put_back_after_an_error():
    with pytest.raises(LookupError), acting_from(Origin("10.0.0.1", "web")):
        raise LookupError

    assert current_origin() == Origin()


def test_origin_of_one_thread_is_not_seen_by_another():
    seen = []
    with acting_from(Origin("10.0.0.1", "web")):
        other = threading.Thread(target=lambda: seen.append(current_origin()))
        other.start()
        other.join()

    assert seen == [Origin()]
