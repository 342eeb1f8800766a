"""Links to profiles and records: each carries the filters, so what it opens shows the same selection."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote_plus, urlencode

from components import address
from components.leap import leap_to

STATE_PAGE = "pages/profiles/state.py"
ORGANIZATION_PAGE = "pages/profiles/organization.py"


def state_href(state: str) -> str:
    """The address of a State's profile, relative to the app: for labels of charts and for Markdown."""
    return _href("state", state)


def organization_href(body: str) -> str:
    """The address of an organization's profile, relative to the app."""
    return _href("organization", body)


def organization_hrefs(bodies: Iterable[str]) -> dict[str, str]:
    """Organization id to the address of its profile."""
    query = _filters()
    return {body: f"organization?{query}of={quote_plus(body)}" for body in bodies}


def _href(path: str, of: str) -> str:
    return f"{path}?{_filters()}of={quote_plus(of)}"


def _filters() -> str:
    """The filters' part of an address, to go before another parameter."""
    query = urlencode(address.filters_query(), doseq=True)
    return f"{query}&" if query else ""


def open_state(state: str) -> None:
    """Go to a State's profile; Back returns to where the reader was."""
    leap_to(STATE_PAGE, {**address.filters_query(), "of": [state]})


def open_organization(body: str) -> None:
    """Go to an organization's profile; Back returns to where the reader was."""
    leap_to(ORGANIZATION_PAGE, {**address.filters_query(), "of": [body]})
