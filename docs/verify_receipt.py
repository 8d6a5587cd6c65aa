"""Recomputes the checksum of a receipt as docs/receipt.md tells: verify_receipt.py FILE [SHA-256]"""
import hashlib, json, sys

def once(members):
    if len(dict(members)) < len(members):
        raise ValueError("a member stands twice")
    return dict(members)

def refuse(number):
    raise ValueError(f"{number} is not a whole number")

def verify(path, given=None):
    with open(path, encoding="utf-8") as file:
        found = json.load(file, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
    document = found if "format" in found else found["receipt"]
    if repr(document["format"]) != "1":
        raise ValueError("this is not a receipt of format 1")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    computed = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if found is not document and found["sha256"] != computed:
        raise ValueError(f"the file says {found['sha256']}, its document gives {computed}")
    if given is not None and "".join(given.split()).lower() != computed:
        raise ValueError(f"its document gives {computed}, which is not the checksum that was given")
    word = "consistent in itself" if given is None else "verified against the checksum that was given"
    return f"{document['number']}, version {document['version']}, SHA-256 {computed}: {word}"

try:
    print(verify(*sys.argv[1:]))
except (OSError, ValueError, KeyError, TypeError) as error:
    sys.exit(f"Not verified: {error}")
