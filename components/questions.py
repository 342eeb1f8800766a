"""Questions that the Atlas answers, each a link to the view that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from atlas.text import _
from components.links import ORGANIZATION_PAGE


@dataclass(frozen=True)
class Question:
    """A question in words, the page that answers it, and the view of that page."""

    words: str
    page: str
    query: Mapping[str, list[str]] = field(default_factory=dict)


QUESTIONS: Sequence[Question] = (
    Question(
        _("Which bodies joined CTED’s visits, which only once?"),
        ORGANIZATION_PAGE,
        {"of": ["un-cted"], "view": ["missions"]},
    ),
    Question(_("Which State has waited longest for an assessment?"), "pages/analysis/gaps.py"),
    Question(
        _("Who funds what the OSCE organizes in Tajikistan?"),
        ORGANIZATION_PAGE,
        {"of": ["osce"], "view": ["partners"], "partners": ["organizer"], "state": ["TJK"]},
    ),
    Question(
        _("Who appears together with RATS SCO?"),
        "pages/analysis/partnerships.py",
        {"focus": ["sco-rats"]},
    ),
    Question(_("What changed between 2010–2016 and 2017–2024?"), "pages/analysis/compare.py"),
)


def show_questions() -> None:
    """The questions as links. They open with filters of their own: the question names them."""
    with st.expander(_("Questions that the record answers"), expanded=True, icon=":material/help:", key="questions"):
        for question in QUESTIONS:
            st.page_link(
                question.page, label=question.words, icon=":material/arrow_forward:", query_params=dict(question.query)
            )
