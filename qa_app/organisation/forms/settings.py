from typing import Any

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.organisation.rules.settings import Asks, Setting, typed_form, value_of
from qa_app.web.fields import button, number, radios, text, text_area

YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class SettingForm(VersionedForm):
    save = button("Save")
    setting: Setting

    @property
    def value(self) -> Any:
        typed = self.chosen.data
        return value_of(self.setting, typed)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        if not super().validate_on_submit(extra_validators):
            return False
        if trouble := self.setting.check(self.value):
            self.refuse(trouble, about="chosen")
        return not self.errors


def form_for(setting: Setting, value: Any, version: int) -> SettingForm:
    """The one question that a setting is, made from its line in the table."""
    question = {
        Asks.TEXT: lambda: text(setting.label, hint=setting.hint, width="two-thirds"),
        Asks.NUMBER: lambda: number(setting.label, hint=setting.hint, missing="Enter a number"),
        Asks.LINES: lambda: text_area(setting.label, hint=setting.hint),
        Asks.YES_OR_NO: lambda: radios(
            setting.label, YES_OR_NO, hint=setting.hint, missing="Select yes or no"
        ),
        Asks.DAYS: lambda: text_area(setting.label, hint=setting.hint),
    }[setting.asks]()
    kind = type("OneSettingForm", (SettingForm,), {"chosen": question, "setting": setting})
    return kind(chosen=typed_form(setting, value), version=version)
