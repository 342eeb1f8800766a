"""Data: codebook, rules, coverage, sources, how to cite, change log."""

import streamlit as st

from atlas.text import _
from components import reference
from components.context import view
from components.controls import choice

dataset = view().dataset
VIEWS = {
    "coverage": (_("Coverage"), reference.show_coverage),
    "codebook": (_("Codebook"), reference.show_codebook),
    "rules": (_("Rules"), reference.show_rules),
    "sources": (_("Sources"), reference.show_sources),
    "cite": (_("Cite and reuse"), reference.show_citation),
    "changes": (_("Changes"), reference.show_changes),
}
st.caption(_("This page describes the whole dataset; the filters do not apply to it."))
shown = choice("view", _("Show"), {code: label for code, (label, _show) in VIEWS.items()})
VIEWS[shown][1](dataset)
