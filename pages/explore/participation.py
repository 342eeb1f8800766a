"""Participation: organizations against missions, events, States, time, topics, event types or programmes."""

import streamlit as st

from atlas.figures.matrix import column_capacity, participation_squares
from atlas.queries.columns import AGAINST, matrix_columns
from atlas.queries.families import family_codes
from atlas.queries.participation import CELLS, ORDERS, cell_events, participation_matrix
from atlas.sentences.matrix import matrix_answer, matrix_note, matrix_sentence, matrix_title
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.text import _
from components.charts import show_chart
from components.context import view
from components.controls import choice, column_window, several
from components.empty import show_empty_state
from components.events import open_record, show_cell
from components.matrix import column_hrefs, row_hrefs
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
COLUMNS = {
    "missions": _("Missions"),
    "events": _("All events"),
    "states": _("States"),
    "years": _("Years"),
    "quarters": _("Quarters"),
    "topics": _("Topics"),
    "types": _("Event types"),
    "programmes": _("Programmes"),
}
VALUES = {"role": _("Role"), "count": _("Count"), "share": _("Share of the column"), "lift": _("Lift")}
ROWS = {"count": _("Count"), "name": _("Name"), "time": _("First seen"), "similarity": _("Similarity")}
MOST_ROWS = 60

against = choice("against", _("Organizations against"), {code: COLUMNS[code] for code in AGAINST})
with st.container(horizontal=True):
    cell = CELLS[against][0]
    if len(CELLS[against]) > 1:
        cell = choice("cell", _("In each cell"), {code: VALUES[code] for code in CELLS[against]})
    order = choice(
        "order",
        _("Order of organizations"),
        {code: ROWS[code] for code in ORDERS},
        help=_("Within each family of bodies; by similarity across all families, in blocks."),
    )
folded = several(
    "fold",
    _("Families shown as one row"),
    family_codes(dataset),
    placeholder=_("none: every organization has a row of its own"),
    help=_("A folded family counts each event once, however many of its bodies are listed there."),
)
width = chart_width()
columns = matrix_columns(selected, dataset, against)
asked = {"cell": cell, "folded": folded, "columns": columns}
if len(selected) == 0:
    show_empty_state(selected, dataset)
elif len(columns) == 0:
    st.info(_("No event of the selection stands in such a column. Choose other columns above."))
else:
    asked["part"] = column_window(len(columns), column_capacity(width, cell))
    matrix = participation_matrix(selected, dataset, against, order, most=MOST_ROWS, **asked)
    if matrix.listed > MOST_ROWS:
        labels = {
            "most": _("The {count} listed most").format(count=MOST_ROWS),
            "all": _("All {count}").format(count=matrix.listed),
        }
        if choice("rows", _("Organizations shown"), labels) == "all":
            matrix = participation_matrix(selected, dataset, against, order, **asked)
    st.markdown(matrix_answer(matrix, against))
    clicked = show_chart(
        participation_squares(
            matrix, matrix_words(matrix, dataset), width, row_hrefs(matrix, dataset), column_hrefs(matrix, dataset)
        ),
        key=f"matrix_{against}",
        title=matrix_title(against, cell),
        alt=matrix_sentence(matrix, dataset),
        table=lambda: matrix_table(matrix, dataset),
        selected=selected,
        dataset=dataset,
        note=matrix_note(matrix, dataset),
        is_clickable=True,
    )
    if clicked and matrix.is_of_roles:
        open_record(str(clicked[0][1]))
    elif clicked:
        body, key = str(clicked[0][0]), str(clicked[0][1])
        name = matrix.rows.set_index("body").at[body, "name"]
        show_cell(cell_events(selected, dataset, against, body, key), name, selected, dataset)
