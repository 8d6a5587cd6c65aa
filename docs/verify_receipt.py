"""Checks a receipt as docs/receipt.md tells: verify_receipt.py FILE [SHA-256 or KEY]"""
import base64, hashlib, json, re, sys, uuid

def once(members):
    if len(dict(members)) < len(members):
        raise ValueError("a member stands twice")
    return dict(members)

def refuse(number):
    raise ValueError(f"{number} is not a whole number")

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def hash_of(text):
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError("a hash is not 64 lower-case hexadecimal digits")
    return bytes.fromhex(text)

def unbase64(text):
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("base64 is not written as it is here")
    return found

# Ed25519 (RFC 8032, 5.1), on points with four coordinates.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(a, b):
    A, B = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    C, E = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((B - A) * (E - C) % P, (E + C) * (B + A) % P, (E - C) * (E + C) % P, (B - A) * (B + A) % P)

def times(n, point):
    sum = (0, 1, 1, 0)
    while n:
        if n & 1:
            sum = add(sum, point)
        point, n = add(point, point), n >> 1
    return sum

def x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return P - x if x & 1 != sign else x

def point(encoded):
    y = int.from_bytes(encoded, "little")
    y, sign = y & (1 << 255) - 1, y >> 255
    x = x_of(y, sign)
    return (x, y, 1, x * y % P)

Y = 4 * pow(5, -1, P) % P
G = (x_of(Y, 0), Y, 1, x_of(Y, 0) * Y % P)

def signed(public, message, signature):
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, G), add(point(signature[:32]), times(h, point(public)))
    return s < Q and len(signature) == 64 and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

def head_of(note, key):
    """Origin, size and root of a signed head."""
    name, id, public = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", key).groups()
    typed = unbase64(public)
    if typed[0] != 1 or len(typed) != 33 or sha256(name.encode(), b"\n", typed)[:4].hex() != id:
        raise ValueError("the key is not one")
    text, signature = note.split("\n\n")
    text += "\n"
    begin = f"— {name} "
    if not signature.startswith(begin) or not signature.endswith("\n"):
        raise ValueError("the head is signed by somebody else")
    signature = unbase64(signature[len(begin):-1])
    if signature[:4].hex() != id or not signed(typed[1:], text.encode(), signature[4:]):
        raise ValueError("the head was not signed with the key")
    origin, size, root, _, _ = text.split("\n")
    if not origin.startswith(name + "/"):
        raise ValueError("the head is of another service")
    return origin[len(name) + 1:], int(size), unbase64(root)

def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2"""
    if index >= size:
        raise ValueError("the leaf is not in the tree")
    last, root = size - 1, leaf
    for part in path:
        if last == 0:
            raise ValueError("the path is too long")
        if index & 1 or index == last:
            root = sha256(b"\1", part, root)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            root = sha256(b"\1", root, part)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return root

def in_log(log, number, text):
    if sorted(log) != ["head", "index", "key", "path", "salt"] or type(log["index"]) is not int:
        raise ValueError("the log is told otherwise than here")
    case, size, root = head_of(log["head"], log["key"])
    leaf = sha256(b"\0", hash_of(log["salt"]), text)
    if root_of(leaf, log["index"], size, [hash_of(part) for part in log["path"]]) != root:
        raise ValueError("the receipt is not in the log")
    case, log_id = case.rsplit("/", 1)
    if number.rsplit("-H", 1)[0] != case or str(uuid.UUID(log_id)) != log_id:
        raise ValueError("the log is that of another case")
    return f"receipt {log['index'] + 1} of {size} in the log signed with {log['key']}"

def verify(path, given=None):
    with open(path, encoding="utf-8-sig") as file:
        found = json.load(file, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
    document = found if "format" in found else found["receipt"]
    if repr(document["format"]) not in ("1", "2"):
        raise ValueError("this is not a receipt of format 1 or 2")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    computed = hashlib.sha256(text).hexdigest()
    said = [f"{document['number']}, version {document['version']}, SHA-256 {computed}"]
    key = None
    if found is not document:
        if set(found) - {"receipt", "sha256", "log"}:
            raise ValueError("the file has a member that is not described")
        if found["sha256"] != computed:
            raise ValueError(f"the file says {found['sha256']}, its document gives {computed}")
        if "log" in found:
            said.append(in_log(found["log"], document["number"], text))
            key = found["log"]["key"]
        elif document["format"] == 2:
            raise ValueError("the file does not show that the receipt is in the log of its case")
    if given is None:
        said.append("consistent in itself")
    elif given == key:
        said.append("verified against the key that was given")
    elif "".join(given.split()).lower() == computed:
        said.append("verified against the checksum that was given")
    else:
        raise ValueError("it has neither the checksum nor the key that was given")
    return "\n".join(said)

try:
    print(verify(*sys.argv[1:]))
except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
    sys.exit(f"Not verified: {error}")
