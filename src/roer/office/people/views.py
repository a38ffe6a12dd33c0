"""Signing in and out. Without a password only in the demo, as one of the example's people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from roer.office.people.models import Account

ACCOUNTS = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page: name and password, and in the demo a button for each of its people."""
    if request.method == "POST" and "person" in request.POST:
        return _sign_in_without_password(request)
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_onward(request))
    accounts = Account.objects.filter(person__active=True).select_related("person").order_by("person__name")
    told = {"form": form, "accounts": accounts if settings.ROER_DEMO else (), "onward": _onward(request)}
    return render(request, "people/sign_in.html", told, status=400 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the start page."""
    logout(request)
    return HttpResponseRedirect("/")


def _sign_in_without_password(request: HttpRequest) -> HttpResponse:
    if not settings.ROER_DEMO:
        raise PermissionDenied(_("Aanmelden zonder wachtwoord kan alleen in de demo."))
    account = get_object_or_404(Account, person_id=request.POST["person"], person__active=True)
    login(request, account, backend=ACCOUNTS)
    return HttpResponseRedirect(_onward(request))


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
