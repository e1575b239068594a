"""What councils and decisions say about people: who has a seat, and what waits when he leaves a role."""

from core import clock
from reviews.models import CouncilMember
from reviews.queries import decision_work
from units.actors import Actor
from units.staff import Lying, guards_account, lies_with


@guards_account
def seats(user_id: int) -> str:
    """A way into the account of somebody with a seat is a way to his ballot: ADMIN alone hands it out."""
    if _seats(user_id).exists():
        return "Người này có ghế trong Hội đồng, nên chỉ quản trị hệ thống cấp mã, sửa hay khóa tài khoản."
    return ""


@lies_with
def lying(membership) -> list[Lying]:
    """Decisions to draft, present, sign or publish, and seats, which pass on by a decision of their own."""
    items = decision_work.waiting_for(Actor(membership.user, membership))
    to_do = [item for item in items if not item.waiting_elsewhere]
    held = _seats(membership.user_id).count()
    return [
        Lying("việc về quyết định: dự thảo, trình, ký, ghi số, công bố", len(to_do), moves=False),
        Lying(
            "ghế trong Hội đồng, đổi theo quyết định về Hội đồng",
            held,
            moves=False,
            stays_with=True,
        ),
    ]


def _seats(user_id: int):
    return CouncilMember.objects.current(clock.today()).filter(user=user_id)
