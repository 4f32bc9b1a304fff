"""An authenticator app, as a telephone has it: RFC 6238 by itself, without a line of the code that is tested."""

import base64
import hashlib
import hmac
import re
import struct
import time


class Still:
    """A clock that stands: a half minute that ends within a test must not fail it."""

    NOW = time.time()

    @classmethod
    def time(cls) -> float:
        return cls.NOW


def code(secret: str, *, steps: int = 0, at: float = Still.NOW) -> str:
    """The code of that moment, or of so many half minutes later."""
    counter = struct.pack(">Q", int(at) // 30 + steps)
    told = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = told[-1] & 0x0F
    return f"{(struct.unpack('>I', told[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def secret_on(page: str) -> str:
    return re.search(r'<code class="key">(\w+)</code>', page)[1]


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", page)
