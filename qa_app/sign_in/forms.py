"""The questions of signing in, and what to do about each answer."""

from typing import Any

from wtforms.validators import ValidationError

from qa_app.sign_in.rules.codes import looks_like_a_code
from qa_app.sign_in.rules.passwords import SHORTEST
from qa_app.web.fields import Form, button, code, email, hidden, password, radios, text

HOW_TO_CHOOSE = (
    f"Use {SHORTEST} characters or more. Three words that have nothing to do with each other make a"
    " good password. You do not need capitals, numbers or symbols."
)


class SignInQuestion(Form):
    # Each answer sets a cookie or a wait, so a form sent again is looked at again.
    sent_once = False


class EmailForm(SignInQuestion):
    email = email("Email address", missing="Enter your work email address")
    save = button("Continue")


class PasswordForm(SignInQuestion):
    password = password("Password", missing="Enter your password")
    save = button("Continue")


class CodeForm(SignInQuestion):
    one_time_code = code(
        "Code",
        hint="6 numbers. The app shows new ones every 30 seconds.",
        missing="Enter the 6 numbers that your app shows",
    )
    save = button("Continue")

    def validate_one_time_code(self, field: Any) -> None:
        if not looks_like_a_code(field.data):
            raise ValidationError("Enter the 6 numbers that your app shows")


class RecoveryCodeForm(SignInQuestion):
    recovery_code = code(
        "Recovery code",
        hint="For example, abcd-efgh-jkmn-pqrs",
        missing="Enter one of your recovery codes",
    )
    save = button("Continue")


class NewPasswordForm(SignInQuestion):
    password = password(
        "New password",
        new=True,
        hint=HOW_TO_CHOOSE,
        missing="Enter a new password",
    )
    save = button("Save password")


class ChangePasswordForm(SignInQuestion):
    current_password = password("Current password", missing="Enter your current password")
    password = password(
        "New password",
        new=True,
        hint=HOW_TO_CHOOSE,
        missing="Enter a new password",
    )
    save = button("Change password")


class NewEmailForm(SignInQuestion):
    email = email(
        "New email address",
        hint="We send a link to this address. Nothing changes until you open it.",
        missing="Enter your new work email address",
    )
    save = button("Send the link")


class CouncilForm(SignInQuestion):
    council = radios("Where are you working now?", missing="Select a council")
    save = button("Continue")


class UsePasskeyForm(SignInQuestion):
    credential = hidden()


class AddPasskeyForm(SignInQuestion):
    name = text(
        "Name of the passkey",
        hint="So that you know it again, for example “Work laptop”.",
        max_length=60,
        width="width-20",
    )
    credential = hidden()


class ProviderForm(Form):
    """What a council says of its own sign-in. The secret is never shown again."""

    client_id = text(
        "Client id",
        hint="What the issuer calls this service.",
        missing="Enter the client id",
    )
    client_secret = password(
        "Client secret",
        new=True,
        optional=True,
        hint="It is kept sealed and never shown again. Leave it empty to keep the one that is saved.",
    )
    name = text(
        "Words on the button",
        hint="For example the council’s name. Leave it empty to use that.",
        max_length=60,
        width="width-20",
        optional=True,
    )
    email_domain = text(
        "Email domain",
        hint="Whose addresses are offered the button, like northshire.gov.uk.",
        width="width-20",
        optional=True,
    )
    version = hidden()
    save = button("Save")

    @property
    def wanted(self) -> dict[str, Any]:
        names = ("client_id", "client_secret", "name", "email_domain")
        return {name: self[name].data or "" for name in names}


class ApproveProviderForm(Form):
    """A second person's yes, to what their page showed them."""

    version = hidden()
    save = button("Approve")


class NewProviderForm(ProviderForm):
    issuer = text(
        "Issuer",
        hint="Its address with your own tenant’s id, like https://login.microsoftonline.com/0000/v2.0.",
        missing="Enter the issuer’s address",
    )
