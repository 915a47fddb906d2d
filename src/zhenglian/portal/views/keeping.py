"""What a page says about being kept. `public` opts in to the memory of the gateway (docs/adr/0006)."""

from __future__ import annotations

from django.views.decorators.cache import cache_control

# Browsers ask again each time (a 304 is cheap), so that a correction is seen at once.
kept_until_changed = cache_control(public=True, max_age=0, must_revalidate=True)
kept_for_good = cache_control(public=True, max_age=31_536_000, immutable=True)
kept_for_an_hour = cache_control(public=True, max_age=3600)
