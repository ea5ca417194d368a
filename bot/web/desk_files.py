"""What came with a case besides words: photos, voice notes, papers, places."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bot import clock
from bot.palier import Palier
from casework.access import Sight
from casework.errors import NotYours
from storage.kept import Kept
from storage.tables.cases import Case
from storage.tables.messages import Inbox, MediaRow
from storage.tables.people import StaffUser

ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf", "audio/ogg": "ogg", "audio/mp4": "m4a"}


def listed(
    palier: Palier, kept: Kept, case: Case, said: Callable[[datetime], str]
) -> list[dict[str, Any]]:
    """Return the files of a case and the places that were shared with it, oldest first."""
    files = [
        _line(palier, row.kind, f"/desk/files/{row.id}", row.at)
        for row in kept.mail.media_of_case(case.id or 0)
    ]
    lines = sorted([*files, *_places(palier, kept, case)], key=lambda line: line["at"])
    return [{**line, "at": line["at"].isoformat(), "at_text": said(line["at"])} for line in lines]


def _places(palier: Palier, kept: Kept, case: Case) -> Iterator[dict[str, Any]]:
    """Yield the places that the person shared: the address opens in the agent's own maps."""
    talk = kept.conversations.of_case_address(case.address_id) if case.address_id else None
    for row in kept.mail.since(talk.id or 0, 0) if talk else ():
        if isinstance(row, Inbox) and row.body.get("location"):
            latitude, longitude = row.body["location"]
            where = f"{latitude:.5f},{longitude:.5f}"
            line = _line(palier, "location", f"geo:{where}", row.received_at)
            yield {**line, "label": f"{line['label']} {where}"}


def _line(palier: Palier, kind: str, url: str, at: datetime) -> dict[str, Any]:
    return {"label": palier.wording.text(f"desk.file.{kind}", "fr"), "url": url, "at": at}


def find(kept: Kept, agent: StaffUser, media_id: str) -> MediaRow | None:
    """Return a file whose case this agent may see whole, None for elsewhere and nowhere."""
    media = kept.mail.find_media(media_id)
    if media is None or media.case_id is None:
        return None
    reference = kept.cases.get(media.case_id).reference
    try:
        seen = kept.access.access_case(agent, reference, "read", now=clock.now())
    except NotYours:
        return None
    return media if seen.sight is Sight.FULL else None


def headers(media: MediaRow) -> dict[str, str]:
    """Return how a file is handed out: a photo is shown, the rest is saved, nothing is run."""
    ending = ENDINGS.get(media.mime, "bin")
    shown = "inline" if media.kind == "image" else "attachment"
    return {
        "Content-Type": media.mime,
        "Content-Disposition": f'{shown}; filename="{media.id[:8]}.{ending}"',
    }
