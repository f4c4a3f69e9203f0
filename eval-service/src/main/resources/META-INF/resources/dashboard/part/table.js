// Tables, with a caption for those who cannot see what stands above them.

import { element, replace } from "./dom.js";

/**
 * A table.
 * @param {string} caption what it is of
 * @param {{name: string, number?: boolean, wide?: boolean, whole?: boolean}[]} columns wide ones have sentences, whole ones are not broken
 * @param {Array<Array<Node|string|number>>} rows the first cell of each names the row
 */
export function table(caption, columns, rows) {
  return element("div.scroll", { role: "group", tabindex: "0", "aria-label": caption },
    element("table", {},
      element("caption.unseen", {}, caption),
      element("thead", {}, element("tr", {}, columns.map((column) =>
        element(column.number ? "th.number" : "th", { scope: "col" }, column.name)))),
      element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell, i) =>
        element(name(columns[i], i), i === 0 ? { scope: "row" } : {}, cell)))))));
}

/** A table of which so many rows are seen, and a button for more; how many are seen outlives an update. */
export function longTable(caption, columns, size) {
  const node = element("div");
  let shown = size;
  function update(rows) {
    replace(node,
      table(caption, columns, rows.slice(0, shown)),
      shown < rows.length && element("button.more", {
        type: "button",
        onclick: () => { shown += size; update(rows); },
      }, `Show ${Math.min(size, rows.length - shown)} more of ${rows.length - shown}`));
  }
  return { node, update };
}

/** Pairs of a word and what it is. */
export function facts(pairs) {
  return element("dl.facts", {}, pairs.filter(Boolean).map(([word, value]) =>
    element("div", {}, element("dt", {}, word), element("dd", {}, value))));
}

function name(column, i) {
  return (i === 0 ? "th" : "td") + (column.number ? ".number" : "") + (column.wide ? ".wide" : "") + (column.whole ? ".whole" : "");
}
