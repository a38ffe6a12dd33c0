"""The permission matrix: every act × role × municipality × state of the object, against tables of the tests' own.

Who may comes from the truth table in `test_permissions`, written from programme.md 3.9; when it may is written here.
Nothing of either is taken from the programme. An act that somebody adds joins the matrix by its row in the truth
table; a row in `WHEN` says besides in which states of R01 the act fits.
"""

from __future__ import annotations

from functools import cache

import pytest
from tests.core.programme.matrix_acts import SENDERS, VARIANTS, tried
from tests.core.programme.matrix_world import HIRED_UNTIL, ROLES, STATES, TOWNS, person, populated
from tests.core.programme.test_permissions import KINDS, ROWS

from roer.core.programme.entries import Draft
from roer.core.programme.rules import Conflict, NotAllowed, check

NOT_HIM = {"permission", "sounding_board_never_decides", "auditor_only_reads"}
"""The rules that say that it is the person, not the moment."""
NAMES = (*KINDS, *VARIANTS)

# The letters of the truth table → the roles that are such a person.
LETTERS = {
    "t": ("programme_manager", "team_member"),
    "s": ("alderman", "director"),
    "k": ("sounding_board_member",),
    "r": ("councillor",),
    "c": ("executive_secretary",),
    "g": ("clerk",),
    "f": ("officer",),
    "a": ("architect",),
    "d": ("analyst", "hired_analyst"),
    "y": ("mayor",),
    "j": ("joint_director",),
    "l": ("client", "youth_worker", "measure_owner"),
    "p": ("consultant", "guest"),
    "q": ("client",),
    "m": ("measure_owner",),
    "o": ("youth_worker",),
    "w": ("alderman",),
    "u": ("auditor",),
    "b": ("youth_worker",),
    "i": ("resident",),
    "n": (),
}
VARIANT_ROWS = {
    "take_decision: priority": "ts",
    "take_decision: place": "ts",
    "take_decision: an executive": "c",
    "take_decision: a council": "r",
    "take_decision: the architects": "a",
    "take_decision: the sounding board": "",
    "adopt_dpia: a mayor": "y",
}
BOUND = {
    "adopt_dpia",
    "adopt_dpia: a mayor",
    "lift_reservation",
    "take_decision: an executive",
    "take_decision: a council",
}
"""Acts about one municipality: who belongs to another, or to none, may not."""
PERSONAL = {"q", "m", "o", "w", "b", "i"}
"""Letters of one person: client or owner of the thing at hand, alderman of the town that reserved, who brought the
idea in, who is invited; of the own one."""
LOCAL = {"councillor", "clerk", "executive_secretary", "mayor", "alderman"}
"""Roles that exist per municipality of the programme only."""
PERSONAL_SINCE = {
    "q": set(STATES) - {"nothing"},
    "m": set(STATES) - {"nothing"},
    "o": set(STATES),
    "w": set(STATES) - {"nothing", "draft"},
    "b": set(STATES) - {"nothing"},
    "i": {"draft", "agreed", "admissible"},
}
"""In which states there is a client, a measure or an action point with an owner, a decision to reserve on, an idea
that was brought in, a preview that is open."""

# The states in order: nothing draft agreed admissible placed under_reservation withdrawn closed ended.
WHEN_TABLE = """
found_programme                     ---------
add_municipality                    +++++++++
add_policy_field                    +++++++++
rename_policy_field                 +++++++++
establish_body                      +++++++++
retire_body                         +++++++++
give_seat                           +++++++++
end_seat                            +++++++++
add_goal                            +++++++++
add_result                          +++++++++
add_effort                          +++++++++
change_element                      -++++++-+
link_elements                       -++++++-+
change_link                         -++++++-+
unlink_elements                     -++++++-+
split_element                       ----+++-+
merge_elements                      ----+++-+
remove_element                      ----+++-+
restore_element                     -------+-
arrange_network                     +++++++++
write_smart_text                    -++++++-+
agree_smart_text                    -+-------
declare_contract                    -++++++-+
screen_privacy                      -++++++-+
write_dpia                          -++++++-+
advise_on_privacy                   -++++++-+
report_release                      -++++++-+
adopt_dpia                          --+------
implement_measure                   -++------
reopen_measure                      ---++++-+
describe_architecture               -++++++-+
adopt_architecture                  -+-------
give_advice                         -++++++-+
take_decision                       +++++++++
take_decision: priority             -++++++-+
take_decision: place                ---++-+--
take_decision: an executive         +++++++++
take_decision: a council            +++++++++
take_decision: the architects       +++++++++
take_decision: the sounding board   ---------
confirm_decision                    --++-----
withdraw_decision                   --+++++++
freeze_network                      -++++++++
discuss_version                     -+-------
book_amount                         -++++++-+
allocate_capacity                   -++++++++
draft_letter                        -+++-----
offer_letter                        --++-----
record_consultation                 ---------
report_operation                    -++++++-+
adopt_dpia: a mayor                 --+------
change_body                         +++++++++
name_substitute                     +--------
end_substitute                      -+++-----
record_interface                    +--------
end_interface                       -+++-----
raise_question                      +--------
assign_question                     -+-------
settle_question                     -+++-----
lift_reservation                    --++-----
set_ceiling                         ++--+++++
convene_meeting                     +++++++++
cancel_meeting                      ++-------
set_agenda                          ++++-----
record_attendance                   ++++-----
write_minutes                       --++-----
confirm_minutes                     --++-----
agree_action                        +++++++++
settle_action                       ++++-----
report_escalation                   +++++++++
raise_escalation                    -++------
settle_escalation                   --+------
close_escalation                    ---+-----
submit_idea                         +++++++++
amend_idea                          -+++-----
take_up_idea                        -+-------
investigate_idea                    --++-----
answer_idea                         -+++-----
elaborate_idea                      ---+-----
merge_ideas                         -+++-----
realise_idea                        ----+++-+
invite_to_preview                   -++++++-+
end_preview                         -+++-----
remark_on_preview                   -+++-----
answer_remark                       --+++++++
"""
WHEN = {
    line[:36].strip(): dict(zip(STATES, line[36:].strip(), strict=True)) for line in WHEN_TABLE.strip().splitlines()
}


@cache
def world_in(state: str, found):
    """The world in this state, made once."""
    world = populated(found())
    STATES[state](world)
    return world


def _letters(name: str) -> str:
    assert name in VARIANT_ROWS or name in ROWS, f"act {name!r} has no row in TABLE of test_permissions: who may it?"
    return VARIANT_ROWS[name] if name in VARIANT_ROWS else ROWS[name]


def expected_to_be_let(name: str, role: str, town: str, state: str) -> bool:
    """Whether the oracle lets this person try, whatever the moment says of the thing."""
    if (role in LOCAL and town == "none") or (name in BOUND and town != "own"):
        return False
    if role == "hired_analyst" and state == "ended":
        return False
    for letter in _letters(name):
        if role in LETTERS.get(letter, ()):
            if letter not in PERSONAL:
                return True
            if town == "own" and state in PERSONAL_SINCE[letter]:
                return True
    return False


def _refusal(world, act, who: str, sender: str | None) -> str:
    """The rule that refuses; '' when it may be recorded."""
    draft = Draft(act=act, by=who, on_behalf_of=sender, holds_from=world.today)
    try:
        check(world.programme, draft, today=world.today)
    except (NotAllowed, Conflict) as refusal:
        return refusal.rule
    return ""


def _difference(name: str, role: str, town: str, state: str, rule: str) -> str:
    """What is not as the oracle says; '' when it is."""
    let = expected_to_be_let(name, role, town, state)
    fits = WHEN.get(name, {}).get(state)
    if not let:
        return "" if rule in NOT_HIM else f"{role} ({town}) is not stopped as a person: {rule or 'recorded'}"
    if fits is None:
        return f"{role} ({town}) is stopped: {rule}" if rule in NOT_HIM else ""
    if (rule == "") is (fits == "+"):
        return ""
    return f"{role} ({town}): {rule or 'recorded'}, where the table says {fits}"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", NAMES)
def test_each_act_is_for_whom_and_when_the_tables_say(new_world, name, state):
    world = world_in(state, new_world)
    act, sender = tried(name, world), SENDERS.get(name)
    differences = [
        told
        for role in ROLES
        for town in TOWNS
        if (told := _difference(name, role, town, state, _refusal(world, act, person(role, town), sender)))
    ]
    assert not differences


def test_the_matrix_has_at_least_twenty_thousand_cases(capsys):
    cases = len(NAMES) * len(ROLES) * len(TOWNS) * len(STATES)
    with capsys.disabled():
        print(
            f"\n{len(NAMES)} acts × {len(ROLES)} roles × {len(TOWNS)} municipalities × {len(STATES)} states = {cases}"
        )
    assert cases >= 20_000


def test_the_oracle_names_only_what_there_is():
    known = {role for roles in LETTERS.values() for role in roles}
    assert known <= set(ROLES)
    assert set(WHEN) <= set(NAMES), "a row in WHEN is of no act"
    assert set(VARIANT_ROWS) == set(VARIANTS)


def test_every_state_is_another_one(new_world):
    heads = {(world_in(state, new_world).programme.head, world_in(state, new_world).today) for state in STATES}
    assert len(heads) == len(STATES)
    assert world_in("ended", new_world).today > HIRED_UNTIL > world_in("placed", new_world).today


@pytest.mark.parametrize(
    "role", ["functional_administrator", "technical_administrator", "auditor", "guest", "consultant"]
)
def test_who_administers_supervises_or_visits_records_nothing_at_all(new_world, role):
    assert not any(expected_to_be_let(name, role, town, state) for name in NAMES for town in TOWNS for state in STATES)
