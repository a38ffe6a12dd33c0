"""The addresses of this room."""

from django.urls import include, path, re_path

from roer.office.monitors import views

app_name = "monitors"
urlpatterns = [
    path("monitors/", views.product_list, name="list"),
    path("monitors/<slug:slug>/", views.product, name="product"),
    re_path(r"^monitors/(?P<slug>[\w-]+)\.(?P<kind>csv|xlsx|json)$", views.file, name="file"),
    path("voorvertoningen/", include("roer.office.monitors.previews.urls")),
    path("gebieden/<slug:code>/", views.area, name="area"),
]
