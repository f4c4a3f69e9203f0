// How the fit of a version went.

import { table } from "../part/table.js";
import { count } from "../part/words.js";
import { chartFigure } from "./chart.js";

/** The loss by step. */
export function learningCurve(points, signal) {
  const loss = points.map((point) => point.loss);
  return chartFigure({
    caption: "The loss of the fit by step: it should fall and then lie flat.",
    data: [points.map((point) => point.step), loss],
    series: [{ label: "Loss", color: "--series-adapter", dash: [], points: false }],
    x: count,
    y: (value) => String(Number(value.toPrecision(3))),
    read: (i) => `Step ${count(points[i].step)}: loss ${loss[i].toPrecision(4)}, learning rate ${points[i].learning_rate.toPrecision(2)}`,
    table: table("Loss by step",
      [{ name: "Step", number: true }, { name: "Loss", number: true }, { name: "Learning rate", number: true }],
      thinned(points).map((point) => [count(point.step), point.loss.toPrecision(4), point.learning_rate.toPrecision(2)])),
  }, signal);
}

/** Nobody reads hundreds of rows of a curve. */
function thinned(points) {
  const stride = Math.max(1, Math.ceil(points.length / 20));
  return points.filter((point, i) => i % stride === 0 || i === points.length - 1);
}
