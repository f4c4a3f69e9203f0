// One collection: what it serves, how its versions did, and what was served when.

import { liftChart, questionSets, retrieverChart, setOf } from "../chart/lift.js";
import { decisionBadge, servedBadge } from "../part/badge.js";
import { element, replace } from "../part/dom.js";
import { followerStrip } from "../part/followers.js";
import { forgottenSection } from "../part/forgotten.js";
import { empty } from "../part/notice.js";
import { ask, path } from "../part/service.js";
import { longTable } from "../part/table.js";
import { ago, difference, duration, evidence, figure, inOrder, metric, moment, plural, questionSet, retriever, version } from "../part/words.js";

const METRICS = ["mrr@10", "mrr@5", "hit_rate@5", "hit_rate@10", "ndcg@10"];
const VERSIONS = 500;
const ROWS = 15;

export function collectionPage(name) {
  const chosen = { metric: METRICS[0], set: null };
  const route = path("collections", name);
  return {
    menu: "overview",
    title: name,
    changes: `/changes?${new URLSearchParams({ collection: name })}`,
    fetch: async (signal) => {
      const [history, releases] = await Promise.all([
        ask(`${route}/history`, { metric: chosen.metric, limit: VERSIONS }, signal),
        ask(`${route}/releases`, {}, signal),
      ]);
      return { history, releases };
    },
    view: (context) => view(name, route, chosen, context),
  };
}

function view(name, route, chosen, { signal }) {
  const served = element("p.lead");
  const tiles = element("div.tiles");
  const charts = element("div");
  const earlier = element("p.hint");
  const versions = longTable(`Versions of ${name}, the newest first`, [
    { name: "Version" }, { name: "Decision", whole: true }, { name: "Lift over base", number: true }, { name: "Evidence" },
    { name: "Evaluated" }, { name: "Why", wide: true },
  ], ROWS);
  const releases = longTable(`What was served when in ${name}, the newest first`, [
    { name: "Since", whole: true }, { name: "Served", whole: true }, { name: "For", whole: true }, { name: "By" }, { name: "Why", wide: true },
  ], ROWS);
  const followers = followerStrip(route, signal);
  const forgotten = forgottenSection(name, route, signal);
  let data;
  let drawing = new AbortController();

  function draw() {
    drawing.abort();
    drawing = new AbortController();
    const { history } = data;
    const sets = questionSets(history.versions);
    const set = sets.includes(chosen.set) ? chosen.set : sets[0];
    if (!set) {
      replace(charts, empty("Nothing to draw yet", "No version was evaluated on any question."));
      return;
    }
    replace(tiles, tilesOf(history, set));
    replace(charts,
      element("div.bar", {},
        chooser("metric", "Figure", METRICS, metric, chosen.metric, async (value) => {
          chosen.metric = value;
          data = { ...data, history: await ask(`${route}/history`, { metric: value, limit: VERSIONS }, signal) };
          draw();
        }),
        chooser("set", "Questions", sets, questionSet, set, (value) => { chosen.set = value; draw(); })),
      retrieverChart(history, data.releases, set, drawing.signal),
      liftChart(history, data.releases, set, drawing.signal));
  }
  signal.addEventListener("abort", () => drawing.abort(), { once: true });

  return {
    node: element("div", {},
      element("p.path", {}, element("a", { href: "#/" }, "Overview"), " / "),
      element("h1", {}, name),
      served, followers.node,
      element("p", {}, element("a", { href: `#/collections/${encodeURIComponent(name)}/search` }, "Search it, side by side with the base model")),
      tiles,
      section("lift-title", "Lift over time", charts),
      section("versions-title", "Versions", versions.node, earlier),
      section("served-title", "What was served when", releases.node),
      section("lineage-title", "Which versions learned from a document?", documentForm(name, route, signal)),
      section("forgotten-title", "Forgotten", forgotten.node)),
    update: (newer) => {
      data = newer;
      replace(served, servedNow(data));
      followers.update(data.history.served_version);
      draw();
      replace(earlier, data.history.earlier > 0 && `${plural(data.history.earlier, "earlier version")} not shown here.`);
      versions.update([...data.history.versions].reverse().map((each) => versionRow(name, each, data.history.served_version)));
      releases.update(releaseRows(data.releases));
      forgotten.update();
    },
  };
}

function section(id, title, ...content) {
  return element("section", { "aria-labelledby": id }, element("h2", { id }, title), content);
}

function servedNow({ history, releases }) {
  const last = releases.at(-1);
  const what = ["Applications serve ", element("strong", {}, version(history.served_version))];
  return last ? [what, `, since ${moment(last.released_at)} (${ago(last.released_at)}).`] : [what, "; nothing was released yet."];
}

/** The retrievers of the last version that has such questions. */
function tilesOf(history, set) {
  const last = history.versions.findLast((each) => setOf(each, set));
  const figures = setOf(last, set);
  const base = figures.retrievers.base;
  return inOrder(Object.keys(figures.retrievers)).map((name) => element("div.tile", {},
    element("p.name", {}, tileName(name, last.version)),
    element("p.value", {}, figure(figures.retrievers[name])),
    element("p.hint", {}, name === "base" ? `${metric(history.metric)}, ${plural(figures.questions, "question")}`
      : `${difference(figures.retrievers[name] - base)} over base`)));
}

function tileName(name, number) {
  return { adapter: `Version ${number}`, fusion: `Version ${number} + keywords` }[name] ?? retriever(name);
}

function versionRow(name, each, served) {
  const over = each.question_sets[0]?.comparisons.find((test) => test.candidate === "adapter" && test.baseline === "base");
  return [
    element("a", { href: `#/collections/${encodeURIComponent(name)}/versions/${each.version}` }, each.version),
    element("span.badges", {}, decisionBadge(each.decision), each.version === served && servedBadge()),
    over ? [difference(over.difference), element("span.hint", {}, ` ≥ ${difference(over.lower_bound)}`)] : "–",
    evidence(each.evidence),
    element("time", { datetime: each.created_at }, moment(each.created_at)),
    element("span.clamp", {}, each.reason),
  ];
}

/** Each release was served until the next one. */
function releaseRows(releases) {
  return releases.map((release, i) => {
    const since = Date.parse(release.released_at);
    const next = releases[i + 1];
    const served = duration((next ? Date.parse(next.released_at) : Date.now()) - since);
    return [
      moment(release.released_at),
      version(release.version),
      next ? served : `${served} so far`,
      release.released_by === "gate" ? "the gate" : release.released_by,
      element("span.clamp", {}, release.reason),
    ];
  }).reverse();
}

function chooser(id, label, values, words, chosen, onchoice) {
  return element("label.field", { for: id }, label,
    element("select", { id, onchange: (event) => onchoice(event.target.value) },
      values.map((value) => element("option", { value, selected: value === chosen }, words(value)))));
}

function documentForm(name, route, signal) {
  const field = element("input", { id: "document", type: "text", required: true, autocomplete: "off", spellcheck: "false", placeholder: "its id, such as handbook/leave.md" });
  const answer = element("p", { role: "status" });
  return [
    element("form.inline", {
      onsubmit: async (event) => {
        event.preventDefault();
        const id = field.value.trim();
        try {
          const found = await ask(`${route}/documents/${id.split("/").map(encodeURIComponent).join("/")}/versions`, {}, signal);
          replace(answer, learned(name, id, found));
        } catch (failure) {
          if (!signal.aborted) replace(answer, failure.message);
        }
      },
    }, element("label", { for: "document" }, "Document"), field, element("button", { type: "submit" }, "Look")),
    answer,
  ];
}

function learned(name, id, found) {
  const links = found.versions.map((number, i) => [i ? ", " : "", element("a", { href: `#/collections/${encodeURIComponent(name)}/versions/${number}` }, number)]);
  return [
    links.length ? [`Learned from “${id}”: version${links.length > 1 ? "s" : ""} `, links, ". "] : `No version here learned from “${id}”. `,
    found.served ? "What is served now is one of them. " : "What is served now is none of them. ",
    found.undetermined.length ? `Versions of so many documents that it is not kept which: ${found.undetermined.join(", ")}.` : "",
  ];
}
