"""Forms of reorganisations: what the decree says, which units, what carries on."""

from decimal import Decimal, InvalidOperation

from crispy_forms.layout import Column, Fieldset, Row
from django import forms

from core.forms import DayField, DeedForm
from core.text import nfc
from units.models import AreaKind, OrgUnit
from units.queries_reorg import NEW_KINDS, units_called
from units.rules_reorg import Plan, ReorgKind, Successor

PARTS = 4  # new units of one split; a decree that makes more is carried out in steps
_NAMES = ("code", "name", "kind", "body_name", "document_name", "place_name", "symbol")
_CALLED_BY = ("code", "name", "body_name")
_UNIT_HELP = "Ghi mã hoặc đúng tên đơn vị đang hoạt động."


class UnitsField(forms.CharField):
    """Units in force, one on each line, by code, name or name of the body; cleaned to a list of them."""

    def __init__(self, *, many: bool = False, missing: str = "Ghi mã hoặc tên đơn vị.", **kwargs):
        self.many = many
        widget = forms.Textarea(attrs={"rows": 4}) if many else forms.TextInput()
        kwargs.setdefault("help_text", _UNIT_HELP)
        super().__init__(widget=widget, max_length=5000, error_messages={"required": missing}, **kwargs)

    def clean(self, value) -> list[OrgUnit]:
        """Find each line; one that names no unit, or two, is told."""
        lines = [nfc(line).strip() for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        rows = units_called(lines)
        return [self._one(line, rows) for line in lines]

    def _one(self, line: str, rows: list[OrgUnit]) -> OrgUnit:
        # Pages show most units by the name of their body, so that is what people copy from them.
        found = next(filter(None, ([u for u in rows if getattr(u, key) == line] for key in _CALLED_BY)), [])
        if not found:
            text = f"Không có đơn vị nào đang hoạt động mang mã hoặc tên “{line}”. Xem danh sách đơn vị."
            raise forms.ValidationError(text)
        if len(found) > 1:
            codes = ", ".join(f"{unit.code} ({unit.get_kind_display().lower()})" for unit in found)
            raise forms.ValidationError(
                f"Có {len(found)} đơn vị “{line}”: {codes}. Ghi mã của đơn vị cần chọn."
            )
        return found[0]


def _text(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class ReorganisationForm(DeedForm):
    """One form for the five kinds; `plan()` is what the action takes."""

    aliases = {"successor": "unit_0", "share": "share_0"}
    area_choices = AreaKind.choices

    decree = forms.CharField(
        label="Văn bản",
        max_length=160,
        help_text="Ví dụ: Nghị quyết số 1673/NQ-UBTVQH15",
        error_messages={"required": "Ghi loại, số và ký hiệu văn bản."},
    )
    decree_on = DayField(label="Ngày văn bản", missing="Ghi ngày văn bản.")
    effective_on = DayField(label="Có hiệu lực từ ngày", missing="Ghi ngày sắp xếp có hiệu lực.")

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        many = kind == ReorgKind.MERGE.name
        label = "Các đơn vị trước sắp xếp" if many else "Đơn vị"
        hint = f"Mỗi dòng một đơn vị. {_UNIT_HELP}" if many else _UNIT_HELP
        self.fields["old"] = UnitsField(label=label, many=many, help_text=hint)
        rows = [
            Fieldset(
                "Văn bản quyết định",
                Row(Column("decree"), Column("decree_on"), Column("effective_on"), css_class="form-row"),
            ),
            Fieldset("Đơn vị sắp xếp", "old"),
        ]
        self.lay_out(*rows, *self._successors())

    def _successors(self) -> list:
        kind = self.kind
        if kind == "DISSOLVE":
            help_text = f"{_UNIT_HELP} Để trống: không có đơn vị nào giữ."
            self.fields["unit_0"] = UnitsField(label="Đơn vị giữ hồ sơ", required=False, help_text=help_text)
            return [Fieldset("Việc còn lại", "unit_0")]
        if kind == "MOVE":
            self.fields["parent_0"] = UnitsField(label="Đơn vị cấp trên mới")
            return [Fieldset("Cấp trên mới", "parent_0", self._areas(0))]
        if kind == "RENAME":
            return [self._new(0, "Tên mới")]
        if kind == "SPLIT":
            sets = [self._new(place, f"Đơn vị mới thứ {place + 1}", share=True) for place in range(PARTS)]
            choices = [(str(place), f"Đơn vị mới thứ {place + 1}") for place in range(PARTS)]
            self.fields["keeper"] = forms.ChoiceField(
                label="Đơn vị giữ hồ sơ của đơn vị cũ",
                choices=[("", "Chọn đơn vị"), *choices],
                error_messages={"required": "Chọn đơn vị giữ hồ sơ của đơn vị cũ."},
            )
            return [*sets, Fieldset("Việc còn lại", "keeper")]
        self.fields["unit_0"] = UnitsField(
            label="Nhập vào đơn vị đang có",
            required=False,
            help_text=f"{_UNIT_HELP} Để trống nếu lập đơn vị mới, và ghi đơn vị mới ở dưới.",
        )
        self.fields["parent_0"] = UnitsField(label="Đơn vị cấp trên", required=False)
        return [Fieldset("Nhập vào", "unit_0"), self._new(0, "Hoặc đơn vị mới", "parent_0")]

    def _new(self, place: int, title: str, *more: str, share: bool = False) -> Fieldset:
        made = {
            "name": _text("Tên đơn vị", 200, "Ví dụ: Xã Y Tý"),
            "body_name": _text("Tên cơ quan", 200, "Ví dụ: UBND xã Y Tý"),
            "document_name": _text("Tên trên văn bản", 200, "Ví dụ: ỦY BAN NHÂN DÂN XÃ Y TÝ"),
            "place_name": _text("Địa danh trên văn bản", 100, "Ví dụ: Y Tý"),
            "code": _text("Mã đơn vị", 32),
            "symbol": _text("Ký hiệu văn bản", 32, "Ví dụ: UBND; để trống nếu không ban hành văn bản"),
            "kind": forms.ChoiceField(
                label="Loại đơn vị",
                required=False,
                choices=[("", "Chọn loại"), *((kind.value, kind.label) for kind in NEW_KINDS)],
            ),
        }
        if share:
            made["share"] = _text("Phần nhận của đơn vị cũ", 6, "Ví dụ: 0,5; các phần cộng lại bằng 1")
        self.fields.update({f"{name}_{place}": field for name, field in made.items()})
        names = [f"{name}_{place}" for name in made]
        pairs = [Row(*map(Column, names[at : at + 2])) for at in range(0, len(names), 2)]
        return Fieldset(title, *pairs, *more, self._areas(place))

    def _areas(self, place: int) -> str:
        name = f"areas_{place}"
        self.fields[name] = forms.MultipleChoiceField(
            label="Địa bàn sau sắp xếp",
            required=False,
            choices=self.area_choices,
            widget=forms.CheckboxSelectMultiple,
            help_text="Chỉ những địa bàn mà đơn vị cũ đang thuộc; không chọn thì sau sắp xếp không thuộc.",
        )
        return name

    def clean(self):
        """Ask for every name of a new unit: none is made up from another."""
        values = super().clean()
        for place in self._planted(values):
            for name in ("name", "body_name", "document_name", "place_name", "code", "kind"):
                if not values.get(f"{name}_{place}"):
                    self.add_error(f"{name}_{place}", f"Ghi {self.fields[f'{name}_{place}'].label.lower()}.")
            if f"parent_{place}" in self.fields and not values.get(f"parent_{place}"):
                self.add_error(f"parent_{place}", "Ghi mã hoặc tên đơn vị cấp trên.")
            if self.kind == "SPLIT" and self._share(values, place) is None:
                text = "Ghi phần nhận bằng số thập phân từ 0 đến 1, ví dụ 0,5."
                self.add_error(f"share_{place}", text)
        return values

    def _planted(self, values) -> list[int]:
        """Places of the new units whose fields are filled, or have to be."""
        # A unit that was named but not found is still the choice: what is asked is its name, not a new unit.
        if self.kind in ("DISSOLVE", "MOVE") or values.get("unit_0") or "unit_0" in self.errors:
            return []
        if self.kind != "SPLIT":
            return [0]
        filled = [at for at in range(PARTS) if any(values.get(f"{name}_{at}") for name in (*_NAMES, "share"))]
        return list(range(max([1, *filled]) + 1))

    def _share(self, values, place: int) -> Decimal | None:
        try:
            share = Decimal((values.get(f"share_{place}") or "").replace(",", "."))
        except InvalidOperation:
            return None
        return share if share.is_finite() and 0 < share <= 1 and share == round(share, 3) else None

    def plan(self) -> Plan:
        """The plan; call it on a valid form."""
        values = self.cleaned_data
        olds = values["old"]
        return Plan(
            kind=self.kind,
            decree=values["decree"],
            decree_on=values["decree_on"],
            effective_on=values["effective_on"],
            old=tuple(unit.pk for unit in olds),
            successors=tuple(self._plan_successors(values, olds)),
            keeper=int(values.get("keeper") or 0),
        )

    def _plan_successors(self, values, olds: list[OrgUnit]) -> list[Successor]:
        if values.get("unit_0"):
            return [Successor(unit_id=unit.pk) for unit in values["unit_0"]]
        parents = values.get("parent_0") or [olds[0].parent]
        above = {"level": olds[0].level, "parent_id": parents[0].pk if parents[0] else None}
        if self.kind == "MOVE":
            names = {name: getattr(olds[0], name) for name in _NAMES}
            return [Successor(**names, **above, areas=tuple(values["areas_0"]))]
        return [
            Successor(
                **{name: values[f"{name}_{place}"] for name in _NAMES},
                **above,
                share=str(self._share(values, place) or 1),
                areas=tuple(values[f"areas_{place}"]),
            )
            for place in self._planted(values)
        ]


class CancelForm(DeedForm):
    """Why a reorganisation is given up."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do bỏ", max_length=500, error_messages={"required": "Ghi lý do bỏ việc sắp xếp này."}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("version", "reason")
