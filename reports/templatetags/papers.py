"""What papers draw with."""

import re

import segno
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reports import charts

register = template.Library()
_SYMBOL = re.compile(r"\d{1,5}(?:/[\w-]{1,24}){1,2}")


@register.filter
def unbroken(text: str) -> SafeString:
    """The text, in which no line ends inside the number and symbol of a document ("1204/QĐ-UBND")."""
    escaped = conditional_escape(text)
    return mark_safe(_SYMBOL.sub(lambda found: f'<span class="paper-symbol">{found[0]}</span>', escaped))


@register.simple_tag
def qr_image(address: str) -> SafeString:
    """The address as a QR code: an image of its own inside the page, the same bytes for the same address."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_data_uri(border=0, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return format_html('<img class="certificate-qr" alt="Mã QR xác minh: {}" src="{}">', address, drawn)


@register.simple_tag
def chart(described: dict) -> SafeString:
    """The chart as SVG inside the page; `charts.draw` has escaped every word in it."""
    return mark_safe(charts.draw(described))


@register.filter
def drawn(svg: str) -> SafeString:
    """A chart that `reports.charts` has drawn."""
    return mark_safe(svg)
