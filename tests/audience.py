"""Many people to write to: households of one residence, each with a chat on a line of the test."""

import asyncio
import random
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, SQLModel, col, func, select

from bot.channels.contract import Caps
from bot.delivery import Delivery
from bot.notices.first_readers import look_after_first
from bot.notices.office import Written
from bot.notices.reading import office_of
from bot.notices.sending import end_finished, send_chunk
from bot.open_work import open_work
from casework.notices import Kind
from storage.audiences import Where
from storage.ledger import LINE
from storage.tables.messages import ConversationRow
from storage.tables.notices import NoticeChunk
from storage.tables.people import ChannelAddress, Household
from storage.tables.places import Residence

RESIDENCE = "essai"
WHOLE = ("queued", "out", "sent", "failed", "unsure", "withheld", "cancelled")


class Line:
    """A channel that keeps whom it wrote to, and fails as it is told."""

    name, pull, caps = "line", False, Caps()

    def __init__(self):
        self.sent = []
        self.texts = []
        self.failures = {}
        self.after = None  # called with each message that has left

    async def send(self, message):
        await asyncio.sleep(0)
        if (wrong := self.failures.pop(message.user, None)) is not None:
            raise wrong
        self.sent.append(message.user)
        self.texts.append(message.text)
        if self.after is not None:
            self.after(message)
        return f"m{len(self.sent)}"


def settle_in(palier, people, *, commune="59172", agreed=False):
    """Give a new residence so many households, each with a chat `u<n>`; return its code."""
    tables = SQLModel.metadata.tables
    with Session(palier.database.engine) as session:
        if session.get(Residence, RESIDENCE) is None:
            session.add(_residence(session, commune))
            session.commit()
        first = 1 + max(
            session.exec(select(func.max(table.id))).one() or 0
            for table in (Household, ChannelAddress, ConversationRow)
        )
        numbers = range(first, first + people)
        connection = session.connection()
        connection.execute(tables["household"].insert(), [_household(n) for n in numbers])
        connection.execute(tables["dwelling"].insert(), [_dwelling(100_000 + n) for n in numbers])
        connection.execute(tables["lease"].insert(), [_lease(n) for n in numbers])
        addresses = [_address(n, n - first) for n in numbers]
        connection.execute(tables["channel_address"].insert(), addresses)
        connection.execute(
            tables["conversation"].insert(),
            [
                {
                    "id": n,
                    "address_id": n,
                    "state": {"language": "fr"},
                    "version": 0,
                    "last_seq": 0,
                }
                for n in numbers
            ],
        )
        if agreed:
            connection.execute(tables["consent"].insert(), [_consent(n) for n in numbers])
        session.commit()
    return RESIDENCE


def _residence(session, commune):
    like = session.exec(select(Residence).where(col(Residence.commune_insee) == commune)).first()
    new = {"code": RESIDENCE, "name": "Les Essais", "buildings": ["A"]}
    return Residence(**like.model_dump() | new)


def _household(n):
    return {
        "id": n, "children": 0, "people": 1, "vulnerable": [], "violence": False,
        "safe_to_contact": True,
    }  # fmt: skip


def _dwelling(n):
    return {
        "id": n, "residence_code": RESIDENCE, "building": "A", "entrance": "A", "floor": 0,
        "label": f"A{n}",
    }  # fmt: skip


def _lease(n):
    return {
        "number": f"9{n:06}", "household_id": n, "dwelling_id": 100_000 + n, "rent": 1,
        "charges": 0, "benefit": 0, "solidarity_reduction": 0, "debt": 0, "active": True,
    }  # fmt: skip


def _address(n, user):
    return {
        "id": n, "channel": "line", "account": "", "user": f"u{user}", "household_id": n,
        "lease_number": f"9{n:06}",
    }  # fmt: skip


def _consent(n):
    return {
        "address_id": n, "household_id": n, "purpose": "job_notices", "channel": "line",
        "given": True, "wording": "w", "words": "w", "at": datetime(2026, 11, 1, tzinfo=UTC),
    }  # fmt: skip


def agent(kept, role, unit=None, but=None):
    """Return an agent of a role, of a unit where one is named, who is somebody else than `but`."""
    return next(
        one
        for one in kept.staff.all()
        if one.role == role and unit in {None, one.unit} and one.id != but
    )


def chunks_of(palier, notice_id):
    with Session(palier.database.engine) as session:
        query = select(NoticeChunk).where(NoticeChunk.notice_id == notice_id)
        return list(session.exec(query.order_by(NoticeChunk.id)))


def in_days(now, days, hour=9):
    """Return a moment as a page gives it."""
    day = (now.at + timedelta(days=days)).date()
    return f"{day.isoformat()}T{hour:02}:00"


def written(kind, residence, now, **changed):
    """Return what an agent fills in."""
    works = {"what": "water_cut", "starts": in_days(now, 1), "ends": in_days(now, 1, hour=17)}
    job = {
        "title": "Maçon", "posts": "3", "hours": "35", "pay": "12,40",
        "starts": in_days(now, 30)[:10], "deadline": in_days(now, 20)[:10],
    }  # fmt: skip
    outage = {"what": "no_heating"}
    fields = {Kind.WORKS: works, Kind.INCIDENT: outage}.get(kind, job) | changed
    return Written(kind=kind, where=Where("residence", residence), fields=fields)


class Notice:
    """A notice to a residence, which two people stand behind, and the processes that send it."""

    def __init__(self, palier, now, people, *, kind=Kind.WORKS, agreed=False):
        self.palier, self.now, self.line, self.kind = palier, now, Line(), kind
        self.residence = settle_in(palier, people, agreed=agreed)
        palier.channels["line"] = self.line
        self.prepare()

    def prepare(self):
        self.id = self.act(self.author, lambda office: office.write(self.written())).id
        self.act(self.author, lambda office: office.preview(self.id))
        self.act(self.second, lambda office: office.validate(self.id))

    def another(self):
        """Return a second notice to the same people."""
        second = copy(self)
        second.prepare()
        return second

    def written(self, **changed):
        return written(self.kind, self.residence, self.now, **changed)

    author = staticmethod(lambda kept: agent(kept, "cell_officer"))
    second = staticmethod(lambda kept: agent(kept, "cell_manager"))

    def act(self, who, do):
        return self.act_kept(who, lambda _, office: do(office))

    def act_kept(self, who, do):
        return self.palier.database.write_now(
            lambda kept: do(kept, office_of(self.palier, kept, who(kept), now=self.now.at))
        )

    def send(self):
        self.act(self.author, lambda office: office.send(self.id))

    def process(self, name):
        """Return this Palier as another process sees it."""
        delivery = Delivery(self.palier.database, self.palier.channels, random.Random(1), name)
        return replace(self.palier, delivery=delivery)

    async def work(self, process):
        """Do what the rows say is open, as the sweep asks for it, until nothing is."""
        for _ in range(50):
            pieces = self.palier.database.read_now(
                lambda kept: open_work(kept, now=self.now.at, timers=0)
            )
            chunks = [one.subject for one in pieces if one.kind == "chunk"]
            talks = [one.subject for one in pieces if one.kind == "send"]
            if not pieces:
                break
            await asyncio.gather(*(send_chunk(process, chunk) for chunk in chunks))
            for talk in talks:
                await process.delivery.send_to(talk)
            await look_after_first(process)
        self.palier.database.write_now(end_finished)
        await process.delivery.close()

    def progress(self):
        """Return where it is; whatever that is, the numbers add up and are those of the ledger."""
        progress = self.palier.database.read_now(lambda kept: kept.notices.progress(self.id))
        counted = self.palier.database.read_now(lambda kept: _counted(kept, self.id))
        assert {name: progress[name] for name in WHOLE} == counted
        assert sum(progress[name] for name in WHOLE) == progress["size"]
        return {name: n for name, n in progress.items() if n and name != "size"}

    def status(self):
        return self.palier.database.read_now(lambda kept: kept.notices.get(self.id).status)


def _counted(kept, notice_id):
    """Return the numbers of the progress, counted line by line of the ledger."""
    query = select(LINE.c.state).where(LINE.c.notice_id == notice_id)
    states = [str(row[0]) for row in kept.session.connection().execute(query)]
    return {name: states.count(name) for name in WHOLE}
