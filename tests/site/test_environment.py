"""What the surroundings tell the site, and what it makes of silence."""

from __future__ import annotations

import stat

import pytest

from roer.core.values.errors import InputRefused
from roer.site.environment import Environment


def test_silence_means_safe(tmp_path):
    told = Environment.read({"ROER_WORKSPACE": str(tmp_path)})
    assert (told.demo, told.debug, told.port) == (False, False, 8000)
    assert set(told.hosts) == {"localhost", "127.0.0.1", "[::1]"}
    assert told.database_url == f"sqlite:///{tmp_path}/var/db.sqlite3"


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = Environment.read({"ROER_WORKSPACE": str(tmp_path)}).secret_key
    assert Environment.read({"ROER_WORKSPACE": str(tmp_path)}).secret_key == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]


def test_without_a_workspace_nothing_is_kept():
    assert Environment.read({}).secret_key != Environment.read({}).secret_key


def test_a_secret_that_is_given_is_used(tmp_path):
    assert Environment.read({"ROER_WORKSPACE": str(tmp_path), "ROER_SECRET_KEY": "given"}).secret_key == "given"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("name", "word"), [("ROER_DEMO", "misschien"), ("ROER_PORT", "80a"), ("ROER_PORT", "0"), ("ROER_PORT", "70000")]
)
def test_what_makes_no_sense_is_refused_by_name(name, word):
    with pytest.raises(InputRefused, match=name):
        Environment.read({name: word})
