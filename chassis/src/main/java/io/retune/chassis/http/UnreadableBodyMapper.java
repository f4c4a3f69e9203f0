package io.retune.chassis.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * A body that is JSON but not what the route takes: 400. {@link UniformProblems} says what is wrong
 * with it.
 */
@Provider
@Priority(Priorities.USER)
public final class UnreadableBodyMapper extends ExceptionMapperBase<MismatchedInputException> {
  @Override
  protected HttpProblem toProblem(MismatchedInputException failure) {
    return HttpProblem.valueOf(Response.Status.BAD_REQUEST);
  }
}
