// All collections, and how the loop stands.

import { decisionBadge } from "../part/badge.js";
import { element, replace } from "../part/dom.js";
import { loopStrip } from "../part/loop.js";
import { empty } from "../part/notice.js";
import { ask } from "../part/service.js";
import { table } from "../part/table.js";
import { ago, evidence, version } from "../part/words.js";

const PAGE = 50;

export function overviewPage() {
  const wanted = { containing: "", limit: PAGE };
  const fetchCollections = (signal) => ask("/collections", { containing: wanted.containing, limit: wanted.limit + 1 }, signal);
  return {
    menu: "overview",
    title: "Overview",
    changes: "/changes",
    fetch: async (signal) => {
      const [loop, collections] = await Promise.all([ask("/loop", {}, signal), fetchCollections(signal)]);
      return { loop, collections };
    },
    view: (context) => view(wanted, fetchCollections, context),
  };
}

function view(wanted, fetchCollections, { signal }) {
  const loop = element("div");
  const list = element("div");
  const search = element("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false", placeholder: "part of a name" });
  async function look() {
    try {
      show(await fetchCollections(signal));
    } catch {
      // The stream of changes says that the service is away.
    }
  }
  search.addEventListener("input", () => {
    wanted.containing = search.value.trim();
    look();
  });
  function show(collections) {
    if (!collections.length) {
      replace(list, wanted.containing
        ? empty("No collection has such a name")
        : empty("No collection yet",
          "A collection appears here with its first evaluated version. Send documents, with questions if you have some:",
          element("code", {}, "./retune ingest docs/*.md")));
      return;
    }
    replace(list, table("Collections",
      [{ name: "Collection" }, { name: "Serves", whole: true }, { name: "Last decision", whole: true }, { name: "On", wide: true }, { name: "Versions", number: true }, { name: "Evaluated", whole: true }],
      collections.slice(0, wanted.limit).map(row)),
    collections.length > wanted.limit && element("button.more", {
      type: "button",
      onclick: () => { wanted.limit = Math.min(1000, wanted.limit + PAGE); look(); },
    }, "Show more"));
  }
  return {
    node: element("div", {},
      element("h1", {}, "Overview"),
      element("section", { "aria-labelledby": "loop-title" }, element("h2", { id: "loop-title" }, "The loop"), loop),
      element("section", { "aria-labelledby": "collections-title" },
        element("div.bar", {}, element("h2", { id: "collections-title" }, "Collections"),
          element("label.field", { for: "search" }, "Find", search)),
        list)),
    update: (data) => {
      replace(loop, loopStrip(data.loop));
      show(data.collections);
    },
  };
}

function row(collection) {
  return [
    element("a", { href: `#/collections/${encodeURIComponent(collection.collection)}` }, collection.collection),
    version(collection.served_version),
    collection.decision ? [decisionBadge(collection.decision), ` v${collection.latest_version}`] : "–",
    collection.evidence ? evidence(collection.evidence) : "–",
    collection.versions,
    ago(collection.evaluated_at),
  ];
}
