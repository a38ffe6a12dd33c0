"""The first start makes the example and serves it: also a figure that nobody drew yet appears."""

from __future__ import annotations

import requests
from tests.story.conftest import served

UNDRAWN = "/monitors/jeugdmonitor/?gebied=GM0553&jaar=2019&indicator=jeugdhulp_aandeel"


def test_right_after_the_first_start_a_figure_is_drawn_that_nobody_asked_before(tmp_path):
    with served(tmp_path / "hlt", tmp_path / "serve.log", patience=300) as address:
        answer = requests.get(address + UNDRAWN, timeout=60)
        assert answer.status_code in (200, 400)
        assert "<svg" in answer.text
        assert requests.get(f"{address}/healthz", timeout=5).ok
