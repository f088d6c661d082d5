"""The tokens of a client (OAuth 2.0, client credentials)."""

import base64
import json
import os
import time
import urllib.parse
import urllib.request

MARGIN = 60  # seconds before its end in which a token is no longer used


class Tokens:
    """Asks for a token when a call needs one, and keeps it until shortly before it ends."""

    def __init__(self, url, client):
        name, secret = client.split(":", 1)
        self.request = urllib.request.Request(url, urllib.parse.urlencode({"grant_type": "client_credentials"}).encode())
        self.request.add_header("authorization", "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode())
        self.token, self.until = None, 0

    @classmethod
    def of_environment(cls):
        """Those of the client that the server prints at its start."""
        return cls(os.environ["MYOPENIP_TOKEN_URL"], os.environ["MYOPENIP_CLIENT"])

    def authorization(self):
        """The header of a call now."""
        if time.monotonic() >= self.until:
            with urllib.request.urlopen(self.request, timeout=30) as answer:
                read = json.load(answer)
            self.token, self.until = read["access_token"], time.monotonic() + read["expires_in"] - MARGIN
        return f"Bearer {self.token}"
