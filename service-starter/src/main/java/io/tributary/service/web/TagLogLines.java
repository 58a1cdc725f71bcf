package io.tributary.service.web;

import io.tributary.service.telemetry.LogField;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the caller's tenant and trace on every line that a request logs. Events that the request publishes carry the trace on: their
 * publisher takes it from there.
 */
final class TagLogLines extends OncePerRequestFilter {

  /** W3C trace context: version, trace, parent, flags. */
  private static final Pattern TRACEPARENT = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  static final String TRACE = "traceId";
  static final String SPAN = "spanId";

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    var before = MDC.getCopyOfContextMap();
    try {
      tagTenant();
      tagTrace(request.getHeader("traceparent"));
      next.doFilter(request, response);
    } finally {
      MDC.clear();
      if (before != null) {
        MDC.setContextMap(before);
      }
    }
  }

  private static void tagTenant() {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller) {
      CallerOfToken.tenant(caller.getToken()).ifPresent(tenant -> MDC.put(LogField.TENANT.key(), tenant.id()));
    }
  }

  private static void tagTrace(@Nullable String header) {
    var trace = TRACEPARENT.matcher(header == null ? "" : header);
    if (trace.matches()) {
      MDC.put(TRACE, trace.group(1));
      MDC.put(SPAN, trace.group(2));
    }
  }
}
