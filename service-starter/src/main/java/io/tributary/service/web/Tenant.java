package io.tributary.service.web;

import java.util.regex.Pattern;

/**
 * The tenant a request acts for, from its token. Declare it as a controller method's parameter.
 *
 * @param id lower-case letters, digits and hyphens, 1 to 63 characters, no hyphen first
 */
public record Tenant(String id) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public Tenant {
    if (!isValid(id)) {
      throw new IllegalArgumentException("A tenant is 1 to 63 lower-case letters, digits and hyphens, no hyphen first: " + id);
    }
  }

  static boolean isValid(String id) {
    return FORM.matcher(id).matches();
  }

  @Override
  public String toString() {
    return id;
  }
}
