import { element } from "./dom.js";
import { decision } from "./words.js";

/** A decision of the gate in a word; its tone is a colour, too. */
export function decisionBadge(kind) {
  const words = decision(kind);
  return element(`span.badge.${words.tone}`, { title: words.means }, words.word);
}

/** That applications serve this now. */
export const servedBadge = () => element("span.badge.served", {}, "served now");
