package io.retune.chassis.access;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A route for each role. */
@Path("/guarded")
@Produces(MediaType.TEXT_PLAIN)
public class GuardedResource {
  private final CurrentCaller caller;

  GuardedResource(CurrentCaller caller) {
    this.caller = caller;
  }

  @GET
  public String read() {
    return caller.nameOr("nobody");
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String write(String body) {
    return caller.nameOr("nobody");
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  public String store(String body) {
    return caller.nameOr("nobody");
  }

  @POST
  @Path("/empty")
  public String start() {
    return caller.nameOr("nobody");
  }

  @POST
  @Path("/releases")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRole(Role.RELEASE)
  public String release(String body) {
    return caller.nameOr("nobody");
  }
}
