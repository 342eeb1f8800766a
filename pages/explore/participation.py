"""Participation: organizations against missions, States, years, event types or topics."""

from atlas.figures.matrix import column_capacity, participation_squares
from atlas.matrix import busiest_rows, columns_from
from atlas.queries.participation import AGAINST, ORDERS, cell_events, participation_matrix
from atlas.sentences.matrix import matrix_note, matrix_sentence, matrix_title
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.text import _
from components.charts import show_chart
from components.context import view
from components.controls import choice, column_window
from components.empty import show_empty_state
from components.events import open_record, show_cell
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
COLUMNS = {
    "missions": _("Missions"),
    "states": _("States"),
    "years": _("Years"),
    "types": _("Event types"),
    "topics": _("Topics"),
}
ROWS = {"count": _("Count"), "name": _("Name"), "time": _("First seen"), "similarity": _("Similarity")}
MOST_ROWS = 60

against = choice("against", _("Organizations against"), {code: COLUMNS[code] for code in AGAINST})
order = choice(
    "order",
    _("Order within a family of bodies"),
    {code: ROWS[code] for code in ORDERS},
    help=_(
        "Similarity puts bodies side by side that are listed at the same events (optimal leaf ordering on Jaccard distances)."
    ),
)
matrix = participation_matrix(selected, dataset, against, order)
if matrix.cells.empty:
    show_empty_state(selected, dataset)
else:
    width = chart_width()
    total = len(matrix.rows)
    if total > MOST_ROWS:
        labels = {
            "most": _("The {count} listed most").format(count=MOST_ROWS),
            "all": _("All {count}").format(count=total),
        }
        if choice("rows", _("Organizations shown"), labels) == "most":
            matrix = busiest_rows(matrix, MOST_ROWS)
    part = columns_from(matrix, *column_window(len(matrix.columns), column_capacity(width)))
    clicked = show_chart(
        participation_squares(part, matrix_words(matrix, dataset), width),
        key=f"matrix_{against}",
        title=matrix_title(against),
        alt=matrix_sentence(matrix, dataset),
        table=matrix_table(matrix, dataset),
        selected=selected,
        dataset=dataset,
        note=matrix_note(matrix, dataset),
        is_clickable=True,
    )
    if clicked and matrix.is_of_roles:
        open_record(str(clicked[0][1]))
    elif clicked:
        body, key = str(clicked[0][0]), str(clicked[0][1])
        show_cell(
            cell_events(selected, dataset, against, body, key), dataset.organization_names[body], selected, dataset
        )
