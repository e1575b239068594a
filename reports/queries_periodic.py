"""What the pages of reports and of the overview read."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from awards.models import Grant, GrantStatus
from core.http import find, number
from core.models import Job
from nominations.models import Dossier
from reports import overview as words
from reports import rules_period, tables
from reports.actions_periodic import body_of
from reports.gather_overview import Overview, overview
from reports.models import JOB, PeriodicReport, ReportKind, ReportSchedule, job_key
from units.models import OrgUnit

PERIODS_OFFERED = 5


def for_list(reports: QuerySet[PeriodicReport]) -> QuerySet[PeriodicReport]:
    """What the list shows, without the figures."""
    listed = reports.select_related("pdf", "xlsx", "requested_by").defer("values")
    return PeriodicReport.with_failure(listed)


def for_page(reports: QuerySet[PeriodicReport]) -> QuerySet[PeriodicReport]:
    """What the page of one report shows."""
    shown = reports.select_related("pdf", "xlsx", "requested_by", "issued_by", "unit__standing_for")
    return PeriodicReport.with_failure(shown)


def latest(reports: QuerySet[PeriodicReport]) -> PeriodicReport | None:
    """The newest report that has its files."""
    return for_list(reports).filter(pdf__isnull=False).order_by("-to_on", "-id").first()


def job_of(actor, report: PeriodicReport) -> Job | None:
    """The job that makes the present edition, when it is the actor's."""
    return Job.visible_to(actor).filter(kind=JOB, key=job_key(report)).first()


def periods_offered(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The periods that a person chooses from, the newest first, by kind: code and words.

    The newest is the one to whose figures the day belongs: from the cut day on, the next one.
    """
    offered, cut_days = [], cut_days_on(day)
    for kind in ReportKind:
        now = rules_period.current(kind.value, day, cut_days.get(kind.value, 1))
        rows = [now.before(steps) for steps in range(PERIODS_OFFERED)]
        offered.append((kind.label, [(f"{row.kind} {row.code}", _capital(row.label)) for row in rows]))
    return offered


def cut_days_on(day: date) -> dict[str, int]:
    """The cut day of each kind of report by the timetable of this day."""
    rows = ReportSchedule.objects.order_by("-valid_from", "-pk")
    return {row.kind: row.cut_day for row in rows if row.as_rule.is_in_force(day)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# Tables with the lists behind their rows --------------------------------------------------------------


def linked_words(report: PeriodicReport, words: dict) -> dict:
    """The words of a report as its page shows them: every row of a table with the list behind it."""
    blocks = [block for section in words["sections"] for block in section["blocks"]]
    for table in [*(block["table"] for block in blocks if block["kind"] == "table"), *words["annex"]]:
        linked(table, report.from_on, report.to_on)
    return words


def linked(table: dict, from_on: date, to_on: date) -> dict:
    """The table with `url` in every row that has a list behind it."""
    for row in [*table["rows"], *([table["total"]] if table["total"] else [])]:
        row["url"] = address_of(row["link"], from_on, to_on)
    return table


def address_of(link: dict, from_on: date, to_on: date) -> str:
    """Where the list behind a row stands; "" where there is none."""
    if not link:
        return ""
    if "phong_trao" in link:
        return reverse("campaigns:campaign_detail", args=[link["phong_trao"]])
    if "phien_hop" in link:
        return reverse("reviews:session_detail", args=[link["phien_hop"]])
    days = {"tu": f"{from_on:%d/%m/%Y}", "den": f"{to_on:%d/%m/%Y}"}
    if "ho_so" in link:
        return f"{reverse('reports:dossiers')}?{urlencode(days | {'don_vi': link['ho_so'], 'viec': 'sent'})}"
    asked = {name: value for name, value in link.items() if name != "tat_ca"}
    return f"{reverse('reports:grants')}?{urlencode(days | asked)}"


def grants_behind(actor) -> QuerySet[Grant]:
    """The awards that the figures count, for the filter to narrow down."""
    counted = Grant.visible_to(actor).filter(
        status=GrantStatus.GRANTED, unit__path__startswith=actor.scope_path
    )
    return counted.select_related("award")


def dossiers_behind(actor) -> QuerySet[Dossier]:
    """The dossiers that the figures count: none in a province without a standing body."""
    sent = Dossier.visible_to(actor).filter(standing_body=body_of(actor), submitted_at__isnull=False)
    return sent.select_related("unit", "round")


def named_unit(actor, text: str) -> OrgUnit | None:
    """The unit whose key stands in the address of a list; a logged 404 for one out of the actor's reach."""
    return find(OrgUnit.visible_to(actor), pk=number(text)) if text else None


# Overview ---------------------------------------------------------------------------------------


def overview_page(body: OrgUnit, day: date) -> dict:
    """Everything that the overview shows of this year up to this day."""
    found = overview(body, day)
    people = found.awards(lambda row: row["recipient"] == "INDIVIDUAL")
    classes = _classes(found)
    year = {"tu": f"{found.this.from_on:%d/%m/%Y}", "den": f"{day:%d/%m/%Y}"}

    def address(row: dict) -> str:
        return address_of({"ho_so": str(row["pk"])}, found.this.from_on, day)

    return {
        "year": day.year,
        "last_day": found.last.to_on,
        "day": day,
        "stats": _stats(found, year),
        "equity": _equity(found, people, year),
        "awards": found.awards()[0],
        "tile_map": words.tile_map(found.communes, address),
        "steps": words.steps(found.communes),
        "communes": [row | {"url": address(row)} for row in found.communes],
        "month_chart": words.month_chart(found.months, day.year, day.month),
        "quarters": _quarters(found, day),
        "type_chart": words.type_chart(
            lambda kind, recipient: found.awards(
                lambda row: row["commendation_type"] == kind and row["recipient"] == recipient
            )[0]
        ),
        "types": [
            {"label": label, "count": count, "url": _grants(year, loai_hinh=kind)}
            for kind, label in tables.TYPES
            if (count := found.awards(lambda row, kind=kind: row["commendation_type"] == kind)[0])
        ],
        "class_chart": words.class_chart(classes),
        "classes": [
            row | {"url": _grants(year, doi_tuong="INDIVIDUAL", nhom=row["code"] or tables.NO_CLASS)}
            for row in classes
        ],
        "people": people,
    }


def _classes(found: Overview) -> list[dict]:
    """Individuals of both years by class, and those whom nobody has classed where there are any."""
    rows = []
    for code, label in (*tables.CLASSES, tables.UNCLASSED):
        now, then = _of_class(found, code)
        if code or now or then:
            rows.append({"code": code, "label": label, "now": now, "then": then})
    return rows


def _of_class(found: Overview, code: str) -> tuple[int, int]:
    return found.awards(lambda row: row["recipient"] == "INDIVIDUAL" and row["leader_class"] == code)


def _grants(year: dict, **asked: str) -> str:
    return f"{reverse('reports:grants')}?{urlencode(year | asked)}"


def _stats(found: Overview, year: dict) -> list[dict]:
    """The six figures on top, each with the list behind it."""
    dossiers = f"{reverse('reports:dossiers')}?"
    sent, appraised, on_time = (found.dossiers[name] for name in ("sent", "appraised", "on_time"))
    running = f"{reverse('campaigns:campaign_list')}?tinh_trang=RUNNING"
    rows = [
        ("Phong trào đang diễn ra", found.campaigns, running),
        ("Đơn vị đăng ký phong trào", found.units, reverse("campaigns:campaign_list")),
        ("Hồ sơ đã gửi", sent, dossiers + urlencode(year | {"viec": "sent"})),
        ("Đã khen thưởng", found.awards(), _grants(year)),
        ("Phiên họp Hội đồng", found.sessions, reverse("reviews:session_list")),
    ]
    stats = [_stat(label, now, then, url) for label, (now, then), url in rows]
    shares = [words.share(part, whole) for part, whole in zip(on_time, appraised, strict=True)]
    stats.append(
        {
            "label": "Thẩm định đúng hạn",
            "value": "-" if shares[0] is None else f"{shares[0]}%",
            "was": "chưa có" if shares[1] is None else f"{shares[1]}%",
            "url": dossiers + urlencode(year | {"viec": "appraised"}),
        }
    )
    return stats


def _stat(label: str, now: int, then: int, url: str) -> dict:
    diff, icon = words.difference(now, then)
    return {
        "label": label,
        "value": words.grouped(now),
        "was": words.grouped(then),
        "diff": diff,
        "icon": icon,
        "url": url,
    }


def _equity(found: Overview, people: tuple[int, int], year: dict) -> list[dict]:
    """The shares of those whom the law puts first, as bars with a tick for last year."""
    whole = found.awards()
    women = found.awards(lambda row: row["recipient"] == "INDIVIDUAL" and row["gender"] == "FEMALE")
    individual = {"doi_tuong": "INDIVIDUAL"}
    rows = [
        (
            "Lao động trực tiếp, trong số cá nhân",
            _of_class(found, "DIRECT_WORKER"),
            people,
            individual | {"nhom": "DIRECT_WORKER"},
        ),
        ("Nữ, trong số cá nhân", women, people, individual | {"gioi": "FEMALE"}),
        ("Vùng sâu, vùng xa", found.awards(lambda row: row["is_remote"]), whole, {"dia_ban": "REMOTE"}),
        ("Xã, phường biên giới", found.awards(lambda row: row["is_border"]), whole, {"dia_ban": "BORDER"}),
    ]
    drawn = []
    for label, (now, then), (all_now, all_then), asked in rows:
        share, was = words.share(now, all_now), words.share(then, all_then)
        drawn.append(
            {
                "label": label,
                "share": "-" if share is None else f"{share}%",
                "was": "chưa có" if was is None else f"{was}%",
                "count": now,
                "bar": words.charts.share_bar(label, share, was),
                "url": _grants(year, **asked),
            }
        )
    return drawn


def _quarters(found: Overview, day: date) -> list[dict]:
    """Dossiers sent by quarter, both years over the same months."""
    rows = []
    for quarter in range((day.month - 1) // 3 + 1):
        months = [m for m in range(quarter * 3 + 1, quarter * 3 + 4) if m <= day.month]
        now, then = (
            sum(found.months[year].get(month, 0) for month in months) for year in (day.year, day.year - 1)
        )
        label = f"Quý {('I', 'II', 'III', 'IV')[quarter]}"
        rows.append({"label": label, "now": now, "then": then})
    return rows
