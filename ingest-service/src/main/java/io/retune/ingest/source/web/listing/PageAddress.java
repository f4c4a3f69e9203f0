package io.retune.ingest.source.web.listing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a page as the id of its document has it: whole, and without a fragment. */
final class PageAddress {
  /** What servers and search engines take. */
  private static final int MAX_LENGTH = 2_048;

  private PageAddress() {}

  /**
   * @param base where the link stands
   * @return empty where the link leads to no web page
   */
  static Optional<String> of(URI base, String link) {
    try {
      URI address = base.resolve(new URI(link.strip().replace(" ", "%20"))).normalize();
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
        return Optional.empty();
      }
      String path =
          address.getRawPath() == null || address.getRawPath().isEmpty()
              ? "/"
              : address.getRawPath();
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      String whole =
          scheme + "://" + address.getRawAuthority().toLowerCase(Locale.ROOT) + path + query;
      return whole.length() > MAX_LENGTH
          ? Optional.empty()
          : Optional.of(URI.create(whole).toASCIIString());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
