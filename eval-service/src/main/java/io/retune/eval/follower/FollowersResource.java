package io.retune.eval.follower;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which version each follower of the releases serves. */
@Path("/collections/{collection}/followers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Followers")
@Blocking
public class FollowersResource {
  private final Followers followers;

  FollowersResource(Followers followers) {
    this.followers = followers;
  }

  @GET
  @Operation(
      summary = "What each instance of the serving service serves of a collection",
      description =
          "Of the instances that `retune.eval.followers.urls` names; each is asked now. Followers"
              + " inside applications report to nobody.")
  @APIResponse(responseCode = "200", description = "One entry an instance")
  public List<FollowerStatus> followers(@PathParam("collection") String collection) {
    return followers.of(collection);
  }
}
