package io.tributary.simulators.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was asked for: what goes wrong, with which calls, how often. What is null is not asked for.
 *
 * @param status with {@link Kind#REFUSE} and {@link Kind#REFUSE_AFTERWARDS}: 400 to 599; with {@link Kind#HTML}: any, 200 where it is not given
 * @param error with the same: what the API calls it, such as {@code too_many_requests}
 * @param retryAfter with the same: seconds, sent as {@code Retry-After}
 * @param bytesPerSecond with {@link Kind#SLOW_BODY}: 1 or more; 1 where it is not given
 * @param field with {@link Kind#NULLS} and {@link Kind#LONG_TEXT}: the name of the fields
 * @param account only calls for this account
 * @param method only calls with this method
 * @param path only calls whose path begins so
 * @param after strikes only when so many of these calls went well, 1 or more
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
    @Nullable String field,
    @Nullable String account,
    @Nullable String method,
    @Nullable String path,
    @Nullable Integer after,
    @Nullable Integer times,
    @Nullable Double share,
    @Nullable Long seed) {

  static final int LONG = 2 << 20;

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
    /** A page for people, as gateways send it. */
    HTML,
    /** The true answer of a following page, but its cursor is the one it was asked for with. */
    REPEATED_CURSOR,
    /** Instead of a first page an empty one, whose cursor leads to the first. */
    EMPTY_PAGE,
    /** The true answer, but every field of that name is null. */
    NULLS,
    /** The true answer, but the first text of that name is {@value LONG} characters long. */
    LONG_TEXT
  }

  public FaultRule {
    if ((Object) kind == null) {
      throw new IllegalArgumentException("kind is needed.");
    }
    mustBe(!refuses(kind) || status != null && status >= 400 && status < 600, kind + " needs a status from 400 to 599.");
    mustBe(retryAfter == null || retryAfter >= 0, "retry_after must not be negative.");
    mustBe(bytesPerSecond == null || bytesPerSecond > 0, "bytes_per_second must be 1 or more.");
    mustBe(!(kind == Kind.NULLS || kind == Kind.LONG_TEXT) || field != null, kind + " needs the name of a field.");
    mustBe(after == null || after > 0, "after must be 1 or more.");
    mustBe(times == null || times > 0, "times must be 1 or more.");
    mustBe(share == null || share > 0 && share <= 1, "share must be more than 0 and at most 1.");
  }

  public static FaultRule of(Kind kind) {
    return new FaultRule(kind, refuses(kind) ? 500 : null, null, null, null, null, null, null, null, null, null, null, null);
  }

  public static FaultRule refuse(int status, String error) {
    return new FaultRule(Kind.REFUSE, status, error, null, null, null, null, null, null, null, null, null, null);
  }

  public static FaultRule refuseAfterwards(int status, String error) {
    return new FaultRule(Kind.REFUSE_AFTERWARDS, status, error, null, null, null, null, null, null, null, null, null, null);
  }

  /** A page for people with this status. */
  public static FaultRule html(int status) {
    return new FaultRule(Kind.HTML, status, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** @param kind {@link Kind#NULLS} or {@link Kind#LONG_TEXT} */
  public static FaultRule of(Kind kind, String field) {
    return new FaultRule(kind, null, null, null, null, field, null, null, null, null, null, null, null);
  }

  public FaultRule retryAfter(int seconds) {
    return new FaultRule(kind, status, error, seconds, bytesPerSecond, field, account, method, path, after, times, share, seed);
  }

  public FaultRule account(String account) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, after, times, share, seed);
  }

  public FaultRule method(String method) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, after, times, share, seed);
  }

  public FaultRule path(String path) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, after, times, share, seed);
  }

  public FaultRule after(int calls) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, calls, times, share, seed);
  }

  public FaultRule times(int times) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, after, times, share, seed);
  }

  public FaultRule share(double share, long seed) {
    return new FaultRule(kind, status, error, retryAfter, bytesPerSecond, field, account, method, path, after, times, share, seed);
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
