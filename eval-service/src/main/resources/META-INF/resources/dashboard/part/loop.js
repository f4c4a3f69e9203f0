// The loop as a strip: one box a stage, in the order of the flow.

import { element } from "./dom.js";
import { ago, count, moment, plural } from "./words.js";

const STAGES = {
  ingest: "Documents become nodes",
  "qa-gen": "Nodes get questions",
  embed: "Texts become vectors",
  train: "Vectors become versions",
  eval: "Versions are judged and released",
};

export function loopStrip(loop) {
  if (!loop.stages.length) {
    return element("p.notice", { role: "status" }, loop.failure
      ? `It cannot be seen: ${loop.failure}.`
      : "The cluster is being asked how far each stage is…");
  }
  return element("div", {},
    loop.failure && element("p.notice.bad", { role: "alert" }, `These are old figures, of ${moment(loop.looked_at)}: ${loop.failure}.`),
    element("ol.loop", {}, loop.stages.map(stageBox)));
}

function stageBox(stage) {
  const state = stateOf(stage);
  return element(`li.stage.${state.tone}`, {},
    element("h3", {}, stage.stage),
    element("p.hint", {}, STAGES[stage.stage] ?? ""),
    element("p.state", {}, state.words),
    element("dl", {},
      element("div", {}, element("dt", {}, "to do"), element("dd", {}, count(stage.lag))),
      element("div", {}, element("dt", {}, "rate"), element("dd", {}, stage.reads.length ? rate(stage.rate) : "–")),
      element("div", {}, element("dt", {}, "dead letters"), element("dd", {}, stage.dead_letters
        ? element("a", { href: "#/dead-letters", "aria-label": `at most ${plural(stage.dead_letters, "dead letter")}` }, `≤ ${count(stage.dead_letters)}`) : "0"))),
    stage.waiting && element("p.waits", {}, element("strong", {}, `${stage.waiting.dependency}: `), stage.waiting.reason,
      stage.waiting.since && ` (since ${ago(stage.waiting.since)})`.replace(" ago", "").replace("since ", "for ")));
}

function stateOf(stage) {
  if (!stage.reads.length) return { tone: "bad", words: "has never run" };
  if (stage.instances === 0) return { tone: "bad", words: "no instance runs" };
  if (stage.waiting) return { tone: "wait", words: "waits" };
  if (stage.lag > 0) return { tone: "busy", words: "at work" };
  return { tone: "calm", words: "nothing to do" };
}

function rate(value) {
  if (value === undefined || value === null) return "–";
  if (value === 0) return "0/s";
  return value < 10 ? `${value.toFixed(1)}/s` : `${count(Math.round(value))}/s`;
}
