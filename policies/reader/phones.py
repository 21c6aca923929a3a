"""Personal phone numbers: masked sign for sign, so that every span still holds."""

import re

# 联系电话：138 0000 0000, 13800000000, １３８００００００００. An office's 0556-5321234 is no personal number,
# and eleven digits inside a longer run (an index number, 2022-1666335397112) are none either.
MOBILE = re.compile(r"(?<!\d)(?<!\d[-－])1[3-9]\d([- 　－]?)\d{4}\1\d{4}(?!\d)")


def masked(text: str) -> str:
    """Return `text`, of the same length, with the last eight digits of each mobile number as asterisks."""
    return MOBILE.sub(lambda found: found[0][:3] + re.sub(r"\d", "*", found[0][3:]), text)
