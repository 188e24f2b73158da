"""Writes src/python/signatures.ts: the parameters of every name of the catalogue, as the installed libraries have them.

    python scripts/python_signatures.py < paths.json

`paths.json` is the list of the catalogue's paths; what is not installed is left out and named.
"""
import importlib
import inspect
import json
import sys


def find(path):
    parts = path.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
            for part in parts[cut:]:
                found = getattr(found, part)
            return found
        except (ImportError, AttributeError):
            continue
    raise LookupError(path)


def parameters(found):
    """Names in order; those behind `*` only by keyword."""
    names = []
    starred = False
    for name, each in inspect.signature(found).parameters.items():
        if each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD):
            starred = starred or each.kind == each.VAR_POSITIONAL
            continue
        if each.kind == each.KEYWORD_ONLY and not starred:
            names.append("*")
            starred = True
        names.append(name)
    return " ".join(names)


rows, missing = {}, []
for path in sorted(set(json.load(sys.stdin))):
    try:
        rows[path] = parameters(find(path))
    except (LookupError, ValueError, TypeError):
        missing.append(path)

with open("src/python/signatures.ts", "w") as out:
    out.write("// Parameters of the libraries' losses and metrics in their order; those behind * go by keyword only.\n")
    out.write("// Made by scripts/python_signatures.py from the installed libraries.\n\n")
    out.write("export const SIGNATURES: Readonly<Record<string, string>> = {\n")
    for path, names in rows.items():
        out.write(f"  '{path}': '{names}',\n")
    out.write("};\n")
print("not installed or without a signature:", *missing, sep="\n  ", file=sys.stderr)
