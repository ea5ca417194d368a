"""Tenant numbers, case and plan references, notice codes."""

import pytest

from nlu.folding import fold_text
from nlu.references import find_references

REFERENCES = {
    "mon num locataire 204518": [("tenant_number", "204518")],
    "locataire 0204518": [("tenant_number", "204518")],
    "locataire 20 45 18": [("tenant_number", "204518")],
    "n° 204 518": [("tenant_number", "204518")],
    "kiracı numaram 204518": [("tenant_number", "204518")],
    "رقم المستأجر 204518": [("tenant_number", "204518")],
    "dossier P-26-4F7K-3": [("case_ref", "P-26-4F7K-3")],
    "dossier p26 4f7k 3": [("case_ref", "P-26-4F7K-3")],
    "P264F7K3": [("case_ref", "P-26-4F7K-3")],
    "p 26-4f7k3 svp": [("case_ref", "P-26-4F7K-3")],
    "P-26-ABCD-E": [("case_ref", "P-26-ABCD-E")],
    "mon plan e-26-4f7k-3": [("plan_ref", "E-26-4F7K-3")],
    "OUI 12": [("notice_code", 12)],
    "non, 12": [("notice_code", 12)],
    "je postule offre 14": [("notice_code", 14)],
    "mettez mon frere sur loffre 12 aussi": [("notice_code", 12)],
    "14 numaralı iş": [("notice_code", 14)],
    "204518 €": [],
    "dossier p 26 abcd e": [("case_ref", "P-26-ABCD-E")],
    "p26abcde": [("case_ref", "P-26-ABCD-E")],
    "p 26 mars 2": [],
    "oui 12 euros": [],
    "oui 2 enfants": [],
    "poste de 35h": [],
    "1234567": [],
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.items(), ids=REFERENCES)
def test_a_reference_is_read_however_it_is_typed(text, expected):
    assert [(item.name, item.value) for item in find_references(fold_text(text))] == expected
