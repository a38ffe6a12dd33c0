"""Running commands inside the test, on the test's own database and folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from roer.site.commands import main


@pytest.fixture
def roer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfdbinary: pytest.CaptureFixture) -> Callable:
    """Run `roer …` and give its exit code, output and complaints; the workspace is where the test says."""
    monkeypatch.setenv("ROER_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("ROER_DEMO", os.environ.get("ROER_DEMO", ""))

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["roer", *map(str, words)])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capfdbinary.readouterr()
        return int(ended.value.code or 0), told.out.decode(), told.err.decode()

    return run


@pytest.fixture
def workspace(roer: Callable, tmp_path: Path) -> Path:
    """A fresh workspace."""
    code, _, complaints = roer("init", tmp_path / "workspace", "--municipality", "GM0534=Hillegom")
    assert code == 0, complaints
    return tmp_path / "workspace"
