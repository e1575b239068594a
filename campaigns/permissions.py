"""Who may draft and launch campaigns and open rounds."""

from core.verdict import ALLOWED, Verdict, refused
from units.roles import STANDING_BODY_ROLES


def can_run_campaign(actor, host) -> Verdict:
    """May the actor draft or launch a campaign of this hosting unit?"""
    if not actor.is_(*STANDING_BODY_ROLES) or _hosted_by(actor.body) != host.pk:
        return refused("Chỉ cơ quan thường trực của đơn vị phát động được lập và phát động phong trào.")
    return ALLOWED


def can_open_round(actor, host, standing_body) -> Verdict:
    """May the actor open a round of this host, received by this standing body?"""
    if not actor.serves_as_standing_body(standing_body.pk):
        return refused("Chỉ cán bộ của cơ quan thường trực được mở đợt xét do cơ quan mình tiếp nhận.")
    if _hosted_by(standing_body) != host.pk:
        return refused("Cơ quan tiếp nhận không phải là cơ quan thường trực của cấp khen thưởng này.")
    return ALLOWED


def _hosted_by(body):
    """Key of the unit for whose Council this body works: another one, or itself."""
    return body.standing_for_id or body.pk
