package io.retune.eval.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** What answers like ingest: a feed that is fine, one that fails, and rows of a database. */
public final class IngestInstance implements QuarkusTestResourceLifecycleManager {
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    Instant now = Instant.now();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer(
        "/feeds",
        """
        [{"feed": "news", "kind": "feed", "url": "https://example.org/news.atom", "collection": "handbook",
          "polled_here": true, "polled_at": "%s", "next_poll_at": "%s", "pages": 42, "documents": 40, "waiting": 0,
          "refused": 2, "refusals": [
            {"page": "https://example.org/2026/film.html", "reason": "a page of 12 MB is larger than 8 MB"},
            {"page": "https://example.org/intern/plan.html", "reason": "robots.txt forbids it"}],
          "deletions_waiting": 0, "failures": 0},
         {"feed": "handbook", "kind": "sitemap", "url": "https://example.org/sitemap.xml", "collection": "handbook",
          "polled_here": true, "polled_at": "%s", "next_poll_at": "%s", "pages": 310, "documents": 301, "waiting": 9,
          "refused": 0, "refusals": [], "deletions_waiting": 200, "failures": 3,
          "problem": "https://example.org/sitemap.xml: the server answered 503"},
         {"feed": "press", "kind": "feed", "url": "https://example.org/press.rss", "collection": "products",
          "polled_here": false, "pages": 0, "documents": 0, "waiting": 0, "refused": 0, "refusals": [],
          "deletions_waiting": 0, "failures": 0}]
        """
            .formatted(
                now.minusSeconds(240),
                now.plusSeconds(660),
                now.minusSeconds(1_500),
                now.plusSeconds(5_700)));
    answer(
        "/records",
        """
        {"documents": 1204, "deletions": 31, "dead_letters": 2, "last_record_at": "%s",
         "last_reason": "field body: the row has no text"}
        """
            .formatted(now.minusSeconds(75)));
    server.start();
    return Map.of(
        "retune.eval.loop.ingest-url", "http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
