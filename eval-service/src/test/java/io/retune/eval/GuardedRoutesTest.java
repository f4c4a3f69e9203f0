package io.retune.eval;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.testing.CallersProfile;
import io.retune.testing.GuardedRoutesContract;
import io.retune.testing.KafkaBrokerResource;

@QuarkusTest
@TestProfile(CallersProfile.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class GuardedRoutesTest extends GuardedRoutesContract {
  GuardedRoutesTest() {
    super("eval");
  }
}
