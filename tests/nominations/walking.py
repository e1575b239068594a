"""How the tests of these pages ask: as somebody of the stage, at an address by its name."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import formkeys


def address(name: str, *args) -> str:
    """The address of this name among the pages of dossiers."""
    return reverse(f"nominations:{name}", args=args)


class As:
    """A browser in which this person is logged in."""

    def __init__(self, actor):
        self.client = Client()
        self.client.force_login(actor.user)

    def get(self, name: str, *args, **query):
        """Open a page."""
        return self.client.get(address(name, *args), query)

    def post(self, name: str, *args, **data):
        """Press a button; with a fresh one-time key unless one is given."""
        return self.client.post(address(name, *args), {formkeys.FIELD: formkeys.new_key()} | data)

    def text(self, name: str, *args, **query) -> str:
        """What a page says."""
        response = self.get(name, *args, **query)
        assert response.status_code == 200
        return response.content.decode()

    def queries(self, name: str, *args, **query) -> int:
        """How many queries a page costs."""
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert self.get(name, *args, **query).status_code == 200
        return len(counted)
