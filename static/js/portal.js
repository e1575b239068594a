/* Small helps on top of pages that work without scripts: menus that close, buttons that are pressed once,
   and typed text that survives a lost line or log-in. Drafts stay in this tab (sessionStorage), per user. */
(() => {
  "use strict";

  // Menus close on a press elsewhere and on Escape.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // A form that changes something goes out once; the one-time key on the server is the real guard.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });

  // Drafts: <form data-draft> is kept while typing and given back when the page opens again empty-handed.
  let store;
  try { store = window.sessionStorage; store.getItem("x"); } catch { return; }
  const PREFIX = "draft:";
  const drafts = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const write = (key, draft) => { try { store.setItem(key, JSON.stringify(draft)); } catch { /* full: no draft */ } };

  for (const form of document.querySelectorAll("form[data-leaves]")) {
    form.addEventListener("submit", () => drafts().forEach((key) => store.removeItem(key)));
  }

  // A sent draft is dropped once a page shows that it arrived; a log-in or error page means it did not.
  const notArrived = document.querySelector("[data-keep-drafts]");
  const entry = performance.getEntriesByType("navigation")[0];
  const cameBack = entry && entry.type !== "navigate";
  for (const key of drafts()) {
    const draft = read(key);
    if (!draft || !draft.sent) continue;
    if (notArrived || cameBack) write(key, { ...draft, sent: false });
    else store.removeItem(key);
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = `${PREFIX}${document.body.dataset.user || ""}:${location.pathname}`;
  const fields = () => [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  const values = () => {
    const found = {};
    for (const field of fields()) {
      if (["checkbox", "radio"].includes(field.type)) found[`${field.name}=${field.value}`] = field.checked;
      else found[field.name] = field.value;
    }
    return found;
  };
  // The version goes with the text: what somebody saved meanwhile is then met by the server, not overwritten.
  const version = form.elements.namedItem("version");
  const fill = (given) => {
    for (const field of fields()) {
      const name = ["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name;
      if (!(name in given)) continue;
      if (typeof given[name] === "boolean") field.checked = given[name];
      else field.value = given[name];
    }
  };

  const drawn = values();
  const drawnVersion = version ? version.value : "";
  const kept = read(key);
  const bound = form.dataset.draft === "bound"; // the server gave the typed text back itself
  if (kept && !bound && JSON.stringify(kept.values) !== JSON.stringify(drawn)) {
    fill(kept.values);
    if (version && kept.version) version.value = kept.version;
    const note = document.getElementById("ban-nhap");
    if (note) {
      note.hidden = false;
      note.querySelector("time").textContent = kept.at;
      note.querySelector("button").addEventListener("click", () => {
        fill(drawn);
        if (version) version.value = drawnVersion;
        store.removeItem(key);
        note.hidden = true;
      });
    }
  }

  let timer;
  const keep = (sent) => {
    const at = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    write(key, { values: values(), version: version ? version.value : "", at, sent });
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(true);
  });
})();
