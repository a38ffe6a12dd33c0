"""The tag that says on other pages how healthy the network is, in one line with a link to the work list."""

from __future__ import annotations

from django import template

from roer.core.programme.state import Programme
from roer.office.steering.health import concerns_of

register = template.Library()


@register.inclusion_tag("steering/parts/din_health.html")
def din_health(programme: Programme) -> dict[str, int]:
    """How many concerns this programme's network has: `{% din_health programme %}`."""
    return {"count": len(concerns_of(programme))}
