package io.tributary.simulators.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the log.
 *
 * @param at when it was answered, ISO 8601
 * @param query the parameters as they were understood; keys and other headers are never kept
 * @param status what the caller saw; 0 where he saw none
 * @param micros from the request to the answer
 * @param account it was for, where the API tells
 * @param fault that struck it, as it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoggedCall(
    String at, String method, String path, Map<String, String> query, int status, long micros, @Nullable String account,
    @Nullable String fault) {}
