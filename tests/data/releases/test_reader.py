"""The reader is all that the web opens: it brings no engine, no protection and no definitions along."""

from __future__ import annotations

import subprocess
import sys


def test_the_reader_loads_no_engine_and_nothing_of_the_builder() -> None:
    code = (
        "import sys, roer.data.releases.reader; "
        "print([name for name in sys.modules if name in ('duckdb', 'scipy', 'sqlglot', 'pydantic') "
        "or name.startswith(('roer.data.warehouse', 'roer.data.catalogue', 'roer.core.disclosure'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
