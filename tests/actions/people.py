"""People who may not, each for one reason."""

from tests.factories.units import make_actor, make_unit
from units.models import Role, UnitKind


def senders(stage) -> dict:
    """People who may not make a dossier for the province's round of communes and departments."""
    school = make_unit("Trường Y Tý", kind=UnitKind.SCHOOL, parent=stage.province.commune)
    elsewhere = make_unit("Tỉnh khác", kind=UnitKind.PROVINCE)
    return {
        "wrong role": make_actor(stage.province.commune, Role.LEADER),
        "wrong kind": make_actor(school, Role.EDITOR),
        "another province": make_actor(make_unit("Xã ngoài", parent=elsewhere), Role.EDITOR),
        "receives only": stage.officer,
        "right": stage.editor,
    }
