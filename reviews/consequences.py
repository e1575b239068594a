"""What a reorganisation of units leaves behind here: councils, sessions called, decisions not issued."""

from collections.abc import Collection

from reviews.models import Council, CouncilSession, Decision
from reviews.workflow import CONVENED, DRAFT, IN_SESSION
from reviews.workflow_decision import DRAFT as DRAFTED
from reviews.workflow_decision import PRESENTED, SIGNED
from units.consequences import Consequence, follows


@follows
def of_councils(unit_ids: Collection[int]) -> list[Consequence]:
    """Sessions that were called and decisions on their way forbid; councils and drafts are named."""
    sessions = CouncilSession.objects.filter(council__unit__in=unit_ids)
    called = sessions.filter(state__in=[CONVENED, IN_SESSION]).count()
    decisions = Decision.objects.filter(unit__in=unit_ids)
    on_way = decisions.filter(state__in=[PRESENTED, SIGNED]).count()
    return [
        Consequence(
            "Hội đồng Thi đua - Khen thưởng của đơn vị",
            Council.objects.filter(unit__in=unit_ids).count(),
            "Giữ nguyên để tra cứu; đơn vị kế thừa thành lập Hội đồng mới.",
        ),
        Consequence(
            "Phiên họp đang chuẩn bị",
            sessions.filter(state=DRAFT).count(),
            "Chuẩn bị lại ở Hội đồng của đơn vị kế thừa.",
        ),
        Consequence(
            "Phiên họp đã triệu tập, đang họp",
            called,
            "",
            refusal=f"Còn {called} phiên họp đã triệu tập hoặc đang họp, kể cả đang bỏ phiếu. "
            "Họp xong rồi sắp xếp."
            if called
            else "",
        ),
        Consequence(
            "Dự thảo quyết định khen thưởng",
            decisions.filter(state=DRAFTED).count(),
            "Lập lại ở đơn vị kế thừa.",
        ),
        Consequence(
            "Quyết định đã trình hoặc đã ký, chưa ban hành",
            on_way,
            "",
            refusal=f"Còn {on_way} quyết định đã trình, đã ký mà chưa ban hành. Ban hành xong rồi sắp xếp."
            if on_way
            else "",
        ),
    ]
