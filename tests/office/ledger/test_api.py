"""The door for programs: the same door as the pages, the same reasons, and nothing that a program may say of itself."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from roer.office.ledger.history import entries, programme
from roer.office.people.register import enter, open_account

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/handelingen"
GOAL = {"act": {"kind": "add_goal", "goal": {"code": "D7", "title": "Een doel"}}, "holds_from": "2020-07-02"}
SECOND = {"act": {"kind": "add_goal", "goal": {"code": "D8", "title": "Nog een doel"}}}


@pytest.fixture
def mira(small_ledger, settings, client):
    """A browser in which the one member of the programme team is signed in."""
    settings.ROER_DEMO = True
    open_account(enter("mira-vonk", name="Mira Vonk"), password=None)
    client.post("/aanmelden/", {"person": "mira-vonk"})
    return client


@pytest.fixture
def stranger(small_ledger, settings):
    """A browser in which somebody without any seat is signed in."""
    settings.ROER_DEMO = True
    open_account(enter("bram-visser", name="Bram Visser"), password=None)
    browser = Client()
    browser.post("/aanmelden/", {"person": "bram-visser"})
    return browser


def send(browser, told, **more):
    body = told if isinstance(told, str) else json.dumps(told)
    return browser.post(ADDRESS, body, **{"content_type": "application/json", **more})


def refused(answer, status):
    """The problem details of an answer that recorded nothing."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(answer.content)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert programme().seq == 5
    return problem


def test_one_act_is_recorded_in_the_name_of_who_is_signed_in(mira):
    answer = send(mira, {**GOAL, "reason": "Afgesproken."})
    assert answer.status_code == 201
    (told,) = answer.json()["entries"]
    assert told["seq"] == 6
    (entry,) = entries(after=5)
    assert (entry.hash, entry.draft.by, entry.draft.origin) == (told["hash"], "mira-vonk", "")
    assert (str(entry.draft.holds_from), entry.draft.reason) == ("2020-07-02", "Afgesproken.")


def test_several_acts_are_recorded_together(mira):
    answer = send(mira, [GOAL, SECOND])
    assert [told["seq"] for told in answer.json()["entries"]] == [6, 7]


def test_of_several_acts_none_is_recorded_when_one_is_refused(mira):
    problem = refused(send(mira, [SECOND, GOAL, GOAL]), 403)
    assert (problem["rule"], problem["step"]) == ("code_used", 2)


def test_who_is_not_signed_in_records_nothing(small_ledger, client):
    answer = send(client, GOAL)
    assert refused(answer, 401)["rule"] == "sign_in"
    assert answer["WWW-Authenticate"]


def test_who_has_no_seat_gets_the_reason_that_the_page_gives(stranger):
    problem = refused(send(stranger, GOAL), 403)
    assert problem["rule"] == "permission"
    assert "een lid van het programmateam" in problem["detail"]


@pytest.mark.parametrize(
    "more",
    [
        {"by": "noor-dekker"}, {"origin": "brief §3"}, {"seq": 1}, {"recorded_at": "2020-01-01T00:00:00Z"},
        {"hash": "0" * 64}, {"id": "x"}, {"status": "adopted"}, {"gates": ["client_agreed"]},
    ],
    ids=lambda more: next(iter(more)),
)  # fmt: skip
def test_a_field_that_nobody_may_fill_in_is_refused_and_named(mira, more):
    problem = refused(send(mira, {**GOAL, **more}), 400)
    assert [(one["rule"], one["field"]) for one in problem["problems"]] == [("unknown_field", next(iter(more)))]


def test_every_mistake_is_told_at_once_with_its_place(mira):
    wrong = {"act": {"kind": "add_goal", "goal": {"code": "zo niet", "placed": True}}, "holds_from": "morgen"}
    problem = refused(send(mira, [GOAL, wrong]), 400)
    assert {(one["field"], one["rule"]) for one in problem["problems"]} == {
        ("1.act.goal.code", "invalid_value"),
        ("1.act.goal.title", "missing_field"),
        ("1.act.goal.placed", "unknown_field"),
        ("1.holds_from", "invalid_value"),
    }


@pytest.mark.parametrize(
    "body",
    [
        " ", "{", "null", "7", "[]", '"tekst"', "[[]]", "[" * 100_000, '{"act": NaN}', "é".encode("latin-1"),
        '{"act": {"kind": "add_goal", "kind": "add_goal", "goal": {"code": "D7", "title": "x"}}}',
        '{"act": {"kind": "tick_gate"}}', '{"act": {}}', '{"act": {"kind": "add_goal", "goal": {"code": "D7"}}}',
        '{"act": {"kind": "add_goal", "goal": {"code": "D7", "title": "\\ud800"}}}', "9" * 5_000,
    ],
)  # fmt: skip
def test_a_body_that_is_no_act_is_refused_in_words(mira, body):
    assert refused(mira.post(ADDRESS, body, content_type="application/json"), 400)["problems"]


def test_too_many_acts_at_once_are_refused(mira):
    refused(send(mira, [GOAL] * 501), 400)
    refused(send(mira, " " * 3_000_000), 413)


def test_only_json_is_read(mira):
    assert refused(mira.post(ADDRESS, {"act": "add_goal"}), 415)["rule"] == "content_type"


def test_a_conflict_names_who_was_first_and_when(mira):
    changed = {"kind": "change_element", "element": {"type": "goal", "code": "D1", "title": "Anders"}, "expects": 5}
    assert send(mira, {"act": changed}).status_code == 201
    answer = send(mira, {"act": {**changed, "element": {**changed["element"], "title": "Nog anders"}}})
    problem = json.loads(answer.content)
    assert (answer.status_code, problem["rule"], problem["step"]) == (409, "conflict", 0)
    assert (problem["first"]["by"], problem["first"]["name"], problem["first"]["seq"]) == ("mira-vonk", "Mira Vonk", 6)
    assert problem["first"]["recorded_at"].endswith("Z")
    assert "Mira Vonk heeft" in problem["detail"]


def test_a_page_of_another_site_cannot_send_acts_along(small_ledger, settings):
    settings.ROER_DEMO = True
    open_account(enter("mira-vonk", name="Mira Vonk"), password=None)
    browser = Client(enforce_csrf_checks=True)
    browser.get("/aanmelden/")
    token = browser.cookies["csrftoken"].value
    browser.post("/aanmelden/", {"person": "mira-vonk", "csrfmiddlewaretoken": token})
    assert refused(send(browser, GOAL), 403)["rule"] == "csrf"
    assert refused(send(browser, GOAL, headers={"X-CSRFToken": "a" * 32}), 403)["rule"] == "csrf"
    from_elsewhere = {"X-CSRFToken": browser.cookies["csrftoken"].value, "Origin": "https://elders.example"}
    assert refused(send(browser, GOAL, headers=from_elsewhere), 403)["rule"] == "csrf"
    assert send(browser, GOAL, headers={"X-CSRFToken": browser.cookies["csrftoken"].value}).status_code == 201


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "head"])
def test_acts_are_only_posted(mira, method):
    answer = getattr(mira, method)(ADDRESS)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1", "/api/v1/handelingen/", "/api/v2/handelingen", "/api/v1/x.json"]
)
def test_another_address_is_not_there_and_leads_nowhere(mira, address):
    answer = mira.post(address, "{}", content_type="application/json")
    assert refused(answer, 404)["rule"] == "unknown_address"
    assert mira.get(address).status_code == 404


def test_every_answer_tells_the_version_and_is_kept_nowhere(mira):
    for answer in (send(mira, GOAL), send(mira, GOAL), send(Client(), GOAL), mira.get("/api/x"), mira.get(ADDRESS)):
        assert (answer["API-Version"], answer["Cache-Control"]) == ("1.0.0", "no-store")


def test_a_refused_attempt_is_logged_by_rule_and_person_and_without_content(stranger, caplog):
    send(stranger, GOAL)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "roer.refused"]
    assert line == "bram-visser: add_goal [permission]"
