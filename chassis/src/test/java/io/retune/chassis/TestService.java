package io.retune.chassis;

import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Names the process of the tests, as each service does. */
@ApplicationScoped
class TestService {
  @Produces
  @Singleton
  Service service() {
    return new Service("chassis-test", List.of(Topics.NODES));
  }
}
