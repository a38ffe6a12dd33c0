"""How long the server works on a page of the example, and how heavy the page is, beside the page that does nothing.

Measures in the process, without a network: the median of repeated requests after the first, in milliseconds of CPU and
of wall time. Usage: make bench NAME=pages. The last line is JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import tempfile
import time
from pathlib import Path

import django

PAGES = (
    "/healthz", "/", "/din/", "/din/?kleur=bijdrage&element=R01", "/din/vergelijken/?van=1&tot=3", "/roadmap/",
    "/resultaten/R01/", "/monitors/jeugdmonitor/", "/monitors/jeugdmonitor/?gebied=GM0553", "/brieven/",
)  # fmt: skip
REPEATS = 30


def measured(client: object, page: str) -> dict[str, float]:
    """First and median times of one page in milliseconds, and its weight in kB, plain and packed."""
    walls, cpus = [], []
    for _ in range(REPEATS + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(page)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    assert answer.status_code == 200, f"{page} answers {answer.status_code}"
    return {
        "first_ms": walls[0],
        "p50_ms": statistics.median(walls[1:]),
        "p50_cpu_ms": statistics.median(cpus[1:]),
        "kB": len(answer.content) / 1000,
        "packed_kB": len(gzip.compress(answer.content)) / 1000,
    }


def main() -> None:
    """Build the example in a temporary folder, unless ROER_WORKSPACE names one, and measure its pages."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.environ.get("ROER_WORKSPACE") or f"{folder}/hlt"
        if not Path(workspace).exists():
            from typer.testing import CliRunner

            from roer.site.commands import app

            made = CliRunner().invoke(app, ["demo", "--dir", workspace, "--build-only"])
            assert made.exit_code == 0, made.output
        os.environ.update(ROER_WORKSPACE=workspace, ROER_DEMO="1", DJANGO_SETTINGS_MODULE="roer.site.settings")
        django.setup()
        from django.test import Client

        client = Client(headers={"host": "localhost"})
        rows = {page: measured(client, page) for page in PAGES}
    print(f"{'page':46}{'first ms':>10}{'p50 ms':>10}{'CPU ms':>10}{'kB':>8}{'packed':>8}")
    for page, row in rows.items():
        print(
            f"{page:46}" + "".join(f"{row[key]:{width}.1f}" for key, width in zip(row, (10, 10, 10, 8, 8), strict=True))
        )
    print(json.dumps({page: {key: round(value, 2) for key, value in row.items()} for page, row in rows.items()}))


if __name__ == "__main__":
    main()
