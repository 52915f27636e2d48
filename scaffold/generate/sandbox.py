"""The sandbox of an app's own templates: they see what they are given, and change nothing of it."""

from __future__ import annotations

from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Be Jinja's own sandbox, which thinks about each attribute of each type once.

    What it decides is by the type of an object and the name of the attribute, and an app asks it a
    thousand times for the same few.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._decided: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may see an attribute."""
        asked = type(obj), attr
        if asked not in self._decided:
            self._decided[asked] = super().is_safe_attribute(obj, attr, value)
        return self._decided[asked]
