"""The form of a unit: written down anew, or put right."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms

from core.forms import DayField, DeedForm
from units.forms_reorg import UnitsField
from units.queries_units import NAMES, kinds_for, levels_for, places_below, seen_of, text_of
from units.roles import Role
from units.rules_units import UnitText

_PARENT = "Chọn đơn vị cấp trên."


def _text(label: str, length: int, help_text: str, *, needed: bool = True) -> forms.CharField:
    errors = {
        "required": f"Ghi {label.lower()}.",
        "max_length": f"{label} dài quá {length} ký tự, hãy ghi gọn lại.",
    }
    return forms.CharField(
        label=label, max_length=length, required=needed, help_text=help_text, error_messages=errors
    )


def _choice(label: str, choices, *more) -> forms.ChoiceField:
    text = f"Chọn {label.lower()}."
    return forms.ChoiceField(
        label=label,
        choices=[("", text.rstrip(".")), *((each.value, each.label) for each in (*choices, *more))],
        error_messages={"required": text, "invalid_choice": text},
    )


class UnitForm(DeedForm):
    """What is written about a unit; with `unit` what is there already, without it also the unit above."""

    name = _text("Tên đơn vị", 200, "Ví dụ: Phòng Kinh tế, Thôn Mò Phú Chải")
    body_name = _text(
        "Tên cơ quan", 200, "Tên khi gửi, nhận văn bản; ví dụ: UBND xã Y Tý, Phòng Kinh tế xã Y Tý"
    )
    document_name = _text("Tên trên văn bản", 200, "In ở góc trái văn bản; ví dụ: PHÒNG KINH TẾ XÃ Y TÝ")
    place_name = _text("Địa danh trên văn bản", 100, "In trước ngày tháng; ví dụ: Y Tý")
    code = _text("Mã đơn vị", 32, "Ví dụ: YTY-KT; không trùng mã của đơn vị cùng loại")
    symbol = _text("Ký hiệu văn bản", 32, "Để trống nếu không ban hành văn bản", needed=False)
    phone = _text("Điện thoại", 32, "Ví dụ 0214 3800 126", needed=False)
    valid_from = DayField(label="Có hiệu lực từ ngày", missing="Ghi ngày đơn vị có hiệu lực.")

    def __init__(self, *args, actor, unit=None, today=None, **kwargs):
        if unit is not None:
            shown = {name: getattr(unit, name) for name in NAMES}
            shown["valid_from"] = f"{unit.valid_from:%d/%m/%Y}"
            kwargs["initial"] = shown | {"seen": seen_of(unit)}
        super().__init__(*args, **kwargs)
        self.unit = unit
        old = text_of(unit) if unit else None
        kinds, levels = kinds_for(actor), levels_for(actor)
        self.fields["kind"] = _choice("Loại đơn vị", kinds, *self._stays(old and old.kind, kinds, "kind"))
        if len(levels) > 1:
            self.fields["level"] = _choice("Cấp", levels, *self._stays(old and old.level, levels, "level"))
        self.only_level = levels[0]
        if unit is None:
            self.fields["parent"] = (
                UnitsField(label="Đơn vị cấp trên", missing="Ghi mã hoặc tên đơn vị cấp trên.")
                if actor.is_(Role.ADMIN)
                else forms.ModelChoiceField(
                    label="Đơn vị cấp trên",
                    queryset=places_below(actor, today),
                    empty_label="Chọn đơn vị",
                    error_messages={"required": _PARENT, "invalid_choice": _PARENT},
                )
            )
        else:
            self.fields["seen"] = forms.CharField(max_length=64, widget=forms.HiddenInput)
        self.lay_out(*self._rows())

    def _stays(self, value, offered, name: str) -> list:
        """What the unit is already, where it is not offered any more."""
        if value is None or value in offered:
            return []
        return [type(offered[0])(value)]

    def _rows(self) -> list:
        def pair(*names):
            return Row(*(Column(name) for name in names if name in self.fields))

        return [
            Fieldset("Tên", pair("name", "body_name"), pair("document_name", "place_name")),
            Fieldset(
                "Vị trí, liên hệ",
                *(["parent"] if "parent" in self.fields else ["seen"]),
                pair("kind", "level"),
                pair("code", "symbol"),
                pair("valid_from", "phone"),
            ),
        ]

    def parent_id(self) -> int:
        """The key of the unit above; call it on a valid form of a new unit."""
        parent = self.cleaned_data["parent"]
        return (parent[0] if isinstance(parent, list) else parent).pk

    def text(self) -> UnitText:
        """What was typed; call it on a valid form."""
        return UnitText(**{name: self.cleaned_data.get(name, self.only_level) for name in NAMES})
