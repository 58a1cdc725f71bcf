package io.tributary.simulators.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was asked for: what goes wrong, with which calls, how often. What is null is not asked for.
 *
 * @param status with {@link Kind#REFUSE} and {@link Kind#REFUSE_AFTERWARDS}: 400 to 599
 * @param error with the same: what the API calls it, such as {@code too_many_requests}
 * @param retryAfter with the same: seconds, sent as {@code Retry-After}
 * @param bytesPerSecond with {@link Kind#SLOW_BODY}: 1 or more; 1 where it is not given
 * @param account only calls for this account
 * @param method only calls with this method
 * @param path only calls whose path begins so
 * @param times ends after so many calls, 1 or more; without it, when it is cleared
 * @param share of the calls that fit, more than 0 and at most 1; without it, all
 * @param seed decides which calls the share is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultRule(
    Kind kind,
    @Nullable Integer status,
    @Nullable String error,
    @JsonProperty("retry_after") @Nullable Integer retryAfter,
    @JsonProperty("bytes_per_second") @Nullable Integer bytesPerSecond,
    @Nullable String account,
    @Nullable String method,
    @Nullable String path,
    @Nullable Integer times,
    @Nullable Double share,
    @Nullable Long seed) {

  /** What goes wrong. */
  public enum Kind {
    /** The call has no effect and is answered with an error. */
    REFUSE,
    /** The call takes effect, and is answered with an error all the same: as a gateway does whose patience ends. */
    REFUSE_AFTERWARDS,
    /** No answer comes until the fault is cleared; then the true one. */
    HANG,
    /** The true answer, so many bytes a second. */
    SLOW_BODY,
    /** The connection is closed after half of the true answer. */
    TRUNCATED_JSON,
    /** 200 with what claims to be JSON and is none. */
    MALFORMED_JSON,
    /** 200 with a page for people, as gateways send it. */
    HTML,
    /** The true answer of a following page, but its cursor is the one it was asked for with. */
    REPEATED_CURSOR
  }

  public FaultRule {
    if ((Object) kind == null) {
      throw new IllegalArgumentException("kind is needed.");
    }
    mustBe(!refuses(kind) || status != null && status >= 400 && status < 600, kind + " needs a status from 400 to 599.");
    mustBe(retryAfter == null || retryAfter >= 0, "retry_after must not be negative.");
    mustBe(bytesPerSecond == null || bytesPerSecond > 0, "bytes_per_second must be 1 or more.");
    mustBe(times == null || times > 0, "times must be 1 or more.");
    mustBe(share == null || share > 0 && share <= 1, "share must be more than 0 and at most 1.");
  }

  public static FaultRule of(Kind kind) {
    return new FaultRule(kind, refuses(kind) ? 500 : null, null, null, null, null, null, null, null, null, null);
  }

  public static FaultRule refuse(int status, String error) {
    return new FaultRule(Kind.REFUSE, status, error, null, null, null, null, null, null, null, null);
  }

  public static FaultRule refuseAfterwards(int status, String error) {
    return new FaultRule(Kind.REFUSE_AFTERWARDS, status, error, null, null, null, null, null, null, null, null);
  }

  public FaultRule retryAfter(int seconds) {
    return new FaultRule(kind, status, error, seconds, bytesPerSecond, account, method, path, times, share, seed);
  }

  public FaultRule account(String account) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, account, method, path, times, share, seed);
  }

  public FaultRule method(String method) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, account, method, path, times, share, seed);
  }

  public FaultRule path(String path) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, account, method, path, times, share, seed);
  }

  public FaultRule times(int times) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, account, method, path, times, share, seed);
  }

  public FaultRule share(double share, long seed) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, account, method, path, times, share, seed);
  }

  boolean concerns(Request request, @Nullable String requestAccount) {
    return (account == null || account.equals(requestAccount))
        && (method == null || method.equalsIgnoreCase(request.method()))
        && (path == null || request.path().startsWith(path));
  }

  private static boolean refuses(Kind kind) {
    return kind == Kind.REFUSE || kind == Kind.REFUSE_AFTERWARDS;
  }

  private static void mustBe(boolean held, String otherwise) {
    if (!held) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
