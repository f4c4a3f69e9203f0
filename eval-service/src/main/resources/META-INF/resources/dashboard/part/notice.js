// What is shown where there are no data to show.

import { element } from "./dom.js";
import { token } from "./service.js";

export const loading = () => element("p.notice", { role: "status" }, "Loading…");

export function empty(title, ...lines) {
  return element("div.notice", {}, element("h2", {}, title), lines.map((line) => element("p", {}, line)));
}

/** Why there is nothing, and what can be done about it. */
export function refused(failure, again) {
  switch (failure.kind) {
    case "token":
      return tokenForm("This service wants to know who asks", failure.message, again);
    case "role":
      return tokenForm("This token may not read", failure.message, again);
    case "missing":
      return element("div.notice", { role: "alert" },
        element("h1", {}, "There is no such thing"), element("p", {}, failure.message),
        element("p", {}, element("a", { href: "#/" }, "To the overview")));
    case "away":
      return failed("The service is away", failure.message, again);
    default:
      return failed("This cannot be shown", failure.message, again);
  }
}

function failed(title, reason, again) {
  return element("div.notice.bad", { role: "alert" },
    element("h1", {}, title), element("p", {}, reason),
    element("p", {}, "It is asked again every few seconds."),
    element("button", { type: "button", onclick: again }, "Try now"));
}

function tokenForm(title, reason, again) {
  const field = element("input", {
    id: "token", name: "token", type: "password", autocomplete: "off", required: true, spellcheck: "false",
    "aria-describedby": "token-hint",
  });
  return element("form.notice", {
    onsubmit: (event) => {
      event.preventDefault();
      token.set(field.value.trim());
      again();
    },
  },
  element("h1", {}, title), element("p", { role: "alert" }, reason),
  element("label", { for: "token" }, "Bearer token with the role read"), field,
  element("p.hint", { id: "token-hint" }, "It stays in this tab and is gone when you close it."),
  element("button", { type: "submit" }, "Show the dashboard"));
}
