"""Six lines for who takes a conversation over: who, what, told, asked, dangers, promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.desk.agent_turn import Office
from casework.needs import RESTRICTED
from dialogs.conversation import from_json
from dialogs.effects import Say
from dialogs.forms import Form
from dialogs.telling.facts import facts_told
from storage.kept import Kept
from storage.tables.cases import Case, NeedRow
from storage.tables.messages import ConversationRow, Inbox

LAST_WORDS = 3
LONGEST_EXCERPT = 160
DANGER_WITHIN = timedelta(days=30)
NEVER_IN_CHAT = frozenset({"access", "name", "phone", "said", "safety"})
NOTHING = Say("desk.packet.nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may be said of a case to who takes over: `needs` are those told in full."""

    case: Case
    names: tuple[Say, ...]
    needs: tuple[NeedRow, ...]
    reserved: bool
    place: str | Say
    with_words: bool = True


def is_reserved(needs: Iterable[NeedRow]) -> bool:
    """Tell whether something of a case is read on the desk only."""
    return any(need.code in RESTRICTED for need in needs)


def packet(kept: Kept, office: Office, told: Told, tenant: ConversationRow | None) -> Say:
    """Return the six lines."""
    case = told.case
    return Say(
        "desk.packet",
        {
            "who": _who(kept, case),
            "language": Say(f"desk.language.{_base(case.language)}"),
            "needs": told.names,
            "severity": case.severity,
            "place": told.place,
            "told": _told(kept, office.forms, told, tenant),
            "asked": _asked(office.forms, tenant),
            "safety": _safety(kept, office, told, tenant),
            "reply": case.reply_due_at,
            "due": case.due_at,
        },
    )


def _base(language: str) -> str:
    known = {"fr", "ar", "en", "tr"}
    base = language.partition("-")[0].partition("@")[0]
    return base if base in known else "other"


def _who(kept: Kept, case: Case) -> str | Say:
    """Return the first name where the person is proven, else that nobody is yet."""
    people = kept.people.persons(case.household_id) if case.household_id else []
    return people[0].first_name if people else Say("desk.packet.not_proven")


def _told(
    kept: Kept, forms: Mapping[str, Form], told: Told, tenant: ConversationRow | None
) -> tuple[Say | str, ...]:
    """Return the facts without amounts, then the last words where they are for this reader."""
    open_needs = [need for need in told.needs if need.code not in RESTRICTED]
    facts = [
        fact
        for need in open_needs
        for fact in facts_told(forms, need.code, _without_amounts(forms, need.facts))
    ]
    words = _last_words(kept, tenant) if told.needs and not told.reserved else ()
    return (*facts, *(words if told.with_words else ())) or (NOTHING,)


def _without_amounts(forms: Mapping[str, Form], facts: Mapping[str, Any]) -> dict[str, Any]:
    money = {
        slot.name for form in forms.values() for slot in form.slots if slot.kind in AMOUNTS
    } | NEVER_IN_CHAT
    return {name: value for name, value in facts.items() if name not in money}


AMOUNTS = frozenset({"money", "phone"})


def _last_words(kept: Kept, tenant: ConversationRow | None) -> tuple[str, ...]:
    if tenant is None:
        return ()
    said = [row for row in kept.mail.since(tenant.id or 0, 0) if isinstance(row, Inbox)]
    words = [
        str(row.body.get("text", ""))[:LONGEST_EXCERPT] for row in said if row.body.get("text")
    ]
    return tuple(f"« {one} »" for one in words[-LAST_WORDS:])


def _asked(forms: Mapping[str, Form], tenant: ConversationRow | None) -> Say:
    """Return the question that the bot put and nobody answered."""
    asked = from_json(tenant.state).asked if tenant is not None and tenant.state else None
    form, _, name = (asked or "").partition(".")
    if form == "place":
        return Say("place.ask")
    if form not in forms or forms[form].slot(name) is None:
        return NOTHING
    return Say(f"{form}.ask.{name}")


def _safety(kept: Kept, office: Office, told: Told, tenant: ConversationRow | None) -> Say:
    """Return that nothing was said, or that something is to be read on the desk, never what."""
    since = told.case.opened_at - DANGER_WITHIN
    said = kept.rooms.dangers_since(tenant.id or 0, since) if tenant is not None else ()
    if told.reserved or said:
        return Say("desk.read_on_the_desk", {"page": office.page(told.case.reference)})
    return NOTHING
