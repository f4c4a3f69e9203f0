// A search of one collection by several versions, side by side.

import { element, announce, replace } from "../part/dom.js";
import { empty } from "../part/notice.js";
import { ask, path, tell } from "../part/service.js";
import { columns } from "../part/side-by-side.js";
import { count, decision, plural, version } from "../part/words.js";

const VERSIONS = 200;
const LONGEST_QUESTION = 2_000;

export function searchPage(name) {
  const route = path("collections", name);
  return {
    menu: "overview",
    title: `Search ${name}`,
    changes: `/changes?${new URLSearchParams({ collection: name })}`,
    fetch: (signal) => ask(`${route}/history`, { limit: VERSIONS }, signal),
    view: (context) => view(name, route, context),
  };
}

function view(name, route, { signal }) {
  const question = element("input", {
    id: "question", type: "search", required: true, maxlength: LONGEST_QUESTION, autocomplete: "off", placeholder: "as a user would ask it",
  });
  const chosen = element("select", { id: "chosen" });
  const button = element("button", { type: "submit" }, "Search");
  const lead = element("p.lead");
  const result = element("div", { "aria-live": "off" });
  let searching = new AbortController();
  signal.addEventListener("abort", () => searching.abort(), { once: true });

  async function search() {
    searching.abort();
    searching = new AbortController();
    const mine = searching.signal;
    const asked = question.value.trim();
    replace(result, element("p.notice", { role: "status" }, "Searching…"));
    try {
      const answer = await tell(`${route}/search`, { question: asked, version: chosen.value === "" ? null : Number(chosen.value) }, mine);
      show(asked, answer);
    } catch (failure) {
      if (!mine.aborted) {
        replace(result, element("div.notice.bad", { role: "alert" }, element("h2", {}, "It cannot be searched now"), element("p", {}, failure.message)));
      }
    }
  }

  function show(asked, answer) {
    if (!answer.nodes) {
      replace(result, answer.foreign_nodes
        ? empty("Nothing to search yet", `${plural(answer.foreign_nodes, "node")} were embedded with another base model than the question; they are searched when they have been embedded again.`)
        : empty("Nothing to search yet", "The collection has no nodes, or none that are embedded."));
      return;
    }
    replace(result,
      element("p.hint", {}, `${plural(answer.nodes, "node")} searched; the first ten of each.`,
        answer.foreign_nodes > 0 && ` ${count(answer.foreign_nodes)} more were embedded with another base model and are left out.`),
      answer.text_hidden && element("p.notice", {}, "Texts are hidden here by a setting of the service."),
      columns(asked, answer.columns, route));
    announce(`${plural(answer.nodes, "node")} searched.`);
  }

  return {
    node: element("div", {},
      element("p.path", {}, element("a", { href: "#/" }, "Overview"), " / ",
        element("a", { href: `#/collections/${encodeURIComponent(name)}` }, name), " / "),
      element("h1", {}, `Search ${name}`), lead,
      element("form.inline.search", { onsubmit: (event) => { event.preventDefault(); search(); } },
        element("label", { for: "question" }, "Question"), question,
        element("label", { for: "chosen" }, "and with"), chosen, button),
      result),
    update: (history) => {
      replace(lead, history.served_version
        ? `What the base model retrieves, beside ${version(history.served_version)}, which applications use now.`
        : "What the base model retrieves. Nothing else is released; choose a version to see what it would change.");
      choices(chosen, history);
    },
  };
}

/** What is chosen stays so. */
function choices(select, history) {
  const before = select.value;
  const others = history.versions.filter((each) => each.version !== history.served_version).reverse();
  replace(select,
    element("option", { value: "" }, "no other version"),
    others.map((each) => element("option", { value: each.version, selected: String(each.version) === before },
      `version ${each.version} (${decision(each.decision).word})`)));
}
