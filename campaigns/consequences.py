"""What a reorganisation of units leaves behind here: rounds and campaigns hosted, campaigns joined."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse

from campaigns.models import Campaign, Participation, Round
from campaigns.workflow import LIVE
from core import clock
from units.consequences import Consequence, follows


@follows
def of_campaigns(unit_ids: Collection[int]) -> list[Consequence]:
    """Open rounds hosted or received by the units, live campaigns hosted or joined."""
    running = Q(closes_at__isnull=True) | Q(closes_at__gt=clock.now())
    rounds = Round.objects.filter(Q(host__in=unit_ids) | Q(standing_body__in=unit_ids), running)
    hosted = Campaign.objects.filter(host__in=unit_ids, state__in=LIVE)
    joined = Participation.objects.filter(unit__in=unit_ids, campaign__state__in=LIVE)
    return [
        Consequence(
            "Đợt xét đang mở do đơn vị tổ chức hoặc tiếp nhận",
            rounds.count(),
            "Giữ tên đơn vị cũ; đơn vị kế thừa mở đợt mới cho hồ sơ mới.",
            reverse("campaigns:round_list"),
        ),
        Consequence(
            "Phong trào thi đua đang chạy do đơn vị phát động",
            hosted.count(),
            "Giữ tên đơn vị cũ đến khi tổng kết.",
            reverse("campaigns:campaign_list"),
        ),
        Consequence(
            "Đăng ký thi đua trong phong trào đang chạy",
            joined.count(),
            "Giữ tên đơn vị cũ; đơn vị kế thừa đăng ký lại nếu tiếp tục.",
            reverse("campaigns:campaign_list"),
        ),
    ]
