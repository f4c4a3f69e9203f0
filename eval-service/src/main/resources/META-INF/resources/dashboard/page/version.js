// One version: what was decided and why, its figures, how it was trained, and from what.

import { bounds } from "../chart/lift.js";
import { learningCurve } from "../chart/curve.js";
import { decisionBadge, servedBadge } from "../part/badge.js";
import { element, replace } from "../part/dom.js";
import { empty } from "../part/notice.js";
import { showChanges } from "../part/changes-of-ranks.js";
import { ask, path } from "../part/service.js";
import { facts, table } from "../part/table.js";
import { count, decision, difference, duration, evidence, figure, inOrder, metric, moment, plural, questionSet, retriever, trigger, version } from "../part/words.js";

const SHOWN = ["mrr@10", "mrr@5", "hit_rate@5", "hit_rate@10", "ndcg@10", "recall@10"];

export function versionPage(collection, number) {
  const route = path("collections", collection, "versions", number);
  return {
    menu: "overview",
    title: `${collection}, version ${number}`,
    changes: `/changes?${new URLSearchParams({ collection })}`,
    fetch: (signal) => ask(route, {}, signal),
    view: (context) => view(collection, number, route, context),
  };
}

function view(collection, number, route, { signal }) {
  const lead = element("p.lead");
  const details = element("div");
  const curve = element("div", {}, element("p", { role: "status" }, "Its checkpoint is being read…"));
  const changes = element("div", {}, element("p", { role: "status" }, "Its report is being read…"));
  drawCurve(curve, route, signal);
  showChanges(changes, route, signal);
  return {
    node: element("div", {},
      element("p.path", {}, element("a", { href: "#/" }, "Overview"), " / ",
        element("a", { href: `#/collections/${encodeURIComponent(collection)}` }, collection), " / "),
      element("h1", {}, `Version ${number}`), lead, details,
      section("changes-title", "Questions won and lost", changes),
      section("curve-title", "Learning curve", curve)),
    update: (data) => {
      replace(lead, element("span.badges", {}, decisionBadge(data.decision), data.served && servedBadge()), " ", data.reason);
      replace(details,
        section("decision-title", "The decision", decisionFacts(data)),
        section("figures-title", "Figures", data.question_sets.length
          ? data.question_sets.map(setTables)
          : empty("No figures", "There was no question to evaluate on.")),
        section("lineage-title", "What it learned from", lineageFacts(data)),
        section("recipe-title", "How it was trained", recipe(data.recipe)));
    },
  };
}

/** The checkpoint never changes, so its curve is read once for as long as the page is open. */
async function drawCurve(place, route, signal) {
  try {
    const { points, training_millis } = await ask(`${route}/learning-curve`, {}, signal);
    replace(place, points.length
      ? [learningCurve(points, signal), element("p.hint", {}, `The fit took ${duration(training_millis)}.`)]
      : empty("No learning curve", "This recipe leaves none, or the version was trained elsewhere."));
  } catch (failure) {
    if (!signal.aborted) replace(place, empty("No learning curve", failure.message));
  }
}

function section(id, title, ...content) {
  return element("section", { "aria-labelledby": id }, element("h2", { id }, title), content);
}

function decisionFacts(data) {
  return facts([
    ["Decision", `${decision(data.decision).word}: ${decision(data.decision).means}`],
    ["Evidence", evidence(data.evidence)],
    ["Released by it", data.released ? "yes" : "no"],
    ["Served before", version(data.champion_version)],
    ["Evaluated", `${moment(data.created_at)}, in ${duration(data.evaluation_millis)}`],
    ["Base model", `${data.base_model.name}, ${data.base_model.dimension} dimensions`],
    data.live_score && ["Live score of what was served", `MRR@10 ${figure(data.live_score.champion_mrr)} against ${figure(data.live_score.base_mrr)} of the base model${data.live_score.fresh_version ? ` and ${figure(data.live_score.fresh_mrr)} of ${version(data.live_score.fresh_version)}, the newest then` : ""}, on ${plural(data.live_score.questions, "question")} that nothing was trained on`],
  ]);
}

function setTables(set) {
  const metrics = SHOWN.filter((name) => Object.values(set.retrievers).some((row) => name in row));
  const classes = Object.entries(set.classes).map(([name, number]) => `${count(number)} ${name}`).join(", ");
  return element("div.set", {},
    element("h3", {}, questionSet(set.question_set)),
    element("p.hint", {}, `${plural(set.questions, "question")}${classes && ` (${classes})`} of ${plural(set.asked_nodes, "node")}; ${plural(set.nodes, "node")} searched`),
    table(`Retrievers on: ${questionSet(set.question_set)}`,
      [{ name: "Retriever" }, ...metrics.map((name) => ({ name: metric(name), number: true }))],
      inOrder(Object.keys(set.retrievers)).map((name) => [retriever(name), ...metrics.map((each) => figure(set.retrievers[name][each]))])),
    set.comparisons.length > 0 && table(`Paired tests on: ${questionSet(set.question_set)}`,
      [{ name: "Compared" }, { name: "Difference", number: true }, { name: "90 % interval", number: true }, { name: "p of not better", number: true }],
      set.comparisons.map((test) => [`${retriever(test.candidate)} − ${retriever(test.baseline).toLowerCase()}, ${metric(test.metric)}`,
        difference(test.difference), bounds(test), test.p_value === null ? "–" : test.p_value.toPrecision(2)])));
}

function lineageFacts({ lineage, keyword_fusion: fusion }) {
  const questions = Object.entries(lineage.questions).map(([name, number]) => `${count(number)} ${name}`).join(", ");
  return facts([
    ["Trained because", trigger(lineage.trigger)],
    ["Documents", count(lineage.documents)],
    ["Nodes", `${count(lineage.nodes)}, of which ${count(lineage.training_nodes)} with questions to train on`],
    ["Questions", questions || "none"],
    lineage.dropped_questions.length && ["Left out", lineage.dropped_questions.map((each) => `${count(each.count)} ${each.question_class} (${each.reason})`).join(", ")],
    ["Version before it", lineage.previous_version ? version(lineage.previous_version) : "none"],
    lineage.refit_of_version && ["Refit of", version(lineage.refit_of_version)],
    lineage.source && ["Came from", lineage.source],
    ["Blend (α)", lineage.alpha_questions ? `${lineage.alpha}, chosen on ${plural(lineage.alpha_questions, "question")}` : `${lineage.alpha ?? "–"}, given`],
    lineage.beta && ["Question memory (β)", `${lineage.beta}, with ${plural(lineage.memory_questions, "question")} of ${plural(lineage.memory_nodes, "node")}`],
    fusion && ["Weight of keywords (w)", `${fusion.weight}, ${fusion.questions ? `chosen on ${plural(fusion.questions, "question")}` : "too few questions to choose by"}`],
    ["Hash of the examples", lineage.examples_sha256 && element("code", {}, lineage.examples_sha256.slice(0, 16))],
  ]);
}

function recipe(fields) {
  const flat = flatten(fields);
  return flat.length ? element("details", {}, element("summary", {}, `The recipe: ${Object.keys(fields).join(", ")}`), facts(flat))
    : element("p", {}, "It was trained elsewhere.");
}

function flatten(fields, before = "") {
  return Object.entries(fields).flatMap(([name, value]) => value !== null && typeof value === "object" && !Array.isArray(value)
    ? flatten(value, `${before}${name}.`) : [[before + name, Array.isArray(value) ? value.join(", ") : String(value)]]);
}
