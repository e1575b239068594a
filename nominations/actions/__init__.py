"""Deeds on dossiers. Each locks the dossier's row and writes its audit event in the same transaction."""

from nominations.actions.appraisal import (
    conclude,
    conclude_many,
    confirm,
    finish_appraisal,
    recuse,
    send_back_to_officer,
)
from nominations.actions.evidence import add_evidence, ask_scan, mark_scanned, record_letter, remove_evidence
from nominations.actions.nominees import NomineeValues, add_nomination, edit_nomination, remove_nomination
from nominations.actions.outcomes import record_outcome, reset_outcome
from nominations.actions.receiving import accept, refuse, return_for_supplement
from nominations.actions.sending import (
    ask_sign_off,
    create_dossier,
    recall,
    send_back,
    submit,
    take_back,
    withdraw,
)
from nominations.actions.supplements import answer_supplement, ask_supplement, end_supplement

__all__ = [
    "NomineeValues",
    "accept",
    "add_evidence",
    "add_nomination",
    "answer_supplement",
    "ask_scan",
    "ask_sign_off",
    "ask_supplement",
    "conclude",
    "conclude_many",
    "confirm",
    "create_dossier",
    "edit_nomination",
    "end_supplement",
    "finish_appraisal",
    "mark_scanned",
    "recall",
    "record_letter",
    "record_outcome",
    "recuse",
    "refuse",
    "remove_evidence",
    "remove_nomination",
    "reset_outcome",
    "return_for_supplement",
    "send_back",
    "send_back_to_officer",
    "submit",
    "take_back",
    "withdraw",
]
