// How well each version retrieved, and by how much it beat the base model.

import { element } from "../part/dom.js";
import { table } from "../part/table.js";
import { decision, difference, figure, inOrder, metric, questionSet, retriever } from "../part/words.js";
import { chartFigure } from "./chart.js";
import { color, style } from "./palette.js";

/** The question sets that some version has figures of, those that can prove something first. */
export function questionSets(versions) {
  const there = new Set(versions.flatMap((version) => version.question_sets.map((set) => set.question_set)));
  return ["evidence", "llm", "local", ...there].filter((name, i, all) => there.has(name) && all.indexOf(name) === i);
}

/** Each retriever over the versions. */
export function retrieverChart(history, releases, setName, signal) {
  const versions = history.versions.filter((version) => setOf(version, setName));
  const names = retrieversOf(versions, setName);
  const values = names.map((name) => versions.map((version) => value(version, setName, name)));
  return chartFigure({
    caption: `${metric(history.metric)} of each version on: ${questionSet(setName).toLowerCase()}. Triangles are releases: full ones by the gate, hollow ones by hand.`,
    data: [versions.map((version) => version.version), ...values],
    series: names.map((name, i) => ({ label: retriever(name), ...style(name, i) })),
    x: (number) => `v${number}`,
    y: (number) => number.toFixed(2),
    read: (i) => reading(versions[i], names.map((name, n) => `${retriever(name)} ${figure(values[n][i])}`)),
    marks: releaseMarks(versions, releases),
    table: table(`${metric(history.metric)} by version`,
      [{ name: "Version" }, ...names.map((name) => ({ name: retriever(name), number: true })), { name: "Questions", number: true }],
      versions.map((version, i) => [version.version, ...names.map((name, n) => figure(values[n][i])),
        setOf(version, setName).questions]).reverse()),
  }, signal);
}

/** The lift with its bounds, where the reports of a set have them; null where none has. */
export function liftChart(history, releases, setName, signal) {
  const points = history.versions.flatMap((version) => {
    const over = setOf(version, setName)?.comparisons.find((each) => each.candidate === "adapter" && each.baseline === "base");
    return over && over.difference !== null ? [{ version, over }] : [];
  });
  if (!points.length) return null;
  const versions = points.map((point) => point.version);
  const of = (key) => points.map((point) => point.over[key]);
  const name = metric(points[0].over.metric);
  return chartFigure({
    caption: `How far each version is above the base model in ${name}, and where that lies with 90 % certainty. Below 0 it is worse.`,
    data: [versions.map((version) => version.version), of("difference"), of("upper_bound"), of("lower_bound"), versions.map(() => 0)],
    series: [
      { label: `This version − base model (${name})`, ...style("adapter") },
      { label: "90 % interval", unseen: true },
      { label: "90 % interval", color: null, unseen: true },
      { label: "Base model", ...style("base"), points: false },
    ],
    bands: [{ series: [2, 3], fill: "--series-adapter-band" }],
    x: (number) => `v${number}`,
    y: (number) => difference(number).slice(0, -1),
    read: (i) => reading(versions[i], [`${difference(points[i].over.difference)} (${bounds(points[i].over)})`]),
    marks: releaseMarks(versions, releases),
    table: table(`Lift over the base model by version`,
      [{ name: "Version" }, { name: "Lift", number: true }, { name: "At least", number: true }, { name: "At most", number: true }],
      points.map(({ version, over }) => [version.version, difference(over.difference), difference(over.lower_bound),
        difference(over.upper_bound)]).reverse()),
  }, signal);
}

/** The bounds of a comparison in words. */
export function bounds(comparison) {
  return Number.isFinite(comparison.lower_bound) && Number.isFinite(comparison.upper_bound)
    ? `${difference(comparison.lower_bound)} to ${difference(comparison.upper_bound)}`
    : "no bounds";
}

export const setOf = (version, name) => version.question_sets.find((set) => set.question_set === name);

function retrieversOf(versions, setName) {
  return inOrder([...new Set(versions.flatMap((version) => Object.keys(setOf(version, setName).retrievers)))]);
}

/** Where the base model was served, it is what was served. */
function value(version, setName, name) {
  const row = setOf(version, setName).retrievers;
  return row[name] ?? (name === "champion" && version.champion_version === 0 ? row.base : null) ?? null;
}

function reading(version, parts) {
  return element("span", {}, element("strong", {}, `Version ${version.version}`), ` (${decision(version.decision).word}): `, parts.join(" · "));
}

/** Each release at the last version that was there when it came. */
function releaseMarks(versions, releases) {
  const places = releases.flatMap((release) => {
    const last = versions.findLast((version) => Date.parse(version.created_at) <= Date.parse(release.released_at));
    return last ? [{ version: last.version, byHand: release.released_by !== "gate" }] : [];
  });
  return (plot) => {
    const pen = plot.ctx;
    const size = 5 * devicePixelRatio;
    pen.save();
    pen.fillStyle = color("--good");
    pen.strokeStyle = color("--wait");
    pen.lineWidth = 1.5 * devicePixelRatio;
    pen.setLineDash([]);
    for (const place of places) {
      const x = plot.valToPos(place.version, "x", true);
      const y = plot.bbox.top - 2 * devicePixelRatio;
      pen.beginPath();
      pen.moveTo(x - size, y - 1.6 * size);
      pen.lineTo(x + size, y - 1.6 * size);
      pen.lineTo(x, y);
      pen.closePath();
      if (place.byHand) pen.stroke();
      else pen.fill();
    }
    pen.restore();
  };
}
