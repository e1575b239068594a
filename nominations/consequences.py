"""What a reorganisation of units leaves behind here: dossiers that are not finished."""

from collections.abc import Collection

from nominations.models import Dossier
from nominations.workflow import CLOSED, REFUSED, WITHDRAWN
from units.consequences import Consequence, follows


@follows
def of_dossiers(unit_ids: Collection[int]) -> list[Consequence]:
    """Dossiers of the units on their way, and those that wait with them as a standing body."""
    running = Dossier.objects.exclude(state__in=[CLOSED, REFUSED, WITHDRAWN])
    count = running.filter(unit__in=unit_ids).count()
    received = running.filter(standing_body__in=unit_ids, submitted_at__isnull=False).count()
    return [
        Consequence(
            "Hồ sơ đề nghị khen thưởng chưa kết thúc",
            count,
            "Giữ tên đơn vị cũ; đơn vị giữ hồ sơ xem và làm tiếp.",
            needs_keeper=f"Còn {count} hồ sơ chưa kết thúc. Chọn đơn vị giữ hồ sơ để làm tiếp."
            if count
            else "",
        ),
        Consequence(
            "Hồ sơ gửi tới đơn vị, chưa có kết quả",
            received,
            "",
            refusal=f"Còn {received} hồ sơ gửi tới đơn vị này chưa có kết quả. Giải quyết xong rồi sắp xếp."
            if received
            else "",
        ),
    ]
