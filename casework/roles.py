"""Who does what at the landlord's: first level, cell, head office."""

from enum import StrEnum


class Role(StrEnum):
    """A role; the codes are those of the trade's routing page."""

    FRONT_DESK = "front_desk"
    CARETAKER = "caretaker"
    TECHNICIAN = "technician"
    RECOVERY_OFFICER = "recovery_officer"
    SOCIAL_ADVISER = "social_adviser"
    RENTAL_OFFICER = "rental_officer"
    AGENCY_MANAGER = "agency_manager"
    CELL_OFFICER = "cell_officer"
    CLAUSE_OFFICER = "clause_officer"
    CELL_MANAGER = "cell_manager"
    RELOCATION_OFFICER = "relocation_officer"
    LITIGATION_OFFICER = "litigation_officer"
    ON_CALL = "on_call"
    DPO = "dpo"
    CONTRACTOR = "contractor"
    SERVICE = "service"


CELL_ROLES = frozenset({Role.CELL_OFFICER, Role.CLAUSE_OFFICER, Role.CELL_MANAGER})
HEAD_OFFICE_ROLES = frozenset({Role.RELOCATION_OFFICER, Role.LITIGATION_OFFICER, Role.DPO})
CELL = "cell"
HEAD_OFFICE = "siege"


def manager_of(unit: str) -> Role:
    """Return the role of who manages a unit: head office and the cell have the cell's manager.

    >>> manager_of("AG-VAL")
    <Role.AGENCY_MANAGER: 'agency_manager'>
    """
    return Role.CELL_MANAGER if unit in {CELL, HEAD_OFFICE} else Role.AGENCY_MANAGER
