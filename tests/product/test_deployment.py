"""What docker-compose.yml, Dockerfile and .env.example promise to who puts the portal into production."""

import re
import shutil
import subprocess

import yaml

from tests.support import processes

ROOT = processes.ROOT
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
FILLED = {
    "PORTAL_DB_PASSWORD": "matkhau",
    "PORTAL_SECRET_KEY": "k" * 50,
    "PORTAL_SIGNING_KEY": "s" * 50,
    "PORTAL_ID_KEY": "i" * 50,
    "PORTAL_ID_HASH_KEY": "h" * 50,
    "PORTAL_ALLOWED_HOSTS": "thidua.example",
    "PORTAL_TRUSTED_ORIGINS": "https://thidua.example",
    "PORTAL_CERTIFICATES": "/etc/portal/certificates",
}


def named_in_example() -> set[str]:
    """Every variable that .env.example explains."""
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_services_and_their_health_checks():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "db", "redis", "clamav", "proxy"}
    checked = {name for name, service in SERVICES.items() if service.get("healthcheck", {}).get("test")}
    assert checked == set(SERVICES) - {"migrate"}
    assert {name: SERVICES[name]["restart"] for name in SERVICES} == {
        name: "no" if name == "migrate" else "unless-stopped" for name in SERVICES
    }


def test_the_keys_of_votes_are_in_a_volume_of_the_web_alone():
    holders = {
        volume: {
            name
            for name, service in SERVICES.items()
            for line in service.get("volumes", [])
            if line.startswith(f"{volume}:")
        }
        for volume in COMPOSE["volumes"]
    }
    assert holders == {
        "data": {"migrate", "web", "worker", "proxy"},
        "keys": {"web"},
        "db": {"db"},
        "signatures": {"clamav"},
    }
    assert "keys:/var/lib/portal/keys" in SERVICES["web"]["volumes"]


def test_the_order_of_the_start():
    ready = {
        "migrate": {"condition": "service_completed_successfully"},
        "redis": {"condition": "service_healthy"},
    }
    assert {name: SERVICES[name]["depends_on"] for name in ("migrate", "web", "worker", "beat", "proxy")} == {
        "migrate": {"db": {"condition": "service_healthy"}},
        "web": ready | {"clamav": {"condition": "service_started"}},
        "worker": ready,
        "beat": ready,
        "proxy": {"web": {"condition": "service_healthy"}},
    }


def test_every_variable_is_explained():
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    given = {
        name for service in ("web", "worker", "beat", "migrate") for name in SERVICES[service]["environment"]
    }
    read = set(
        re.findall(
            r'(?:env(?:\.\w+)?|_needed)\(\s*"([A-Z_]+)"', (ROOT / "laocai_thidua/settings.py").read_text()
        )
    )
    known = named_in_example()
    assert (used - known, given - known, read - known) == (set(), set(), set())
    assert used - set(FILLED) == {"PORTAL_ADDRESS", "PORTAL_SUPPORT_PHONE", "PORTAL_LOG_LEVEL"}


def test_what_the_files_name_is_there():
    dockerfile = (ROOT / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)([\w./-]+(?: [\w./-]+)*) \S+$", dockerfile, re.MULTILINE)
    missing = [name for line in copied for name in line.split() if not (ROOT / name).exists()]
    assert (len(copied), missing) == (17, [])
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps - set(copied) == set()
    assert (ROOT / "tools/proxy/nginx.conf").is_file()
    assert SERVICES["web"]["command"] == yaml.safe_load(dockerfile.rpartition("CMD ")[2])


def test_compose_itself_reads_the_file(tmp_path):
    """By the plugin, where one is found; everywhere what must be filled in is what this test fills in."""
    docker = shutil.which("docker")
    has_plugin = docker and not subprocess.run([docker, "compose", "version"], capture_output=True).returncode
    if has_plugin:
        done = subprocess.run(
            [docker, "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
            cwd=tmp_path,
            env=FILLED | {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
    demanded = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "docker-compose.yml").read_text()))
    assert demanded == set(FILLED)
