"""States: the five side by side, or the profile of one: who visited and when, partners, topics, counterparts, figures."""

import streamlit as st

from atlas.queries.counts import announced_events
from atlas.queries.state_profile import profile_slice, state_figures
from atlas.queries.visits import visit_chain
from atlas.sentences.state_profile import index_sentence, profile_sentence
from atlas.text import _
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.events import show_announced
from components.state_profile import (
    say_set_aside,
    show_counterparts,
    show_coverage,
    show_reported_figures,
    show_state_partners,
    show_states,
    show_states_visits,
    show_topics,
    show_visits,
)
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
labels = dataset.labels("states")
names = {state: labels[state] for state in dataset.central_asian_states}

state = choice("of", _("State"), {"all": _("All five"), **names})
if state == "all" and len(selected) == 0:
    show_empty_state(selected, dataset)
elif state == "all":
    chains = [visit_chain(selected, dataset, code) for code in selected.selection.states or names]
    figures = state_figures(selected, dataset, chains)
    st.markdown(index_sentence(figures, selected.selection))
    show_states(figures)
    show_states_visits(chains, figures, selected, dataset, chart_width())
else:
    name = names[state]
    profile = profile_slice(selected, dataset, state)
    say_set_aside(state, selected, dataset)
    if len(profile) == 0:
        show_empty_state(profile, dataset, fixed="states")
    else:
        width = chart_width()
        chain = visit_chain(profile, dataset, state)
        figures = state_figures(profile, dataset, [chain]).iloc[0]
        st.markdown(profile_sentence(figures, chain, profile.selection))
        show_visits(chain, name, profile, dataset, width)
        show_announced(announced_events(profile), width)
        show_state_partners(name, profile, dataset, width)
        left, right = st.columns([2, 3])
        with left:
            show_topics(profile, dataset)
        with right:
            show_counterparts(state, name, profile, dataset)
        show_reported_figures(state, name, profile, dataset)
        show_coverage(state, name, profile, dataset)
