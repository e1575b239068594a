"""A person at a page: log-in, address, form with its one-time key and the password."""

from django.test import Client
from django.urls import reverse

from core import formkeys
from tests.factories import reviews as make


def client_of(actor, **options):
    client = Client(**options)
    client.force_login(actor.user)
    return client


def url(name, poll_or_session, *more):
    return reverse(f"reviews:{name}", args=[poll_or_session, *more])


def get(actor, address, **headers):
    answer = client_of(actor).get(address, **headers)
    return answer.status_code, answer.content.decode()


def post(actor, address, data=None, password=make.PASSWORD):
    form = {formkeys.FIELD: formkeys.new_key()} | (data or {})
    if password is not None:
        form["password"] = password
    return client_of(actor).post(address, form)


def ballot_form(poll, choices):
    keys = poll.questions.order_by("order").values_list("pk", flat=True)
    return {f"c{key}": str(choice) for key, choice in zip(keys, choices, strict=True) if choice is not None}
