"""What each kind of update of the Bot API says to us: one sample payload, one line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels import telegram
from bot.channels.contract import FileToFetch
from bot.channels.telegram import NOTHING, Change, Pressed

PAYLOADS = Path(__file__).parent / "payloads" / "telegram"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LARGE = 148_000

MESSAGES = {  # payload → what is read of it
    "text": {"text": "ya plu de chofage", "locale": "fr", "said_in": "7", "id": "9007"},
    "start_with_code": {"text": "/start LRP3Xy_-0aZ9wQ2rT5uV7A"},
    "start_alone": {"text": "/start"},
    "button": {"text": "Panne", "payload": "choose.form=home_repair"},
    "button_of_a_message_too_old_to_see": {
        "text": "report.confirm=yes",
        "payload": "report.confirm=yes",
    },
    "own_card": {"phone": "+33639981234", "text": "+33639981234", "card": False},
    "own_card_without_plus": {"phone": "+33639981234"},
    "card_of_another": {"phone": None, "text": "", "card": True},
    "card_of_nobody_known": {"phone": None, "text": "", "card": True},
    "own_card_forwarded": {"phone": None, "text": "", "card": True},
    "photo": {"file": FileToFetch("large-1", "image", LARGE), "text": ""},
    "photo_with_words": {
        "file": FileToFetch("large-2", "image", LARGE),
        "text": "ya une fuite sous levier",
    },
    "album_first": {"album": "13579", "text": "le mur de la chambre"},
    "album_second": {"album": "13579", "file": FileToFetch("large-4", "image", LARGE)},
    "voice": {"file": FileToFetch("v1", "voice", 21_000), "voice": True},
    "audio": {"file": FileToFetch("a1", "voice", 910_000), "voice": True},
    "video": {"file": None, "refused": "media.no_video"},
    "video_note": {"file": None, "refused": "media.no_video"},
    "animation": {"file": None, "refused": "media.no_video"},
    "document_pdf": {"file": FileToFetch("d1", "document", 84_000), "refused": None},
    "document_image": {"file": FileToFetch("d2", "image", 2_400_000)},
    "document_zip": {"file": None, "refused": "media.not_kept"},
    "document_without_type": {"file": None, "refused": "media.not_kept"},
    "location": {"location": (50.3294, 3.3953), "text": ""},
    "venue": {"location": (50.3294, 3.3953)},
    "edited_text": {"edits": True, "said_in": "7", "text": "ya plu de chofage ni d'eau chaude"},
    "live_location_moves": {"edits": True, "text": ""},
    "sticker": {"text": "", "file": None, "refused": None},
}
NOTHING_SAID = (
    "service_pinned",
    "service_timer",
    "channel_post",
    "poll_answer",
    "reaction",
    "from_a_bot",
    "group_text",
)
CHANGES = {
    "blocked": Change(user="555", reachable=False),
    "unblocked": Change(user="555", reachable=True),
    "group_becomes_supergroup": Change(user="-55", reachable=True, moved_to="-1001234"),
}
PRESSED = {
    "button": Pressed(message_id=8, data="choose.form=home_repair", words="Panne"),
    "button_of_a_message_too_old_to_see": None,
    "button_of_an_inline_message": None,
}


def payload(name: str) -> dict:
    return json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))


def heard(name: str) -> telegram.Heard:
    return telegram.read(payload(name), account="", now=NOW)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_read(name):
    message = heard(name).message

    assert (message.channel, message.user) == ("telegram", "555")
    assert {field: getattr(message, field) for field in MESSAGES[name]} == MESSAGES[name]


@pytest.mark.parametrize("name", NOTHING_SAID)
def test_what_nobody_says_to_us_is_nothing(name):
    assert heard(name) == NOTHING


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_chat_is_read(name):
    assert heard(name).change == CHANGES[name]


@pytest.mark.parametrize("name", PRESSED)
def test_a_button_is_acknowledged_and_known_again_by_its_message(name):
    assert heard(name).callback == payload(name)["callback_query"]["id"]
    assert heard(name).pressed == PRESSED[name]


def test_every_sample_payload_is_read_here():
    told = {*MESSAGES, *NOTHING_SAID, *CHANGES, *PRESSED}

    assert {path.stem for path in PAYLOADS.glob("*.json")} == told
