"""Frozen versions and council letters (programme.md 3.8: 11, 13, 15)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roer.core.programme import acts
from roer.core.programme.decisions import LetterCopy, VersionStatus
from roer.core.programme.rules import Conflict, NotAllowed

HOLDERS = {"GM0534": "alderman-hillegom", "GM0553": "alderman-lisse", "GM1525": "alderman-teylingen"}


def _freeze(number: int, day: date, **more: object) -> acts.FreezeNetwork:
    said = {"number": number, "version_date": day, "author": "team", "audience": "Stuurgroep"}
    return acts.FreezeNetwork.model_validate({**said, **more})


def _copy(town: str, **more: object) -> LetterCopy:
    said = {
        "municipality": town,
        "executive_date": date(2020, 7, 10),
        "portfolio_holder": HOLDERS[town],
        "handling_officer": "team",
    }
    return LetterCopy.model_validate({**said, **more})


def _letter(**more: object) -> acts.DraftLetter:
    said = {
        "code": "RIB-1",
        "number": 1,
        "title": "Voortgang",
        "letter_date": date(2020, 7, 10),
        "to_version": 1,
        "copies": tuple(_copy(town) for town in HOLDERS),
    }
    return acts.DraftLetter.model_validate({**said, **more})


def _rule(world, act, by: str = "team", **more: object) -> str:
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(act, by, **more)
    return refusal.value.rule


@pytest.fixture
def frozen(monitor):
    """A programme with two frozen versions."""
    monitor.do(_freeze(1, monitor.today))
    monitor.change("R01", title="Anders")
    monitor.wait(3)
    monitor.do(_freeze(2, monitor.today))
    return monitor


def test_versions_are_numbered_on(monitor):
    assert _rule(monitor, _freeze(2, monitor.today)) == "version_number"
    monitor.do(_freeze(1, monitor.today))
    assert _rule(monitor, _freeze(1, monitor.today)) == "version_number"
    monitor.do(_freeze(2, monitor.today))


@pytest.mark.parametrize(
    ("days", "more", "rule"),
    [
        (1, {}, "version_date"),
        (-1, {}, "version_date"),
        (0, {"status": VersionStatus.ADOPTED}, "version_status"),
        (0, {"status": VersionStatus.LAPSED}, "version_status"),
        (0, {"author": "line"}, "version_author"),
    ],
)
def test_a_version_is_dated_and_signed_as_it_should(frozen, days, more, rule):
    day = frozen.today + timedelta(days=days)
    assert _rule(frozen, _freeze(3, day, **more)) == rule


def test_an_empty_network_is_not_frozen(world):
    assert _rule(world, _freeze(1, world.today)) == "empty_network"


def test_a_frozen_version_never_changes(frozen):
    before = frozen.programme.versions[2]
    frozen.change("R01", title="Weer anders")
    frozen.add_goal()
    assert frozen.programme.versions[2] == before
    assert frozen.programme.versions[1].network.result("R01").title == "Monitor R01"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"number": 2}, "letter_number"),
        ({"to_version": 3}, "unknown_version"),
        ({"from_version": 2, "to_version": 1}, "letter_versions"),
        ({"from_version": 1, "to_version": 1}, "letter_versions"),
        ({"letter_date": date(2020, 7, 1)}, "letter_versions"),
        ({"copies": (_copy("GM0534"),)}, "letter_copies"),
        ({"copies": (_copy("GM0534"), _copy("GM0534"), _copy("GM1525"))}, "letter_copies"),
    ],
)
def test_a_letter_that_does_not_add_up_is_refused(frozen, changes, rule):
    assert _rule(frozen, _letter(**changes)) == rule


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"portfolio_holder": "alderman-lisse"}, "portfolio_holder"),
        ({"portfolio_holder": "executive-hillegom"}, "portfolio_holder"),
        ({"embargo_until": "dinsdag"}, "embargo"),
        ({"embargo_until": "2020-07-10T18:00+02:00"}, "embargo"),
    ],
)
def test_a_copy_has_a_right_header(frozen, changes, rule):
    copies = (_copy("GM0534", **changes), _copy("GM0553"), _copy("GM1525"))
    assert _rule(frozen, _letter(copies=copies)) == rule


def test_the_portfolio_holder_sits_in_the_steering_group_on_the_day_of_the_letter(frozen):
    frozen.do(acts.EndSeat(body="b-steering-group", person="alderman-hillegom", end=date(2020, 7, 10)))
    assert _rule(frozen, _letter()) == "portfolio_holder"
    frozen.do(_letter(letter_date=date(2020, 7, 9)))


def test_a_draft_may_be_redone_until_it_is_offered(frozen):
    frozen.do(_letter())
    seen = frozen.programme.letters["RIB-1"].seq
    frozen.do(_letter(title="Voortgang, tweede keer", expects=seen))
    with pytest.raises(Conflict) as conflict:
        frozen.try_it(_letter(title="Voortgang, gelijk met een ander", expects=seen), "team-two")
    assert conflict.value.by == "team"
    offer = acts.OfferLetter(letter="RIB-1", body_hash="a" * 64)
    assert _rule(frozen, offer) == "on_behalf_of"
    assert _rule(frozen, offer, on_behalf_of="b-programme-team") == "on_behalf_of"
    frozen.do(offer, on_behalf_of="b-steering-group")
    letter = frozen.programme.letters["RIB-1"]
    assert (letter.body_hash, letter.offered.by) == ("a" * 64, "team")
    assert letter.draft.title == "Voortgang, tweede keer"
    assert _rule(frozen, _letter()) == "letter_offered"
    assert _rule(frozen, offer, on_behalf_of="b-steering-group") == "letter_offered"
    assert _rule(frozen, _letter(code="RIB-2")) == "letter_number"
    frozen.do(_letter(code="RIB-2", number=2, from_version=1, to_version=2))
