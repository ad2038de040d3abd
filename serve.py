"""Start the dashboard: `python serve.py [PORT]`; what `make run` calls. Listens on this machine only.

`streamlit run app.py` works too, with one flaw: seeing a folder `pages/`, Streamlit takes the app for one of its older
kind until `st.navigation` has run once, and the first deep link to a fresh server meets a "Page not found" window.
"""

import shutil
import sys
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from budget import ui  # noqa: F401  loaded before the first visitor comes, who then waits a second less

DEFAULT_PORT = "8501"
ROOT = Path(__file__).resolve().parent
FACE = ROOT / "static" / "NotoSansSC-Regular.otf"
"""The Chinese face for browsers on machines that have none; Streamlit serves files of this folder only."""


def main(port: str = DEFAULT_PORT) -> None:
    """Run the server until it is stopped."""
    PagesManager.uses_pages_directory = False
    if not FACE.exists():
        shutil.copyfile(sans_path(), FACE)
    cli.main(
        ["run", str(ROOT / "app.py"), "--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    )


if __name__ == "__main__":
    main(*sys.argv[1:2])
