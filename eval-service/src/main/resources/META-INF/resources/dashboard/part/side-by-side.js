// What several retrievers found for one question, a column each.

import { element } from "./dom.js";
import { thumbs } from "./thumbs.js";
import { version } from "./words.js";

const SHOWN = 10;

/** @param {object[]} found the base model's column first */
export function columns(question, found, route) {
  const base = found[0];
  return element("div.columns", {}, found.map((column, i) => columnOf(question, column, base, route, `column-${i}`)));
}

function columnOf(question, column, base, route, id) {
  const { title, hint } = nameOf(column);
  return element("section.column", { "aria-labelledby": id },
    element("h2", { id }, title),
    element("p.hint", {}, hint),
    column.failure ? element("p.notice.bad", {}, column.failure)
      : column.hits.length ? element("ol", {}, column.hits.map((hit) => hitOf(question, hit, column, base, route)))
        : element("p", {}, "Nothing found."),
    column !== base && !column.failure && gone(column, base));
}

function nameOf(column) {
  switch (column.retriever) {
    case "base": return { title: "Base model", hint: "without an adapter" };
    case "released": return { title: capital(version(column.version)), hint: "what applications use now" };
    case "chosen": return { title: capital(version(column.version)), hint: "chosen to compare" };
    case "bm25": return { title: "Keywords", hint: "BM25, no vectors" };
    case "fusion": return { title: `${capital(version(column.version))} + keywords`, hint: `as released: keywords weigh ${column.keyword_weight}` };
    default: return { title: column.retriever, hint: "" };
  }
}

function hitOf(question, hit, column, base, route) {
  const name = hit.title ?? hit.document_id ?? hit.node_id.slice(0, 16);
  return element("li.hit", { value: hit.rank },
    element("p.name", {}, name, " ", column !== base && moved(hit)),
    hit.text && element("p.text.clamp", {}, hit.text),
    column.version !== undefined && column.version !== null && column.retriever !== "fusion"
      && thumbs(question, hit, column, name, route));
}

/** How a node stands against the base model, as a sign and in words. */
function moved(hit) {
  const before = hit.base_rank;
  if (!before || before > SHOWN) {
    return element("span.move.new", {}, before ? `new, from ${before}` : "new");
  }
  const up = before - hit.rank;
  if (up === 0) return element("span.move", {}, element("span", { "aria-hidden": "true" }, "="), element("span.unseen", {}, "as before"));
  return element(up > 0 ? "span.move.up" : "span.move.down", {},
    element("span", { "aria-hidden": "true" }, up > 0 ? "▲ " : "▼ "),
    element("span.unseen", {}, up > 0 ? "up " : "down "), Math.abs(up));
}

function gone(column, base) {
  const kept = new Set(column.hits.map((hit) => hit.node_id));
  const lost = base.hits.filter((hit) => !kept.has(hit.node_id));
  return lost.length > 0 && element("div.gone", {},
    element("h3", {}, "Gone"),
    element("ul", {}, lost.map((hit) => element("li", {}, `${hit.title ?? hit.document_id ?? hit.node_id.slice(0, 16)} `, element("span.hint", {}, `was ${hit.rank}`)))));
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
