"""The hosted form: a page of HTML asks for the code of charts early; every other answer passes as it is."""

from __future__ import annotations

from typing import Any

import pytest

from server import SCRIPTS, HeadStart


def answer_of(kind: str, parts: list[bytes]) -> tuple[dict[bytes, bytes], bytes]:
    """Headers and body that a reader gets when the app answers with these parts of a body."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        length = str(sum(map(len, parts))).encode()
        headers = [(b"content-type", kind.encode()), (b"content-length", length), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, part in enumerate(parts):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts) - 1})

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    # Nothing here waits, so no loop is needed; under the browser tests one runs already.
    with pytest.raises(StopIteration):
        HeadStart(app)({"type": "http"}, None, send).send(None)  # type: ignore[arg-type]
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize("parts", [[b"<head></head><p>"], [b"<head></he", b"ad><p>"]], ids=["whole", "in parts"])
def test_a_page_asks_for_the_code_of_charts(parts: list[bytes]) -> None:
    headers, body = answer_of("text/html; charset=utf-8", parts)
    script = next(SCRIPTS.glob("PlotlyChart.*.js"))
    assert body.startswith(b"<head><link")
    assert body.endswith(b"></head><p>")
    assert f'href="./static/js/{script.name}"'.encode() in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"etag"] == b"x"


def test_other_answers_pass_as_they_are() -> None:
    headers, body = answer_of("application/json", [b'{"a": "</head>', b'"}'])
    assert body == b'{"a": "</head>"}'
    assert headers[b"content-length"] == b"16"
