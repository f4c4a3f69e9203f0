// A chart by uPlot in the page's own clothes: it fits its place, says under it what the pointer is on, and has a table for
// those who do not see it.

import uPlot from "/webjars/uplot/dist/uPlot.esm.js";
import { element, replace } from "../part/dom.js";
import { color } from "./palette.js";

const HEIGHT = 260;

/**
 * A chart.
 * @param {object} chart
 * @param {string} chart.caption what it shows, in a sentence
 * @param {Array} chart.data columns, as uPlot wants them
 * @param {{label: string, color?: string, dash?: number[], unseen?: boolean, points?: boolean}[]} chart.series of each column but the first
 * @param {(index: number) => string} chart.read what stands under the pointer, in words
 * @param {(value: number) => string} [chart.x] how a value of the first column is written
 * @param {(value: number) => string} [chart.y] how the others are
 * @param {object[]} [chart.bands] as uPlot has them, with a color's name as `fill`
 * @param {(plot: uPlot) => void} [chart.marks] draws over it
 * @param {Node} chart.table the same as a table
 * @param {AbortSignal} signal ends it
 */
export function chartFigure(chart, signal) {
  const place = element("div.plot");
  const reading = element("p.reading", { "aria-hidden": "true" }, chart.read(chart.data[0].length - 1));
  const figure = element("figure.chart", {},
    element("figcaption", {}, chart.caption),
    legend(chart.series),
    element("div.plot-frame", { role: "img", "aria-label": `${chart.caption} The table below has the same figures.` }, place),
    reading,
    element("details", {}, element("summary", {}, "The same as a table"), chart.table));
  let plot;
  const size = new ResizeObserver(([{ contentRect }]) => {
    const width = Math.floor(contentRect.width);
    if (!width) return;
    if (plot) plot.setSize({ width, height: HEIGHT });
    else plot = new uPlot(options(chart, width, reading), chart.data, place);
  });
  size.observe(place);
  signal.addEventListener("abort", () => { size.disconnect(); plot?.destroy(); }, { once: true });
  return figure;
}

function options(chart, width, reading) {
  const grid = { stroke: color("--line"), width: 1 };
  const axis = { stroke: color("--ink-soft"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
  const last = chart.data[0].length - 1;
  return {
    width,
    height: HEIGHT,
    padding: [14, 12, 0, 4],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: false, range: (plot, least, most) => widened(least, most) }, y: { range: (plot, least, most) => roomy(least, most) } },
    axes: [
      { ...axis, values: (plot, values) => values.map((value) => (Number.isInteger(value) ? (chart.x ?? String)(value) : "")) },
      { ...axis, size: 56, values: (plot, values) => values.map(chart.y ?? String) },
    ],
    bands: chart.bands?.map((band) => ({ ...band, fill: color(band.fill) })),
    series: [{}, ...chart.series.map((series) => ({
      label: series.label,
      stroke: series.color ? color(series.color) : undefined,
      width: series.color ? 2 : 0,
      dash: series.dash?.length ? series.dash : undefined,
      spanGaps: false,
      points: { show: Boolean(series.color) && (series.points ?? last < 60), size: 5, fill: series.color ? color(series.color) : undefined },
    }))],
    hooks: {
      draw: chart.marks ? [chart.marks] : [],
      setCursor: [(plot) => replace(reading, chart.read(plot.cursor.idx ?? last))],
    },
  };
}

function legend(series) {
  return element("ul.legend", {}, series.filter((each) => !each.unseen).map((each) =>
    element("li", {}, swatch(each), each.label)));
}

/** A piece of the line. Its colour is set by script, which a strict page may do, and not by an attribute, which it may not. */
function swatch(series) {
  const canvas = element("canvas.swatch", { width: "56", height: "16", "aria-hidden": "true" });
  const pen = canvas.getContext("2d");
  pen.strokeStyle = color(series.color);
  pen.lineWidth = series.band ? 12 : 4;
  pen.setLineDash((series.dash ?? []).map((length) => 2 * length));
  pen.beginPath();
  pen.moveTo(0, 8);
  pen.lineTo(56, 8);
  pen.stroke();
  return canvas;
}

/** A single point stands in the middle. */
function widened(least, most) {
  return least === most ? [least - 1, most + 1] : [least - (most - least) * 0.02, most + (most - least) * 0.02];
}

/** Lines do not lie on the frame. */
function roomy(least, most) {
  if (least === null || most === null) return [0, 1];
  const room = Math.max((most - least) * 0.12, 0.01);
  return [least - room, most + room];
}
