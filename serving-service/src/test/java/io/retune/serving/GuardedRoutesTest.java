package io.retune.serving;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.testing.CallersProfile;
import io.retune.testing.GuardedRoutesContract;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.RawRequest.Answer;
import java.io.IOException;

/** As for every service, but with OpenAI's error objects. */
@QuarkusTest
@TestProfile(CallersProfile.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class GuardedRoutesTest extends GuardedRoutesContract {
  GuardedRoutesTest() {
    super("serving");
  }

  @Override
  protected String errorMediaType() {
    return "application/json";
  }

  @Override
  protected String detail(Answer error) throws IOException {
    return error.problem().path("error").path("message").asText();
  }
}
