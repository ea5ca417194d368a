"""Every kind, state, reason, field and act of a notice has words, in each language that needs them."""

import re
from pathlib import Path

import pytest

from bot.notices.words import INTERESTED, text_of
from casework.audience import LeftOut
from casework.first_readers import Doubt
from casework.notice_fields import FIELDS
from casework.notices import Act, Kind, NoticeStatus, Refused
from dialogs.wording import Wording, read_catalogues
from storage.ledger import COUNTERS
from storage.tables.notices import NoticeRow
from tests.conftest import MONDAY_9AM
from tests.every.test_words import FRENCH
from tests.play import Player

WORDING = Wording(read_catalogues(), places={"essai": "Les Essais"})
CASEWORK = Path(__file__).parents[2] / "casework"
BECAUSE = set(
    re.findall(r'because="(\w+)"', (CASEWORK / "notice_fields.py").read_text(encoding="utf-8"))
)
IDS = [
    *(f"desk.notice.kind.{kind}" for kind in Kind),
    *(f"desk.notice.status.{status}" for status in NoticeStatus),
    *(f"desk.notice.left_out.{because}" for because in LeftOut),
    *(f"desk.notice.action.{act}" for act in Act if act is not Act.END),
    *(f"desk.notice.paused_because.{doubt}" for doubt in Doubt),
    *(f"desk.notice.count.{name}" for name in (*COUNTERS, "size")),
    *(f"desk.notice.field.{field.name}" for fields in FIELDS.values() for field in fields),
    *(f"desk.notice.because.{because}" for because in BECAUSE),
    *(
        f"desk.{refused.message}"
        for refused in Refused.__subclasses__()
        if "notice" in refused.message
    ),
]
FILLED = {
    "title": "Maçon", "posts": "3", "hours": "35", "pay": "12.40", "starts": "2027-01-05",
    "deadline": "2026-12-18", "ends": "2027-01-05T17:00", "back_by": "2026-11-23T18:00",
}  # fmt: skip
CHOICES = [
    (kind, what)
    for kind in Kind
    for what in next((f.choices for f in FIELDS[kind] if f.choices), (None,))
]


@pytest.mark.parametrize("message", sorted(set(IDS)))
def test_an_agent_reads_it_in_words(message):
    assert FRENCH[message]


@pytest.mark.parametrize("language", ["fr", "ar", "tr", "en"])
@pytest.mark.parametrize(("kind", "what"), CHOICES)
def test_a_notice_has_its_sentences_in_each_language(kind, what, language):
    starts = "2027-01-05T08:00" if kind is Kind.WORKS else FILLED["starts"]
    given = {**FILLED, "what": what, "starts": starts}
    row = NoticeRow(
        id=14,
        kind=kind,
        unit="cell",
        place_kind="entrance",
        place="essai",
        entrance="C2",
        fields={field.name: given[field.name] for field in FIELDS[kind]},
        written_by="a",
        written_at=MONDAY_9AM,
    )

    text = text_of(WORDING, row, language, phone="03 53 01 00 00")

    assert "Les Essais" in text
    assert "C2" in text
    assert ("03 53 01 00 00" in text) is (kind not in INTERESTED)
    if language != "fr":
        assert text != text_of(WORDING, row, "fr", phone="03 53 01 00 00")


@pytest.mark.parametrize("choice", INTERESTED.values(), ids=list(INTERESTED))
def test_the_button_of_an_offer_begins_a_report(palier, choice):
    replies = Player(palier).turn("Cela m'intéresse", choice.payload)

    form = choice.payload.partition("=")[2]
    assert any(reply.message.startswith(f"{form}.ask.") for reply in replies)


@pytest.mark.parametrize("language", ["fr", "ar", "tr", "en"])
def test_what_an_offer_says_to_write_is_understood(palier, language):
    line = WORDING.text("notice.answer", language).format(code=14)
    words = re.search(r"[«“]\s*(.+?)\s*[»”]", line)[1]

    understood = palier.reading.understand(words, now=MONDAY_9AM)

    assert understood.intent == "job_notice_reply"
