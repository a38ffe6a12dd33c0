"""Saved views: one's own or shared, made by choosing, used by their address; those of others do not exist."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command

from roer.office.people.register import enter
from roer.office.steering.models import SavedView
from roer.office.steering.saved_views import known

pytestmark = pytest.mark.usefixtures("example")
TEAM, OTHER = "noor-dekker", "mirjam-faber"
RULES = {
    "what_1": "phase:execution", "colour_1": "blue", "word_1": "bezig",
    "what_2": "phase:", "colour_2": "grey", "word_2": "",
}  # fmt: skip


def save(client, **changes):
    return client.post("/din/weergaven/nieuw/", {"name": "Wie is bezig", "query": "kleur=fase", **RULES, **changes})


def view() -> SavedView:
    return SavedView.objects.get()


def test_a_view_made_by_choosing_colours_the_network(as_person):
    client = as_person(TEAM)
    answer = save(client, query="kleur=poorten&versie=1&kolommen=resultaten,inspanningen")
    assert answer["Location"] == f"/din/?kleur={view().code}&kolommen=resultaten,inspanningen"
    page = client.get(answer["Location"]).content.decode()
    assert "Kleur: Wie is bezig" in page
    assert re.search(r"bezig \(\d+\)", page)
    assert re.search(r"fase van de inspanning \(\d+\)", page)
    assert f'<option value="{view().code}" selected>Wie is bezig</option>' in page


def test_a_view_without_rules_keeps_the_colours_and_the_part_that_one_saw(as_person):
    client = as_person(TEAM)
    answer = client.post("/din/weergaven/nieuw/", {"name": "Lisse", "query": "kleur=poorten&gemeente=GM0553"})
    page = client.get(answer["Location"]).content.decode()
    assert view().definition is None
    assert "van 4 poorten" in page
    assert 'name="gemeente" value="GM0553" checked' in page


def test_what_others_keep_for_themselves_does_not_exist_for_anybody_else(as_person):
    save(as_person(TEAM))
    number = view().pk
    other = as_person(OTHER)
    for address in (f"/din/?kleur=mijn-{number}", f"/din/weergaven/{number}/", f"/din/weergaven/{number}/verwijderen/"):
        assert other.get(address).status_code == 404
        assert other.get(address.replace(str(number), "999")).status_code == 404
    assert "Wie is bezig" not in other.get("/din/").content.decode()
    assert "Wie is bezig" not in other.get("/din/weergaven/").content.decode()
    assert other.post(f"/din/weergaven/{number}/verwijderen/").status_code == 404
    assert view().pk == number


def test_a_shared_view_is_for_everybody_to_use_and_for_its_maker_to_change(as_person, client):
    save(as_person(TEAM), shared="on")
    other = as_person(OTHER)
    assert "Wie is bezig" in other.get("/din/weergaven/").content.decode()
    assert "Kleur: Wie is bezig" in other.get(f"/din/?kleur={view().code}").content.decode()
    assert other.get(f"/din/weergaven/{view().pk}/").status_code == 404
    client.logout()
    assert "Kleur: Wie is bezig" in client.get(f"/din/?kleur={view().code}").content.decode()
    assert client.get(f"/din/netwerk.svg?kleur={view().code}").status_code == 200


def test_a_view_can_be_renamed_shared_and_given_other_rules(as_person):
    client = as_person(TEAM)
    save(client)
    page = client.get(f"/din/weergaven/{view().pk}/").content.decode()
    assert '<option value="phase:execution" selected>' in page
    answer = client.post(
        f"/din/weergaven/{view().pk}/",
        {"name": "Wie begint", "shared": "on", "what_1": "phase:idea", "colour_1": "red", "word_1": "begint"},
    )
    assert answer.status_code == 302
    assert (view().name, view().shared) == ("Wie begint", True)
    assert re.search(r"begint \(\d+\)", client.get(answer["Location"]).content.decode())


def test_changed_rules_are_seen_at_once(as_person):
    client = as_person(TEAM)
    save(client)
    assert re.search(r"bezig \(\d+\)", client.get(f"/din/?kleur={view().code}").content.decode())
    client.post(f"/din/weergaven/{view().pk}/", {"name": "Wie is bezig", **RULES, "word_1": "druk"})
    assert re.search(r"druk \(\d+\)", client.get(f"/din/?kleur={view().code}").content.decode())


def test_a_view_is_deleted_after_asking(as_person):
    client = as_person(TEAM)
    save(client)
    address = f"/din/weergaven/{view().pk}/verwijderen/"
    assert "Verwijder de weergave" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "De weergave ‘Wie is bezig’ is verwijderd." in page
    assert not SavedView.objects.exists()


def test_who_is_not_signed_in_is_asked_to_and_saves_nothing(client):
    for address in ("/din/weergaven/nieuw/", "/din/weergaven/1/", "/din/weergaven/1/verwijderen/"):
        assert client.post(address, {"name": "x"})["Location"].startswith("/aanmelden/")
    assert "Meld u aan" in client.get("/din/weergaven/").content.decode()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Dit veld is verplicht."),
        ({"what_2": "phase:execution"}, "Regel 2 wordt nooit gebruikt"),
        ({"what_2": "phase:idea", "word_2": "bezig"}, "Het woord ‘bezig’ heeft twee kleuren"),
        ({"what_1": "phase:exploded"}, "Selecteer een geldige keuze"),
        ({"colour_1": "mauve"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_cannot_be_saved_is_said_and_what_was_filled_in_stays(as_person, changes, says):
    answer = save(as_person(TEAM), **changes)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert says in page
    assert 'value="bezig"' in page
    assert not SavedView.objects.exists()


def test_two_views_of_one_person_have_two_names(as_person):
    client = as_person(TEAM)
    save(client)
    assert "U hebt al een weergave met deze naam." in save(client).content.decode()
    assert save(as_person(OTHER)).status_code == 302


def test_names_and_words_stay_text_everywhere(as_person):
    client = as_person(TEAM)
    hostile = '</text><script>alert(1)</script>"{{ 7|add:7 }}'
    answer = save(client, name=hostile, word_1=hostile[:60], shared="on")
    for address in (answer["Location"], "/din/weergaven/", f"/din/weergaven/{view().pk}/", "/din/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7|add:7 }}" in page
    assert "<script>alert" not in client.get(f"/din/netwerk.svg?kleur={view().code}").content.decode()


def test_rules_that_this_roer_does_not_know_give_the_usual_colours(as_person):
    client = as_person(TEAM)
    save(client)
    SavedView.objects.update(definition={"name": "Later", "rules": [{"source": "weather", "word": "zon"}]})
    assert known(view()).code == view().code
    assert client.get(f"/din/?kleur={view().code}").status_code == 200
    assert client.get(f"/din/weergaven/{view().pk}/").status_code == 200


def test_a_view_saved_from_a_saved_view_starts_with_its_rules(as_person):
    client = as_person(TEAM)
    save(client)
    page = client.get(f"/din/weergaven/nieuw/?kleur={view().code}&gemeente=GM0553").content.decode()
    assert '<option value="phase:execution" selected>' in page
    assert 'value="kleur=fase&amp;gemeente=GM0553"' in page


def test_the_views_of_somebody_who_is_erased_go_with_her(as_person):
    person = enter("tijdelijk-iemand", name="Tijdelijk Iemand")
    SavedView.objects.create(owner=person, name="Even", shared=True)
    person.delete()
    assert not SavedView.objects.exists()


def test_the_tables_are_what_the_code_says():
    call_command("makemigrations", "steering", check=True, dry_run=True, verbosity=0)
