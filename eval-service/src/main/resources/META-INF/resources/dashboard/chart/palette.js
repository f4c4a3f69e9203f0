// How each retriever is drawn: the same in all charts, told apart by dashes as well as by colour.

const KNOWN = {
  base: { color: "--series-base", dash: [6, 4] },
  champion: { color: "--series-champion", dash: [] },
  adapter: { color: "--series-adapter", dash: [] },
  bm25: { color: "--series-bm25", dash: [2, 3] },
  fusion: { color: "--series-fusion", dash: [10, 3, 2, 3] },
  "weighted-fusion": { color: "--series-other-2", dash: [] },
  linear: { color: "--series-other-1", dash: [4, 2] },
};

const OTHERS = ["--series-other-1", "--series-other-2", "--series-other-3"];

/** The color's name and the dashes of a retriever; `place` tells those apart that are not known here. */
export function style(retriever, place) {
  return KNOWN[retriever] ?? { color: OTHERS[place % OTHERS.length], dash: [4, 2] };
}

/** A color of the style sheet, as a canvas wants it. */
export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
