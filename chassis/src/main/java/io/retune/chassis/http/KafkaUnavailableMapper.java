package io.retune.chassis.http;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.apache.kafka.common.KafkaException;

/** A cluster that does not answer, or does not take a record, is not the caller's fault: 503. */
@Provider
@Priority(Priorities.USER)
public final class KafkaUnavailableMapper extends ExceptionMapperBase<KafkaException> {
  @Override
  protected HttpProblem toProblem(KafkaException failure) {
    // The client's own text may name brokers; it is in the log.
    return HttpProblem.valueOf(
        Response.Status.SERVICE_UNAVAILABLE, "the Kafka cluster does not answer; try again later");
  }
}
