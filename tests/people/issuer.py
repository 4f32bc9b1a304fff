"""A province's own sign-in, as a process of its own: an OpenID provider on 127.0.0.1 that signs with real RSA keys.

Its one person needs no password. ``/say`` tells it what to say of the person next, and what to do wrong. It holds the
other side to the rules: redirect address, secret, PKCE, each code once.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "cam-ket", "bi-mat-cua-tinh-that-dai-va-kho-doan"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLAIMS = {"sub": "so-1", "preferred_username": "can-bo"}


class Province(BaseHTTPRequestHandler):
    said: dict = {"claims": CLAIMS, "fault": ""}
    codes: dict = {}
    seen: list = []

    def do_GET(self):
        at = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        pages = {
            "/.well-known/openid-configuration": self.about,
            "/keys": self.keys,
            "/who": self.who,
            "/seen": lambda asked: self.answer(self.seen),
            "/authorize": self.authorize,
        }
        pages[at.path](asked)

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/say":
            Province.said = json.loads(text)
            Province.seen.clear()
            return self.answer({})
        return self.token({name: values[0] for name, values in parse_qs(text).items()})

    def about(self, asked):
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        named = "https://noi-khac.example" if self.said["fault"] == "issuer" else issuer
        self.answer(
            {
                "issuer": named,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
                "userinfo_endpoint": f"{issuer}/who",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def keys(self, asked):
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        self.answer({"keys": [{**told, "kid": "k1", "use": "sig", "alg": "RS256"}]})

    def authorize(self, asked):
        Province.seen.append(asked)
        if self.said["fault"] == "cancelled":
            back = {"error": "access_denied", "state": asked["state"]}
        else:
            back = {"code": secrets.token_urlsafe(8), "state": asked["state"]}
            self.codes[back["code"]] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def token(self, given):
        asked = self.codes.pop(given.get("code"), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        fits = asked and (
            given["redirect_uri"] == asked["redirect_uri"]
            and (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
            and (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", proof.decode())
        )
        if not fits:
            return self.answer({"error": "invalid_grant"}, 400)
        return self.answer({"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked)})

    def id_token(self, asked):
        now, fault = int(time.time()), self.said["fault"]
        claims = {
            "iss": f"http://127.0.0.1:{self.server.server_port}",
            "aud": "ai-khac" if fault == "audience" else CLIENT,
            "iat": now - 7200 if fault == "expired" else now,
            "exp": now - 3600 if fault == "expired" else now + 300,
            "nonce": "cua-ai-khac" if fault == "nonce" else asked.get("nonce"),
            **self.said["claims"],
        }
        if fault == "no nonce":
            del claims["nonce"]
        if fault == "unsigned":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"})
        if fault == "by a shared secret":
            return jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "k1"})
        key = OTHER_KEY if fault == "signature" else KEY
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k2" if fault == "key" else "k1"})

    def who(self, asked):
        other = {"sub": "so-khac"} if self.said["fault"] == "somebody else" else {}
        self.answer({"sub": self.said["claims"]["sub"], **other, **self.said.get("more", {})})

    def answer(self, told, status=200):
        text = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Province)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
