package io.retune.chassis.access;

/**
 * Why a request is not answered.
 *
 * @param detail for the caller
 */
record Refusal(int status, String detail) {
  static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int MISDIRECTED = 421;

  static Refusal anotherHost() {
    return new Refusal(
        MISDIRECTED,
        "the service is not called by this host name; retune.http.hosts names those it is called"
            + " by");
  }

  static Refusal anotherSite() {
    return new Refusal(
        FORBIDDEN,
        "web pages of other sites may not call the service; retune.http.origins names those that"
            + " may");
  }

  static Refusal noMediaType() {
    return new Refusal(UNSUPPORTED_MEDIA_TYPE, "a body needs a Content-Type");
  }

  static Refusal unauthenticated() {
    return new Refusal(UNAUTHENTICATED, "the request needs a valid bearer token");
  }

  static Refusal roleMissing(Role role) {
    return new Refusal(FORBIDDEN, "the token does not have the role " + role.wireName());
  }
}
