"""People are entered with a password that holds, or refused in Dutch."""

from __future__ import annotations

import pytest
import typer

from roer.office.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering(monkeypatch):
    """Answer the question for a password."""
    return lambda password: monkeypatch.setattr("typer.prompt", lambda *told, **how: password)


def test_somebody_who_is_entered_may_sign_in(roer, workspace, answering):
    answering("een-lang-wachtwoord")
    code, told, complaints = roer("people", "enter", "anna", "--name", "Anna de Vries")
    assert (code, told) == (0, "Anna de Vries kan zich aanmelden als anna.\n"), complaints
    assert Account.objects.get(sign_in_name="anna").check_password("een-lang-wachtwoord")


@pytest.mark.parametrize(
    ("person", "name", "password", "told"),
    [
        ("anna", "Anna", "kort", "Het wachtwoord is korter dan 12 tekens."),
        ("anna", "Anna", "1234567890123", "Dit wachtwoord is te algemeen."),
        ("Anna de Vries", "Anna", "een-lang-wachtwoord", "Anna de Vries: "),
        ("anna", "", "een-lang-wachtwoord", "anna: Dit veld kan niet leeg zijn"),
    ],
)
def test_who_cannot_be_entered_is_refused_in_dutch(roer, workspace, answering, person, name, password, told):
    answering(password)
    code, _, complaints = roer("people", "enter", person, "--name", name)
    assert code == 1
    assert told in complaints
    assert not Account.objects.exists()


def test_a_question_that_is_not_answered_changes_nothing(roer, workspace, monkeypatch):
    def stop(*told, **how):
        raise typer.Abort

    monkeypatch.setattr("typer.prompt", stop)
    code, _, complaints = roer("people", "enter", "anna", "--name", "Anna")
    assert (code, "Afgebroken; er is niets veranderd." in complaints) == (1, True)
    assert not Account.objects.exists()
