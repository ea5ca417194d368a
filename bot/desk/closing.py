"""End a case, or one of its needs: the outcome by buttons, then one sentence for the tenant."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bot.desk import tenants
from bot.desk.agent_turn import AgentTurn, button
from bot.desk.holding import current, post
from bot.steps import end_need, move
from casework.cases import NeedStatus, Outcome, Status
from casework.needs import MONEY, RESTRICTED, TECHNICAL, WORK, Need
from dialogs.effects import Choice, Say
from nlu.folding import fold_word
from storage.access import Seen
from storage.tables.cases import Case

PAGE = 6
LONGEST_SENTENCE = 2_000
LIKELY = (  # which outcomes are offered first, by what the case is about
    (
        MONEY,
        (
            Outcome.PLAN_SIGNED,
            Outcome.PAID_IN_FULL,
            Outcome.AID_GRANTED,
            Outcome.RIGHT_RESTORED,
            Outcome.PLAN_COMPLETED,
        ),
    ),
    (TECHNICAL, (Outcome.REPAIRED, Outcome.ADAPTED)),
    (WORK, (Outcome.JOB_FOUND, Outcome.SCHOOL_ENROLLED)),
    (frozenset({Need.NEIGHBOUR, Need.ASB}), (Outcome.NUISANCE_ENDED,)),
    (frozenset({Need.REHOUSING, Need.SITE}), (Outcome.REHOUSED,)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What was said of an end so far."""

    reference: str
    need: str | None = None
    outcome: Outcome | None = None
    page: int = 1
    words: str = ""


def read_closing(argument: str) -> Closing:
    """Read what stands behind the command: reference, need, outcome or page, sentence.

    >>> read_closing("P-26-T5JJ-7 food aid_granted Colis remis.").words
    'Colis remis.'
    """
    reference, _, rest = argument.strip().partition(" ")
    need, rest = _first_of(rest, {need.value for need in Need}, str.upper)
    outcome, rest = _first_of(rest, {outcome.value for outcome in Outcome}, str.lower)
    page = int(rest) if outcome is None and rest.isdecimal() else 1
    return Closing(
        reference=reference,
        need=need,
        outcome=Outcome(outcome) if outcome else None,
        page=page,
        words=rest.strip()[:LONGEST_SENTENCE],
    )


def _first_of(
    rest: str, known: Collection[str], fold: Callable[[str], str]
) -> tuple[str | None, str]:
    """Take the first word off when it is one of a closed list; return it and what is left."""
    first, _, after = rest.strip().partition(" ")
    folded = fold(first)
    return (folded, after) if folded in known else (None, rest.strip())


def close(desk: AgentTurn, argument: str) -> None:
    """Resolve a case, or end one of its needs: what lacks is asked for."""
    asked = _with_outcome_in_words(desk, read_closing(argument))
    reference = asked.reference or current(desk)
    if reference is None:
        desk.say("desk.usage.clore", outcomes=", ".join(Outcome))
        return
    seen = desk.case(reference, "close")
    if asked.outcome is None and asked.words and not asked.words.isdecimal():
        _await_outcome(desk, seen.case, asked.need)
        desk.say("desk.usage.clore", outcomes=", ".join(Outcome))
    elif asked.outcome is None:
        _ask_outcome(desk, seen, asked)
    elif not asked.words:
        _ask_sentence(desk, seen.case, asked.need, asked.outcome)
    elif not (asked.need and _end_one(desk, seen.case, asked.need, asked.outcome)):
        _resolve(desk, seen.case, asked.outcome, asked.words)


def close_on_the_page(desk: AgentTurn, reference: str) -> None:
    """End what the form on the page of a case says: need, outcome and sentence are its words."""
    close(desk, f"{reference} {desk.turn.inbox.body.get('text') or ''}")


def outcomes_for(codes: set[str]) -> list[Outcome]:
    """Return the outcomes, those first that are likely for these needs."""
    likely = [one for needs, outcomes in LIKELY if codes & needs for one in outcomes]
    return list(dict.fromkeys((*likely, *Outcome)))


def _ask_outcome(desk: AgentTurn, seen: Seen, asked: Closing) -> None:
    """Offer the outcomes, the likely ones first; and the needs, where there are several."""
    case, about = seen.case, [asked.need] if asked.need else []
    outcomes = outcomes_for({need.code for need, _ in seen.needs})
    shown = outcomes[(asked.page - 1) * PAGE : asked.page * PAGE]
    choices = [button("clore", case, f"desk.outcome.{one}", *about, one) for one in shown]
    if len(outcomes) > asked.page * PAGE:
        more = (*about, str(asked.page + 1))
        choices.append(button("clore", case, "desk.choice.other_outcomes", *more))
    if asked.need is None and asked.page == 1:
        choices += _needs_apart(case, seen)
    _await_outcome(desk, case, asked.need)
    what = Say(f"need.{asked.need}") if asked.need else Say("desk.closing.whole")
    desk.say("desk.closing.outcome", *choices, reference=case.reference, what=what)


def _await_outcome(desk: AgentTurn, case: Case, need: str | None) -> None:
    """Take the agent's next words for the outcome: they are for no tenant."""
    words = ("/clore", case.reference, need)
    desk.turn.conversation.desk_awaits = " ".join(word for word in words if word)


def _with_outcome_in_words(desk: AgentTurn, asked: Closing) -> Closing:
    """Read an outcome that is said as its button says it: "plan signé", then a sentence."""
    if asked.outcome is not None or not asked.words:
        return asked
    said = fold_word(asked.words)
    for one in Outcome:
        label = fold_word(desk.turn.wording.text(f"desk.outcome.{one}", "fr"))
        if said == label or said.startswith(f"{label} "):
            rest = asked.words[len(label) :].strip(" .,:")
            return replace(asked, outcome=one, words=rest)
    return asked


def _needs_apart(case: Case, seen: Seen) -> list[Choice]:
    """Return a button for each open need, when the case has others beside it."""
    still = [need.code for need, _ in seen.needs if need.status != NeedStatus.ENDED]
    if len(still) == 1:
        return []
    named = [code for code in still if code not in RESTRICTED]  # those are ended on the desk
    return [
        Choice(
            f"desk.clore={case.reference}:{code}",
            "desk.choice.end_need",
            {"need": Say(f"need.{code}")},
        )
        for code in named
    ]


def _ask_sentence(desk: AgentTurn, case: Case, need: str | None, outcome: Outcome) -> None:
    """Wait for the sentence: the agent's next words complete the command."""
    words = (case.reference, need, outcome)
    desk.turn.conversation.desk_awaits = " ".join(("/clore", *(w for w in words if w)))
    desk.say(
        "desk.closing.sentence",
        Choice("desk.annuler=1", "desk.choice.cancel"),
        reference=case.reference,
        outcome=Say(f"desk.outcome.{outcome}"),
    )


def _end_one(desk: AgentTurn, case: Case, need: str, outcome: Outcome) -> bool:
    """End one need; tell whether others stay open."""
    if not end_need(desk.turn, case, need, desk.agent, outcome):
        return False
    desk.say("desk.need_ended", reference=case.reference, need=Say(f"need.{need}"))
    return True


def _resolve(desk: AgentTurn, case: Case, outcome: Outcome, words: str) -> None:
    move(desk.turn, case, Status.RESOLVED, desk.agent, outcome=outcome, reason=words)
    case.outcome, case.outcome_words, case.resolved_at = outcome, words, desk.turn.now
    desk.turn.kept.session.add(case)
    tenant = tenants.conversation_of(desk.turn.kept, case)
    if tenant is not None:
        desk.turn.kept.conversations.hold(tenant, None, now=desk.turn.now)
        values = {"reference": case.reference, "outcome": words}
        tenants.tell(desk, case, tenant, Say("case.closed", values))
    desk.turn.conversation.desk_case_id = None
    ended = {"name": desk.agent.first_name, "outcome": Say(f"desk.outcome.{outcome}")}
    post(desk, case, Say("desk.room.ended", ended))
    desk.say("desk.closed", reference=case.reference)
