"""Who appraised a dossier does not confirm that in a role that was lent to him."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import NotAllowed
from nominations import actions
from tests.factories.nominations import make_appraised, make_stage
from units.actions import delegate
from units.actors import Actor

pytestmark = pytest.mark.django_db


def test_a_lent_role_does_not_confirm_ones_own_appraisal():
    stage = make_stage()
    lent = delegate(
        stage.office_head.membership.pk,
        by=stage.office_head,
        user_id=stage.officer.user_id,
        valid_from=clock.today(),
        valid_to=clock.today() + timedelta(days=7),
        document_no="12/GUQ-SNV",
        document_on=clock.today(),
    )
    deputy = Actor(user=stage.officer.user, membership=lent)
    own = make_appraised(stage.editor, stage.officer, stage.round)
    with pytest.raises(NotAllowed) as caught:
        actions.confirm(own.pk, by=deputy)
    assert str(caught.value) == "Người được ủy quyền không tự duyệt kết quả thẩm định của chính mình."
    assert actions.confirm(own.pk, by=stage.office_head).state == "CONFIRMED"
