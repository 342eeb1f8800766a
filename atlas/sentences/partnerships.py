"""Partnerships in words: the opening sentence, names of communities, how to read the views, what they cannot say."""

from __future__ import annotations

from atlas.queries.network import RESOLUTION, SEED
from atlas.queries.partnerships import LONGEST_LISTS, CoListing, Network, drawn_bodies
from atlas.text import _, count_of, join_words

NAMED = 5
NAMED_LEFT_OUT = 8
NAMED_MEMBERS = 14
FEW_EVENTS = 10
CLEAR_MODULARITY = 0.3
"""From here on a division is commonly called clear (Newman and Girvan 2004)."""


def opening_sentence(listing: CoListing) -> str:
    """Who is listed with whom, in one or two sentences."""
    return _focus_sentence(listing) if listing.focus else _whole_sentence(listing)


def _whole_sentence(listing: CoListing) -> str:
    sentence = _("{bodies} are listed at {events}; {linking} of these events list two or more of them.").format(
        bodies=_organizations(len(listing.bodies)), events=_events(listing.events), linking=f"{listing.linking:,}"
    )
    if listing.ties.empty:
        return sentence
    name = _names(listing)
    pairs = [
        _("{a} with {b} ({count})").format(a=name[a], b=name[b], count=count)
        for a, b, count in listing.ties[["a", "b", "events"]].head(3).itertuples(index=False)
        if count > 1
    ]
    if not pairs:
        return sentence + " " + _("No two are listed together more than once.")
    return sentence + " " + _("Listed together most often: {pairs}.").format(pairs=join_words(pairs))


def _focus_sentence(listing: CoListing) -> str:
    found = listing.bodies[listing.bodies["body"] == listing.focus]
    partners = listing.partners()
    name = _names(listing)
    if partners.empty:
        return _("{name} is listed at {events}, with no other organization.").format(
            name=found["name"].iloc[0], events=_events(int(found["events"].iloc[0]))
        )
    named = [
        f"{name[body]} ({count})" for body, count in partners[["body", "events"]].head(NAMED).itertuples(index=False)
    ]
    sentence = _("{name} is listed at {events}, together with {bodies}: most often with {named}").format(
        name=f"**{found['name'].iloc[0]}**",
        events=_events(int(found["events"].iloc[0])),
        bodies=_organizations(len(partners)),
        named=join_words(named),
    )
    return sentence + "."


def focus_note(roll_up: str) -> str:
    """What a body that is asked for stands for."""
    note = _("It is counted with every body beneath it, at any roll-up")
    if roll_up == "listed":
        return note + _("; all others as listed.")
    return note + _("; all others are rolled up as the sidebar says, and “Rest of” names a body above it without it.")


def community_labels(network: Network) -> list[str]:
    """A letter and the bodies listed most: "A: UNODC, OSCE and 10 more"."""
    name = dict(zip(network.bodies["body"], network.bodies["name"], strict=True))
    labels = []
    for number, members in enumerate(network.communities):
        shown = [name[body] for body in members[:2]]
        if len(members) > 3:
            words = _("{names} and {count} more").format(names=", ".join(shown), count=len(members) - 2)
        else:
            words = join_words([name[body] for body in members])
        labels.append(f"{_letter(number)}: {words}")
    return labels


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else _letter(number // 26 - 1) + _letter(number % 26)


def partnerships_title(listing: CoListing, view: str) -> str:
    """Title of the chart."""
    if listing.focus:
        name = _names(listing)[listing.focus]
        return (
            _("{name} and its partners: who is listed with whom").format(name=name)
            if view == "network"
            else _("{name} and its partners: events listed together").format(name=name)
        )
    return (
        _("Who is listed with whom")
        if view == "network"
        else _("Events at which two organizations are listed together")
    )


def partnerships_note(network: Network, view: str) -> str:
    """How to read the chart."""
    drawn = drawn_bodies(network)
    least = _events(network.least)
    if view == "network":
        note = _(
            "A line: listed together at {least} or more. Size: events listed. Symbol and colour: community. Click an "
            "organization for its profile, the middle of a line for its events."
        ).format(least=least)
    else:
        note = _(
            "A square: how many events list both, at least {number}. Grey: all events of the organization. Click a square "
            "for its events, a name for its profile."
        ).format(number=network.least)
    if len(drawn) < len(network.bodies):
        rest = network.bodies[~network.bodies["body"].isin(drawn["body"])]
        rest = rest.sort_values(["events", "name"], ascending=[False, True])
        note += " " + _("Drawn are the {count} listed most. Not drawn, but in the tables and files: {names}.").format(
            count=len(drawn), names=_some(rest["name"].tolist(), NAMED_LEFT_OUT)
        )
    return note


def partnerships_alt(network: Network, view: str) -> str:
    """Alt text of the chart."""
    name = dict(zip(network.bodies["body"], network.bodies["name"], strict=True))
    a, b, count = network.ties[["a", "b", "events"]].iloc[0]
    what = _("Network") if view == "network" else _("Symmetric matrix")
    return _(
        "{what} of {bodies} with {ties} of {least} or more together, in {groups}; the strongest joins {a} and {b} ({count})."
    ).format(
        what=what,
        bodies=_organizations(len(drawn_bodies(network))),
        ties=_ties(len(network.ties)),
        least=_events(network.least),
        groups=count_of(len(network.communities), _("community"), _("communities")),
        a=name[a],
        b=name[b],
        count=count,
    )


def no_ties_sentence(listing: CoListing, least: int) -> str:
    """Why there is no picture."""
    ties = listing.ties if not listing.focus else listing.partners()
    if ties.empty and listing.focus:
        return _("Nothing to draw: no other organization is listed at its events in the selection.")
    if ties.empty:
        return _("Nothing to draw: no event of the selection lists two organizations beside the five States.")
    return _("No two organizations are listed together at {least} or more; the most is {most}.").format(
        least=_events(least), most=int(ties["events"].iloc[0])
    )


def not_listed_sentence(name: str) -> str:
    """A body that is asked for and not listed in the selection."""
    return _("No source on record lists {name} at an event of this selection. It may have taken part.").format(
        name=name
    )


def warning_sentence(listing: CoListing) -> str:
    """What always stands beside the picture."""
    warning = _("Listed at one event does not mean working together.")
    if listing.linking < FEW_EVENTS:
        warning += " " + _(
            "With {events} that link anybody, the network is a list of who was where, no pattern."
        ).format(events=_events(listing.linking))
    return warning


def limits_sentences(listing: CoListing) -> list[str]:
    """What is left out, and what ties cannot say."""
    title, size = listing.longest
    if listing.linking > LONGEST_LISTS:
        share, lists = listing.longest_share, _("the {count} longest lists make").format(count=LONGEST_LISTS)
    else:
        share, lists = size * (size - 1) / 2 / int(listing.ties["events"].sum()), _("the longest list makes")
    return [
        _("The five States and their own bodies are left out: they are listed nearly everywhere."),
        _(
            "A long list ties everybody on it with everybody else: {lists} {share} % of all pairings (the longest names {size}: "
            "{title})."
        ).format(lists=lists, share=round(100 * share), size=_organizations(size), title=title),
        _(
            "The tables and files therefore also give Newman’s weight (2001), in which an event with k organizations adds "
            "1 / (k - 1) to each pair."
        ),
        _("The matrix is ordered by community, then by events."),
    ]


def communities_sentence(network: Network) -> str:
    """How the communities were found, and how clear they are."""
    text = _(
        "{verdict} Louvain method (Blondel et al. 2008), ties weighted by events together, resolution {resolution:g}, seed "
        "{seed}: modularity Q = {q:.2f} for {bodies} and {ties}."
    )
    if len(network.communities) == 1:
        verdict = _("One community: the network does not divide.")
    elif network.modularity < CLEAR_MODULARITY:
        verdict = _("With Q below 0.3 a division is weak: the communities overlap more than the picture suggests.")
    else:
        verdict = _("With Q from about 0.3 a division is commonly called clear.")
    return text.format(
        resolution=RESOLUTION,
        seed=SEED,
        q=network.modularity,
        bodies=_organizations(len(network.bodies)),
        ties=_ties(len(network.ties)),
        verdict=verdict,
    )


def communities_in_words(network: Network) -> list[str]:
    """Each community with its bodies, those listed most first."""
    name = dict(zip(network.bodies["body"], network.bodies["name"], strict=True))
    return [
        f"**{_letter(number)}** ({len(members)}): {_some([name[body] for body in members], NAMED_MEMBERS)}"
        for number, members in enumerate(network.communities)
    ]


def centrality_sentence() -> str:
    """What the measures follow."""
    return _(
        "**Central here means well documented**: a body whose partners publish lists of participants looks central, one whose "
        "partners publish none looks marginal."
    )


def measures_sentences(network: Network) -> list[str]:
    """What each measure of centrality is, and on how much it rests."""
    return [
        _("Partners: organizations tied to it. Events together: the sum over its ties."),
        _(
            "Betweenness (Freeman 1977): share of the shortest paths between two others that run through it, 0 to 1, ties "
            "unweighted."
        ),
        _("All three on the {bodies} and {ties} of {least} or more.").format(
            bodies=_organizations(len(network.bodies)), ties=_ties(len(network.ties)), least=_events(network.least)
        ),
        _("Communities: another start (seed) of the method may divide the network otherwise."),
    ]


def _some(names: list[str], most: int) -> str:
    """The first names, and how many more there are."""
    if len(names) <= most + 1:
        return join_words(names)
    return join_words([*names[:most], _("{count} more").format(count=len(names) - most)])


def _names(listing: CoListing) -> dict[str, str]:
    return dict(zip(listing.bodies["body"], listing.bodies["name"], strict=True))


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))


def _organizations(count: int) -> str:
    return count_of(count, _("organization"), _("organizations"))


def _ties(count: int) -> str:
    return count_of(count, _("tie"), _("ties"))
