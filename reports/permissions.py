"""Who may read, ask for and issue the periodic reports of a province."""

from core.verdict import ALLOWED, Verdict, refused
from units.models import UnitKind
from units.roles import STANDING_BODY_ROLES, Role

READERS = STANDING_BODY_ROLES | {Role.LEADER}


def can_read_reports(actor) -> Verdict:
    """The standing body of the province and the leaders of the province read reports and figures."""
    if actor is None or not actor.is_(*READERS):
        return refused("Báo cáo, thống kê của tỉnh dành cho lãnh đạo tỉnh và cơ quan thường trực.")
    served = actor.unit if actor.is_(Role.LEADER) else actor.body.standing_for
    if served is None or served.kind != UnitKind.PROVINCE:
        return refused("Báo cáo, thống kê của tỉnh dành cho lãnh đạo tỉnh và cơ quan thường trực của tỉnh.")
    return ALLOWED


def can_ask(actor) -> Verdict:
    """Officer, head of office and leader may ask for the report of a period."""
    readable = can_read_reports(actor)
    if readable and not actor.is_(Role.OFFICER, Role.OFFICE_HEAD, Role.LEADER):
        return refused("Giám đốc xem báo cáo; chuyên viên, trưởng phòng hoặc lãnh đạo tỉnh yêu cầu lập.")
    return readable


def can_retry(actor, report) -> Verdict:
    """Whoever may ask for a report may have its files made again when their job ended in failure."""
    askable = can_ask(actor)
    if askable and report.failure is None:
        return refused("Tệp của báo cáo đang được lập hoặc đã lập xong, không cần lập lại.")
    return askable


def can_write(actor, report) -> Verdict:
    """Officer and head of office write the texts, and take the figures anew, until the report is issued."""
    readable = can_read_reports(actor)
    if not readable:
        return readable
    if not actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return refused("Chuyên viên hoặc trưởng phòng của cơ quan thường trực viết báo cáo.")
    return _still_draft(report)


def can_issue(actor, report) -> Verdict:
    """Head of office and director issue a report."""
    readable = can_read_reports(actor)
    if not readable:
        return readable
    if not actor.is_(Role.OFFICE_HEAD, Role.DIRECTOR):
        return refused("Trưởng phòng hoặc giám đốc cơ quan thường trực phát hành báo cáo.")
    return _still_draft(report)


def _still_draft(report) -> Verdict:
    if report.is_signed_off:
        return refused("Báo cáo đã có số, không sửa được nữa.")
    return ALLOWED
