"""The routing matrix (domain/routing.md 3.3): the first line of a need that holds decides.

`partners` are types in the order to try; `within` is the target of the first action.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from casework.needs import Need
from casework.roles import Role
from casework.situation import Situation


class Cell(StrEnum):
    """What the social-action cell hears of a line."""

    NO = "no"
    INFORMED = "informed"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A delay: working days (wd), working hours (wh) or hours of the clock (h)."""

    amount: float
    unit: str


def wd(days: float) -> Within:
    """Return a delay in working days."""
    return Within(amount=days, unit="wd")


def wh(hours: float) -> Within:
    """Return a delay in working hours."""
    return Within(amount=hours, unit="wh")


def h(hours: float) -> Within:
    """Return a delay in hours of the clock."""
    return Within(amount=hours, unit="h")


def _always(situation: Situation) -> bool:
    return situation.need is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the matrix."""

    need: Need
    case: str  # the name that is logged, tested and explained
    severity: int
    role: Role
    within: Within
    cell: Cell = Cell.NO
    partners: tuple[str, ...] = ()
    message: str = "M06"
    holds: Callable[[Situation], bool] = _always
    reply: Within | None = None  # where the first reply is due sooner than its severity asks


def _urgent(urgency: str) -> Callable[[Situation], bool]:
    return lambda situation: situation.urgency == urgency


def _danger_of_life(situation: Situation) -> bool:
    """Tell whether the catalogue calls a defect a danger of life (routing 3.4)."""
    return situation.severity_of_condition == VITAL


SOCIAL_CAUSES = frozenset({"job_loss", "illness", "separation", "death", "benefit_stopped"})
PRIORITY_GROUNDS = frozenset({"stairs", "health", "disability", "violence", "ruin"})
RENT = ("ccas", "dept_social_service", "aes_association", "budget_advice")
NOW = h(0)
VITAL = 4
R = Role
MATRIX: tuple[Line, ...] = (
    # money: the first line that holds decides, from the gravest to the first missed term
    Line(need=Need.ARREARS, case="arrears_legal_threshold", severity=3, role=R.RECOVERY_OFFICER,
         cell=Cell.YES, partners=("caf_msa", "fsl_owner"), within=wd(5), message="M08",
         holds=lambda s: bool(s.facts.get("legal_threshold"))),
    Line(need=Need.ARREARS, case="arrears_with_a_hearing_near", severity=2,
         role=R.SOCIAL_ADVISER, cell=Cell.YES, within=h(24), message="M12",
         partners=("adil", "dept_social_service", "overdebt"),
         holds=lambda s: s.legal_date_near),
    Line(need=Need.ARREARS, case="arrears_plan_broken", severity=2, role=R.RECOVERY_OFFICER,
         cell=Cell.YES, partners=("aes_association",), within=wd(3), message="M11",
         holds=lambda s: s.history.plan_broken),
    Line(need=Need.ARREARS, case="arrears_plan_at_risk", severity=2, role=R.RECOVERY_OFFICER,
         partners=("aes_association",), within=wd(3), message="M11",
         holds=lambda s: bool(s.facts.get("plan_at_risk"))),
    Line(need=Need.ARREARS, case="arrears_without_contact", severity=2, role=R.RECOVERY_OFFICER,
         cell=Cell.YES, partners=("aes_association",), within=wd(10), message="M10",
         holds=lambda s: bool(s.facts.get("no_contact"))),
    Line(need=Need.ARREARS, case="arrears_with_a_social_cause", severity=2, role=R.SOCIAL_ADVISER,
         cell=Cell.INFORMED, partners=RENT, within=wd(5), message="M08",
         holds=lambda s: s.told("reason") in SOCIAL_CAUSES or s.fact("months_count") >= 3),  # noqa: PLR2004
    Line(need=Need.ARREARS, case="arrears_one_full_term", severity=2, role=R.RECOVERY_OFFICER,
         partners=("ccas",), within=wd(5), message="M09",
         holds=lambda s: s.fact("months_count") >= 1),
    Line(need=Need.ARREARS, case="arrears_first_signal", severity=1, role=R.RECOVERY_OFFICER,
         within=wd(5), message="M07"),
    Line(need=Need.ARREARS_LEGAL, case="bailiff_or_court", severity=3, role=R.SOCIAL_ADVISER,
         cell=Cell.YES, partners=("adil", "dept_social_service", "overdebt"), within=h(24),
         message="M12"),
    Line(need=Need.RENT_ACCOUNT, case="declared_payment", severity=0, role=R.FRONT_DESK,
         within=wd(10), message="M05", holds=lambda s: bool(s.facts.get("declared_payment"))),
    Line(need=Need.RENT_ACCOUNT, case="question_on_the_account", severity=1, role=R.FRONT_DESK,
         partners=("adil",), within=wd(10), message="M05"),
    Line(need=Need.BENEFITS, case="benefit_stopped_or_lower", severity=2, role=R.SOCIAL_ADVISER,
         partners=("caf_msa", "numeric_help", "ccas"), within=wd(5), message="M13"),
    Line(need=Need.DEBT, case="power_or_water_cut", severity=3, role=R.SOCIAL_ADVISER,
         partners=("fsl_owner", "ccas", "budget_advice"), within=h(48), message="M13",
         holds=lambda s: s.cut_near),
    Line(need=Need.DEBT, case="other_debts", severity=2, role=R.SOCIAL_ADVISER,
         partners=("fsl_owner", "ccas", "budget_advice", "overdebt"), within=wd(5), message="M13"),
    Line(need=Need.FOOD, case="nothing_to_eat", severity=3, role=R.SOCIAL_ADVISER,
         cell=Cell.INFORMED, partners=("ccas", "food_aid"), within=h(24), message="M14"),
    # work
    Line(need=Need.EMPLOYMENT_LOSS, case="job_lost", severity=2, role=R.SOCIAL_ADVISER,
         cell=Cell.INFORMED, partners=("france_travail", "mission_locale", "plie", "caf_msa"),
         within=wd(5), message="M15"),
    Line(need=Need.EMPLOYMENT_SEEK, case="looks_for_work", severity=1, role=R.CLAUSE_OFFICER,
         cell=Cell.YES, within=wd(10), message="M16",
         partners=("siae_aci", "siae_ei", "siae_ai", "siae_etti", "geiq", "france_travail",
                   "mission_locale", "plie", "cap_emploi")),
    Line(need=Need.WORKSITE_SCHOOL, case="wants_the_school", severity=1, role=R.CLAUSE_OFFICER,
         cell=Cell.YES, partners=("aes_association", "training_centre"), within=wd(5),
         message="M18"),
    Line(need=Need.BARRIER, case="barrier_to_work", severity=1, role=R.CLAUSE_OFFICER,
         cell=Cell.INFORMED, partners=("numeric_help", "training_centre", "social_centre"),
         within=wd(10), message="M19"),
    Line(need=Need.PLACEMENT, case="accident_or_harassment_at_work", severity=3,
         role=R.CLAUSE_OFFICER, cell=Cell.YES, within=wd(1), message="M20",
         holds=lambda s: s.told("problem") in {"accident", "harassment"}),
    Line(need=Need.PLACEMENT, case="trouble_at_the_post", severity=2, role=R.CLAUSE_OFFICER,
         cell=Cell.YES, within=wd(1), message="M20"),
    # health and family
    Line(need=Need.HEALTH, case="care_given_up", severity=2, role=R.SOCIAL_ADVISER,
         partners=("cpam", "ccas"), within=wd(5), message="M13"),
    Line(need=Need.MENTAL, case="very_low_mood_already_followed", severity=2,
         role=R.SOCIAL_ADVISER, cell=Cell.YES, partners=("health_cmp", "aes_association"),
         within=wd(1), message="M21", holds=lambda s: bool(s.history.already_followed_by)),
    Line(need=Need.MENTAL, case="very_low_mood", severity=2, role=R.SOCIAL_ADVISER,
         partners=("health_cmp", "aes_association"), within=wd(1), message="M21"),
    Line(need=Need.ADDICTION, case="addiction_said", severity=2, role=R.SOCIAL_ADVISER,
         partners=("health_csapa",), within=wd(5), message="M13"),
    Line(need=Need.AUTONOMY, case="age_or_handicap", severity=2, role=R.TECHNICIAN,
         partners=("mdph", "elderly_service"), within=wd(15), message="M13"),
    Line(need=Need.FAMILY, case="separation_or_death", severity=2, role=R.RENTAL_OFFICER,
         partners=("caf_msa", "mediation", "ccas"), within=wd(10),
         holds=lambda s: s.told("change") in {"separation", "death"}),
    Line(need=Need.FAMILY, case="household_changes", severity=1, role=R.RENTAL_OFFICER,
         partners=("caf_msa", "ccas"), within=wd(10)),
    # danger
    Line(need=Need.VIOLENCE, case="violence_now", severity=4, role=R.ON_CALL,
         cell=Cell.YES, within=NOW, message="E3", holds=lambda s: s.safety == "vital_now"),
    Line(need=Need.VIOLENCE, case="violence_at_home", severity=3, role=R.AGENCY_MANAGER,
         cell=Cell.YES, partners=("women_violence", "shelter"), within=wh(2), message="E3"),
    Line(need=Need.SUICIDE, case="wish_to_die_without_means", severity=3, role=R.SOCIAL_ADVISER,
         cell=Cell.YES, partners=("health_cmp",), within=wh(2), message="E4",
         holds=lambda s: s.safety in {"risk_to_check", "risk_confirmed"}),
    Line(need=Need.SUICIDE, case="wish_to_die", severity=4, role=R.ON_CALL, cell=Cell.YES,
         partners=("health_cmp",), within=NOW, message="E4"),
    Line(need=Need.CHILD, case="child_in_danger", severity=4, role=R.AGENCY_MANAGER,
         cell=Cell.YES, within=NOW, message="E5"),
    Line(need=Need.MEDICAL, case="medical_emergency", severity=4, role=R.ON_CALL,
         cell=Cell.INFORMED, within=NOW, message="E6"),
    Line(need=Need.FIRE, case="fire_or_collapse", severity=4, role=R.ON_CALL,
         cell=Cell.INFORMED, within=NOW, message="E2"),
    Line(need=Need.GAS, case="smell_of_gas", severity=4, role=R.ON_CALL, cell=Cell.INFORMED,
         within=NOW, message="E1"),
    Line(need=Need.ASSAULT, case="assault_or_threat", severity=4, role=R.ON_CALL,
         cell=Cell.INFORMED, within=NOW, message="E7"),
    Line(need=Need.SAFEGUARD, case="neighbour_not_seen_for_three_days", severity=4,
         role=R.AGENCY_MANAGER, cell=Cell.YES, partners=("ccas",), within=NOW, message="M22",
         holds=lambda s: s.days_since("last_seen") >= 3),  # noqa: PLR2004 (72 hours)
    Line(need=Need.SAFEGUARD, case="neighbour_not_seen", severity=3, role=R.AGENCY_MANAGER,
         cell=Cell.YES, partners=("ccas",), within=h(4), message="M22"),
    # living together
    Line(need=Need.NEIGHBOUR, case="behaviour_with_signs_of_distress", severity=2,
         role=R.AGENCY_MANAGER, cell=Cell.YES, within=wd(5), message="M23",
         partners=("aes_association", "health_schs", "health_cmp"),
         holds=lambda s: bool(s.facts.get("distress_signs"))),
    Line(need=Need.NEIGHBOUR, case="noise_or_conflict", severity=1, role=R.RENTAL_OFFICER,
         partners=("mediation", "conciliator", "police_municipale"), within=wd(10),
         message="M23"),
    Line(need=Need.ASB, case="hall_occupied", severity=2, role=R.AGENCY_MANAGER,
         cell=Cell.INFORMED, partners=("police", "mediation"), within=wd(2), message="M24"),
    # a danger told as a defect is a danger
    Line(need=Need.REPAIR, case="danger_told_as_a_repair", severity=4, role=R.ON_CALL,
         cell=Cell.INFORMED, within=NOW, message="M25", holds=_danger_of_life),
    Line(need=Need.COMMON_AREA, case="danger_told_as_a_common_fault", severity=4,
         role=R.ON_CALL, cell=Cell.INFORMED, within=NOW, message="M25", holds=_danger_of_life),
    # buildings: severity and delay come from the catalogue of defects
    Line(need=Need.REPAIR, case="repair_within_four_hours", severity=2, role=R.TECHNICIAN,
         partners=("elderly_service",), within=h(4), message="M25", reply=wh(2),
         holds=_urgent("U1")),
    Line(need=Need.REPAIR, case="repair_within_a_day", severity=1, role=R.TECHNICIAN,
         partners=("elderly_service",), within=h(24), message="M25", reply=wh(7),
         holds=_urgent("U2")),
    Line(need=Need.REPAIR, case="ordinary_repair", severity=1, role=R.TECHNICIAN,
         partners=("elderly_service",), within=wd(5), message="M25"),
    Line(need=Need.COMMON_AREA, case="common_area_within_four_hours", severity=2,
         role=R.TECHNICIAN, within=h(4), message="M25", reply=wh(2), holds=_urgent("U1")),
    Line(need=Need.COMMON_AREA, case="common_area_within_a_day", severity=1, role=R.TECHNICIAN,
         within=h(24), message="M25", reply=wh(7), holds=_urgent("U2")),
    Line(need=Need.COMMON_AREA, case="ordinary_common_area", severity=1, role=R.CARETAKER,
         within=wd(5), message="M25"),
    Line(need=Need.HYGIENE, case="filth_in_the_dwelling", severity=2, role=R.SOCIAL_ADVISER,
         cell=Cell.INFORMED, partners=("health_schs", "aes_association"), within=wd(5),
         message="M25", holds=lambda s: s.facts.get("problem_type") == "filth_dwelling"),
    Line(need=Need.HYGIENE, case="pests", severity=2, role=R.TECHNICIAN,
         partners=("health_schs", "aes_association"), within=wd(5), message="M25"),
    # moving
    Line(need=Need.REHOUSING, case="priority_rehousing", severity=1, role=R.RENTAL_OFFICER,
         cell=Cell.YES, within=wd(10),
         holds=lambda s: s.told("reason") in PRIORITY_GROUNDS),
    Line(need=Need.REHOUSING, case="wishes_to_move", severity=1, role=R.RENTAL_OFFICER,
         partners=("ccas",), within=wd(10)),
    Line(need=Need.SITE, case="works_or_relocation", severity=1, role=R.RELOCATION_OFFICER,
         cell=Cell.YES, partners=("social_mission",), within=wd(5), message="M26"),
    # papers; data protection never passes through the agency
    Line(need=Need.ADMIN, case="data_protection_request", severity=1, role=R.DPO, within=wd(10),
         message="M02", holds=lambda s: s.facts.get("subject") == "privacy"),
    Line(need=Need.ADMIN, case="wants_a_person", severity=1, role=R.FRONT_DESK, within=wd(1),
         reply=wh(2), holds=lambda s: s.facts.get("subject") == "callback"),
    Line(need=Need.ADMIN, case="threat_to_staff", severity=2, role=R.AGENCY_MANAGER,
         cell=Cell.INFORMED, within=wd(1), holds=lambda s: s.facts.get("subject") == "threat"),
    Line(need=Need.ADMIN, case="papers", severity=1, role=R.FRONT_DESK,
         partners=("numeric_help", "ccas"), within=wd(5)),
)  # fmt: skip


def lines_of(need: Need) -> tuple[Line, ...]:
    """Return the lines of a need, in the order they are tried."""
    return tuple(line for line in MATRIX if line.need is need)


def line_for(situation: Situation) -> tuple[Line, tuple[Line, ...]]:
    """Return the line that decides, and the lines of the need that do not hold."""
    lines = lines_of(situation.need)
    decided = next(line for line in lines if line.holds(situation))
    return decided, lines[: lines.index(decided)]
