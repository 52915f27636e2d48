"""Compile the templates when a wheel is built, so that nobody who installs it waits for that.

They lie in a folder named after Jinja's version: with another one, scaffold takes the sources.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface):  # type: ignore[type-arg]
    """Put compiled templates into a wheel; an editable installation has the sources at hand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every template below templates/, and fingerprint them with the code that fills them in."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        import jinja2

        from scaffold.generate import templates

        self.made = Path(self.directory) / "compiled-templates"
        shutil.rmtree(self.made, ignore_errors=True)
        compiled = self.made / "templates"
        templates.compiler().compile_templates(
            compiled, zip=None, filter_func=lambda name: name.endswith(templates.SUFFIX), ignore_errors=False
        )
        (self.made / templates.STAMP).write_text(templates.fingerprint(), "utf-8")
        build_data["force_include"][str(compiled)] = f"scaffold/compiled/{jinja2.__version__}"
        build_data["force_include"][str(self.made / templates.STAMP)] = f"scaffold/compiled/{templates.STAMP}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel has a copy of."""
        if version != "editable":
            shutil.rmtree(self.made, ignore_errors=True)
