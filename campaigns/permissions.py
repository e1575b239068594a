"""Who may run campaigns, join them and report, and who opens and extends rounds."""

from campaigns.workflow import DRAFT, LIVE
from core.verdict import ALLOWED, Verdict, refused
from units.roles import STANDING_BODY_ROLES, Role

_JOINERS = "Việc này do người phụ trách thi đua, khen thưởng hoặc thủ trưởng đơn vị làm."


def can_draft(actor) -> Verdict:
    """May the actor draft a campaign, which his own Council's unit then hosts?"""
    if actor is None or not actor.is_(*STANDING_BODY_ROLES):
        return refused("Chỉ cơ quan thường trực của đơn vị phát động được lập và phát động phong trào.")
    return ALLOWED


def can_run_campaign(actor, host) -> Verdict:
    """May the actor draft or launch a campaign of this hosting unit?"""
    may = can_draft(actor)
    if may and host_id_of(actor.body) != host.pk:
        return refused("Chỉ cơ quan thường trực của đơn vị phát động được lập và phát động phong trào.")
    return may


def can_edit_campaign(actor, campaign) -> Verdict:
    """May the actor change the plan? Once launched it stands as launched."""
    may = can_run_campaign(actor, campaign.host)
    if may and campaign.state != DRAFT:
        return refused("Phong trào đã phát động nên kế hoạch không sửa được nữa.")
    return may


def can_review(actor, campaign) -> Verdict:
    """May the actor record a sơ kết or tổng kết of this campaign?"""
    may = can_run_campaign(actor, campaign.host)
    if may and campaign.state not in LIVE:
        return refused("Chỉ ghi sơ kết, tổng kết cho phong trào đã phát động và chưa tổng kết.")
    return may


def can_join(actor, campaign) -> Verdict:
    """May the actor register his unit, or change what it registered? The time is judged by the rules."""
    if actor is None or not actor.is_(Role.EDITOR, Role.HEAD):
        return refused(_JOINERS)
    if campaign.state == DRAFT:
        return refused("Phong trào này chưa phát động.")
    if campaign.host_id not in actor.line() or actor.body.kind not in campaign.participant_kinds:
        return refused("Phong trào này không mời loại đơn vị đồng chí đang làm việc.")
    return ALLOWED


def can_report(actor, participation) -> Verdict:
    """May the actor write down progress of this unit?"""
    if actor is None or not actor.is_(Role.EDITOR, Role.HEAD):
        return refused(_JOINERS)
    if actor.body_id != participation.unit_id:
        return refused("Tiến độ do chính đơn vị đã đăng ký ghi.")
    return ALLOWED


def can_follow(actor, campaign) -> Verdict:
    """May the actor read what every unit reports? Names of people may stand in it, so it is not public."""
    oversees = actor is not None and actor.is_(*STANDING_BODY_ROLES, Role.LEADER)
    if oversees and campaign.host.path.startswith(actor.scope_path):
        return ALLOWED
    return refused("Câu tiến độ của các đơn vị dành cho nơi phát động.")


def can_open_rounds(actor) -> Verdict:
    """May the actor open a round that his own body receives?"""
    if actor is None or not actor.is_(*STANDING_BODY_ROLES):
        return refused("Chỉ cán bộ của cơ quan thường trực được mở đợt xét do cơ quan mình tiếp nhận.")
    return ALLOWED


def can_open_round(actor, host, standing_body) -> Verdict:
    """May the actor open a round of this host, received by this standing body?"""
    if not actor.serves_as_standing_body(standing_body.pk):
        return refused("Chỉ cán bộ của cơ quan thường trực được mở đợt xét do cơ quan mình tiếp nhận.")
    if host_id_of(standing_body) != host.pk:
        return refused("Cơ quan tiếp nhận không phải là cơ quan thường trực của cấp khen thưởng này.")
    return ALLOWED


def can_extend_round(actor, round_) -> Verdict:
    """May the actor extend the window of this round?"""
    if actor is None or not actor.is_(Role.OFFICE_HEAD):
        return refused("Gia hạn do Trưởng phòng Thi đua, Khen thưởng của nơi tiếp nhận quyết định.")
    if not actor.serves_as_standing_body(round_.standing_body_id):
        return refused("Đợt xét này do cơ quan thường trực khác tiếp nhận.")
    return ALLOWED


def host_id_of(body) -> int:
    """Key of the unit for whose Council this body works: another one, or itself."""
    return body.standing_for_id or body.pk
