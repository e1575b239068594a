"""A dossier in every state, each reached by the real deeds."""

from nominations import actions
from nominations.models import Dossier
from nominations.workflow import DOSSIER
from tests.factories import nominations as make
from tests.factories.nominations import Stage

STATES = tuple(DOSSIER.states)


def in_state(stage: Stage, state: str) -> Dossier:
    """A dossier of the stage's commune with one nominee, in this state."""
    dossier = _MAKERS[state](stage)
    dossier.refresh_from_db()
    assert dossier.state == state
    return dossier


def _returned(stage: Stage) -> Dossier:
    sent = make.make_submitted(stage.head, stage.round)
    return actions.return_for_supplement(sent.pk, reason="Thiếu biên bản.", days=5, by=stage.officer)


def _refused(stage: Stage) -> Dossier:
    sent = make.make_submitted(stage.head, stage.round)
    return actions.refuse(sent.pk, ground="NOT_ELIGIBLE", reason="Không thuộc đối tượng.", by=stage.officer)


def _accepted(stage: Stage) -> Dossier:
    event = make.make_accepted(stage.head, stage.officer, stage.round)
    return Dossier.objects.get(pk=event.object_id)


def _closed(stage: Stage) -> Dossier:
    """All its nominees fell short: confirming that ends it."""
    return make.make_confirmed(
        stage.head, stage.officer, stage.office_head, stage.round, conclusions=["NOT_QUALIFIED"]
    )


def _withdrawn(stage: Stage) -> Dossier:
    sent = make.make_submitted(stage.head, stage.round)
    return actions.withdraw(sent.pk, reason="Gửi nhầm đợt.", by=stage.head)


_MAKERS = {
    "DRAFT": lambda stage: make.make_draft(stage.editor, stage.round),
    "AWAITING_SIGN_OFF": lambda stage: make.make_asked(stage.editor, stage.round),
    "SUBMITTED": lambda stage: make.make_submitted(stage.head, stage.round),
    "RETURNED": _returned,
    "ACCEPTED": _accepted,
    "APPRAISED": lambda stage: make.make_appraised(stage.head, stage.officer, stage.round),
    "CONFIRMED": lambda stage: make.make_confirmed(stage.head, stage.officer, stage.office_head, stage.round),
    "CLOSED": _closed,
    "WITHDRAWN": _withdrawn,
    "REFUSED": _refused,
}
