"""What the rules say no to; each class says what the caller should tell."""

from collections.abc import Mapping


class Refused(Exception):
    """The landlord's rules say no. Tell the person why: `message` is in the catalogues."""

    message = "refused"

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values
        super().__init__(self.message, dict(values))


class NotYours(Refused):
    """The case is elsewhere or nowhere: the same words for both."""

    message = "refused.no_such_case"


class NoSuchStep(Refused):
    """The life cycle has no step from this state to that one."""

    message = "refused.no_such_step"


class NotForYourRole(Refused):
    """The step is somebody else's."""

    message = "refused.not_for_your_role"


class OutcomeMissing(Refused):
    """A case ends with an outcome and one sentence for the tenant."""

    message = "refused.outcome_missing"


class ReasonMissing(Refused):
    """The step needs a reason."""

    message = "refused.reason_missing"


class GraveNeedOpen(Refused):
    """A case is not closed while a need of severity 3 or 4 is open."""

    message = "refused.grave_need_open"


class NoSuchNeed(Refused):
    """The case has no such open need."""

    message = "refused.no_such_need"


class HeldByOther(Refused):
    """Another agent has the conversation: only who holds it gives it back."""

    message = "refused.held_by_other"


class ReferralActive(Refused):
    """A case is not closed while an association follows the household through it."""

    message = "refused.referral_active"
