"""What a page says about being kept. `public` opts in to the memory of the gateway (docs/adr/0006)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def kept(**directives: Any) -> Callable[[V], V]:  # Any: as in Django's patch_cache_control
    """Puts the directives on what was found; what is missing, gone or moved is not kept."""

    def decorate(view: V) -> V:
        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: views differ in their arguments
            response = view(*args, **kwargs)
            if response.status_code in {200, 304}:
                patch_cache_control(response, **directives)
            return response

        return cast("V", answer)

    return decorate


# Browsers ask again each time (a 304 is cheap), so that a correction is seen at once.
kept_until_changed = kept(public=True, max_age=0, must_revalidate=True)
kept_for_good = kept(public=True, max_age=31_536_000, immutable=True)
