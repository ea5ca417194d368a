"""The log says what happened and where, and never what somebody wrote."""

import io

import pytest
import structlog

from bot import clock, turns
from bot.channels.contract import Incoming
from bot.logs import log_plainly

SECRET = "mon mari me frappe, je suis Fatima"


@pytest.fixture
def written():
    written = io.StringIO()
    log_plainly(written)
    yield written
    structlog.reset_defaults()


def broken(scene):
    raise ValueError(f"cannot read {scene.heard.text}")


async def test_a_turn_that_fails_logs_its_lines_and_no_word(palier, written, monkeypatch):
    monkeypatch.setattr(turns, "advance", broken)
    message = Incoming(channel="rest", user="u1", id="1", at=clock.now(), text=SECRET)
    await palier.take(message)

    logged = written.getvalue()
    assert "turn failed" in logged
    assert "ValueError" in logged
    assert "bot/turns.py:" in logged
    assert "Fatima" not in logged
    assert "frappe" not in logged
