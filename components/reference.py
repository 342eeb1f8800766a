"""The parts of the Data page."""

from __future__ import annotations

import streamlit as st

from atlas.citation import citation_bibtex, citation_text
from atlas.codebook import render
from atlas.dataset import Dataset
from atlas.figures.coverage import coverage_squares, search_grid
from atlas.queries.coverage import audit_results, coverage, limits, search_coverage, source_list
from atlas.schema import DATA_DIR
from atlas.selection import Selection, headings
from atlas.sentences.coverage import coverage_sentence, limits_sentences, search_sentence
from atlas.text import _, bullets
from components import store
from components.charts import show_chart, show_table

TABLES_WITH_ROWS = (
    "events",
    "participations",
    "organizations",
    "places",
    "sources",
    "figures",
    "event_relations",
    "programmes",
)


def show_coverage(dataset: Dataset) -> None:
    """How many events, from which kind of publisher, by year and State; and what that cannot say."""
    table = coverage(dataset)
    show_chart(
        coverage_squares(table),
        key="coverage",
        title=_("Events on record by year, State and kind of publisher"),
        alt=coverage_sentence(table),
        table=table.rename(
            columns={"year": _("Year"), "state": _("State"), "kind": _("Kind of publisher"), "events": _("Events")}
        ),
        selected=Selection.everything(dataset).apply(dataset),
        dataset=dataset,
        note=_(
            "A blank cell means that no event is on record; it does not say that none took place. "
            "An event with sources of two kinds stands under both."
        ),
    )
    st.subheader(_("Limits"), anchor=False)
    st.markdown(bullets(limits_sentences(limits(dataset, dataset["events"]))))
    _show_audit(dataset)
    _show_searches(dataset)


def _show_audit(dataset: Dataset) -> None:
    """How a random sample compared with its sources."""
    st.subheader(_("Checked against the sources"), anchor=False)
    st.caption(
        _(
            "Auditors who had not curated the events looked for their sources again and compared field by field, on random "
            "samples. Each further round is a new sample, drawn after what the one before had found was corrected."
        )
    )
    st.table(
        audit_results(dataset)
        .set_axis(
            [_("Round"), _("Events"), _("Supported"), _("Wrong"), _("Not visible again"), _("Supported, % of checked")],
            axis=1,
        )
        .astype(str),
        hide_index=True,
        alt=_("Results of the audit"),
    )


def _show_searches(dataset: Dataset) -> None:
    """Where searches found events, where they found none, and where none was made."""
    used = dataset["organizations"]["organization_id"].isin(dataset["participations"]["organization_id"])
    present = set(dataset["organizations"].loc[used, "heading"])
    families = {"all": _("All bodies"), **{heading: heading for heading in headings(dataset) if heading in present}}
    st.subheader(_("What was searched"), anchor=False)
    family = st.selectbox(_("Family of bodies"), list(families), format_func=families.__getitem__, key="control_family")
    table = search_coverage(dataset, "" if family == "all" else family)
    show_chart(
        search_grid(table),
        key="searches",
        title=_("Searched and found: {family}").format(family=families[family]),
        alt=search_sentence(table),
        table=table.set_axis([_("State"), _("Year"), _("Events"), _("Searches"), _("Answer")], axis=1),
        selected=Selection.everything(dataset).apply(dataset),
        dataset=dataset,
        note=_(
            "Hollow: searches named the State and the year (or no year) and found no event. "
            "Blank: never searched, so nothing can be said."
        ),
    )
    log = dataset["research_log"]
    st.caption(_("{count} searches are on record; what each was about is read from its words.").format(count=len(log)))
    show_table(
        log[["query", "states", "period", "events_found"]].set_axis(
            [_("Query"), _("States named"), _("Years named"), _("Events found")], axis=1
        ),
        key="research-log",
        alt=_("Table of searches"),
    )


def show_codebook(dataset: Dataset) -> None:
    """Every table, column and code, from the schema."""
    text = render(DATA_DIR)
    st.download_button(
        _("Download the codebook"),
        text,
        "atlas-codebook.md",
        "text/markdown",
        icon=":material/download:",
        on_click="ignore",
    )
    sections = text.split("\n## ")
    st.markdown(sections[0].split("\n", 1)[1])
    for section in sections[1:]:
        title, body = section.split("\n", 1)
        with st.expander(title):
            st.markdown(body)


def show_rules(dataset: Dataset) -> None:
    """Every rule and what it found in the data that is shown."""
    results = store.rule_results()
    errors = sum(len(result.findings) for result in results if result.rule.severity == "error")
    notices = sum(len(result.findings) for result in results if result.rule.severity == "notice")
    st.markdown(
        _("{rules} rules were checked on this version of the data: {errors} errors, {notices} notices.").format(
            rules=len(results), errors=errors, notices=notices
        )
    )
    st.table(
        {
            _("Rule"): [result.rule.sentence for result in results],
            _("Identifier"): [result.rule.id for result in results],
            _("Weight"): [_("error") if result.rule.severity == "error" else _("notice") for result in results],
            _("Result"): [
                _("holds") if result.is_passed else _("{n} findings").format(n=len(result.findings))
                for result in results
            ],
        },
        alt=_("Rules and their results"),
    )
    for result in results:
        if not result.is_passed:
            with st.expander(f"{result.rule.sentence} ({len(result.findings)})"):
                st.markdown(bullets([f"{found.table}, row {found.row}: {found.message}" for found in result.findings]))


def show_sources(dataset: Dataset) -> None:
    """Every document with the number of events that it supports."""
    rows = source_list(dataset)
    st.caption(_("{count} documents. Copies are pages of others on somebody else's site.").format(count=len(rows)))
    show_table(
        rows,
        key="sources",
        alt=_("Table of {count} sources").format(count=len(rows)),
        column_config={
            "title": st.column_config.TextColumn(_("Title"), width="large"),
            "publisher": st.column_config.TextColumn(_("Publisher")),
            "original_publisher": st.column_config.TextColumn(_("Original publisher")),
            "kind": st.column_config.TextColumn(_("Kind"), width="small"),
            "published": st.column_config.TextColumn(_("Published"), width="small"),
            "language": st.column_config.TextColumn(_("Language"), width="small"),
            "events": st.column_config.NumberColumn(_("Events"), width="small"),
            "url": st.column_config.LinkColumn(_("Address"), width="medium"),
        },
    )


def show_citation(dataset: Dataset) -> None:
    """Citation, licence, and the size of the data."""
    schema = dataset.schema
    st.markdown(_("Cite the dataset with its version:"))
    st.code(citation_text(schema), language=None, wrap_lines=True)
    st.code(citation_bibtex(schema), language="bibtex")
    st.markdown(
        _(
            "The data are under {licence}: use them freely and name the source. The code is under the MIT "
            "licence. Coordinates are from "
            "GeoNames (CC BY 4.0), boundaries from Natural Earth (public domain)."
        ).format(licence=schema.licence)
    )
    counts = {schema.tables[name].title: len(dataset[name]) for name in TABLES_WITH_ROWS}
    st.table({_("Table"): list(counts), _("Rows"): [f"{count:,}" for count in counts.values()]}, alt=_("Rows by table"))


def show_changes(dataset: Dataset) -> None:
    """The change log of the data."""
    st.markdown((DATA_DIR / "CHANGELOG.md").read_text(encoding="utf-8"))
