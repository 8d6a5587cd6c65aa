"""Says what a checker of standards has against a PDF: one line for each rule that it breaks, and at last whether it
conforms.

check.py FILE pdf-ua-1|pdf-a-2a
"""

import re
import sys

from page import ValidationProfile, validate_pdf

PROFILES = {"pdf-ua-1": ValidationProfile.PDF_UA_1, "pdf-a-2a": ValidationProfile.PDF_A_2A}


def has_right_lengths(data):
    """The keyword stands after as many bytes as each stream says that it has."""
    ends = [m.end() + int(m[1]) for m in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data)]
    return len(ends) == len(re.findall(rb"\nendstream\b", data)) and all(
        re.match(rb"\r?\nendstream\b", data[end:]) for end in ends
    )


def is_true(failure, data):
    # page 0.11 takes a last byte of the data that happens to be CR for a part of the line end after it.
    return not (failure.rule_id.endswith("STREAM-LENGTH-001") and has_right_lengths(data))


path, standard = sys.argv[1:]
with open(path, "rb") as file:
    data = file.read()
report = validate_pdf(path, profile=PROFILES[standard])
failures = [failure for failure in report.failures if is_true(failure, data)]
assert report.is_compliant == (not report.failures)
for failure in failures:
    print(failure.rule_id, failure.message)
print("does not conform" if failures else "conforms")
