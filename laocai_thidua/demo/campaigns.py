"""The campaigns: the two that the directive names, those on its breakthroughs, one finished, one planned."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from campaigns import actions
from campaigns.models import INVITED, Campaign, CampaignKind, CampaignScope, ReviewKind
from laocai_thidua.demo.accounts import ACCOUNTS, PROVINCE
from laocai_thidua.demo.diary import Story, at
from laocai_thidua.demo.world import OFFICER, World
from units.models import Role, UnitKind

COMMUNES = [str(UnitKind.COMMUNE), str(UnitKind.WARD)]


@dataclass(frozen=True)
class Plan:
    """One campaign: its words, its targets with a usual number and step of a unit, and when it runs."""

    code: str
    name: str
    period_from: date
    period_to: date
    theme: str
    purpose: str
    plan_text: str
    criteria: str
    document_no: str
    targets: tuple[tuple[str, str, int], ...]
    kind: str = CampaignKind.THEMATIC
    participant_kinds: list[str] = field(default_factory=lambda: list(INVITED))
    skipped: int = 5  # every so many-th unit has not registered yet


def plans(world: World) -> list[Plan]:
    """Return the running campaigns."""
    year, this = world.days.year, world.days.today.year
    long = (date(year, 1, 1), date(year + 4, 12, 31))
    return [
        Plan(
            f"VHCS-{year}",
            "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
            *long,
            theme="Chuyên nghiệp - Trách nhiệm - Năng động - Minh bạch - Hiệu quả",
            purpose="Xây dựng đội ngũ cán bộ, công chức, viên chức có tác phong chuyên nghiệp, thái độ "
            "phục vụ "
            "đúng mực, được người dân và doanh nghiệp hài lòng.",
            plan_text="Mỗi cơ quan công khai quy tắc ứng xử, niêm yết số điện thoại góp ý, tự kiểm tra "
            "hằng quý.\n"
            "Người đứng đầu chịu trách nhiệm về thái độ phục vụ của cơ quan mình.",
            criteria="Không có phản ánh đúng về thái độ phục vụ; trên 95% ý kiến hài lòng.",
            document_no=f"15/KH-UBND-{year}",
            targets=(
                ("Người dân, doanh nghiệp hài lòng", "%", 95),
                ("Cán bộ, công chức được tập huấn văn hóa công sở", "người", 40),
            ),
        ),
        Plan(
            f"CCHC-{year}",
            "Thi đua thực hiện cải cách hành chính",
            *long,
            theme="Phục vụ Nhân dân và doanh nghiệp nhanh hơn mỗi ngày",
            purpose="Giảm thời gian, chi phí làm thủ tục; nâng chỉ số cải cách hành chính của tỉnh.",
            plan_text="Rà soát, cắt giảm thủ tục; tiếp nhận hồ sơ không phụ thuộc địa giới; tổ công nghệ "
            "số cộng "
            "đồng hướng dẫn tại thôn.",
            criteria="Tỷ lệ hồ sơ đúng hạn, hồ sơ trực tuyến và số sáng kiến cải cách được công nhận.",
            document_no=f"16/KH-UBND-{year}",
            targets=(
                ("Hồ sơ giải quyết đúng hạn", "%", 98),
                ("Hồ sơ nộp trực tuyến", "%", 80),
                ("Sáng kiến cải cách hành chính được công nhận", "sáng kiến", 3),
            ),
        ),
        Plan(
            f"HATANG-{year}",
            "Thi đua đột phá phát triển kết cấu hạ tầng",
            *long,
            theme="Đường đi trước, bản làng theo sau",
            purpose="Huy động sức dân cùng Nhà nước làm đường, thủy lợi, trường, trạm; giải ngân hết vốn "
            "được giao.",
            plan_text="Công khai từng công trình; giao mặt bằng sạch trước khi khởi công; thi đua nước rút "
            "quý IV.",
            criteria="Số km đường được cứng hóa, tỷ lệ giải ngân, ngày công nhân dân đóng góp.",
            document_no=f"22/KH-UBND-{year}",
            targets=(("Đường thôn, bản được cứng hóa", "km", 12), ("Giải ngân vốn đầu tư công", "%", 97)),
            participant_kinds=[*COMMUNES, str(UnitKind.DEPARTMENT)],
        ),
        Plan(
            f"DULICH-{year}",
            "Thi đua đột phá phát triển du lịch, dịch vụ",
            *long,
            theme="Mỗi bản làng một điểm đến, mỗi người dân một hướng dẫn viên",
            purpose="Phát triển du lịch cộng đồng gắn với giữ gìn bản sắc và môi trường.",
            plan_text="Xây dựng điểm du lịch cộng đồng, tập huấn đón khách, đưa sản phẩm đặc hữu lên sàn "
            "điện tử.",
            criteria="Lượt khách, hộ làm du lịch có thu nhập ổn định, điểm đến sạch.",
            document_no=f"23/KH-UBND-{year}",
            targets=(("Lượt khách lưu trú", "nghìn lượt", 25), ("Hộ tham gia du lịch cộng đồng", "hộ", 30)),
            skipped=3,
        ),
        Plan(
            f"TX-{this}",
            f"Thi đua thường xuyên năm {this}: Đoàn kết - Kỷ cương - Hành động - Hiệu quả - Phát triển",
            date(this, 1, 1),
            date(this, 12, 31),
            theme="Đoàn kết - Kỷ cương - Hành động - Hiệu quả - Phát triển",
            purpose=f"Hoàn thành, vượt các chỉ tiêu kinh tế - xã hội năm {this}.",
            plan_text="Các cụm, khối ký giao ước đầu năm, tự chấm giữa năm, bình xét cuối năm.",
            criteria="Kết quả thực hiện nhiệm vụ chính trị, xây dựng Đảng, công tác thi đua, khen thưởng.",
            document_no=f"03/KH-UBND-{this}",
            targets=(("Chỉ tiêu chủ yếu đạt và vượt", "%", 100),),
            kind=CampaignKind.YEARLY,
        ),
    ]


def tell(world: World, plan: Plan) -> Story:
    """Launch a campaign, let the units register and report, hold the sơ kết of one that runs for years."""
    days, today = world.days, world.days.today
    is_yearly = plan.kind == CampaignKind.YEARLY
    launched = days.on_or_before(min(plan.period_from + timedelta(days=9), today - timedelta(days=14)))
    interim = days.on_or_before(plan.period_from + timedelta(days=176))
    dues = [date(plan.period_from.year, 6, 30)] if not is_yearly else []
    yield at(launched, 8, 30)
    campaign = draft(world, plan, interim_dues=dues, final_due=date(plan.period_to.year, 12, 15))
    actions.launch_campaign(
        campaign.pk,
        by=world[OFFICER],
        document_no=plan.document_no,
        document_on=launched,
        seen_version=campaign.version,
    )
    joined = []
    for number, actor in enumerate(_joiners(world, plan)):
        if number % plan.skipped == plan.skipped - 1:
            continue
        yield at(min(days.after(launched, 2 + number), days.office(2)), 14, number)
        joined.append((number, actor, _register(campaign, plan, actor, number)))
    if not is_yearly:
        yield from _report(plan, joined, interim, part=45)
        yield at(interim, 17)
        _review(world, campaign, interim)
    last = max(days.office(8), min(days.after(launched, 2 + number), days.office(2)))
    last = last if is_yearly else max(last, days.after(interim, 1))
    yield from _report(plan, joined[: len(joined) * 2 // 3], last, part=88)


def _report(plan: Plan, joined: list, day: date, *, part: int) -> Story:
    """Most units write one line about one target on that day; `part` says how far they are, in percent."""
    for number, actor, registration in joined:
        target = list(registration.targets.select_related("target"))[number % len(plan.targets)]
        reached = _reached(target, part + number % 12)
        if number % 6 == 0:
            continue
        yield at(day, 16, number)
        word = target.target.unit_word
        amount = f"{reached.normalize():f}".replace(".", ",")
        sentence = f"{target.target.text}: đạt {amount}{'' if word == '%' else ' '}{word}."
        actions.add_progress(
            registration.pk, by=actor, target_id=target.target_id, number=reached, sentence=sentence
        )


def _reached(target, percent: int) -> Decimal:
    if target.target.is_share:
        return min(Decimal(100), target.number - 3 + percent % 5)
    return (target.number * percent / 100).quantize(Decimal("0.1"))


def _register(campaign: Campaign, plan: Plan, actor, number: int):
    keys = campaign.targets.order_by("order").values_list("pk", flat=True)
    numbers = {
        key: Decimal(min(usual + number % 4, 100) if word == "%" else usual + 3 * (number % 5))
        for key, (_, word, usual) in zip(keys, plan.targets, strict=True)
    }
    title = "Cờ thi đua của tỉnh" if number % 4 == 0 else "Tập thể lao động xuất sắc"
    return actions.register(campaign.pk, by=actor, titles_text=title, numbers=numbers)


def _review(world: World, campaign: Campaign, day: date) -> None:
    actions.record_review(
        campaign.pk,
        by=world[OFFICER],
        kind=ReviewKind.INTERIM,
        held_on=day,
        document_no=f"{180 + len(campaign.name)}/BC-UBND",
        document_on=day,
        summary=f"{campaign.participations.count()} đơn vị đăng ký; phần lớn chỉ tiêu đạt trên 45% kế "
        f"hoạch.\n"
        "Còn một số xã vùng cao chưa ghi tiến độ; giao Sở Nội vụ đôn đốc.",
        next_due_on=date(day.year + 1, 6, 30),
    )


def _joiners(world: World, plan: Plan) -> list:
    """One person of each invited unit, in the order of the accounts."""
    found = {}
    for account in ACCOUNTS:
        actor = world[account.username]
        if account.role in (Role.EDITOR, Role.HEAD) and actor.unit.kind in plan.participant_kinds:
            found.setdefault(account.unit, actor)
    return list(found.values())


def draft(world: World, plan: Plan, **more) -> Campaign:
    """Write down a campaign that is being prepared."""
    return actions.draft_campaign(
        by=world[OFFICER],
        host_id=world.unit(PROVINCE).pk,
        code=plan.code,
        name=plan.name,
        kind=plan.kind,
        scope=CampaignScope.PROVINCE,
        period_from=plan.period_from,
        period_to=plan.period_to,
        theme=plan.theme,
        purpose=plan.purpose,
        plan_text=plan.plan_text,
        criteria=plan.criteria,
        participant_kinds=plan.participant_kinds,
        targets=[(text, word) for text, word, _ in plan.targets],
        **more,
    )


def finished(world: World) -> Story:
    """A campaign of before the portal, written down from its papers when the portal began."""
    plan = Plan(
        "BAO3-2024",
        "Lào Cai chung tay khắc phục hậu quả cơn bão số 3",
        date(2024, 9, 15),
        date(2025, 3, 31),
        theme="Không để ai bị bỏ lại phía sau",
        purpose="Dựng lại nhà, trường, đường sá; ổn định đời sống của các hộ bị thiệt hại.",
        plan_text="Mỗi cơ quan nhận giúp một thôn; góp ngày công, vật liệu, giống, vốn.",
        criteria="Số nhà dựng lại, số học sinh trở lại trường, ngày công góp.",
        document_no="402/KH-UBND",
        targets=(("Nhà được dựng lại, sửa chữa", "nhà", 0),),
    )
    yield at(world.days.after(world.days.begins, 3), 9)
    campaign = draft(world, plan)
    by = world[OFFICER]
    actions.launch_campaign(
        campaign.pk,
        by=by,
        document_no=plan.document_no,
        document_on=date(2024, 9, 14),
        seen_version=campaign.version,
    )
    actions.record_review(
        campaign.pk,
        by=by,
        kind=ReviewKind.FINAL,
        held_on=date(2025, 4, 10),
        document_no="96/BC-UBND",
        document_on=date(2025, 4, 14),
        summary="Các hộ mất nhà đã có nhà mới trước Tết; học sinh trở lại trường đầy đủ.",
    )


def planned(world: World) -> Story:
    """A campaign for the next year that is still being prepared."""
    year = world.days.today.year + 1
    plan = Plan(
        f"TX-{year}",
        f"Thi đua thường xuyên năm {year}: Kỷ cương - Sáng tạo - Bứt phá - Phát triển",
        date(year, 1, 1),
        date(year, 12, 31),
        theme="Kỷ cương - Sáng tạo - Bứt phá - Phát triển",
        purpose=f"Hoàn thành toàn diện nhiệm vụ năm {year}.",
        plan_text="Dự thảo, đang lấy ý kiến các cụm, khối thi đua.",
        criteria="Theo hướng dẫn chấm điểm cụm, khối.",
        document_no="",
        targets=(("Chỉ tiêu chủ yếu đạt và vượt", "%", 100),),
        kind=CampaignKind.YEARLY,
    )
    yield at(world.days.office(3), 10)
    draft(world, plan, final_due=date(year, 12, 15))


def stories(world: World) -> list[Story]:
    """Return all that is told about campaigns."""
    return [finished(world), *(tell(world, plan) for plan in plans(world)), planned(world)]
