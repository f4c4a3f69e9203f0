package io.retune.ingest.source.web.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.retune.ingest.source.web.WebSettings;
import io.retune.ingest.source.web.WebSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoliteFetcherTest {
  private final WebSite site = new WebSite();
  private final PoliteFetcher fetcher = new PoliteFetcher(new WebSettings(Duration.ZERO, true));

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  @Test
  void fetchesAFileWithWhatTheServerCallsItsVersion() throws Exception {
    // Given
    site.has("/a", "text/plain", "\"one\"", "A text.");

    // When
    Fetched fetched = fetch("/a", Validators.NONE);

    // Then
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Content.class,
            content -> {
              assertThat(new String(content.bytes(), StandardCharsets.UTF_8)).isEqualTo("A text.");
              assertThat(content.mediaType()).isEqualTo("text/plain");
              assertThat(content.validators()).isEqualTo(new Validators("\"one\"", ""));
            });
  }

  @Test
  void saysWhoItIsAndWhatItHas() throws Exception {
    // Given
    AtomicReference<List<String>> headers = new AtomicReference<>();
    site.answers(
        "/a",
        request -> {
          headers.set(
              List.of(
                  request.getRequestHeaders().getFirst("User-Agent"),
                  request.getRequestHeaders().getFirst("If-None-Match"),
                  request.getRequestHeaders().getFirst("If-Modified-Since")));
          WebSite.status(request, 304);
        });

    // When
    Fetched fetched = fetch("/a", new Validators("\"one\"", "Sat, 28 Nov 2026 10:00:00 GMT"));

    // Then
    assertThat(fetched).isInstanceOf(Fetched.Unchanged.class);
    assertThat(headers.get())
        .containsExactly(
            "retune/1.0 (+https://example.org/crawler)",
            "\"one\"",
            "Sat, 28 Nov 2026 10:00:00 GMT");
  }

  @Test
  void asksForRobotsOnceAndDoesNotFetchWhatTheyForbid() throws Exception {
    // Given
    AtomicInteger asked = new AtomicInteger();
    site.answers(
        "/robots.txt",
        request -> {
          asked.incrementAndGet();
          WebSite.send(
              request,
              "User-agent: *\nDisallow: /\n\nUser-agent: retune\nDisallow: /private/\n"
                  .getBytes(StandardCharsets.UTF_8));
        });
    site.has("/public", "For all.");
    site.has("/private/a", "For few.");

    // When
    List<Fetched> fetched =
        List.of(fetch("/private/a", Validators.NONE), fetch("/public", Validators.NONE));

    // Then
    assertThat(fetched.get(0)).isEqualTo(new Fetched.Refused("robots.txt of 127.0.0.1 forbids it"));
    assertThat(fetched.get(1)).isInstanceOf(Fetched.Content.class);
    assertThat(site.asked()).containsExactly("/public");
    assertThat(asked).hasValue(1);
  }

  @Test
  void fetchesNothingWhileRobotsCannotBeRead() {
    // Given
    site.answers("/robots.txt", 500);
    site.has("/a", "A text.");

    // When, then
    assertThatThrownBy(() -> fetch("/a", Validators.NONE))
        .isInstanceOf(FetchFailed.class)
        .hasMessage("127.0.0.1 answers 500");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void leavesAHostAloneForAsLongAsItAsks() {
    // Given
    site.answers(
        "/a",
        request -> {
          request.getResponseHeaders().add("Retry-After", "120");
          WebSite.status(request, 429);
        });
    site.has("/b", "A text.");
    Instant before = Instant.now();

    // When
    FetchFailed first = catchThrowableOfType(FetchFailed.class, () -> fetch("/a", Validators.NONE));
    FetchFailed second =
        catchThrowableOfType(FetchFailed.class, () -> fetch("/b", Validators.NONE));

    // Then
    assertThat(first.notBefore().orElseThrow())
        .isBetween(before.plusSeconds(119), Instant.now().plusSeconds(121));
    assertThat(second).hasMessage("127.0.0.1 asks to be left alone");
    assertThat(second.notBefore()).isEqualTo(first.notBefore());
    assertThat(site.asked()).containsExactly("/a");
  }

  @Test
  void readsATimeToRetryAtAsADateToo() {
    // Given
    Instant now = Instant.parse("2026-11-28T10:00:00Z");
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            now.plus(3, ChronoUnit.HOURS).atZone(ZoneOffset.UTC));

    // When
    List<Instant> read =
        List.of(
            RetryAfter.read(date, now),
            RetryAfter.read("soon", now),
            RetryAfter.read("99999999999", now));

    // Then
    assertThat(read)
        .containsExactly(
            now.plus(3, ChronoUnit.HOURS),
            now.plus(1, ChronoUnit.MINUTES),
            now.plus(1, ChronoUnit.DAYS));
  }

  @Test
  void followsToAllowedHostsOnly() throws Exception {
    // Given
    site.has("/new", "A text.");
    site.redirects("/old", "/new");
    site.redirects("/away", "http://localhost:" + site.at("/").getPort() + "/new");
    site.redirects("/file", "file:///etc/passwd");
    site.redirects("/round", "/round");

    // When
    List<Fetched> fetched = new ArrayList<>();
    for (String path : List.of("/old", "/away", "/file", "/round")) {
      fetched.add(fetch(path, Validators.NONE));
    }

    // Then
    assertThat(fetched.get(0))
        .isInstanceOfSatisfying(
            Fetched.Content.class,
            content -> assertThat(content.address()).isEqualTo(site.at("/new")));
    assertThat(fetched.subList(1, 4))
        .containsExactly(
            new Fetched.Refused("host localhost is none of the feed's hosts"),
            new Fetched.Refused("it is no address of http or https"),
            new Fetched.Refused("the server sends on more than 2 times"));
  }

  @Test
  void doesNotConnectToAPrivateAddressUnlessItMay() throws Exception {
    // Given
    site.has("/a", "A secret of this machine.");
    try (PoliteFetcher careful = new PoliteFetcher(new WebSettings(Duration.ZERO, false))) {

      // When
      Fetched fetched = careful.fetch(site.at("/a"), host -> true, Validators.NONE);

      // Then
      assertThat(fetched)
          .isEqualTo(
              new Fetched.Refused(
                  "127.0.0.1 has the address 127.0.0.1, which is not public:"
                      + " retune.ingest.web.allow-private-addresses allows it"));
      assertThat(site.asked()).isEmpty();
    }
  }

  @Test
  void takesNoMoreThanItsLimitOfAFileWithoutEndPackedOrNot() throws Exception {
    // Given
    site.answers("/endless", request -> sendForEver(request));
    site.answers(
        "/packed",
        request -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[WebSettings.MAX_BYTES + 1]);
          }
          request.getResponseHeaders().add("Content-Encoding", "gzip");
          WebSite.send(request, packed.toByteArray());
        });

    Instant begun = Instant.now();

    // When
    List<Fetched> fetched =
        List.of(fetch("/endless", Validators.NONE), fetch("/packed", Validators.NONE));

    // Then: what is beyond the limit is not waited for
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
    assertThat(fetched)
        .containsOnly(new Fetched.Refused("it has more than " + WebSettings.MAX_BYTES + " bytes"));
  }

  @Test
  void waitsNoLongerThanItsLimitForWhatDripsIn() {
    // Given
    site.answers(
        "/slow",
        request -> {
          request.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            request.getResponseBody().write('.');
            request.getResponseBody().flush();
            rest(100);
          }
        });
    WebSettings settings = new WebSettings(Duration.ZERO, true, Duration.ofSeconds(1));
    try (PoliteFetcher impatient = new PoliteFetcher(settings)) {

      // When
      FetchFailed failure =
          catchThrowableOfType(
              FetchFailed.class,
              () -> impatient.fetch(site.at("/slow"), host -> true, Validators.NONE));

      // Then: it would take ten
      assertThat(failure).hasMessage("127.0.0.1 does not answer: it took longer than 1000 ms");
    }
  }

  @Test
  void asksAHostOneThingAtATimeWithAPauseInBetween() throws Exception {
    // Given
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    site.answers(
        "/a",
        request -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          rest(20);
          atOnce.decrementAndGet();
          WebSite.send(request, new byte[] {'.'});
        });
    Instant begun = Instant.now();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PoliteFetcher patient = new PoliteFetcher(new WebSettings(Duration.ofMillis(100), true))) {

      // When
      List<Future<Fetched>> fetched = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        fetched.add(
            threads.submit(() -> patient.fetch(site.at("/a"), host -> true, Validators.NONE)));
      }
      for (Future<Fetched> each : fetched) {
        each.get();
      }

      // Then
      assertThat(most).hasValue(1);
      assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(400));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void tellsWhatIsGoneFromWhatIsRefused() throws Exception {
    // Given
    site.answers("/gone", 410);
    site.answers("/closed", 403);

    // When
    List<Fetched> fetched =
        List.of(
            fetch("/gone", Validators.NONE),
            fetch("/never", Validators.NONE),
            fetch("/closed", Validators.NONE));

    // Then
    assertThat(fetched)
        .containsExactly(
            new Fetched.Gone(410),
            new Fetched.Gone(404),
            new Fetched.Refused("the server answers 403"));
  }

  private Fetched fetch(String path, Validators known) throws FetchFailed, InterruptedException {
    return fetcher.fetch(site.at(path), "127.0.0.1"::equals, known);
  }

  private static void sendForEver(HttpExchange request) throws IOException {
    request.sendResponseHeaders(200, 0);
    OutputStream body = request.getResponseBody();
    byte[] some = new byte[8_192];
    for (int i = 0; i < 10_000; i++) {
      body.write(some);
    }
  }

  private static void rest(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
