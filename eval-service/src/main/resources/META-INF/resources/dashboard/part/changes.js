// Hears of changes by server-sent events. They are read from a fetch, as a browser's EventSource cannot send a token.

import { Refused, send } from "./service.js";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Listens until the signal ends it. Each connection begins with the revisions of that moment, so that a change is
 * heard of even if it came while there was no connection.
 * @param {string} route of the stream
 * @param {(name: string) => void} changed what changed
 * @param {(state: "live"|"away") => void} connected how the connection is
 * @param {AbortSignal} signal
 */
export async function listen(route, changed, connected, signal) {
  const revisions = new Map();
  let wait = FIRST_WAIT;
  let missed = false;
  while (!signal.aborted) {
    try {
      const stream = await send(route, "text/event-stream", signal);
      connected("live");
      wait = FIRST_WAIT;
      // Revisions count from the start of a process: after an outage, equal ones need not mean the same.
      if (missed) changed("connection");
      missed = false;
      await read(stream.body, (name, revision) => {
        if (revisions.has(name) && revisions.get(name) !== revision) changed(name);
        revisions.set(name, revision);
      });
    } catch (failure) {
      if (signal.aborted) return;
      connected("away");
      missed = true;
      // Without a token there is nothing to try again; the page asks for one.
      if (failure instanceof Refused && ["token", "role"].includes(failure.kind)) return;
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

async function read(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    let end;
    while ((end = rest.indexOf("\n\n")) >= 0) {
      take(rest.slice(0, end), heard);
      rest = rest.slice(end + 2);
    }
  }
}

function take(event, heard) {
  const fields = Object.fromEntries(
    event.split("\n").filter((line) => !line.startsWith(":")).map((line) => line.split(/: ?(.*)/s).slice(0, 2)),
  );
  if (fields.event && fields.data) heard(fields.event, JSON.parse(fields.data).revision);
}

function pause(millis, signal) {
  return new Promise((resume) => {
    const timer = setTimeout(resume, millis);
    signal.addEventListener("abort", () => { clearTimeout(timer); resume(); }, { once: true });
  });
}
