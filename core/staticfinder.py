"""Serve single files of npm packages under /static/npm/: only those that settings.NPM_FILES names."""

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

PREFIX = "npm/"


class NpmFinder(BaseFinder):
    """Finds the named files in node_modules/; a whole folder would make collectstatic three times slower."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.NODE_MODULES)
        self.storage.prefix = PREFIX.rstrip("/")

    def find(self, path, find_all=False):
        name = path.removeprefix(PREFIX)
        found = (
            str(settings.NODE_MODULES / name)
            if path.startswith(PREFIX) and name in settings.NPM_FILES
            else None
        )
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns):
        for name in settings.NPM_FILES:
            if not matches_patterns(name, ignore_patterns or []):
                yield name, self.storage
