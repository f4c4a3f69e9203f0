// What each instance of the serving service says that it serves.

import { element, replace } from "./dom.js";
import { ask } from "./service.js";
import { ago, version } from "./words.js";

const LOOK = 5_000;

/**
 * A strip of them, which looks again every few seconds: an instance takes a release a moment after it is out, and one that
 * is away takes its time to say nothing, so the page does not wait for it. Nothing where nobody is to be asked.
 */
export function followerStrip(route, signal) {
  const node = element("div");
  let released = 0;
  let followers = [];

  function draw() {
    replace(node, followers.length > 0 && element("ul.followers", { "aria-label": "Served by" }, followers.map((each) => box(each, released))));
  }

  async function look() {
    try {
      followers = document.hidden ? followers : await ask(`${route}/followers`, {}, signal);
      draw();
    } catch {
      // The stream of changes says that the service is away.
    }
    if (!signal.aborted) setTimeout(look, LOOK);
  }

  look();
  return {
    node,
    update: (served) => {
      released = served;
      draw();
    },
  };
}

function box(follower, released) {
  const state = stateOf(follower, released);
  return element(`li.follower.${state.tone}`, {},
    element("span.name", {}, follower.follower.replace(/^https?:\/\//, "")), " ",
    element("span.state", {}, state.words),
    follower.released_at && element("span.hint", {}, ` released ${ago(follower.released_at)}`));
}

function stateOf(follower, released) {
  if (follower.failure) return { tone: "bad", words: `serves nothing: ${follower.failure}` };
  if (follower.version !== released) return { tone: "wait", words: `still serves ${version(follower.version)}` };
  return { tone: "calm", words: `serves ${version(follower.version)}` };
}
