// What the stages put aside.

import { element, replace } from "../part/dom.js";
import { letterWork } from "../part/letter-work.js";
import { empty } from "../part/notice.js";
import { ask } from "../part/service.js";
import { longTable } from "../part/table.js";
import { count, moment } from "../part/words.js";

const ROWS = 25;

export function deadLettersPage() {
  return {
    menu: "dead-letters",
    title: "Dead letters",
    changes: "/changes",
    hears: "loop",
    fetch: (signal) => ask("/dead-letters", {}, signal),
    view,
  };
}

function view({ refresh }) {
  const summary = element("p.lead");
  const said = element("p", { role: "status" });
  const list = longTable("Dead letters, the newest first", [
    { name: "When", whole: true }, { name: "Stage", whole: true }, { name: "Record" }, { name: "Why", wide: true }, { name: "Topic and offset" },
  ], ROWS);
  const work = letterWork(said, refresh);
  const hidden = element("p.notice", {}, "Keys and reasons are hidden here by a setting of the service.");
  const letters = element("div", {}, hidden, list.node,
    element("section", { "aria-labelledby": "next-title" },
      element("h2", { id: "next-title" }, "What to do"),
      element("p", {}, "Mend what the reason names, then have the records tried again, or drop them for good. A record that is older than another one of its key is not tried: it would undo what came later."),
      work.node));
  const body = element("div");
  return {
    node: element("div", {}, element("h1", {}, "Dead letters"), summary, said, body),
    update: (page) => {
      replace(summary, page.letters.length
        ? [count(page.letters.length), page.complete ? "" : " of the latest", page.letters.length === 1 ? " record" : " records",
          " could not be worked on and no retry could mend that. The rest of the feed went on."]
        : "");
      hidden.hidden = !page.text_hidden;
      list.update(page.letters.map(row));
      work.update(page.letters);
      if (!page.letters.length) {
        replace(body, page.complete
          ? empty("No dead letters", "Every record could be worked on.")
          : empty("No dead letters could be read in time", "There may be some: ./retune dead-letters list reads them all."));
      } else if (letters.parentNode !== body) {
        replace(body, letters);
      }
    },
  };
}

function row(letter) {
  return [
    moment(letter.failed_at),
    letter.stage ? `${letter.service} · ${letter.stage}` : "–",
    letter.key ?? "hidden",
    letter.reason ?? letter.exception?.split(".").at(-1) ?? "its headers do not say",
    element("code", {}, `${letter.topic} ${letter.partition}@${letter.offset}`),
  ];
}
