"""`npm run golden`: makes the pinned Python environment once, in a cache outside of the checkout, and runs generate.py.

Needs Python 3.11 or later. LOSSARY_CACHE names the cache, ~/.cache/lossary by default; the libraries take about 6 GB.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

here = Path(__file__).resolve().parent
requirements = here / "requirements.txt"
folder = Path(os.environ.get("LOSSARY_CACHE", Path.home() / ".cache" / "lossary")) / "venv"
python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
stamp = folder / "requirements.sha256"
wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()

if sys.version_info < (3, 11):
    sys.exit(f"This is Python {sys.version.split()[0]}; the golden rows need 3.11 or later.")
if not python.exists():
    print(f"Making {folder}")
    venv.create(folder, with_pip=True)
if not stamp.exists() or stamp.read_text() != wanted:
    print("Installing the pinned libraries; the first time takes some minutes")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    stamp.write_text(wanted)
sys.exit(subprocess.run([python, here / "generate.py", *sys.argv[1:]]).returncode)
