// Asks the service, and says in one way what went wrong.

const TOKEN = "retune-token";

/** What a page shows in place of data. Its `kind`: "token", "role", "missing", "away" or "failed". */
export class Refused extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** The token of this tab; it ends with the tab, and no other site and no other tab can read it. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (value) => sessionStorage.setItem(TOKEN, value),
  forget: () => sessionStorage.removeItem(TOKEN),
};

/** The path of a route from its parts, each of which may hold any characters. */
export const path = (...parts) => "/" + parts.map((part) => encodeURIComponent(part)).join("/");

/**
 * The JSON of a route.
 * @throws {Refused}
 */
export async function ask(route, query = {}, signal = undefined) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== null && value !== ""));
  const answer = await send(parameters.size ? `${route}?${parameters}` : route, "application/json", signal);
  return answer.json();
}

/**
 * The JSON that a route answers to what is sent to it.
 * @param {object} what goes there as JSON
 * @throws {Refused}
 */
export async function tell(route, what, signal = undefined) {
  const answer = await send(route, "application/json", signal, { method: "POST", what });
  return answer.json();
}

/**
 * The JSON that a route answers where something is to be done that needs no words.
 * @param {"POST"|"DELETE"} method
 * @throws {Refused}
 */
export async function act(method, route, signal = undefined) {
  const answer = await send(route, "application/json", signal, { method });
  return answer.json();
}

/**
 * A response that is a success.
 * @param {{method?: string, what?: object}} [request] where the route is not only asked; what is sent as JSON
 * @throws {Refused}
 */
export async function send(route, accept, signal, { method = "GET", what } = {}) {
  const headers = { Accept: accept };
  const request = { method, headers, signal, cache: "no-store" };
  if (token.get()) headers.Authorization = `Bearer ${token.get()}`;
  if (what !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(what);
  }
  let answer;
  try {
    answer = await fetch(route, request);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Refused("away", "The service does not answer.");
  }
  if (answer.ok) return answer;
  throw new Refused(kind(answer.status), await detail(answer));
}

function kind(status) {
  return { 401: "token", 403: "role", 404: "missing", 503: "away" }[status] ?? "failed";
}

async function detail(answer) {
  try {
    return (await answer.json()).detail ?? `The service answered ${answer.status}.`;
  } catch {
    return `The service answered ${answer.status}.`;
  }
}
