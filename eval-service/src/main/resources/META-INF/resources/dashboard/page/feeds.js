// How the feeds stand that ingest polls, and the records of other systems.

import { element, replace } from "../part/dom.js";
import { empty } from "../part/notice.js";
import { ask } from "../part/service.js";
import { facts, table } from "../part/table.js";
import { ago, count, moment, plural } from "../part/words.js";

const LOOK = 5_000;

export function feedsPage() {
  return {
    menu: "feeds",
    title: "Feeds",
    changes: "/changes",
    hears: "loop",
    fetch: (signal) => ask("/feeds", {}, signal),
    view,
  };
}

function view({ signal, refresh }) {
  const feeds = element("div");
  const records = element("div");
  // A poll changes nothing that the stream of changes tells.
  const looking = setInterval(() => document.hidden || refresh(), LOOK);
  signal.addEventListener("abort", () => clearInterval(looking), { once: true });
  return {
    node: element("div", {}, element("h1", {}, "Feeds"),
      element("section", { "aria-labelledby": "web-title" }, element("h2", { id: "web-title" }, "Web sites"), feeds),
      element("section", { "aria-labelledby": "records-title" }, element("h2", { id: "records-title" }, "Records of other systems"), records)),
    update: (page) => {
      if (page.failure) {
        const notice = () => element("p.notice.bad", { role: "alert" }, `It cannot be seen: ${page.failure}.`);
        replace(feeds, notice());
        replace(records, element("p.hint", {}, "Ingest says how they stand."));
        return;
      }
      showFeeds(feeds, page);
      showRecords(records, page.records);
    },
  };
}

function showFeeds(place, page) {
  if (!page.feeds.length) {
    replace(place, empty("No feed is polled", "Feeds are in the settings of ingest, each with a name and an address:",
      element("code", {}, "./retune up --set retune.ingest.feeds.news.url=https://example.org/news.atom")));
    return;
  }
  // What is open stays open.
  const open = new Set([...place.querySelectorAll("details[open]")].map((each) => each.dataset.feed));
  replace(place,
    table("Feeds", [
      { name: "Feed" }, { name: "State", wide: true }, { name: "Documents", number: true }, { name: "To look at", number: true },
      { name: "Refused", number: true }, { name: "Last poll" }, { name: "Next poll" },
    ], page.feeds.map(row)),
    page.text_hidden && element("p.notice", {}, "Addresses of pages are hidden here by a setting of the service."),
    page.feeds.filter((feed) => feed.refusals.length).map((feed) => refusals(feed, open.has(feed.feed))));
}

function row(feed) {
  return [
    [element("strong", {}, feed.feed), element("span.hint.below", {}, `${feed.kind} · collection ${feed.collection}`), element("span.hint.below", {}, feed.url)],
    state(feed),
    [count(feed.documents), element("span.hint", {}, ` of ${count(feed.pages)}`)],
    count(feed.waiting),
    count(feed.refused),
    feed.polled_at ? element("time", { datetime: feed.polled_at, title: moment(feed.polled_at) }, ago(feed.polled_at)) : "not yet",
    next(feed),
  ];
}

function state(feed) {
  return [
    feed.problem ? element("span.badge.bad", {}, feed.failures > 1 ? `failed ${count(feed.failures)} times` : "has a problem")
      : feed.polled_at ? element("span.badge.good", {}, "polled") : element("span.badge", {}, "waits for its first poll"),
    feed.problem && element("span.below", {}, feed.problem),
    feed.deletions_waiting > 0 && element("span.below", {}, `${plural(feed.deletions_waiting, "deletion")} wait: too many of its pages are gone at once.`),
  ];
}

function next(feed) {
  if (!feed.next_poll_at) return "–";
  const left = Date.parse(feed.next_poll_at) - Date.now();
  return element("time", { datetime: feed.next_poll_at, title: moment(feed.next_poll_at) }, left <= 0 ? "now" : inTime(left));
}

const inTime = (millis) => (millis < 90_000 ? `in ${Math.ceil(millis / 1000)} s` : millis < 5_400_000 ? `in ${Math.round(millis / 60_000)} min` : `in ${Math.round(millis / 3_600_000)} h`);

function refusals(feed, open) {
  return element("details.refusals", { open, "data-feed": feed.feed },
    element("summary", {}, `${feed.feed}: pages that were not taken${feed.refused > feed.refusals.length ? `, the first ${feed.refusals.length}` : ""}`),
    element("ul", {}, feed.refusals.map((each) => element("li", {}, each.page, element("span.hint.below", {}, each.reason)))));
}

function showRecords(place, records) {
  if (!records.last_record_at && !records.dead_letters) {
    replace(place, empty("No record came", "Kafka Connect and Debezium write rows and messages of other systems into the topic records."));
    return;
  }
  replace(place, facts([
    ["Last record", records.last_record_at ? `${moment(records.last_record_at)} (${ago(records.last_record_at)})` : "–"],
    ["Documents put", count(records.documents)],
    ["Documents deleted", count(records.deletions)],
    ["Dead letters", records.dead_letters ? element("a", { href: "#/dead-letters" }, count(records.dead_letters)) : "0"],
    records.last_reason && ["The last one, because", records.last_reason],
  ]), element("p.hint", {}, "Since ingest was started."));
}
