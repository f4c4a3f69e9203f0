package io.retune.chassis;

import io.retune.chassis.access.PublicFiles;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** Names the process of the tests, as each service does. */
@ApplicationScoped
class TestService {
  @Produces
  @Singleton
  Service service() {
    return new Service("chassis-test", List.of(Topics.NODES));
  }

  @Produces
  @Singleton
  PublicFiles page() {
    return new PublicFiles(Pattern.compile("/page/[a-z]+\\.js"));
  }
}
