"""Partnerships: who is listed with whom, as a network and as a matrix, with communities and centrality."""

import streamlit as st

from atlas.figures.network import network_figure
from atlas.figures.tie_matrix import tie_columns, tie_squares
from atlas.queries import partnerships as queries
from atlas.sentences import partnerships as words
from atlas.tables.partnerships import ties_table
from components.charts import show_chart
from components.context import view
from components.controls import column_window
from components.empty import show_empty_state
from components.links import organization_hrefs
from components.method import show_method
from components.partnerships import controls, show_centrality, show_clicked, show_communities, show_files, show_partners
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
focus, shape, asked = controls(dataset)
listing = queries.co_listing(selected, dataset, focus)
least = asked or queries.fitting_least(listing)
network = queries.partner_network(listing, least)

if len(selected) == 0:
    show_empty_state(selected, dataset)
elif focus and focus not in set(listing.bodies["body"]):
    st.info(words.not_listed_sentence(dataset.organization_names[focus]))
else:
    st.markdown(words.opening_sentence(listing))
    labels = words.community_labels(network)
    if network.ties.empty:
        st.info(words.no_ties_sentence(listing, least))
    else:
        width, drawn = chart_width(), queries.drawn_bodies(network)
        ties = queries.ties_among(network, drawn)
        if shape == "network":
            figure = network_figure(queries.placed(drawn, ties), ties, labels, width, focus)
        else:
            window = column_window(len(drawn), tie_columns(width))
            figure = tie_squares(drawn, ties, labels, organization_hrefs(drawn["body"]), width, window)
        clicked = show_chart(
            figure,
            key=f"partners_{shape}",
            title=words.partnerships_title(listing, shape),
            alt=words.partnerships_alt(network, shape),
            table=lambda: ties_table(network),
            selected=selected,
            dataset=dataset,
            note=words.partnerships_note(network, shape),
            is_clickable=True,
        )
        show_clicked(clicked, listing, selected, dataset)
        st.caption(words.warning_sentence(listing))
        show_method(words.limits_sentences(listing), key="partnerships")
    if focus:
        show_partners(listing, selected)
    if not network.ties.empty:
        show_communities(network)
        if not focus:
            show_centrality(network)
        show_files(network, selected, dataset)
