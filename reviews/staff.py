"""What councils say about accounts: who has a seat, votes or counts."""

from core import clock
from reviews.models import CouncilMember
from units.staff import guards_account


@guards_account
def seats(user_id: int) -> str:
    """A way into the account of somebody with a seat is a way to his ballot: ADMIN alone hands it out."""
    if CouncilMember.objects.current(clock.today()).filter(user=user_id).exists():
        return "Người này có ghế trong Hội đồng, nên chỉ quản trị hệ thống cấp mã, sửa hay khóa tài khoản."
    return ""
