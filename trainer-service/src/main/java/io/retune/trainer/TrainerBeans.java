package io.retune.trainer;

import io.retune.chassis.Service;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Names this process. */
@ApplicationScoped
class TrainerService {

  @Produces
  @Singleton
  Service service() {
    return new Service(
        "trainer", List.of(Topics.QA_PAIRS, Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS));
  }
}
