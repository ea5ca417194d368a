"""Our answers, as Rasa's form validation sees them; the only door to rasa_sdk."""

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.forms import FormValidationAction


class FormActions:
    """The validation actions of the forms, run in process."""

    def __init__(self, actions: Sequence[FormValidationAction]) -> None:
        self._actions = {action.name().removeprefix("validate_"): action for action in actions}

    def names(self) -> frozenset[str]:
        """Return the forms that have an action."""
        return frozenset(self._actions)

    def check(
        self, form: str, given: Mapping[str, Any], answers: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str | None]:
        """Return the answers as the form's action leaves them, and the id of a refusal."""
        executor = ActionExecutor()  # registering is dear, and most messages have nothing to check
        executor.register_action(self._actions[form])
        result = _run(executor.run(_action_call(form, given, answers)))
        if result is None:
            return dict(given), None
        kept = {e["name"]: e["value"] for e in result.events if e["event"] == "slot"}
        refusals = [r["response"] for r in result.responses if r.get("response")]
        named = {name: value for name, value in kept.items() if name != "requested_slot"}
        return {n: v for n, v in named.items() if v is not None}, next(iter(refusals), None)


def _run(steps: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 (what the executor returns)
    """Run a coroutine that waits for nothing: a turn is pure, so its actions may not wait."""
    try:
        steps.send(None)
    except StopIteration as done:
        return done.value
    steps.close()
    raise RuntimeError(
        "an action waits for the outside world: give it a port that answers at once"
    )


def _action_call(
    form: str, given: Mapping[str, Any], answers: Mapping[str, Any]
) -> dict[str, Any]:
    events = [
        {"event": "slot", "name": n, "value": v, "timestamp": None} for n, v in given.items()
    ]
    return {
        "next_action": f"validate_{form}",
        "sender_id": "palier",
        "tracker": {
            "sender_id": "palier",
            "slots": {**answers, **given},
            "latest_message": {},
            "events": events,
            "paused": False,
            "followup_action": None,
            "active_loop": {"name": form},
            "latest_action_name": None,
        },
        "domain": {"forms": {form: {"required_slots": list(given)}}, "slots": {}},
        "version": "3.1",
    }
