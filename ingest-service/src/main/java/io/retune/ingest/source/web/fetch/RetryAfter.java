package io.retune.ingest.source.web.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header in which a server says when it wants to be asked again. */
final class RetryAfter {
  /** Nobody has a reason to ask for more, and a feed is looked at once a day in any case. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Where it is overloaded and does not say. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  private RetryAfter() {}

  /**
   * @param header seconds, or a time as HTTP writes it; anything else counts as a minute
   */
  static Instant read(String header, Instant now) {
    Instant wish = wish(header.strip(), now);
    Instant latest = now.plus(LONGEST);
    return wish.isAfter(latest) ? latest : wish;
  }

  private static Instant wish(String header, Instant now) {
    try {
      if (!header.isEmpty() && header.chars().allMatch(Character::isDigit)) {
        long seconds = header.length() > 9 ? LONGEST.toSeconds() : Long.parseLong(header);
        return now.plusSeconds(seconds);
      }
      return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return now.plus(USUAL);
    }
  }
}
