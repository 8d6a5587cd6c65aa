"""What a client of the API must do and a schema cannot say: a new Idempotency-Key for each thing to be done.

Without this the same key comes again in another scenario, and the API rightly gives the answer of then: of something
that may be gone by now. Keys that are not right are left as they are."""

import itertools
import re

import schemathesis

RIGHT = re.compile(r"[!-~]{16,180}")
RIGHT_WITH_TOKEN = re.compile(r"[!-~]{1,180}")
number = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    key = (case.headers or {}).get("Idempotency-Key")
    right = RIGHT_WITH_TOKEN if "{desk}" in case.path else RIGHT
    if getattr(case.meta.phase.data, "parameter", None) == "Idempotency-Key":
        # It is to be wrong. Its spaces are gone by now, or go on the way, and it would arrive right: one within stays.
        if isinstance(key, str) and RIGHT_WITH_TOKEN.fullmatch(key.strip()):
            case.headers["Idempotency-Key"] = f"{key.strip()} {next(number)}"
    elif isinstance(key, str) and right.fullmatch(key):
        case.headers["Idempotency-Key"] = f"{key}-{next(number)}"
