"""Events: the table, and the record of one event under its own link."""

import streamlit as st

from atlas.queries.record import event_record
from atlas.text import _
from components import address
from components.context import view
from components.empty import show_empty_state
from components.events import show_event_list, show_record

dataset, selected = view().dataset, view().selected
asked = address.page_value("event")
record = event_record(dataset, asked) if asked else None

if record is not None:
    address.set_page_value("event", asked)
    st.page_link(
        "pages/explore/events.py",
        label=_("All events of the selection"),
        icon=":material/arrow_back:",
        query_params=address.filters_query(),
    )
    show_record(record)
else:
    if asked:
        st.info(_("No event on record has the identifier “{event}”.").format(event=asked), icon=":material/search_off:")
    if len(selected) == 0:
        show_empty_state(selected, dataset)
    else:
        show_event_list(selected, dataset, key="events")
