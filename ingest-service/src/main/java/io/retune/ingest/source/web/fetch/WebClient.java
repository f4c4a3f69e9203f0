package io.retune.ingest.source.web.fetch;

import io.retune.chassis.lifecycle.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sends single requests, within limits of size and time. Follows nothing. Thread-safe. */
final class WebClient implements AutoCloseable {
  private static final int OK = 200;
  private static final long IDLE_SECONDS = 30;

  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("retune-web-deadlines"));
  private final int maxBytes;
  private final long maxMillis;

  /** A file is over the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int limit) {
      super("it has more than " + limit + " bytes");
    }
  }

  /** An answer took longer than it may. */
  static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlow(long millis, Throwable cause) {
      super("it took longer than " + millis + " ms", cause);
    }
  }

  WebClient(WebConfig config) {
    this.maxBytes = Math.toIntExact(config.maxSize().asLongValue());
    this.maxMillis = config.maxTime().toMillis();
    Timeout silence = Timeout.of(config.timeout());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PublicAddresses(config.allowPrivateAddresses()))
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(silence).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(silence)
                            .setSocketTimeout(silence)
                            .setTimeToLive(TimeValue.ofSeconds(IDLE_SECONDS))
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(silence).build())
            .setUserAgent(userAgent(config))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  private static String userAgent(WebConfig config) {
    return config.agent() + "/1.0" + config.contact().map(at -> " (+" + at + ")").orElse("");
  }

  /**
   * Asks for a file.
   *
   * @param known a version that need not be sent
   * @throws PublicAddresses.PrivateAddress if the host must not be connected to
   * @throws TooLarge if the file is
   * @throws IOException if there is no answer
   */
  WebAnswer get(URI address, Validators known) throws IOException {
    HttpGet request = new HttpGet(address);
    request.addHeader(HttpHeaders.ACCEPT, "text/html, application/xhtml+xml, */*;q=0.9");
    if (!known.entityTag().isEmpty()) {
      request.addHeader(HttpHeaders.IF_NONE_MATCH, known.entityTag());
    }
    if (!known.lastModified().isEmpty()) {
      request.addHeader(HttpHeaders.IF_MODIFIED_SINCE, known.lastModified());
    }
    // Headers and bodies that drip in never time out by themselves.
    AtomicBoolean isLate = new AtomicBoolean();
    Future<?> deadline =
        deadlines.schedule(
            () -> {
              // Before the request ends: whoever reads it then asks why.
              isLate.set(true);
              request.cancel();
            },
            maxMillis,
            TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      try {
        return answer(
            response, response.getCode() == OK ? body(response.getEntity()) : new byte[0]);
      } finally {
        // Before the response is closed, which would wait for what was not read of the body.
        request.cancel();
      }
    } catch (IOException e) {
      if (isLate.get()) {
        throw new TooSlow(maxMillis, e);
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    // Not closed here: that would read what is left.
    @SuppressWarnings("resource")
    InputStream in = entity.getContent();
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new TooLarge(maxBytes);
    }
    return bytes;
  }

  private static WebAnswer answer(ClassicHttpResponse response, byte[] body) {
    return new WebAnswer(
        response.getCode(),
        header(response, HttpHeaders.CONTENT_TYPE),
        header(response, HttpHeaders.LOCATION),
        header(response, HttpHeaders.RETRY_AFTER),
        new Validators(
            header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED)),
        body);
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  /** Ends requests that are under way. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
