package io.retune.chassis.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.schemas.CollectionName;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The collections that this instance has taken something in for: no more than the setting allows,
 * so that no caller can make state without bound by drawing names. Thread-safe.
 */
@Singleton
public class AdmittedCollections {
  private final int max;
  private final Optional<Set<String>> allowed;
  private final Set<String> admitted = new HashSet<>();

  /**
   * @throws IllegalArgumentException if an allowed collection has a name that none can have
   */
  public AdmittedCollections(CollectionsConfig config) {
    this.max = config.max();
    this.allowed = config.allowed().map(Set::copyOf);
    allowed.ifPresent(names -> names.forEach(CollectionName::check));
  }

  /**
   * To be called before anything is stored for a collection. An invalid name is left to whoever
   * checks names.
   *
   * @throws HttpProblem if nothing may be taken in for it; says why
   */
  public synchronized void admit(String collection) {
    if (allowed.isPresent() && !allowed.get().contains(collection)) {
      throw refused("collection '%s' is none that retune.collections.allowed names", collection);
    }
    if (!admitted.contains(collection) && admitted.size() >= max) {
      throw refused("collection '%s' would be one more than retune.collections.max", collection);
    }
    admitted.add(collection);
  }

  private static HttpProblem refused(String reason, String collection) {
    return HttpProblem.valueOf(Response.Status.FORBIDDEN, reason.formatted(collection));
  }
}
