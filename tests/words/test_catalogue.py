"""Every sentence of the packages has a Vietnamese one, well formed, compiled, and it is the one shown."""

import gettext
import re
import unicodedata
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.utils import translation

from . import tools

ENTRIES = [entry for entry in tools.read_po(tools.PO) if entry.msgid]

# Messages whose Vietnamese is the same text: names, units, signs. Anything else here is a forgotten line.
SAME_IN_BOTH = {
    *("%(size)d byte", "%s KB", "%s MB", "%s GB", "%s TB", "%s PB", "IPv4", "IPv6", "JSON"),
    *(":", ":?.!", ", ", "…", "%(truncated_text)s…", "(Hidden field %(name)s) %(error)s"),
    *("Afrikaans", "Asturian", "Ido", "Marathi", "Punjabi", "Telugu", "Udmurt"),
}


def test_nothing_is_missing():
    assert tools.missing() == []


def test_a_missing_entry_is_reported(monkeypatch, tmp_path):
    left_out = [(None, "This field is required.", None), ("action", "Change Phone", None)]
    left_out += [(None, "%(num)d day", "%(num)d days"), (None, "Sign Out", None)]
    short = tmp_path / "django.po"
    kept = [entry for entry in ENTRIES if entry.key not in left_out]
    short.write_text("\n".join(map(tools.write_entry, kept)), "utf-8")
    monkeypatch.setattr(tools, "PO", short)
    # The first is in Django's own Vietnamese catalogue; ours only says it better.
    assert sorted((key for key, _ in tools.missing()), key=str) == sorted(left_out[1:], key=str)


def test_nothing_is_stale_and_nothing_is_there_twice():
    assert tools.unused() == []
    heads = [(entry.msgctxt, entry.msgid) for entry in ENTRIES]
    assert [head for head in heads if heads.count(head) > 1] == []
    assert [entry.msgid for entry in ENTRIES if not entry.is_done] == []


def test_every_package_in_use_is_looked_at():
    own = {path.parent.name for path in tools.ROOT.glob("*/__init__.py")}
    foreign = {app for app in settings.INSTALLED_APPS if app.split(".")[0] not in own}
    assert sorted({app.split(".")[0] for app in foreign} - set(tools.NAMES)) == []
    skipped = {
        f"{name}.{part.strip('/').replace('/', '.')}"
        for name, parts in tools.NEVER_SHOWN.items()
        for part in parts
    }
    assert sorted(app for app in foreign if app in skipped) == []
    assert [name for name in tools.NAMES if find_spec(name) is None] == []


def test_the_compiled_file_says_what_the_source_says():
    with tools.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    shown = {}
    for entry in ENTRIES:
        if entry.msgid_plural is not None:
            shown[entry.key] = (
                [compiled.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 2)]
                if entry.msgctxt
                else [compiled.ngettext(entry.msgid, entry.msgid_plural, 2)]
            )
        else:
            shown[entry.key] = [
                compiled.pgettext(entry.msgctxt, entry.msgid)
                if entry.msgctxt
                else compiled.gettext(entry.msgid)
            ]
    assert shown == {entry.key: entry.msgstr for entry in ENTRIES}
    assert len(tools.our_vi()) == len(ENTRIES)
    assert tools.is_compiled()


def test_a_change_without_compiling_is_noticed(monkeypatch, tmp_path):
    changed = tmp_path / "django.po"
    changed.write_text(
        tools.PO.read_text("utf-8").replace('"Mật khẩu chưa đúng."', '"Mật khẩu sai."'), "utf-8"
    )
    monkeypatch.setattr(tools, "PO", changed)
    assert not tools.is_compiled()


def test_placeholders_tags_and_line_ends_are_kept():
    wrong = []
    for entry in ENTRIES:
        english = entry.msgid_plural or entry.msgid
        for text in entry.msgstr:
            same = tools.placeholders(english) == tools.placeholders(text)
            same &= sorted(re.findall(r"<[^>]+>", english)) == sorted(re.findall(r"<[^>]+>", text))
            same &= english.endswith("\n") == text.endswith("\n")
            if not same:
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_what_reaches_the_page_fills_in_the_same_places():
    """Also for the sentences that Django's own catalogue keeps saying."""
    done = tools.django_vi() | tools.our_vi()
    wrong = [
        (msgid, done[context, msgid, plural is not None])
        for context, msgid, plural in tools.english_keys()
        if tools.placeholders(plural or msgid) != tools.placeholders(done[context, msgid, plural is not None])
    ]
    assert wrong == []


def test_placeholders_of_a_message():
    assert tools.placeholders("%(a)s %(b).1f %(a)s {name} %s 100%% %d {}") == [
        *("%(a)s", "%(b).1f", "{name}", "%s", "%d", "{}"),
    ]


def test_text_is_composed_and_without_stray_spaces():
    texts = [text for entry in ENTRIES for text in entry.msgstr]
    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []
    assert [text for text in texts if re.search(r"  | [.,;:!?](\s|$)|\(\s|\s\)", text)] == []


def test_same_text_in_both_languages_only_where_listed():
    done = tools.django_vi() | tools.our_vi()
    same = {key[1] for key in tools.english_keys() if done[key[0], key[1], key[2] is not None] == key[1]}
    assert same - SAME_IN_BOTH == set()


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Password", "Mật khẩu"),
        ("Username", "Tên đăng nhập"),
        ("Sign In", "Đăng nhập"),
        ("This field is required.", "Hãy nhập mục này."),
        (
            "The username and/or password you specified are not correct.",
            "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        ),
    ],
)
def test_words_of_the_log_in_page(word, text):
    assert translation.gettext(word) == text


def test_django_shows_our_words():
    """The portal's catalogue wins over those of the packages, and nothing falls back to English."""
    expected = tools.django_vi() | tools.our_vi()
    shown = {}
    for context, msgid, plural in tools.english_keys():
        if plural is None:
            text = translation.pgettext(context, msgid) if context else translation.gettext(msgid)
        elif context:
            text = translation.npgettext(context, msgid, plural, 2)
        else:
            text = translation.ngettext(msgid, plural, 2)
        shown[context, msgid, plural is not None] = text
    assert shown == {key: expected[key] for key in shown}


def test_python_and_templates_are_read_as_gettext_reads_them():
    code = (
        "from django.utils.translation import gettext_lazy as _\n"
        '_("One"), pgettext_lazy("menu", "Two"), ngettext("%d a", "%d b", n), _(name), print("Five")\n'
    )
    assert list(tools.python_keys(code)) == [
        *((None, "One", None), ("menu", "Two", None), (None, "%d a", "%d b")),
    ]
    page = (
        '{% load i18n %}{% trans "A (b)" %}{% translate "C" context "d" %}<p>{{ _("E") }}</p>'
        "{% blocktranslate count n=n %}one {{ n }}{% plural %}many {{ n }}{% endblocktranslate %}"
    )
    assert sorted(tools.template_keys(page), key=str) == [
        *(("d", "C", None), (None, "A (b)", None), (None, "E", None), (None, "one %(n)s", "many %(n)s")),
    ]


def test_a_catalogue_is_read_back_as_it_was_written(tmp_path):
    entries = [
        tools.Entry('Say "no"\nnow\\', None, None, ["Nói “không”\nngay\\"], {"python-format"}),
        tools.Entry("%d day", "left", "%d days", ["%d ngày"]),
        tools.Entry("Open", None, None, [""]),
    ]
    path = tmp_path / "some.po"
    path.write_text("# note\n\n" + "\n".join(map(tools.write_entry, entries)), "utf-8")
    assert tools.read_po(path) == entries
    assert [entry.is_done for entry in entries] == [True, True, False]
