"""The pages that are measured, read from `app.py` so that a new page is never left out."""

from __future__ import annotations

import ast

from benchmarks.servers import ROOT


def atlas_pages() -> dict[str, str]:
    """Path in the address to title, in the order of the navigation."""
    pages: dict[str, str] = {}
    for node in ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            words = {keyword.arg: keyword.value for keyword in node.keywords}
            path = str(ast.literal_eval(node.args[0])).rsplit("/", 1)[-1].removesuffix(".py")
            title = words["title"]
            if isinstance(title, ast.Call):
                title = title.args[0]
            pages["" if "default" in words else path] = str(ast.literal_eval(title))
    return pages


DASH_PAGES = {"map": "Map", "timeline": "Timeline", "participation": "Participation"}
