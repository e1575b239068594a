# The portal in production; docker-compose.yml starts it. What it needs is copied by name, so that nothing of
# a working folder (var/, .env) slips into the image.
FROM node:22-bookworm-slim AS packages
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --loglevel=error

FROM python:3.11-slim-bookworm
# Pango draws the papers.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /portal portal \
    && install -d -o portal -g portal /portal /var/lib/portal /var/lib/portal/keys
WORKDIR /portal
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORTAL_MODE=production PORTAL_DATA_DIR=/var/lib/portal
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --from=packages /portal/node_modules node_modules
COPY manage.py ./
COPY core core
COPY accounts accounts
COPY units units
COPY awards awards
COPY campaigns campaigns
COPY nominations nominations
COPY reviews reviews
COPY reports reports
COPY laocai_thidua laocai_thidua
COPY templates templates
COPY static static
COPY locale locale
COPY docs docs
COPY tools tools
USER portal
EXPOSE 8000
CMD ["gunicorn", "laocai_thidua.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--worker-class", "gthread", "--threads", "4", "--timeout", "60", "--graceful-timeout", "20", "--no-control-socket"]
