// Has the dead letters of a topic tried again, or drops them.

import { element, replace } from "./dom.js";
import { act, path } from "./service.js";
import { plural } from "./words.js";

/**
 * One line a topic. What came of it is said where it stays, as the line goes with its letters.
 * @param {Element} said
 * @param {() => void} refresh has the page show what is there now
 */
export function letterWork(said, refresh) {
  const node = element("ul.work");
  const lines = new Map();

  function lineOf(topic) {
    const count = element("span.hint");
    const buttons = element("span.buttons");
    const line = element("li", {}, element("code", {}, topic), " ", count, " ", buttons);

    function offer() {
      replace(buttons,
        element("button", { type: "button", "aria-label": `Try ${topic} again`, onclick: () => run("Trying again…", replay) }, "Try again"),
        element("button", { type: "button", "aria-label": `Drop ${topic}`, onclick: confirm }, "Drop…"));
    }

    function confirm() {
      const no = element("button", { type: "button", onclick: offer }, "Keep them");
      replace(buttons, element("strong", {}, "All of this topic, for good?"),
        element("button.danger", { type: "button", onclick: () => run("Dropping…", drop) }, "Drop them"), no);
      no.focus();
    }

    async function run(words, what) {
      replace(buttons, element("span", { role: "status" }, words));
      try {
        replace(said, `${topic}: ${await what()}`);
        refresh();
      } catch (failure) {
        replace(said, `${topic}: nothing was done. ${failure.message}`);
      }
      offer();
    }

    async function replay() {
      const { replayed, superseded } = await act("POST", `${path("dead-letters", topic)}/replay`);
      return `${plural(replayed, "record")} sent for another try.${superseded ? ` ${plural(superseded, "record")} dropped without one, as newer ones or deletions have replaced them.` : ""}`;
    }

    async function drop() {
      const { dropped } = await act("DELETE", path("dead-letters", topic));
      return `${plural(dropped, "record")} dropped.`;
    }

    offer();
    return { line, update: (number) => replace(count, plural(number, "letter"), " shown") };
  }

  return {
    node,
    /** A line stays as it is while its topic has letters, so that no question is taken back. */
    update: (letters) => {
      const topics = [...new Set(letters.map((letter) => letter.topic))].sort();
      const before = [...lines.keys()].sort().join();
      for (const topic of lines.keys()) if (!topics.includes(topic)) lines.delete(topic);
      for (const topic of topics) {
        if (!lines.has(topic)) lines.set(topic, lineOf(topic));
        lines.get(topic).update(letters.filter((letter) => letter.topic === topic).length);
      }
      // What is put in again loses the focus.
      if (topics.join() !== before) replace(node, topics.map((topic) => lines.get(topic).line));
    },
  };
}
