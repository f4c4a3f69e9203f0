package io.retune.qagen.llm;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Keeps the pause that a busy server asks for, which langchain4j's exceptions leave out. A pause
 * given as a date is ignored: servers of language models give seconds.
 */
@Provider
public class RetryAfterFilter implements ClientResponseFilter {

  private static final String HEADER = "Retry-After";

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    if (response.getHeaders() == null) {
      // A call that timed out passes here too, without a response.
      return;
    }
    String pause = response.getHeaderString(HEADER);
    if (response.getStatus() >= 400 && pause != null && pause.matches("\\d{1,6}")) {
      throw new ServerBusyException(
          response.getStatus(), Duration.ofSeconds(Long.parseLong(pause)));
    }
  }
}
