"""The addresses of the letters."""

from django.urls import path

from roer.office.letters import pages

app_name = "letters"
urlpatterns = [
    path("brieven/", pages.letters, name="letters"),
    path("brieven/<str:code>/", pages.letter, name="letter"),
    path("brieven/<str:code>/<str:municipality>.pdf", pages.pdf, name="pdf"),
]
