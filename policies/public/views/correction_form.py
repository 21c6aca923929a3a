"""The form with which a reader points out a mistake, or says what they know."""

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models import LONGEST_CORRECTION


class WordsField(forms.CharField):
    """Several lines. A browser sends the end of each as two signs, which would count twice."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class WebAddressField(forms.URLField):
    """A web page; example.org without a scheme means https."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class CorrectionForm(forms.Form):
    """What is wrong, where that can be read, and where the answer may go. Nothing else is asked."""

    # Without maxlength, by which browsers cut off what is pasted without a word.
    text = WordsField(
        label=_("哪里不对，或者您知道什么"),
        error_messages={"required": _("请写明哪里不对，或者您知道什么。")},
        validators=[MaxLengthValidator(LONGEST_CORRECTION)],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = WebAddressField(
        label=_("来源网址（选填）"),
        help_text=_("可以佐证的公开网页，网址以 http:// 或 https:// 开头。"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("这不是网页的地址；请照浏览器地址栏里的抄，或留空。")},
        validators=[MaxLengthValidator(500)],
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("您的邮件地址（选填）"),
        help_text=_("写了，公开回复时寄给您一次，随即删除；不公开，也不作别的用。"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("这不是邮件地址；请改正，或留空。")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Out of sight: whoever fills it in fills in everything.
    subject = forms.CharField(
        label=_("这一栏请留空"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        told = gettext("最多 %d 字。请不要写电话、住址等个人信息。")
        self.fields["text"].help_text = told % LONGEST_CORRECTION

    def clean_subject(self):
        if self.cleaned_data["subject"]:
            raise forms.ValidationError(_("这一栏是用来识别自动程序的；请清空，再发一次。"))
        return ""

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "source", "email")}
