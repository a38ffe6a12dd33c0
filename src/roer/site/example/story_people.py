"""The people of the example. Two are named in the letter (a public document); all others are invented.

The two hold the seats that the letter gives them and record nothing: every act of the example is done by somebody
invented. Personas are the people whom the demo's sign-in page offers.
"""

from __future__ import annotations

from dataclasses import dataclass

HILLEGOM, LISSE, TEYLINGEN = "GM0534", "GM0553", "GM1525"
TOWNS = (HILLEGOM, LISSE, TEYLINGEN)

DIRECTOR = "pieter-brand"
SECRETARY = "noor-dekker"
ADVISER = "ruben-vos"
MANAGER = "lucas-kuijpers"
HOLDER_HILLEGOM = "j-van-rijn"
DEPUTY_HILLEGOM = "karin-postma"
ALDERMAN_LISSE = "joost-verhagen"
ALDERMAN_TEYLINGEN = "anneke-smits"
DEPUTY_TEYLINGEN = "bram-kuiper"
MAYORS = {HILLEGOM: "frits-zwart", LISSE: "hanna-verbeek", TEYLINGEN: "olaf-wiersma"}
OFFICER = "sem-de-wit"
ARCHITECT = "iris-kok"
ANALYST = "fatima-aydin"
ENGINEER = "kees-timmer"
CLIENT_YOUTH = "mirjam-faber"
CLIENT_SAFETY = "gert-prins"
CLIENT_SERVICES = "linda-visser"
CLIENT_CARE = "olga-peters"
CLIENT_LIVING = "tom-bakker"
TOWN_SECRETARIES = {HILLEGOM: "petra-haan", LISSE: "wouter-blom", TEYLINGEN: "sanne-groot"}
COUNCILLORS = {HILLEGOM: "daan-mulder", LISSE: "els-van-dam", TEYLINGEN: "youssef-amrani"}
CLERKS = {HILLEGOM: "ria-meijer", LISSE: "henk-jansma", TEYLINGEN: "tineke-bos"}


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody of the example; `origin` is 'fictief' or where the letter names him; personas sign in to the demo."""

    id: str
    name: str
    function: str
    municipality: str | None = None
    persona: bool = False
    origin: str = "fictief"


def people() -> tuple[ExamplePerson, ...]:
    """Everybody of the example, personas first."""
    return (
        ExamplePerson(SECRETARY, "Noor Dekker", "programmasecretaris, programmateam", persona=True),
        ExamplePerson(
            ALDERMAN_LISSE, "Joost Verhagen", "wethouder in Lisse, lid van de stuurgroep", LISSE, persona=True
        ),
        ExamplePerson(CLERKS[HILLEGOM], "Ria Meijer", "griffier van Hillegom, klankbordgroep", HILLEGOM, persona=True),
        ExamplePerson(
            COUNCILLORS[HILLEGOM], "Daan Mulder", "raadslid in Hillegom, klankbordgroep", HILLEGOM, persona=True
        ),
        ExamplePerson(CLIENT_YOUTH, "Mirjam Faber", "beleidsmedewerker jeugd, klant van de Jeugdmonitor", persona=True),
        ExamplePerson(OFFICER, "Sem de Wit", "Functionaris Gegevensbescherming", persona=True),
        ExamplePerson(ARCHITECT, "Iris Kok", "architect", persona=True),
        ExamplePerson(ANALYST, "Fatima Aydin", "data-analist, Taakveld Data", persona=True),
        ExamplePerson(
            TOWN_SECRETARIES[HILLEGOM], "Petra Haan", "gemeentesecretaris van Hillegom", HILLEGOM, persona=True
        ),
        ExamplePerson(DIRECTOR, "Pieter Brand", "directeur HLTsamen, lid van de stuurgroep", persona=True),
        ExamplePerson(ADVISER, "Ruben Vos", "adviseur, programmateam"),
        ExamplePerson(ALDERMAN_TEYLINGEN, "Anneke Smits", "wethouder in Teylingen, lid van de stuurgroep", TEYLINGEN),
        ExamplePerson(DEPUTY_HILLEGOM, "Karin Postma", "waarnemend wethouder in Hillegom, stuurgroep", HILLEGOM),
        ExamplePerson(DEPUTY_TEYLINGEN, "Bram Kuiper", "wethouder in Teylingen", TEYLINGEN),
        ExamplePerson(MAYORS[HILLEGOM], "Frits Zwart", "burgemeester van Hillegom", HILLEGOM),
        ExamplePerson(MAYORS[LISSE], "Hanna Verbeek", "burgemeester van Lisse", LISSE),
        ExamplePerson(MAYORS[TEYLINGEN], "Olaf Wiersma", "burgemeester van Teylingen", TEYLINGEN),
        ExamplePerson(ENGINEER, "Kees Timmer", "data-engineer, Taakveld Data"),
        ExamplePerson(CLIENT_SAFETY, "Gert Prins", "beleidsmedewerker veiligheid"),
        ExamplePerson(CLIENT_SERVICES, "Linda Visser", "hoofd dienstverlening"),
        ExamplePerson(CLIENT_CARE, "Olga Peters", "beleidsmedewerker sociaal domein"),
        ExamplePerson(CLIENT_LIVING, "Tom Bakker", "beleidsmedewerker wonen en leefomgeving"),
        ExamplePerson(TOWN_SECRETARIES[LISSE], "Wouter Blom", "gemeentesecretaris van Lisse", LISSE),
        ExamplePerson(TOWN_SECRETARIES[TEYLINGEN], "Sanne Groot", "gemeentesecretaris van Teylingen", TEYLINGEN),
        ExamplePerson(COUNCILLORS[LISSE], "Els van Dam", "raadslid in Lisse, klankbordgroep", LISSE),
        ExamplePerson(COUNCILLORS[TEYLINGEN], "Youssef Amrani", "raadslid in Teylingen, klankbordgroep", TEYLINGEN),
        ExamplePerson(CLERKS[LISSE], "Henk Jansma", "griffier van Lisse, klankbordgroep", LISSE),
        ExamplePerson(CLERKS[TEYLINGEN], "Tineke Bos", "griffier van Teylingen, klankbordgroep", TEYLINGEN),
        ExamplePerson(MANAGER, "Lucas Kuijpers", "programmamanager (Bureau van Aanpak)", origin="brief, kop en §1"),
        ExamplePerson(
            HOLDER_HILLEGOM, "Dhr. J. van Rijn", "portefeuillehouder in Hillegom", HILLEGOM, origin="brief, kop"
        ),
    )
