// The questions that a version won and lost, where the reader sees what has become better and worse.

import { element, replace } from "./dom.js";
import { empty } from "./notice.js";
import { ask } from "./service.js";
import { table } from "./table.js";
import { count, plural, questionSet } from "./words.js";

const COLUMNS = [
  { name: "Question", wide: true }, { name: "Rank, base model", number: true }, { name: "Rank, this version", number: true }, { name: "What answers it", wide: true },
];

/** A report never changes, so it is asked once for as long as the page is open. */
export async function showChanges(place, route, signal) {
  try {
    replace(place, ...tables(await ask(`${route}/changes`, {}, signal)));
  } catch (failure) {
    if (!signal.aborted) replace(place, empty("No questions", failure.message));
  }
}

function tables(data) {
  if (!data.questions) return [empty("No questions", "There was no question to evaluate on.")];
  if (!data.won && !data.lost) {
    return [empty("No question won or lost", "The base model ranks the same within the first 10, or the report is of an earlier release, which did not tell.")];
  }
  const same = data.questions - data.won - data.lost;
  const lost = data.changes.filter((each) => rankOf(each.rank) > rankOf(each.base_rank));
  const won = data.changes.filter((each) => rankOf(each.rank) < rankOf(each.base_rank));
  return [
    element("p", {}, element("strong.won", {}, `${count(data.won)} won`), ", ", element("strong.lost", {}, `${count(data.lost)} lost`),
      ` and ${count(same)} ranked as before, of ${plural(data.questions, "question")} (${questionSet(data.question_set).toLowerCase()}), against the base model.`),
    data.text_hidden && element("p.notice", {}, "Texts are hidden here by a setting of the service."),
    !data.changes.length && element("p.hint", {}, "Which they are is kept of the last 20 versions."),
    lost.length > 0 && [element("h3", {}, "Worst losses"), table("Questions with the worst losses", COLUMNS, lost.map(row))],
    won.length > 0 && [element("h3", {}, "Best gains"), table("Questions with the best gains", COLUMNS, won.map(row))],
  ];
}

const rankOf = (rank) => rank ?? Infinity;
const place = (rank) => rank ?? "beyond 10";

function row(change) {
  return [
    change.question ?? element("code", {}, change.question_id.slice(0, 16)),
    place(change.base_rank),
    place(change.rank),
    element("span.clamp", {}, change.node ?? element("code", {}, change.node_id.slice(0, 16))),
  ];
}
