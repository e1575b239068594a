"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laocai_thidua.settings")
application = get_wsgi_application()

from laocai_thidua.startup import refuse_unsafe_start  # noqa: E402 (needs the apps to be loaded)

refuse_unsafe_start()
