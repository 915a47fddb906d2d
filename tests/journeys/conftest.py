"""What the journeys share."""

from tests.journeys.staff_house import busy, house  # noqa: F401  fixtures
from tests.portal.conftest import search_index  # noqa: F401  fixture
