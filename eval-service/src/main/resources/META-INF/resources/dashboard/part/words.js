// The words of records as people say them.

const DECISIONS = {
  PROMOTE: { word: "promoted", tone: "good", means: "proved better than the base model and than what was served" },
  FOLLOW: { word: "followed", tone: "good", means: "takes the place of a proved version, from newer examples" },
  KEEP_CHAMPION: { word: "kept the old", tone: "calm", means: "what was served stays" },
  UNDECIDED: { word: "undecided", tone: "calm", means: "not enough evidence to change anything" },
  REVERT_TO_BASE: { word: "back to base", tone: "bad", means: "what was served is worse than the base model" },
  FORGET: { word: "forgot", tone: "calm", means: "what was served learned from a forgotten document, and went" },
};

const EVIDENCE = {
  ENOUGH: "enough real questions",
  TOO_FEW: "too few real questions",
  LOCAL_ONLY: "questions cut from the text only",
  NONE: "no questions",
};

const RETRIEVERS = {
  base: "Base model",
  adapter: "This version",
  champion: "Served before it",
  bm25: "Keywords (BM25)",
  fusion: "This version + keywords",
  "weighted-fusion": "The same, weighted",
  linear: "Without its memory",
};

const QUESTION_SETS = {
  evidence: "Real questions",
  local: "Questions cut from the text",
  seen: "Questions it was trained on",
  llm: "A language model's questions",
};

const TRIGGERS = {
  examples: "enough new examples",
  age: "new examples had waited long enough",
  quiet: "the feed was quiet",
  request: "somebody asked for it",
  refit: "a promoted version, trained once more on everything",
  import: "brought in from elsewhere",
};

/** The names of retrievers as they are best read: those known here first, then the others as they came. */
export function inOrder(names) {
  const known = ["base", "champion", "linear", "adapter", "bm25", "fusion", "weighted-fusion"];
  return [...known.filter((name) => names.includes(name)), ...names.filter((name) => !known.includes(name))];
}

export const decision = (kind) => DECISIONS[kind] ?? { word: spaced(kind), tone: "calm", means: "" };
export const evidence = (kind) => EVIDENCE[kind] ?? spaced(kind);
export const retriever = (name) => RETRIEVERS[name] ?? capital(spaced(name));
export const questionSet = (name) => QUESTION_SETS[name] ?? capital(spaced(name));
export const trigger = (name) => TRIGGERS[name] ?? spaced(name);
export const version = (number) => (number === 0 ? "the base model" : `version ${number}`);

/** Such as "MRR@10", "Hit rate@5". */
export function metric(name) {
  const [kind, cutOff] = name.split("@");
  const words = { mrr: "MRR", hit_rate: "Hit rate", ndcg: "NDCG", ap: "Average precision" };
  return `${words[kind] ?? capital(spaced(kind))}@${cutOff}`;
}

export const count = (number) => (number ?? 0).toLocaleString("en");
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** Three decimals, as figures of retrieval have no more that mean anything; "–" where there is none. */
export const figure = (value) => (Number.isFinite(value) ? value.toFixed(3) : "–");

/** The same with its sign. */
export function difference(value) {
  if (!Number.isFinite(value)) return "–";
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}

export function duration(millis) {
  if (millis < 1000) return `${Math.round(millis)} ms`;
  const seconds = millis / 1000;
  if (seconds < 90) return `${Number(seconds.toPrecision(2))} s`;
  const minutes = seconds / 60;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  const hours = minutes / 60;
  return hours < 36 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

/** An ISO time as the reader's clock has it, short. */
export function moment(iso) {
  if (!iso) return "–";
  return new Date(iso).toLocaleString("en-GB", {
    year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
}

export function ago(iso) {
  if (!iso) return "–";
  const passed = Date.now() - Date.parse(iso);
  return passed < 1000 ? "just now" : `${duration(passed)} ago`;
}

function spaced(name) {
  return String(name ?? "").replaceAll("_", " ").replaceAll("-", " ").toLowerCase();
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
