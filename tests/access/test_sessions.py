"""Log-ins: where they lead, when they end, and that guessing is slow (faults 29 to 32)."""

import pytest
from django.urls import reverse

from core.audit import SYSTEM
from nominations.models import Dossier
from tests.access.asking import client_of
from tests.access.world import NOW, PASSWORD, Client
