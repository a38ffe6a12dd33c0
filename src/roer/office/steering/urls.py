"""The addresses of the steering pages."""

from django.urls import include, path

from roer.office.steering.editing.undo_page import Undo
from roer.office.steering.entry import entry
from roer.office.steering.placing_page import PlaceResult
from roer.office.steering.results import result, results
from roer.office.steering.roadmap import roadmap
from roer.office.steering.start import start

app_name = "steering"
urlpatterns = [
    path("", start, name="start"),
    path("din/", include("roer.office.steering.din_urls")),
    path("din/", include("roer.office.steering.editing.urls")),
    path("", include("roer.office.steering.turns.urls")),
    path("resultaten/", results, name="results"),
    path("resultaten/<str:code>/", result, name="result"),
    path("resultaten/<str:code>/", include("roer.office.steering.architecture.urls")),
    path("roadmap/", roadmap, name="roadmap"),
    path("roadmap/<str:code>/plaatsen/", PlaceResult.as_view(), name="place"),
    path("besturing/", include("roer.office.steering.organisation.urls")),
    path("", include("roer.office.steering.meetings.urls")),
    path("ideeen/", include("roer.office.steering.ideas.urls")),
    path("privacy/", include("roer.office.steering.privacy.urls")),
    path("grootboek/<int:seq>/", entry, name="entry"),
    path("grootboek/<int:seq>/ongedaan/", Undo.as_view(), name="undo"),
]
