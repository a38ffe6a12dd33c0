"""The demo makes its own folder, only its own, and makes it once."""

from __future__ import annotations

import pytest

from roer.site.commands.demo import MARKER, Making, NotADemo, _fingerprint


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotADemo, match="is niet leeg"):
        Making(tmp_path, "one").start()
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_what_is_finished_is_not_made_again(tmp_path):
    making = Making(tmp_path / "demo", "one")
    assert not making.is_finished
    making.start()
    assert not making.is_finished
    making.finish()
    assert making.is_finished


def test_what_stopped_halfway_goes_on_where_it_was(tmp_path):
    making = Making(tmp_path / "demo", "one")
    making.start()
    (making.folder / "var").mkdir()
    assert not making.start()
    assert (making.folder / "var").is_dir()


def test_an_example_that_changed_is_made_anew(tmp_path):
    first = Making(tmp_path / "demo", "one")
    first.start()
    (first.folder / "var").mkdir()
    first.finish()
    second = Making(tmp_path / "demo", "two")
    assert not second.is_finished
    assert second.start()
    assert [path.name for path in second.folder.iterdir()] == [MARKER]


def test_the_fingerprint_is_of_what_the_example_is_made_from():
    assert _fingerprint() == _fingerprint()
    assert len(_fingerprint()) == 64
