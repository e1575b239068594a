"""Dossiers, the nominations inside them, what proves them and what is asked about them."""

from nominations.models.dossier import Dossier, RefusalGround
from nominations.models.evidence import Evidence, EvidenceKind, Scan
from nominations.models.nomination import Nomination
from nominations.models.supplement import Recusal, Supplement

__all__ = [
    "Dossier",
    "Evidence",
    "EvidenceKind",
    "Nomination",
    "Recusal",
    "RefusalGround",
    "Scan",
    "Supplement",
]
