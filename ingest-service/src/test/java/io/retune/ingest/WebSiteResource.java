package io.retune.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.retune.ingest.source.web.WebSite;
import java.util.Map;

/** Gives a Quarkus test a web site with a sitemap that the service watches. */
public final class WebSiteResource implements QuarkusTestResourceLifecycleManager {
  static final String SITEMAP = "/sitemap.xml";

  private WebSite site;

  @Override
  public Map<String, String> start() {
    site = new WebSite();
    return Map.of(
        "retune.ingest.web.allow-private-addresses", "true",
        "retune.ingest.web.pause", "0s",
        "retune.ingest.feeds.site.url", site.at(SITEMAP).toString(),
        "retune.ingest.feeds.site.kind", "sitemap",
        "retune.ingest.feeds.site.collection", "fed",
        "retune.ingest.feeds.site.interval", "1s",
        "retune.ingest.feeds.site.recheck", "1s",
        "retune.ingest.feeds.site.looks-before-deleting", "1",
        "retune.ingest.feeds.site.max-deleted-share", "1");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(site, new TestInjector.MatchesType(WebSite.class));
  }

  @Override
  public void stop() {
    if (site != null) {
      site.close();
    }
  }
}
