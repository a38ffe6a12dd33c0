"""The addresses for working on the network, under `/din/`."""

from django.urls import path, register_converter

from roer.office.steering.editing.element_pages import Add, Change
from roer.office.steering.editing.field_pages import PolicyFields, RenameField
from roer.office.steering.editing.lineage_pages import Merge, Remove, Restore, Split
from roer.office.steering.editing.link_pages import Confirm, Connect, Reweigh, Unlink
from roer.office.steering.editing.means_pages import Allocate, Book
from roer.office.steering.editing.panel import element
from roer.office.steering.editing.proposal_pages import NewProposal, ProposalPage, proposals
from roer.office.steering.editing.smart_page import WriteSmart


class ElementCode:
    """A code in an address: capitals, so that it is never taken for the name of a page."""

    regex = "[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*"

    @staticmethod
    def to_python(value: str) -> str:
        """The code as it stands in the address."""
        return value

    to_url = to_python


register_converter(ElementCode, "code")
urlpatterns = [
    path("toevoegen/<str:word>/", Add.as_view(), name="add"),
    path("samenvoegen/", Merge.as_view(), name="merge"),
    path("beleidsterreinen/", PolicyFields.as_view(), name="policy_fields"),
    path("beleidsterreinen/<slug:code>/", RenameField.as_view(), name="rename_field"),
    path("voorstellen/", proposals, name="proposals"),
    path("voorstellen/nieuw/", NewProposal.as_view(), name="new_proposal"),
    path("voorstellen/<int:number>/", ProposalPage.as_view(), name="proposal"),
    path("relatie/<code:source>/<code:target>/", Reweigh.as_view(), name="link"),
    path("relatie/<code:source>/<code:target>/bevestigen/", Confirm.as_view(), name="confirm"),
    path("relatie/<code:source>/<code:target>/verbreken/", Unlink.as_view(), name="unlink"),
    path("<code:code>/", element, name="element"),
    path("<code:code>/wijzigen/", Change.as_view(), name="change"),
    path("<code:code>/verbinden/", Connect.as_view(), name="connect"),
    path("<code:code>/smart/", WriteSmart.as_view(), name="smart"),
    path("<code:code>/boeken/", Book.as_view(), name="book"),
    path("<code:code>/inzet/", Allocate.as_view(), name="allocate"),
    path("<code:code>/splitsen/", Split.as_view(), name="split"),
    path("<code:code>/verwijderen/", Remove.as_view(), name="remove"),
    path("<code:code>/herstellen/", Restore.as_view(), name="restore"),
]
