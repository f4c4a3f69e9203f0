// Shows the page that the address names, and shows it again when something has changed.

import { announce, replace } from "./part/dom.js";
import { listen } from "./part/changes.js";
import { loading, refused } from "./part/notice.js";
import { Refused, token } from "./part/service.js";
import { collectionPage } from "./page/collection.js";
import { deadLettersPage } from "./page/dead-letters.js";
import { feedsPage } from "./page/feeds.js";
import { overviewPage } from "./page/overview.js";
import { searchPage } from "./page/search.js";
import { versionPage } from "./page/version.js";

const RETRY = 5_000;

const main = document.getElementById("main");
const connection = document.getElementById("connection");
const signOut = document.getElementById("sign-out");

let ending = new AbortController();

/**
 * The page of an address: its place in the menu, its title, the stream of changes and which of them it hears (all where it
 * does not say), how it fetches its data, and its view, which is made once and updated whenever there are newer data, so that nobody's place in a
 * table and nothing that is being typed is lost.
 */
function pageOf(address) {
  const parts = address.replace(/^#?\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
  if (parts[0] === "collections" && parts[2] === "versions" && /^\d+$/.test(parts[3])) {
    return versionPage(parts[1], Number(parts[3]));
  }
  if (parts[0] === "collections" && parts[2] === "search") return searchPage(parts[1]);
  if (parts[0] === "collections" && parts[1]) return collectionPage(parts[1]);
  if (parts[0] === "feeds") return feedsPage();
  if (parts[0] === "dead-letters") return deadLettersPage();
  return overviewPage();
}

async function open() {
  ending.abort();
  ending = new AbortController();
  const { signal } = ending;
  const page = pageOf(location.hash);
  document.title = `${page.title} · Retune`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === page.menu) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  signOut.hidden = !token.get();
  connection.textContent = "";
  replace(main, loading());
  const view = await first(page, signal);
  if (!view) return;
  announce(`${page.title} is shown.`);
  const concerns = (name) => !page.hears || name === page.hears || name === "connection";
  listen(page.changes, (name) => concerns(name) && update(page, view, signal), connected, signal);
}

/** Nothing where nothing can be shown yet, or the page was left. */
async function first(page, signal) {
  try {
    const data = await page.fetch(signal);
    if (signal.aborted) return null;
    const view = page.view({ signal, again: open, refresh: () => update(page, view, signal) });
    view.update(data);
    replace(main, view.node);
    return view;
  } catch (failure) {
    if (signal.aborted) return null;
    if (!(failure instanceof Refused)) console.error(failure);
    replace(main, refused(failure, open));
    if (failure.kind === "away") setTimeout(() => signal.aborted || open(), RETRY);
    return null;
  }
}

/** What was shown stays where there is nothing newer. */
async function update(page, view, signal, again = false) {
  try {
    const data = await page.fetch(signal);
    if (signal.aborted) return;
    view.update(data);
    if (again) connected("live");
  } catch (failure) {
    if (signal.aborted) return;
    if (!(failure instanceof Refused)) console.error(failure);
    if (["token", "role", "missing"].includes(failure.kind)) {
      open();
    } else {
      connected("away");
      setTimeout(() => signal.aborted || update(page, view, signal, true), RETRY);
    }
  }
}

function connected(state) {
  connection.textContent = state === "live" ? "Live" : "Not live: the service does not answer; trying again";
  connection.dataset.state = state;
}

signOut.addEventListener("click", () => {
  token.forget();
  open();
});
window.addEventListener("hashchange", () => {
  open().then(() => main.focus({ preventScroll: true }));
  window.scrollTo(0, 0);
});
// Charts have taken their colours from the scheme.
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", open);
open();
