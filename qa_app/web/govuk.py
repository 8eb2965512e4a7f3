"""GOV.UK's macros, kept in an environment of their own.

They test for parameters that may be missing; our pages must not, so the two cannot share one.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, PrefixLoader, Template

PACKAGE = "govuk_frontend_jinja"
MACROS = Environment(
    autoescape=True,
    auto_reload=False,
    loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
)


class MacroLoader(BaseLoader):
    """Let a page say `{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}`."""

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        return MACROS.get_template(f"{PACKAGE}/{name}")


@cache
def macro(component: str) -> Callable[..., str]:
    """The macro of a component named as GOV.UK names it: "date-input" is govukDateInput."""
    name = "govuk" + component.title().replace("-", "")
    return getattr(MACROS.get_template(f"{PACKAGE}/components/{component}/macro.html").module, name)
