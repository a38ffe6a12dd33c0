"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, however busy the machine is: a failure comes back, and slowness is for the benchmarks.
settings.register_profile("roer", derandomize=True, deadline=None)
settings.load_profile("roer")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Recorded answers of the statistics office, kept beside the repository; tests that need them skip without."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"recorded data of the statistics office is not here ({folder.name} beside the repository)")
    return folder
