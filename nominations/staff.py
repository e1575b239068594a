"""What lies with people around dossiers when they leave a role: it belongs to the unit, not to them."""

from nominations.queries import waiting_for
from units.actors import Actor
from units.staff import Lying, lies_with


@lies_with
def lying(membership) -> list[Lying]:
    """Drafts, supplements, sign-offs, dossiers to receive, appraise or confirm."""
    items = waiting_for(Actor(membership.user, membership))
    to_do = [item for item in items if not item.waiting_elsewhere]
    return [Lying("việc về hồ sơ: soạn, bổ sung, duyệt, tiếp nhận, thẩm định", len(to_do), moves=False)]
