"""Organizations: the profile of one body at whatever level it is, or the index of all."""

import streamlit as st

from atlas.queries.organization_profile import organization_profile
from atlas.text import _
from components import address
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.missions_joined import show_missions_joined, show_partners_of
from components.organization_profile import show_events, show_head, show_index, show_overview

dataset, selected = view().dataset, view().selected
VIEWS = {
    "overview": _("Overview"),
    "missions": _("Who joined its missions"),
    "partners": _("Partners by role"),
    "events": _("Events"),
}
SHOW = {
    "overview": show_overview,
    "missions": show_missions_joined,
    "partners": show_partners_of,
    "events": show_events,
}

asked = address.page_value("of")
profile = organization_profile(selected, dataset, asked) if asked else None
if profile is not None:
    address.set_page_value("of", asked)
    show_head(profile, dataset)
    if len(selected) == 0:
        show_empty_state(selected, dataset)
    else:
        SHOW[choice("view", _("Part of the profile"), VIEWS)](profile, selected, dataset)
else:
    if asked:
        st.info(
            _("No organization on record has the identifier “{body}”.").format(body=asked), icon=":material/search_off:"
        )
    if len(selected) == 0:
        show_empty_state(selected, dataset)
    else:
        show_index(selected, dataset)
