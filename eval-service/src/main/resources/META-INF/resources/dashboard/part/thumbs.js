// Says of a result whether it answers the question, so that it can become a real question.

import { element, replace } from "./dom.js";
import { tell } from "./service.js";

/** Two buttons. What was said stays written; the opposite may be said after it. */
export function thumbs(question, hit, column, name, route) {
  const said = element("span.hint.said", { role: "status" });
  const buttons = {
    up: button("up", "Answers it", `Answers it: ${name}, rank ${hit.rank}`),
    down: button("down", "Does not", `Does not answer it: ${name}, rank ${hit.rank}`),
  };
  let sending = false;

  function button(thumb, text, label) {
    return element("button.thumb", { type: "button", "aria-label": label, "aria-pressed": "false", onclick: () => send(thumb) }, text);
  }

  async function send(thumb) {
    if (sending || buttons[thumb].getAttribute("aria-pressed") === "true") return;
    sending = true;
    try {
      await tell(`${route}/thumbs`, {
        question, thumb, version: column.version, node_id: hit.node_id, rank: hit.rank, shown: column.hits.map((each) => each.node_id),
      });
      for (const [each, made] of Object.entries(buttons)) made.setAttribute("aria-pressed", String(each === thumb));
      replace(said, thumb === "up" ? "Noted: qa-gen makes a real question of it." : "Noted: it counts against this answer.");
    } catch (failure) {
      replace(said, `Not noted: ${failure.message}`);
    }
    sending = false;
  }

  return element("p.thumbs", {}, buttons.up, " ", buttons.down, " ", said);
}
