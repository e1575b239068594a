"""Dates, times and numbers as officials write them, out and in."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.formats import date_format, localize, number_format, time_format


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATE_FORMAT", "05/02/2026"),
        ("SHORT_DATE_FORMAT", "05/02/2026"),
        ("DATETIME_FORMAT", "05/02/2026, 09:14"),
        ("SHORT_DATETIME_FORMAT", "05/02/2026, 09:14"),
        ("YEAR_MONTH_FORMAT", "02/2026"),
        ("MONTH_DAY_FORMAT", "05/02"),
    ],
)
def test_dates_out(name, text):
    assert date_format(datetime(2026, 2, 5, 9, 14), name) == text


def test_names_of_days_and_months():
    assert date_format(date(2026, 2, 5), r"l, \n\g\à\y j F \n\ă\m Y") == "Thứ Năm, ngày 5 tháng 2 năm 2026"
    assert date_format(date(2026, 11, 22), "D l") == "CN Chủ nhật"


def test_times_and_numbers_out():
    assert time_format(time(9, 4)) == "09:04"
    assert number_format(Decimal("0.3")) == "0,3"
    assert number_format(2530000, force_grouping=True) == "2.530.000"
    assert localize(2026) == "2026"
    page = Template("{% load humanize %}{{ year }} {{ factor }} {{ prize|intcomma }}")
    assert page.render(Context({"year": 2026, "factor": 4.5, "prize": 7590000})) == "2026 4,5 7.590.000"


@pytest.mark.parametrize("text", ["5/2/2026", "05/02/2026", "05-02-2026", "5.2.2026", "2026-02-05"])
def test_dates_in(text):
    assert forms.DateField().clean(text) == date(2026, 2, 5)


@pytest.mark.parametrize("text", ["2/13/2026", "31/02/2026", "05/02/26", "Feb 5 2026", "5 tháng 2"])
def test_dates_not_read(text):
    with pytest.raises(ValidationError) as refusal:
        forms.DateField().clean(text)
    assert refusal.value.messages == ["Hãy nhập một ngày hợp lệ, ví dụ 23/11/2026."]


def test_times_and_numbers_in():
    assert forms.TimeField().clean("9:04") == time(9, 4)
    moment = forms.DateTimeField().clean("5/2/2026 09:14")
    assert moment.strftime("%Y-%m-%d %H:%M %Z") == "2026-02-05 09:14 +07"
    assert forms.DecimalField(localize=True).clean("0,3") == Decimal("0.3")


def test_a_date_field_shows_what_it_reads():
    assert 'value="05/02/2026"' in str(forms.DateInput().render("on", date(2026, 2, 5)))
