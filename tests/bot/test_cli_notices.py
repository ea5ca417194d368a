"""`palier notices`: the same acts as at the desk, for an agent who is named."""

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from bot import cli_notices
from bot.cli import app
from bot.secrets_kept import INVITATION
from storage.tables.messages import Outbox
from tests.audience import Notice, agent
from tests.play import Player


@pytest.fixture
def notices(palier, monkeypatch):
    """Run a command on this Palier, as an agent; return what is printed."""

    def on(another):
        monkeypatch.setattr(cli_notices, "_palier", lambda: another)
        return another

    def run(*words, role="cell_officer", code=0):
        name = palier.database.read_now(lambda kept: agent(kept, role).id)
        done = CliRunner().invoke(app, ["notices", *words, "--as", name])
        assert done.exit_code == code, done.output
        return " ".join(done.output.split())

    on(palier)
    run.on = on
    return run


def test_a_notice_is_shown_sent_held_and_stopped(palier, now, notices):
    notice = Notice(palier, now, 3)
    assert "1 works validated" in notices("list").replace("│", "").replace("  ", " ").replace(
        "  ", " "
    )

    assert "is sending" in notices("send", "1")
    assert "is paused" in notices("pause", "1")
    assert "is sending" in notices("resume", "1")
    assert "sent again to 0 people" in notices("resend", "1")
    shown = notices("show", "1")
    assert "coupure d'eau" in shown
    assert "water cut" in shown
    assert "is cancelled" in notices("cancel", "1")
    assert notice.progress() == {"cancelled": 3}


def test_who_wrote_it_is_told_that_another_must_validate(palier, now, notices):
    notice = Notice(palier, now, 3)
    notice.act(notice.author, lambda office: office.edit(notice.id, notice.written()))

    assert "3" in notices("preview", "1")
    assert "ne peut pas la valider" in notices("validate", "1", code=1)
    assert "is validated" in notices("validate", "1", role="cell_manager")


def test_a_notice_is_tried_in_a_chat_of_one_s_own(palier, now, notices):
    Notice(palier, now, 3)
    assert "/agent" in notices("try", "1", code=1)

    def invite(kept):
        officer = agent(kept, "cell_officer").id
        return palier.secrets.give(kept, "invitation", officer, now=now.at, lasts=INVITATION)

    Player(palier, "own-chat").say(f"/agent {palier.database.write_now(invite)}")
    assert "a trial goes to your own chat" in notices("try", "1", "--language", "tr")
    assert "there is no language 'xx'" in notices("try", "1", "--language", "xx", code=1)
    with Session(palier.database.engine) as session:
        (text,) = session.exec(select(Outbox.text).where(Outbox.message == "desk.trial"))
    assert "su kesintisi" in text


def test_it_is_said_when_a_notice_leaves(palier, start, now, notices):
    slow = notices.on(start(palier.database.url, notice_delay_seconds=600))
    Notice(slow, now, 30)
    notices("send", "1")

    shown = notices("show", "1")

    assert "Envoi prévu" in shown
    assert "Avant cette heure, rien ne part" in shown
    assert "d'abord à 20 personnes" in shown


def test_a_number_or_an_agent_that_is_not_there_is_said(palier, notices):
    assert "Aucune annonce" in notices("show", "99", code=1)
    done = CliRunner().invoke(app, ["notices", "list", "--as", "nobody"])
    assert done.exit_code == 1
    assert "there is no agent 'nobody'" in done.output
