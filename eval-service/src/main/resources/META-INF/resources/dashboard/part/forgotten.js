// Which documents were forgotten, and what became of the versions that had learned from them.

import { element, replace } from "./dom.js";
import { empty } from "./notice.js";
import { ask } from "./service.js";
import { longTable } from "./table.js";
import { ago, moment, version } from "./words.js";

const ROWS = 10;
const COLUMNS = [
  { name: "Document", whole: true }, { name: "Forgotten" }, { name: "Learned from it", wide: true }, { name: "A version without it" },
  { name: "What was served" }, { name: "On the broker's disk" },
];

/** It is asked for when the page is shown, and again whenever the page is. */
export function forgottenSection(name, route, signal) {
  const list = element("div", {}, element("p", { role: "status" }, "It is being read…"));
  const rows = longTable(`Forgotten documents of ${name}, the last one first`, COLUMNS, ROWS);
  const field = element("input", { id: "forgotten", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "its id, or nothing for all" });
  let wanted = "";

  async function look() {
    try {
      show(await ask(`${route}/forgotten`, { document: wanted }, signal));
    } catch (failure) {
      if (!signal.aborted) replace(list, element("p.notice.bad", { role: "alert" }, `It cannot be seen: ${failure.message}`));
    }
  }

  function show(page) {
    const unread = page.requests_unread && element("p.notice.bad", {}, `When documents were forgotten is not known: ${page.requests_unread}.`);
    if (!page.documents.length) {
      replace(list, unread, wanted
        ? empty("It was not forgotten, as far as is known here", "A document from which nothing could have been learned leaves no trace when it is forgotten.")
        : empty("No document was forgotten", "As far as is known here: one from which nothing could have been learned leaves no trace, nor does a question."));
      return;
    }
    rows.update(page.documents.map((each) => row(name, each)));
    replace(list, unread, rows.node);
  }

  return {
    node: element("div", {},
      element("p.hint", {}, "By a digest of its id: nothing else of a forgotten document is kept."),
      element("form.inline", { onsubmit: (event) => { event.preventDefault(); wanted = field.value.trim(); look(); } },
        element("label", { for: "forgotten" }, "Forgotten document"), field, element("button", { type: "submit" }, "Find")),
      list),
    update: look,
  };
}

function row(name, each) {
  return [
    element("code", {}, each.digest),
    each.asked_at ? element("time", { datetime: each.asked_at }, moment(each.asked_at)) : element("span.hint", {}, "more than a week ago"),
    [each.learned.length ? each.learned.map((number, i) => [i ? ", " : "", link(name, number)]) : "no version here",
      each.undetermined.length > 0 && element("span.hint.below", {}, `and maybe ${each.undetermined.join(", ")}, of too many documents to tell`)],
    each.version ? [link(name, each.version), each.version_at && element("span.hint.below", {}, moment(each.version_at))]
      : element("span.badge.bad", {}, "waited for"),
    served(name, each),
    disk(each),
  ];
}

function served(name, each) {
  if (each.served_now) return element("span.badge.bad", {}, "learned from it, and still serves");
  if (!each.replaced) return each.undetermined.length ? "may have learned from it" : "has not learned from it";
  const { before, version: number, at } = each.replaced;
  return [link(name, before), " gave way to ", number ? link(name, number) : version(0), element("span.hint.below", {}, `${moment(at)} (${ago(at)})`)];
}

function disk(each) {
  if (!each.on_disk_until) return "gone";
  return Date.parse(each.on_disk_until) > Date.now()
    ? [element("span.badge", {}, "may wait"), element("span.hint.below", {}, `until ${moment(each.on_disk_until)} at most, where its partitions get records`)]
    : ["gone", element("span.hint.below", {}, "where its partitions got records since")];
}

const link = (name, number) => element("a", { href: `#/collections/${encodeURIComponent(name)}/versions/${number}` }, number);
