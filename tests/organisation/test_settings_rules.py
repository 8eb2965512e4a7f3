import pytest

from qa_app.organisation.rules.settings import (
    SETTINGS,
    contrast_with_white,
    typed_form,
    value_of,
    why_not_colour,
)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_default_passes_its_own_check(setting):
    assert setting.check(setting.default) is None
    assert value_of(setting, typed_form(setting, setting.default)) == setting.default


def test_contrast_is_counted_as_wcag_does():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", ["#777777", "#fd0", "blue", "#12345g", "#00703c\n", ""])
def test_a_colour_on_which_white_cannot_be_read_is_refused(colour):
    assert why_not_colour(colour)


@pytest.mark.parametrize(
    ("name", "typed", "fits"),
    [
        ("idle_minutes", 14, False),
        ("idle_minutes", 15, True),
        ("idle_minutes", 120, True),
        ("idle_minutes", 121, False),
        ("idle_minutes", None, False),
        ("own_word", "", False),
        ("own_word", "Ymddiriedolaeth Gŵyl", True),
        ("header_name", "x" * 61, False),
        ("safeguarding_day_phone", "01632 960 001", True),
        ("safeguarding_day_phone", "ask Ada", False),
        ("email_domains", "northshire.gov.uk\n\n northshire.gov.uk ", True),
        ("email_domains", "@northshire", False),
        ("days_off", "24 December 2026\n1/1/2027", True),
        ("days_off", "31/02/2027", False),
    ],
)
def test_a_value_fits_or_is_refused(name, typed, fits):
    setting = SETTINGS[name]
    assert (setting.check(value_of(setting, typed)) is None) is fits


def test_lines_are_kept_once_each_and_days_in_order():
    assert value_of(SETTINGS["email_domains"], "b.uk\n a.uk\nb.uk") == ["b.uk", "a.uk"]
    days = value_of(SETTINGS["days_off"], "2 January 2027\n24/12/2026")
    assert days == ["2026-12-24", "2027-01-02"]
    assert typed_form(SETTINGS["days_off"], days) == "24 December 2026\n2 January 2027"
